"""What the floor of the centre sheet does again: for each centre the statements of ours with their values, and the
words that its form shows. Arguments: register, file to write.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, event

from benchmarks import DAY
from benchmarks.centre_sheets import WARM
from benchmarks.measuring import ROUNDS
from crmr_desk import clock
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.store.opening import open_database
from crmr_desk.ui.network.sheet_body import read_sheet

Rows = list[tuple[str, ...]]


def words(shown: CentreSheet) -> Rows:
    """One row of words for each line of the form: what is known, who leads it, its labels."""
    facts = [(fact.label, fact.value) for fact in shown.identity]
    people = [(person.name, *person.lines) for person in shown.people]
    return [*facts, *people, *((f"{label.start}", f"{label.end}", label.act) for label in shown.labels)]


def tables(shown: CentreSheet) -> Iterator[Rows]:
    """The cells of its sites, and of its competence centres."""
    for lines in (shown.sites, shown.ccmrs):
        yield [(each.hospital, each.responsable, each.public, each.specialty, f"{each.end}") for each in lines]


asked: list[tuple[str, object]] = []
event.listen(Engine, "before_cursor_execute", lambda _c, _cursor, told, given, *_: asked.append((told, given)))
db = open_database(sys.argv[1], who="Nadia Belkacem", now=clock.now)
kept = {}
for centre in (WARM, *range(1, ROUNDS + 2)):
    asked.clear()
    answer = read_sheet(db, "crmr", centre, DAY, DAY)
    kept[centre] = ([each for each in asked if each[0] != "BEGIN"], words(answer.sheet), list(tables(answer.sheet)))
Path(sys.argv[2]).write_bytes(pickle.dumps(kept))
