"""Everything that touches a centre before it closes, moves, is split or merged: each thing to keep, move or close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.acts import touching_ccmr, touching_crmr, touching_fsmr, touching_hospital, touching_site
from crmr_desk.model.network.acts.lasting import require_open
from crmr_desk.model.network.acts.lines import Lines
from crmr_desk.model.network.acts.naming import centre_name
from crmr_desk.model.network.acts.rows import Act, Planned, Touched

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

HOSPITAL_KIND = "hospital"

_GATHERED: Final[Mapping[tuple[Act, str], Callable[[Lines], None]]] = {
    (Act.CLOSE, CentreKind.FSMR.value): touching_fsmr.closing,
    (Act.CLOSE, CentreKind.CRMR.value): touching_crmr.closing,
    (Act.CLOSE, CentreKind.SITE.value): touching_site.closing,
    (Act.CLOSE, CentreKind.CCMR.value): touching_ccmr.closing,
    (Act.CLOSE, HOSPITAL_KIND): touching_hospital.closing,
    (Act.MOVE, CentreKind.SITE.value): touching_site.moving,
    (Act.MOVE, CentreKind.CCMR.value): touching_ccmr.moving,
    (Act.SPLIT, CentreKind.CRMR.value): touching_crmr.splitting,
    (Act.MERGE, CentreKind.CRMR.value): touching_crmr.merging,
    (Act.MERGE, CentreKind.CCMR.value): touching_ccmr.merging,
}


def touched_by(
    db: Database, kind: str, row_id: int, act: Act, day: dt.date, *,
    into: int | None = None, coordinating: int | None = None,
) -> Touched:  # fmt: skip
    """All that depends on a centre, or on a hospital (``kind`` "hospital"), before ``act``.

    ``day`` is the last day, included, for a closing, the first day of the new state for the other acts. ``into`` is the
    centre that takes over in a merger; ``coordinating`` the site that will coordinate a centre split off. Raises
    UserError when the centre is gone, or when this act is none of its kind.
    """
    with db.reading() as session:
        return touched(session, Planned(Act(act), str(kind), row_id, day, into, coordinating))


def check_possible(db: Database, planned: Planned) -> None:
    """Raises UserError when the centre is not open on the day of the act, before anything is decided for it."""
    with db.reading() as session:
        require_open(session, planned)


def touched(session: Session, planned: Planned) -> Touched:
    """The same inside a transaction, so that what was decided is compared with what is there now."""
    gather = _GATHERED.get((planned.act, planned.kind))
    if gather is None:
        raise UserError(f"{planned.act.label}\u00a0: cet acte n’existe pas pour cette structure.")
    title = centre_name(session, planned.kind, planned.row_id)
    lines = Lines(session, planned)
    gather(lines)
    return Touched(planned, title, lines.named(title))
