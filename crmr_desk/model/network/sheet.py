"""The sheet of one centre on one date: everything that the right half of the network page shows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.sheet_of_ccmr import ccmr_sheet
from crmr_desk.model.network.sheet_of_crmr import crmr_sheet
from crmr_desk.model.network.sheet_of_fsmr import fsmr_sheet
from crmr_desk.model.network.sheet_of_site import site_sheet

if TYPE_CHECKING:
    from crmr_desk.model.network.rows import CentreSheet
    from crmr_desk.model.store.database import Database

_SHEETS = {
    CentreKind.FSMR: fsmr_sheet,
    CentreKind.CRMR: crmr_sheet,
    CentreKind.SITE: site_sheet,
    CentreKind.CCMR: ccmr_sheet,
}


def centre_sheet(db: Database, kind: CentreKind | str, row_id: int, on: dt.date) -> CentreSheet:
    """The sheet of the centre ``row_id`` of ``kind`` on ``on``, in a constant number of SQL statements.

    Raises UserError when the centre is no longer in the register.
    """
    with db.reading() as session:
        return _SHEETS[CentreKind(kind)](session, row_id, on)
