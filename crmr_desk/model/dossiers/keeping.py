"""Who keeps a dossier: assigned, handed over, put on hold until a day, annotated. Several at once, all or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from sqlalchemy import select

from crmr_desk.model.dossiers.days_to_come import YEARS_ASLEEP, check_year
from crmr_desk.model.dossiers.records import ABANDONED, CLOSED, dossier_of, open_dossier_of
from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.network.typed_text import LONGEST_NAME, LONGEST_REASON, typed_text
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Dossier
from crmr_desk.model.terms import short_date

_ENDED = (CLOSED, ABANDONED)


def assign(db: Database, dossier_ids: Sequence[int], instructor: str) -> Changes:
    """Entrust dossiers to an instructor. Raises UserError for nobody, a name that is too long, or a dossier that is
    closed or abandoned."""
    name = _somebody(instructor)

    def entrust(dossier: Dossier) -> None:
        if dossier.state in _ENDED:
            raise UserError(f"Le dossier {dossier.number} est terminé\u00a0: il ne change plus d’instructeur.")
        dossier.instructor = name

    return _each(db, dossier_ids, f"Affectation à {name}", dossier_of, entrust)


def hand_over(db: Database, from_who: str, to_who: str) -> tuple[int, Changes]:
    """Entrust every dossier of one instructor that still goes on to another; returns how many there were.

    Raises UserError when the first has none, or both are the same person.
    """
    giver, taker = _somebody(from_who), _somebody(to_who)
    if giver == taker:
        raise UserError(f"{giver} a déjà ces dossiers\u00a0: choisissez une autre personne.")
    with db.writing(f"Passation des dossiers de {giver} à {taker}") as session:
        going_on = select(Dossier).where(Dossier.instructor == giver, Dossier.state.not_in(_ENDED))
        dossiers = session.scalars(going_on).all()
        if not dossiers:
            raise UserError(f"{giver} n’a aucun dossier en cours\u00a0: il n’y a rien à transmettre.")
        for dossier in dossiers:
            dossier.instructor = taker
    return len(dossiers), session.changes


def hold(
    db: Database,
    dossier_ids: Sequence[int],
    until: dt.date,
    reason: str,
    *,
    today: dt.date,
    shown: dt.date | None = None,
) -> Changes:
    """Put open dossiers aside until a day to come, on which they wake by themselves. ``shown`` is the day on which they
    were seen to wake, where the hold is only moved.

    Raises UserError without a reason or for one that is too long, for a day that is not to come, or a dossier that is
    no longer open; Conflict for one that wakes on another day than ``shown``.
    """
    if until <= today:
        raise UserError(f"Le {short_date(until)} n’est pas à venir\u00a0: choisissez un jour de réveil à venir.")
    check_year(until, today, YEARS_ASLEEP)
    why = typed_text("Motif", reason, LONGEST_REASON)
    if not why:
        raise UserError("Indiquez pourquoi le dossier attend\u00a0: il se réveillera avec ce motif.")

    def put_aside(dossier: Dossier) -> None:
        if shown is not None and dossier.hold_until != shown:
            raise Conflict(_held_otherwise(dossier))
        dossier.hold_until, dossier.hold_reason = until, why

    return _each(db, dossier_ids, f"Mise en attente jusqu’au {short_date(until)}", open_dossier_of, put_aside)


def wake(db: Database, dossier_ids: Sequence[int]) -> Changes:
    """Take dossiers up again before their day."""

    def take_up(dossier: Dossier) -> None:
        dossier.hold_until, dossier.hold_reason = None, ""

    return _each(db, dossier_ids, "Reprise", dossier_of, take_up)


def set_note(db: Database, dossier_id: int, note: str) -> Changes:
    """Keep the instructor's note on a dossier, whatever its state; an empty one clears it."""

    def write(dossier: Dossier) -> None:
        dossier.note = note.strip()

    return _each(db, [dossier_id], "Note", dossier_of, write)


def is_held(hold_until: dt.date | None, today: dt.date) -> bool:
    """Whether a dossier put aside until this day still waits on ``today``."""
    return hold_until is not None and hold_until > today


def _each(
    db: Database,
    dossier_ids: Sequence[int],
    act: str,
    found: Callable[[WriteSession, int], Dossier],
    change: Callable[[Dossier], None],
) -> Changes:
    """Change each dossier in one operation, which names the only one or says how many there are."""
    if not dossier_ids:
        raise UserError("Choisissez au moins un dossier dans la liste.")
    with db.writing(_label(db, act, dossier_ids)) as session:
        for dossier_id in dossier_ids:
            change(found(session, dossier_id))
    return session.changes


def _label(db: Database, act: str, dossier_ids: Sequence[int]) -> str:
    if len(dossier_ids) > 1:
        return f"{act}, {len(dossier_ids)} dossiers"
    with db.reading() as session:
        return f"{act}, dossier {dossier_of(session, dossier_ids[0]).number}"


def _held_otherwise(dossier: Dossier) -> str:
    if dossier.hold_until is None:
        return f"Le dossier {dossier.number} a été repris entre-temps\u00a0: rafraîchissez avec F5."
    return (
        f"Le dossier {dossier.number} attend maintenant le {short_date(dossier.hold_until)}"
        f" «\u202f{dossier.hold_reason}\u202f»\u00a0: rafraîchissez avec F5."
    )


def _somebody(name: str) -> str:
    known = typed_text("Instructeur", name, LONGEST_NAME)
    if not known:
        raise UserError("Indiquez le nom de l’instructeur.")
    return known
