"""Finding the rows of a dossier inside a session, and refusing what no longer makes sense."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.store.bulk import chunks
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

_Noted = TypeVar("_Noted", Piece, Opinion, Lifting, Recipient, LetterRow)

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


def dossiers_of(session: Session, dossier_ids: Sequence[int]) -> dict[int, Dossier]:
    """These dossiers, those that are no longer there left out."""
    found = (session.scalars(select(Dossier).where(Dossier.id.in_(some))) for some in chunks(dossier_ids))
    return {row.id: row for rows in found for row in rows}


def pieces_of(session: Session, dossier_id: int) -> dict[tuple[str, str], Piece]:
    """Papers noted so far, by (kind, of)."""
    return pieces_by_key(noted(session, Piece, [dossier_id]).get(dossier_id, ()))


def pieces_by_key(rows: Sequence[Piece]) -> dict[tuple[str, str], Piece]:
    """Papers by (kind, of)."""
    return {(row.kind, row.of): row for row in rows}


def kept_letters(session: Session, dossier_id: int) -> tuple[LetterRow, ...]:
    """The letters written so far, in their order."""
    return tuple(noted(session, LetterRow, [dossier_id]).get(dossier_id, ()))


def liftings_of(session: Session, dossier_id: int) -> dict[tuple[str, str, str], Lifting]:
    """Findings set aside so far, by (finding, piece, of)."""
    return liftings_by_key(noted(session, Lifting, [dossier_id]).get(dossier_id, ()))


def liftings_by_key(rows: Sequence[Lifting]) -> dict[tuple[str, str, str], Lifting]:
    """Findings set aside, by (finding, piece, of)."""
    return {(row.finding, row.piece, row.of): row for row in rows}


def recipients_of(session: Session, dossier_id: int) -> dict[tuple[str, str], Recipient]:
    """Cells of the recipients grid that the instructor changed, by (who, of)."""
    return recipients_by_key(noted(session, Recipient, [dossier_id]).get(dossier_id, ()))


def recipients_by_key(rows: Sequence[Recipient]) -> dict[tuple[str, str], Recipient]:
    """Cells of the recipients grid, by (who, of)."""
    return {(row.who, row.of): row for row in rows}


def noted(session: Session, entity: type[_Noted], dossier_ids: Sequence[int]) -> Mapping[int, Sequence[_Noted]]:
    """The rows of a table by the dossier in which they were noted, in their order."""
    found: dict[int, list[_Noted]] = defaultdict(list)
    for some in chunks(dossier_ids):
        rows = session.scalars(select(entity).where(entity.dossier_id.in_(some)).order_by(entity.id))
        for row in rows:
            found[row.dossier_id or 0].append(row)
    return found
