"""Everything that falls on some days, read and told: network, dossiers, letters, duties, what was typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from crmr_desk.model.deadlines import (
    dossier_explaining,
    dossier_reading,
    duty_explaining,
    duty_reading,
    entry_explaining,
    entry_reading,
    explaining,
    letter_explaining,
    letter_reading,
    reading,
)
from crmr_desk.model.deadlines.dossier_explaining import fsmr_of
from crmr_desk.model.deadlines.kinds import ANNUAL_REPORT, BNDMR, LETTERS_DUE, LETTERS_TO_SIGN
from crmr_desk.model.deadlines.mark_reading import told_done
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.scope import Scope
from crmr_desk.model.dossiers.answers_told import BANK, FSMR_REPORT, SITE_REPORT, TellingYear, told_by_year
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.tables import AnyRow

Fsmrs = Mapping[int, list[str]]
"""The filières of each CCMR."""
_ASKED: Final = {ANNUAL_REPORT: SITE_REPORT, BNDMR: BANK}
"""The question of a follow-up dossier that says whether a duty of a site was done."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked for, both included, seen from ``today``, and whose deadlines."""

    first: dt.date
    last: dt.date
    today: dt.date
    scope: Scope

    def holds(self, row: DeadlineRow) -> bool:
        """Whether the deadline falls within."""
        return self.first <= row.on <= self.last


def derived(session: Session, window: Window) -> list[DeadlineRow]:
    """What falls within, nothing of what was decided of it being looked at; in no order. A constant number of
    statements."""
    fsmrs = reading.fsmrs_of_ccmrs(session, window.first, window.last, window.scope)
    rows = [
        *_of_network(session, window, fsmrs),
        *_of_dossiers(session, window, fsmrs),
        *_of_letters(session, window, fsmrs),
        *_of_duties(session, window, fsmrs),
        *_typed(session, window, fsmrs),
    ]
    return [row for row in rows if window.holds(row)]


def _of_network(session: Session, window: Window, fsmrs: Fsmrs) -> Iterator[DeadlineRow]:
    days = (window.first, window.last)
    for mandate in reading.mandates(session, *days, window.scope):
        yield from explaining.of_mandate(mandate, window.today, fsmrs)
    for label in reading.labels(session, *days, window.scope):
        yield explaining.of_label(label, window.today)
    for designation in reading.designations(session, *days, window.scope):
        yield explaining.of_designation(designation, window.today)
    for plan in duty_reading.plans(session, *days, window.scope):
        yield duty_explaining.of_plan(plan, window.today)
    for dossier in reading.dossiers(session, *days, window.today, window.scope):
        yield from explaining.of_dossier(dossier, window.today)
        yield from dossier_explaining.of_committee(dossier, window.today, fsmr_of(dossier, fsmrs))


def _of_dossiers(session: Session, window: Window, fsmrs: Fsmrs) -> Iterator[DeadlineRow]:
    """What the dossiers themselves wait for."""
    for read, explained in (
        (dossier_reading.opinions, dossier_explaining.of_opinion),
        (dossier_reading.replies, dossier_explaining.of_reply),
        (dossier_reading.holds, dossier_explaining.of_hold),
    ):
        for row in read(session, window.first, window.last, window.scope):
            yield explained(row, window.today, fsmr_of(row, fsmrs))


_Waiting = Callable[[Session, dt.date, dt.date, Scope], list[AnyRow]]
_LETTERS: Final[tuple[tuple[_Waiting, Callable[..., DeadlineRow]], ...]] = (
    (letter_reading.to_sign, partial(letter_explaining.of_waiting, kind=LETTERS_TO_SIGN)),
    (letter_reading.to_send, partial(letter_explaining.of_waiting, kind=LETTERS_DUE)),
    (letter_reading.unacknowledged, letter_explaining.of_unacknowledged),
)


def _of_letters(session: Session, window: Window, fsmrs: Fsmrs) -> Iterator[DeadlineRow]:
    for read, explained in _LETTERS:
        for row in read(session, window.first, window.last, window.scope):
            yield explained(row, today=window.today, fsmr=fsmr_of(row, fsmrs))
    if window.scope.kind is None:
        for batch in letter_reading.batches(session, window.first, window.last):
            yield letter_explaining.of_batch(batch, window.today)


def _of_duties(session: Session, window: Window, fsmrs: Fsmrs) -> Iterator[DeadlineRow]:
    """Reports, plans of FSMR and points on the data bank. A stretch of time without any 31 December asks for none of
    the yearly ones."""
    first, last, today, scope = window.first, window.last, window.today, window.scope
    years = duty_reading.year_ends(first, last)
    begins = first if not years else min(first, dt.date(years[0], 1, 1))
    told = told_by_year(session, years[0], years[-1]) if years else {}
    for row in duty_reading.fsmrs(session, begins, last, scope):
        if first <= row.since <= last:
            yield duty_explaining.of_fsmr_plan(row, today)
        for due in duty_explaining.of_fsmr(row, years, today):
            yield _as_told(due, told, FSMR_REPORT, Function.ANIMATEUR, row.fsmr_id)
    if not years:
        return
    for row in duty_reading.sites(session, begins, last, scope):
        for due in duty_explaining.of_site(row, years, today):
            yield _as_told(due, told, _ASKED[due.kind], Function.COORDONNATEUR, row.crmr_id)
    if years[-1] >= today.year:
        for row in duty_reading.ccmrs(session, begins, last, scope):
            fsmr = ", ".join(sorted(fsmrs.get(row.id, ()), key=collation))
            yield from duty_explaining.of_ccmr(row, years, today, fsmr)


def _as_told(due: DeadlineRow, told: TellingYear, asked: str, function: Function, centre_id: int) -> DeadlineRow:
    """The duty, done where a follow-up opened in its year says so."""
    known = told.get((asked, (function.value, centre_id), due.on.year))
    return told_done(due, known.opened_on, known.source) if known is not None and known.value is True else due


def _typed(session: Session, window: Window, fsmrs: Fsmrs) -> Iterator[DeadlineRow]:
    for entry in entry_reading.entries(session, window.first, window.last, window.scope):
        yield entry_explaining.of_entry(entry, window.today, fsmr_of(entry, fsmrs))
    if window.scope.kind is None:
        for campaign in entry_reading.campaigns(session, window.first, window.last):
            yield from entry_explaining.of_campaign(campaign, window.today)
