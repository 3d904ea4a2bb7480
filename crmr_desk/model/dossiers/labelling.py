"""What granting an application changes in the register: worked out once, shown on the last page, then done.

The label opens for the centre; its new structures are created; its CCMR are attached for the period; the seats are
empty, because a mandate has the duration of its label (A3 §2a, §3, §4) and nothing renews by itself. A structure that
is refused or withdrawn ends with the former label.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from crmr_desk.model.dossiers.application_facts import SEAT_OF, Application
from crmr_desk.model.dossiers.candidacy_rows import CandidacyLine, Outcome
from crmr_desk.model.kinds import CentreKind

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ending:
    """A row of ``table`` (label, site, ccmr, attachment or mandate) and its last day, which was ``former_end``."""

    table: str
    row_id: int
    name: str
    end: dt.date | None
    former_end: dt.date | None

    @property
    def is_news(self) -> bool:
        """Whether the row has another last day in the register."""
        return self.end != self.former_end


@dataclass(frozen=True, slots=True)
class LabellingPlan:
    """Nothing at all while the centre has no outcome. ``created`` and ``kept`` are the sites and CCMR labelled, new
    or of the register; ``attached`` the CCMR to attach for the period of the label; ``vacant`` the structures whose
    seat waits for a designation."""

    application: Application
    grants: bool
    created: tuple[CandidacyLine, ...] = ()
    kept: tuple[CandidacyLine, ...] = ()
    attached: tuple[CandidacyLine, ...] = ()
    ended: tuple[Ending, ...] = ()
    """Sites and CCMR that end with the former label."""
    mandates: tuple[Ending, ...] = ()
    """Mandates that end with it."""
    periods: tuple[Ending, ...] = ()
    """What else gets another last day: the former label and attachments, structures that go on."""
    vacant: tuple[CandidacyLine, ...] = ()


def plan_of(application: Application) -> LabellingPlan:
    """What the outcomes typed so far would change."""
    outcome = application.centre.outcome
    if outcome is None:
        return LabellingPlan(application, grants=False)
    grants = outcome is Outcome.LABELLED
    labelled = [line for line in application.labelled if grants and line.kind != CentreKind.CRMR]
    lost = [line for line in application.lines if line not in labelled and line.kind != CentreKind.CRMR]
    return LabellingPlan(
        application=application,
        grants=grants,
        created=tuple(line for line in labelled if not line.existing),
        kept=tuple(line for line in labelled if line.existing),
        attached=tuple(_attached(application, labelled)),
        ended=tuple(_ended(application, lost)),
        mandates=tuple(_mandates(application)),
        periods=tuple(_periods(application, labelled)),
        vacant=tuple(_vacant(application, labelled)) if grants else (),
    )


def _ended(application: Application, lost: list[CandidacyLine]) -> Iterator[Ending]:
    """A CCMR goes on where another centre keeps it, or where it was not attached to this one."""
    for line in lost:
        if line.row_id is None or not line.existing:
            continue
        if line.kind == CentreKind.CCMR and not _is_only_here(application, line.row_id):
            continue
        period = application.periods[line.kind, line.row_id]
        yield Ending(line.kind, line.row_id, line.name, _no_later(period.start, period.end, application), period.end)


def _mandates(application: Application) -> Iterator[Ending]:
    """Whoever sits when the former label ends leaves with it, unless another label keeps the seat of a CCMR."""
    day = application.former_end
    for line in application.lines:
        if line.row_id is None or (line.kind == CentreKind.CCMR and not _is_only_here(application, line.row_id)):
            continue
        for held in application.seat(line):
            if held.start <= day and (held.end is None or held.end >= day):
                yield Ending("mandate", held.mandate_id, f"{held.name}, {line.name}", day, held.end)


def _periods(application: Application, labelled: list[CandidacyLine]) -> Iterator[Ending]:
    former, terms = application.former, application.terms
    if former is not None and not former.printed:
        yield Ending("label", former.id, application.crmr_name, former.end, None)
    for line in labelled:
        period = application.periods.get((line.kind, line.row_id or 0))
        if line.existing and period is not None and period.end is not None and period.end < terms.start:
            yield Ending(line.kind, line.row_id or 0, line.name, terms.end, period.end)
    for one in application.attachments:
        if one.crmr_id == application.crmr_id and one.start < terms.start:
            yield Ending("attachment", one.id, "", _no_later(one.start, one.end, application), one.end)


def _no_later(start: dt.date, end: dt.date | None, application: Application) -> dt.date:
    """The last day of a period that may not outlive the former label; one that ends before stays as it is."""
    day = max(application.former_end, start)
    return day if end is None or end > day else end


def _attached(application: Application, labelled: list[CandidacyLine]) -> Iterator[CandidacyLine]:
    """The CCMR labelled that no attachment ties to the centre yet on the first day of the label."""
    tied = {
        one.ccmr_id
        for one in application.attachments
        if one.crmr_id == application.crmr_id and one.start >= application.terms.start
    }
    return (line for line in labelled if line.kind == CentreKind.CCMR and line.row_id not in tied)


def _vacant(application: Application, labelled: list[CandidacyLine]) -> Iterator[CandidacyLine]:
    """The structures labelled whose seat nobody holds on the first day of the label."""
    leaving = {ending.row_id for ending in _mandates(application)}
    for line in (application.centre, *labelled):
        sitting = [held for held in application.seat(line) if held.mandate_id not in leaving]
        if line.structure in SEAT_OF and not any(held.holds_on(application.terms.start) for held in sitting):
            yield line


def _is_only_here(application: Application, ccmr_id: int) -> bool:
    """Whether a CCMR is attached to this centre when the former label ends, and to no other after it."""
    day = application.former_end
    going_on = {
        one.crmr_id
        for one in application.attachments
        if one.ccmr_id == ccmr_id and (one.end is None or one.end >= day) and one.start < application.terms.start
    }
    elsewhere = any(
        one.ccmr_id == ccmr_id and one.crmr_id != application.crmr_id and (one.end is None or one.end > day)
        for one in application.attachments
    )
    return application.crmr_id in going_on and not elsewhere
