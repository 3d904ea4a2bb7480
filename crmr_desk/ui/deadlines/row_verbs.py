"""What can be decided of a deadline, and which of it is offered for one or for several."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from crmr_desk.model.deadlines.kinds import entry_id_of
from crmr_desk.model.deadlines.rows import POSTPONED, DeadlineRow


class Verb(Enum):
    """Its words on a button and its icon; « … » where a day or a reason is asked."""

    DONE = ("Faite…", "check")
    POSTPONE = ("Reporter…", "calendar-time")
    LIFT = ("Lever…", "minus")
    RESTORE = ("Rétablir", "arrow-back-up")
    MOVE = ("Déplacer…", "arrows-move")
    EDIT = ("Modifier…", "pencil")
    DELETE = ("Supprimer", "x")

    @property
    def words(self) -> str:
        """What its button says."""
        return self.value[0]

    @property
    def icon(self) -> str:
        """The icon of its button."""
        return self.value[1]


MARKING = (Verb.DONE, Verb.POSTPONE, Verb.LIFT)


def is_stored_mark(row: DeadlineRow) -> bool:
    """Whether somebody marked it: what a dossier tells is not taken back here."""
    return row.mark is not None and not row.mark.told_by


def verbs_for(row: DeadlineRow) -> tuple[Verb, ...]:
    """What is offered for one deadline."""
    if row.mark is not None and row.mark.state != POSTPONED:
        return (Verb.RESTORE,) if is_stored_mark(row) else ()
    marked = (Verb.RESTORE,) if row.mark is not None else ()
    moved = (Verb.MOVE,) if not row.fixed else ()
    typed = (Verb.EDIT, Verb.DELETE) if entry_id_of(row.key) is not None else ()
    return (*MARKING, *marked, *moved, *typed)


def why_not(verb: Verb, rows: Sequence[DeadlineRow]) -> str:
    """Why a verb cannot be done with these rows together; "" when it can."""
    if not rows:
        return "Choisissez d’abord une échéance"
    if any(verb in verbs_for(row) for row in rows):
        return ""
    return "Ces échéances sont déjà faites ou levées\u00a0: rétablissez-les d’abord"
