"""What each kind of reminder says, word for word.

After a change of wording that is meant: ``python -m tests.model.correspondence.reminders.reminders_told``.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from crmr_desk.model.correspondence.reminders.composing import Reminder, composed, pass_in
from crmr_desk.model.correspondence.reminders.due import due
from crmr_desk.model.correspondence.reminders.kinds import DIRECTOR, HEAD, KINDS
from crmr_desk.model.correspondence.reminders.rows import Choice, Wording
from crmr_desk.model.kinds import Function
from crmr_desk.model.store.opening import open_database
from tests.conftest import WHO, fixed_clock
from tests.model.correspondence.reminders.conftest import SOON, Owing, owing_in
from tests.model.dossiers.letters_told import words_of_letter
from tests.model.network.building import TODAY

GOLDEN: Final = Path(__file__).parent / "golden.txt"
_BOTH: Final = Choice(to=(HEAD, DIRECTOR))
_WORDING: Final = Wording(reply_by=dt.date(2026, 12, 20), signatory="Claire Montagnac")


def told(owing: Owing) -> str:
    """The first letter of each template, by kind of reminder."""
    _fill_seats(owing)
    return "\n".join(
        f"=== {each.line.template} · {each.line.addressee}\n{_words(each)}" for each in _first_of_each(owing)
    )


def _fill_seats(owing: Owing) -> None:
    """A coordonnateur, a responsable and an animateur who turn 68 within their mandate."""
    born = dt.date(1959, 2, 10)
    for function, centre, name in (
        (Function.COORDONNATEUR, owing.marih, "Destrade"),
        (Function.RESPONSABLE_CCMR, owing.ccmr, "Kerjean"),
        (Function.ANIMATEUR, owing.fsmr, "Vasselin"),
    ):
        owing.register.mandate(function, centre, owing.register.person(name, birth_date=born), end=SOON)


def _first_of_each(owing: Owing) -> Iterator[Reminder]:
    with owing.db.reading() as session:
        shared = pass_in(session, WHO, TODAY, _WORDING)
    seen: set[str] = set()
    for kind in KINDS:
        for line in due(owing.db, kind, TODAY, choice=_BOTH):
            if line.template not in seen:
                seen.add(line.template)
                yield composed(shared, line, "R2026-0001")


def _words(reminder: Reminder) -> str:
    return "\n".join(words_of_letter(reminder.letter)) + "\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "relances.crmr", who=WHO, now=fixed_clock)
        GOLDEN.write_text(told(owing_in(db)), encoding="utf-8", newline="\n")
        db.dispose()


if __name__ == "__main__":
    main()
