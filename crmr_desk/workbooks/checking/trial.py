"""The true import, tried and rolled back: what the register itself refuses is known before anybody applies it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.checking.rows import Checked, Line
from crmr_desk.workbooks.imports.writing import write


class _TriedEnough(Exception):  # noqa: N818
    """Takes back what the trial wrote."""


def refused_by_register(db: Database, checked: Checked) -> tuple[str, ...]:
    """What the register refuses of the lines that are settled, in French and with the first line concerned; empty when
    all of it can be written. Nothing is written."""
    lines = [line for line in checked.lines if line.writes]
    refusal = _refusal(db, checked, lines)
    if not refusal:
        return ()
    line = _first_refused(db, checked, lines)
    return (f"Feuille «\u202f{line.sheet}\u202f», ligne {line.row}\u00a0: {_refusal(db, checked, [line]) or refusal}",)


def _refusal(db: Database, checked: Checked, lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    try:
        with db.writing("Contrôle d’un import") as session:
            write(session, replace(checked, lines=tuple(lines)), None)
            session.flush()
            raise _TriedEnough
    except _TriedEnough:
        return ""
    except UserError as refusal:
        return str(refusal)


def _first_refused(db: Database, checked: Checked, lines: Sequence[Line]) -> Line:
    """The last line of the shortest beginning of the file that is refused."""
    accepted, refused = 0, len(lines)
    while refused - accepted > 1:
        middle = (accepted + refused) // 2
        if _refusal(db, checked, lines[:middle]):
            refused = middle
        else:
            accepted = middle
    return lines[refused - 1]
