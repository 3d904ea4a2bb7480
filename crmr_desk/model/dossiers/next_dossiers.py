"""What a decision leaves to be opened: the seats of a reference centre that stand empty once it has taken effect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from crmr_desk.model.dossiers.facts import SEAT_REQUESTS
from crmr_desk.model.dossiers.procedures import Procedure, offered
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.sheet import centre_sheet
from crmr_desk.model.store.database import Database


@dataclass(frozen=True, slots=True)
class NextDossier:
    """A dossier that may be opened on the centre ``target_id``, which ``centre`` names."""

    procedure: Procedure
    target_id: int
    centre: str


def next_dossiers(db: Database, kind: str, row_id: int, on: dt.date) -> tuple[NextDossier, ...]:
    """A designation or succession for each vacant seat of a reference centre and of its sites on ``on``; nothing for
    other centres, and none whose dossier is open already. Raises UserError when the centre is gone."""
    return tuple(_vacancies(db, row_id, on)) if kind == CentreKind.CRMR else ()


def _vacancies(db: Database, crmr_id: int, on: dt.date) -> Iterator[NextDossier]:
    shown = centre_sheet(db, CentreKind.CRMR, crmr_id, on)
    vacant = [(CentreKind.CRMR, crmr_id, shown.title)] if shown.holder_mandate_id is None else []
    vacant += [(CentreKind.SITE, line.row_id, line.hospital) for line in shown.sites if line.vacant]
    for kind, target, name in vacant:
        for procedure in offered(db, kind, target, on):
            if procedure.request in SEAT_REQUESTS:
                yield NextDossier(procedure, target, name)
