"""The demonstration network in a new register, with what a bureau has around it: signatories, meetings, reports
received. All of that is invented."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from crmr_desk import resources

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_LATE: Final = 12
"""Sites whose report of last year is still awaited; of the filières, two."""
_LATE_FSMR: Final = 2
_DAY: Final = dt.timedelta(days=1)


def fill(db: Database, today: dt.date) -> None:
    """Load the demonstration network, seen from ``today``, into an empty register."""
    from crmr_desk.workbooks import exchange

    exchange.load(db, resources.path("demonstration", "reseau-demonstration.xlsx"))
    _add_signatories(db, today)
    _add_meetings(db, today)
    _receive_reports(db, today)


def _add_signatories(db: Database, today: dt.date) -> None:
    from crmr_desk.model.bureau.signatories import SignatoryLines, add_signatory

    named = "Pour la ministre et par délégation,"
    year = dt.date(today.year, 1, 1)
    director = SignatoryLines("Claire Montagnac", "la directrice générale de l’offre de soins", year, quality=named)
    former = SignatoryLines(
        "Étienne Vasseur", "le sous-directeur du pilotage de la performance", dt.date(today.year - 2, 3, 1),
        year - _DAY, named, "Décision portant délégation de signature",
    )  # fmt: skip
    for lines in (director, former):
        add_signatory(db, lines)


def _add_meetings(db: Database, today: dt.date) -> None:
    from crmr_desk.model.deadlines import entries, kinds
    from crmr_desk.model.deadlines.entries import EntryValues
    from crmr_desk.model.deadlines.holidays import next_working

    for days, kind, title, detail, whose in (
        (3, kinds.MEETING, "Réunion du bureau", "Dossiers à présenter", db.who),
        (46, kinds.NETWORK_DAY, "Journée annuelle du réseau", "Filières et centres de référence", ""),
        (60, kinds.COMMITTEE, "Comité de suivi", "Dernier jour d’envoi des dossiers", db.who),
    ):
        on = next_working(today + days * _DAY)
        entries.add_entry(db, EntryValues(on, kind, title, detail, instructor=whose), today=today)


def _receive_reports(db: Database, today: dt.date) -> None:
    """Most reports of last year have come in, in March."""
    from crmr_desk.model.deadlines import kinds, upcoming
    from crmr_desk.model.deadlines.marks import Decided, mark_all
    from crmr_desk.model.deadlines.rows import DONE

    year_end = dt.date(today.year - 1, 12, 31)
    received = min(dt.date(today.year, 3, 2), today)
    owed = upcoming.between(db, year_end, year_end, today)
    for kind, late in ((kinds.ANNUAL_REPORT, _LATE), (kinds.FSMR_REPORT, _LATE_FSMR)):
        come_in = [row for row in owed if row.kind == kind][late:]
        if come_in:
            mark_all(db, come_in, Decided(DONE, received, ""), today=today)
