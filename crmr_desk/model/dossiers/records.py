"""Finding the rows of a dossier inside a session, and refusing what no longer makes sense."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Ccmr, Crmr, Dossier, Fsmr, LetterRow, Lifting, Opinion, Piece, Recipient, Site

DECIDED: Final = "decided"
CLOSED: Final = "closed"
ABANDONED: Final = "abandoned"
APPLIED: Final = frozenset({DECIDED, CLOSED})
"""States of a dossier whose decision was applied."""

_ENDED: Final = {
    DECIDED: ("décidé", "la décision si aucun courrier n’est parti"),
    CLOSED: ("clos", "la clôture"),
    ABANDONED: ("abandonné", "l’abandon"),
}

CENTRE_OF: Final = {
    Function.COORDONNATEUR: CentreKind.CRMR,
    Function.RESPONSABLE_SITE: CentreKind.SITE,
    Function.RESPONSABLE_CCMR: CentreKind.CCMR,
    Function.ANIMATEUR: CentreKind.FSMR,
}
"""The kind of centre whose seat each function fills."""

_TABLE: Final = {CentreKind.CRMR: Crmr, CentreKind.SITE: Site, CentreKind.CCMR: Ccmr, CentreKind.FSMR: Fsmr}


def centre_of(dossier: Dossier) -> tuple[CentreKind, int]:
    """The centre whose seat the dossier concerns."""
    kind = CENTRE_OF[Function(dossier.function)]
    target: int = getattr(dossier, f"{kind.value}_id")
    return kind, target


def centre_exists(session: Session, kind: CentreKind, row_id: int) -> bool:
    """Whether the centre is still in the register."""
    return session.get(_TABLE[kind], row_id) is not None


def dossier_of(session: Session, dossier_id: int) -> Dossier:
    """The dossier. Raises UserError when it is no longer there."""
    dossier = session.get(Dossier, dossier_id)
    if dossier is None:
        raise UserError(
            "Ce dossier n’est plus dans la base\u00a0: son ouverture a sans doute été annulée. Revenez à l’accueil."
        )
    return dossier


def open_dossier_of(session: Session, dossier_id: int) -> Dossier:
    """The dossier, to be changed. Raises UserError once it is decided, closed or abandoned."""
    dossier = dossier_of(session, dossier_id)
    if dossier.state != OPEN:
        word, undo = _ENDED[dossier.state]
        raise UserError(
            f"Le dossier {dossier.number} est déjà {word}\u00a0: il ne se modifie plus. Annulez d’abord {undo}."
        )
    return dossier


def next_number(session: Session, year: int) -> str:
    """The number of the next dossier opened in ``year``: 2026-0012."""
    last = session.scalar(select(func.max(Dossier.number)).where(Dossier.number.like(f"{year}-%")))
    return f"{year}-{int(last[5:]) + 1 if last else 1:04d}"


def judged_on(dossier: Dossier, today: dt.date) -> dt.date:
    """The day on which the dossier is judged: that of its decision or of its abandonment, else ``today``."""
    if dossier.state in APPLIED:
        return dossier.decided_on or dossier.closed_on or today
    return dossier.closed_on or today


def labelled(db: Database, dossier_id: int, act: str) -> str:
    """``act`` with the number of the dossier, as the journal and the undo name it."""
    with db.reading() as session:
        return f"{act}, dossier {dossier_of(session, dossier_id).number}"


def pieces_of(session: Session, dossier_id: int) -> dict[tuple[str, str], Piece]:
    """Papers noted so far, by (kind, of)."""
    rows = session.scalars(select(Piece).where(Piece.dossier_id == dossier_id))
    return {(row.kind, row.of): row for row in rows}


def opinions_of(session: Session, dossier_id: int) -> dict[tuple[str, str], Opinion]:
    """Opinions asked so far, by (kind, of) of their paper."""
    rows = session.scalars(select(Opinion).where(Opinion.dossier_id == dossier_id))
    return {(row.kind, row.of): row for row in rows}


def kept_letters(session: Session, dossier_id: int) -> tuple[LetterRow, ...]:
    """The letters written so far, in their order."""
    return tuple(session.scalars(select(LetterRow).where(LetterRow.dossier_id == dossier_id).order_by(LetterRow.id)))


def liftings_of(session: Session, dossier_id: int) -> dict[tuple[str, str, str], Lifting]:
    """Findings set aside so far, by (finding, piece, of)."""
    rows = session.scalars(select(Lifting).where(Lifting.dossier_id == dossier_id))
    return {(row.finding, row.piece, row.of): row for row in rows}


def recipients_of(session: Session, dossier_id: int) -> dict[tuple[str, str], Recipient]:
    """Cells of the recipients grid that the instructor changed, by (who, of)."""
    rows = session.scalars(select(Recipient).where(Recipient.dossier_id == dossier_id))
    return {(row.who, row.of): row for row in rows}
