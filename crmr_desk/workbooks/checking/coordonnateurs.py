"""A line about a coordonnateur: an agency is informed, it decides nothing (A3 §2), so nothing of it is ever written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.mandates import period_words
from crmr_desk.workbooks.checking.planned import Planned
from crmr_desk.workbooks.checking.rows import Doubt
from crmr_desk.workbooks.checking.values import NAMES
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.matching.register import Holding

_NAME = (Target.PERSON, Target.LAST_NAME)


def compare(planned: Planned, held: Sequence[Holding], today: dt.date) -> None:
    """Say where the sheet differs from the register, and which dossier that would take."""
    assert planned.centre is not None
    if planned.who is None or not planned.concerns(*NAMES, Target.START, Target.END):
        return
    ahead = [each for each in held if each.end is None or each.end >= today]
    own = [each for each in ahead if each.person_id == planned.who]
    if own:
        _compare_dates(planned, own)
        return
    if ahead:
        text = (
            f"Au registre, le coordonnateur est {ahead[0].name}\u202f; une feuille n’en change pas, un dossier de"
            " succession le fait."
        )
        planned.doubt("coordonnateur_differs", text, Doubt.CONFIRM, *_NAME)
    else:
        text = (
            "Au registre, ce centre n’a pas de coordonnateur\u202f; une feuille n’en désigne pas, un dossier de"
            " désignation le fait."
        )
        planned.doubt("coordonnateur_vacant", text, Doubt.CONFIRM, *_NAME)
    request = "succession" if ahead else "designation"
    planned.dossier = (request, Function.COORDONNATEUR.value, planned.centre.id)


def _compare_dates(planned: Planned, own: Sequence[Holding]) -> None:
    start, end = planned.read.values.get(Target.START), planned.read.values.get(Target.END)
    if any(start in (None, each.start) and end in (None, each.end) for each in own):
        return
    text = (
        f"Au registre, {own[0].name} coordonne {period_words(own[0].start, own[0].end)}\u202f; une feuille ne change"
        " pas ces dates."
    )
    planned.doubt("coordonnateur_dates", text, Doubt.CONFIRM, Target.START, Target.END)
