"""A deadline about to be decided of: it must still fall, and stand, as it was shown. Nobody decides over the head of a
colleague whose change was not on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmr_desk.model.deadlines.gathering import derived
from crmr_desk.model.deadlines.kinds import LETTERS_DUE, LETTERS_TO_SIGN, entry_id_of, kinds_of
from crmr_desk.model.deadlines.mark_reading import mark_of
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.scope import Scope
from crmr_desk.model.deadlines.window import Window
from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.store.conflicts import row_changed
from crmr_desk.model.store.schema import DeadlineEntry, DeadlineMark
from crmr_desk.model.terms import french_date

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_REFRESH = "Rafraîchissez avec F5."


def entry_of(session: Session, entry_id: int) -> DeadlineEntry:
    """The entry. Raises UserError when it is no longer there."""
    found = session.get(DeadlineEntry, entry_id)
    if found is None:
        raise UserError("Cette échéance n’est plus dans le registre\u00a0: rafraîchissez la liste avec F5.")
    return found


def require_due(session: Session, rows: Sequence[DeadlineRow], today: dt.date) -> None:
    """Raises UserError for one of ``rows`` that is gone or no longer due on its day, Conflict for one that was typed by
    hand and that somebody has changed meanwhile. A constant number of statements."""
    days = [row.due_on for row in rows]
    kinds = {kind for row in rows for kind in kinds_of(row.key)}
    due = derived(session, Window(min(days), max(days), today, _scope(rows), passed=True), only=kinds)
    now = {row.key: row for row in due}
    for row in rows:
        if not _is_as_shown(row, now.get(row.key)):
            raise _changed(session, row)


def _scope(rows: Sequence[DeadlineRow]) -> Scope:
    """Their centre, where they have one and the same; else the network, of which a year takes far longer to tell."""
    kind, centre_id = rows[0].centre_kind, rows[0].centre_id
    shared = kind and all((row.centre_kind, row.centre_id) == (kind, centre_id) for row in rows)
    return Scope(CentreKind(kind), centre_id) if shared else Scope()


def require_mark(row: DeadlineRow, mark: DeadlineMark | None) -> None:
    """Raises Conflict where ``mark``, the one of the register, is not what ``row`` showed; one of another day no longer
    holds, and says nothing."""
    seen = row.mark if row.mark is not None and not row.mark.told_by else None
    now = mark_of(mark) if mark is not None and mark.due_on == row.due_on else None
    if now != seen:
        words = now.words if now is not None else "ce qui en était décidé a été retiré entre-temps."
        raise Conflict(f"«\u202f{row.named}\u202f»\u00a0: {words} {_REFRESH}")


def _is_as_shown(row: DeadlineRow, now: DeadlineRow | None) -> bool:
    if now is None or now.on != row.due_on:
        return False
    return entry_id_of(row.key) is None or _typed(now) == _typed(row)


def _typed(row: DeadlineRow) -> tuple[str, ...]:
    """What somebody typed, and may have typed anew."""
    return row.kind, row.title, row.detail, row.place, row.instructor


def _changed(session: Session, row: DeadlineRow) -> UserError:
    entry_id = entry_id_of(row.key)
    if entry_id is not None:
        return row_changed(session, (DeadlineEntry.__tablename__, entry_of(session, entry_id).id))
    if row.kind in (LETTERS_TO_SIGN, LETTERS_DUE):
        return UserError(f"«\u202f{row.named}\u202f»\u00a0: ce ne sont plus les mêmes courriers. {_REFRESH}")
    day = french_date(row.due_on)
    return UserError(f"«\u202f{row.named}\u202f»\u00a0: plus rien n’est dû le {day}. {_REFRESH}")
