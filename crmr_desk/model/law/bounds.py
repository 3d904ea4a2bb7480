"""What bounds a mandate: the label of the CRMR, the first to end of those of a CCMR, the designation of the FSMR.

Four pairs of dates of five years, none of which is another: label, coordonnateur, designation, animateur.
"""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.law.attachments import common_label, label_ends
from crmr_desk.model.law.mandate_term import LabelOn, label_on, mandate_end, offered_ends, period_on
from crmr_desk.model.law.situation import Situation, on_day
from crmr_desk.model.law.structures import the_fsmr


def bound_on(situation: Situation, term: str) -> LabelOn:
    """The period that the ``term`` of a procedure goes by, on the day of the situation."""
    if term == "attachments":
        return common_label(situation)
    if term == "designation":
        return period_on(the_fsmr(situation).designation, situation.today)
    return label_on(situation)


def end_of_mandate(situation: Situation, term: str, bound: LabelOn) -> dt.date | None:
    """Last day of the mandate, included. Of several labels the earliest is proposed, unless another end is chosen."""
    end, chosen = mandate_end(situation, term, bound), on_day(situation.chosen_end)
    return chosen if end and chosen in ends_to_choose(situation, term, bound) else end


def ends_to_choose(situation: Situation, term: str, bound: LabelOn) -> tuple[dt.date, ...]:
    """The last days among which the instructor may choose; none where the text fixes it (A3 §4)."""
    if term == "attachments":
        return several if len(several := label_ends(situation)) > 1 else ()
    return offered_ends(situation, term, bound)
