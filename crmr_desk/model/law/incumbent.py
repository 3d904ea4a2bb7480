"""The coordonnateur in office: gone or not, the letter that announces the end, and the limit that the text sets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from crmr_desk.model.law.json_fields import UNKNOWN, Unknown
from crmr_desk.model.law.mandate_term import NOTICE_MONTHS, label_on
from crmr_desk.model.law.situation import CessationLetter, Incumbent, Situation, on_day
from crmr_desk.model.terms import add_months, birthday

LAST_AGE = 68
"""Age after which a professeur consultant does not go on as coordonnateur (A3 §1)."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The day on which the function has to stop, and the day by which the letter is due, both included. ``reason`` is
    end, turns_68, over_68 or conditions_lost."""

    day: dt.date
    due: dt.date
    reason: str


def incumbent_died(situation: Situation) -> bool | Unknown:
    """Whether the seat is empty because its holder died."""
    if situation.incumbent is None:
        return False
    reason = situation.leaver.end_reason if situation.leaver else UNKNOWN
    return reason == "death" if isinstance(reason, str) else UNKNOWN


def no_incumbent(situation: Situation) -> bool:
    """Whether the seat is said to be empty, and no letter of departure contradicts it."""
    return situation.incumbent is None and not isinstance(situation.cessation_letter, CessationLetter)


def letter_impossible(situation: Situation) -> bool:
    """The holder died without having written the letter of departure."""
    return incumbent_died(situation) is True and not isinstance(situation.cessation_letter, CessationLetter)


def letter_written(situation: Situation) -> bool | Unknown:
    """Whether the letter of departure exists."""
    if situation.cessation_letter is None:
        return False
    return True if isinstance(situation.cessation_letter, CessationLetter) else UNKNOWN


def limit_of(situation: Situation) -> Limit | None:
    """What stops the function before the label does, as far as anybody knows; None for a holder who died."""
    leaver = situation.leaver
    if leaver is None or incumbent_died(situation) is True:
        return None
    label_end = label_on(situation).end
    end = on_day(leaver.end)
    if end and (label_end is None or end < label_end):
        return Limit(end, add_months(end, -NOTICE_MONTHS), "end")
    limit = _limit_of_consultant(leaver, on_day(situation.today))
    return limit if limit and (label_end is None or limit.day <= label_end) else None


def succession_follows(situation: Situation) -> bool:
    """A follow-up that finds the coordonnateur dead or at a limit, or the renewal of one who is past it: the
    succession comes next (A3 §1, §2b)."""
    about = situation.function if isinstance(situation.function, str) else situation.subject
    if about != "coordonnateur":
        return False
    if situation.request == "follow_up" and incumbent_died(situation) is True:
        return True
    limit = limit_of(situation)
    if limit is None:
        return False
    past = limit.reason in ("over_68", "conditions_lost")
    return situation.request == "follow_up" or (situation.request == "renewal" and past)


def _limit_of_consultant(leaver: Incumbent, today: dt.date | None) -> Limit | None:
    born = on_day(leaver.birth_date)
    if leaver.status != "PR-CONSULTANT":
        return None
    if today and any(kept in (False, None) for kept in (leaver.ars_authorisation, leaver.clinical_activity_in_crmr)):
        return Limit(today, today, "conditions_lost")
    if born is None:
        return None
    day = birthday(born, LAST_AGE)
    return Limit(day, add_months(day, -NOTICE_MONTHS), "over_68" if today and day <= today else "turns_68")
