"""What the comité de suivi de la labellisation adds to a dossier: it is sent in time, or waits for the next one."""

from __future__ import annotations

from crmr_desk.model.law.examination import Examination
from crmr_desk.model.law.situation import Committee, on_day
from crmr_desk.model.terms import short_date


def check_cut_off(case: Examination) -> None:
    """A dossier sent after the cut-off day is not examined at that committee; both days have to be known."""
    committee = case.situation.committee
    cut_off = on_day(committee.cut_off) if isinstance(committee, Committee) else None
    sent = on_day(case.situation.sent_on)
    if cut_off is None:
        case.findings.ask("committee.cut_off")
    if sent is None:
        case.findings.ask("sent_on")
    if cut_off and sent and sent > cut_off:
        words = {"sent": short_date(sent), "cut_off": short_date(cut_off)}
        case.findings.add("sent_after_cut_off", days=(sent - cut_off).days, date=cut_off, words=words)
