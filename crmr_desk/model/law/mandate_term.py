"""The label and what it leaves of time: last day of the mandate, first day that the notice allows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.law.centres import Period
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.situation import CessationLetter, Decision, Situation, on_day
from crmr_desk.model.terms import add_months, last_day

LABEL_YEARS: Final = 5
"""How long a label runs when its act prints no end (A1 A-c)."""
NOTICE_MONTHS: Final = 6
"""How long before the end of the activity the letter is sent (A3 §2b)."""

NAMES_NOBODY: Final = ("unchanged", "none", "no_mandate")
"""Terms of the procedures that wait for no candidate."""


@dataclass(frozen=True, slots=True)
class LabelOn:
    """The label on the day of the situation. ``state`` is current, unknown, none, pending, not_published or expired;
    ``start`` and ``end`` are included, None where nobody knows them."""

    state: str
    start: dt.date | None = None
    end: dt.date | None = None

    @property
    def is_current(self) -> bool:
        return self.state == "current"


def label_on(situation: Situation) -> LabelOn:
    """What the label is worth today; its end is computed where the act prints none."""
    centre = situation.centre
    if centre.label_pending is True:
        return LabelOn("pending")
    label = period_on(centre.label, situation.today, centre.label_years)
    if centre.label_published is False and label.end:
        return LabelOn("not_published", label.start, label.end)
    return label


def period_on(period: object, today: object, years: object = UNKNOWN) -> LabelOn:
    """What a label, or the designation of a FSMR, is worth on ``today``. Without a printed end it runs ``years``, or
    five (A1 A-c, A1 C-d)."""
    if period is None:
        return LabelOn("none")
    if not isinstance(period, Period):
        return LabelOn("unknown")
    start, end, day = on_day(period.start), _end(period, years), on_day(today)
    if end is None or (start and end < start):  # the second is a contradiction, which is a finding of its own
        return LabelOn("unknown", start)
    return LabelOn("expired" if day and end < day else "current", start, end)


def label_ends_before_it_starts(situation: Situation) -> bool:
    """Whether the dates of the label cannot both be true."""
    label = situation.centre.label
    if not isinstance(label, Period):
        return False
    start, end = on_day(label.start), on_day(label.end)
    return start is not None and end is not None and end < start


def _end(label: Period, years: object) -> dt.date | None:
    printed, start = on_day(label.end), on_day(label.start)
    if printed or start is None:
        return printed
    length = int(years) if isinstance(years, int | float) and 1 <= years < 100 else LABEL_YEARS
    return last_day(start, length)


def mandate_end(situation: Situation, term: str, label: LabelOn) -> dt.date | None:
    """Last day of the mandate, included: that of the label (A3 §2a, §2b). None after a refusal, without a label, or
    where the ``term`` of the procedure is none."""
    if term in ("none", "no_mandate"):
        return None
    refused = isinstance(situation.decision, Decision) and situation.decision.outcome == "unfavourable"
    return label.end if label.is_current and not refused else None


def offered_ends(situation: Situation, term: str, label: LabelOn) -> tuple[dt.date, ...]:
    """The last days among which the instructor chooses where the text fixes none: that of the label, once there is
    somebody to name."""
    named = situation.person is not None and mandate_end(situation, "label", label) is not None
    return (label.end,) if term == "none" and named and label.end else ()


def earliest_effect(situation: Situation) -> dt.date | None:
    """The day six calendar months after the cessation letter; None without a letter, or without its date."""
    letter = situation.cessation_letter
    written = on_day(letter.date) if isinstance(letter, CessationLetter) else None
    return add_months(written, NOTICE_MONTHS) if written else None


def covers(period: object, day: dt.date) -> bool:
    """Whether ``period`` is known and holds ``day``."""
    if period is UNKNOWN or not isinstance(period, Period):
        return False
    start, end = on_day(period.start), on_day(period.end)
    return start is not None and end is not None and start <= day <= end
