"""What differs between two states of the network, as a note to be printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from crmr_desk.letters import note
from crmr_desk.letters.content import LetterError
from crmr_desk.letters.typography import french
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.differences.rows import Difference, DifferenceKind, Differences
from crmr_desk.model.store.words import thousands
from crmr_desk.model.terms import french_date, short_date
from crmr_desk.workbooks.outgoing.differences import states_of

LONGEST: Final = 3_000
"""Lines; beyond, nobody prints it."""
_ESTABLISHMENTS: Final = "Établissements"
_NO_FSMR: Final = "Sans filière"
_SAID_WHOLE: Final = frozenset({DifferenceKind.MOVED, DifferenceKind.FSMR, DifferenceKind.ATTACHMENTS})
"""The sentence says what was before and what is after."""


def note_of(found: Differences, *, today: dt.date, bureau: str = "") -> bytes:
    """The note as a PDF file, drawn up on ``today`` by ``bureau``. Raises UserError for more lines than anybody would
    print, and for a name that holds a sign which no font of ours has."""
    if len(found.rows) > LONGEST:
        raise UserError(
            f"Cette note aurait {thousands(len(found.rows))} lignes\u00a0: choisissez deux dates plus proches, "
            "ou exportez le classeur."
        )
    try:
        return note.render(
            note.Note(
                title=french(found.title),
                states=tuple(map(french, states_of(found))),
                dateline=french(f"Établie le {french_date(today)} d’après le registre"),
                bureau=bureau,
                counts=tuple((kind.label, thousands(count)) for kind, count in found.counts.items() if count),
                groups=tuple(_groups(found.rows)),
                empty="Rien ne diffère entre ces deux états.",
            )
        )
    except LetterError as error:
        raise UserError(str(error)) from error


def _group_of(row: Difference) -> str:
    """Under which heading a line stands: its filière, or what is outside of any."""
    return row.fsmr or (_ESTABLISHMENTS if row.centre_kind is None else _NO_FSMR)


def _groups(rows: Iterable[Difference]) -> Iterator[note.Group]:
    for title, of_group in groupby(rows, key=_group_of):
        centres = [
            note.Centre(name, tuple(map(_line, of_centre)))
            for name, of_centre in groupby(of_group, key=lambda row: row.centre)
        ]
        yield note.Group(title, tuple(centres))


def _line(row: Difference) -> note.Line:
    values = "" if row.kind in _SAID_WHOLE else " → ".join(text for text in (row.before, row.after) if text)
    source = f"Dossier {row.dossier}" if row.dossier else f"Opération {row.operation_id}" if row.operation_id else ""
    return note.Line(row.what, values, short_date(row.day) if row.day is not None else "", source)
