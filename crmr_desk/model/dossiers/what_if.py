"""What if: a candidate and a date tried on a seat, judged as a dossier would be, without opening one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.dossiers.answer_values import checked_answer
from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.checklist import piece_lines
from crmr_desk.model.dossiers.conflicts import SECOND_SEAT, conflicts_of
from crmr_desk.model.dossiers.findings import finding_lines, outside_pack
from crmr_desk.model.dossiers.grid import recipient_lines
from crmr_desk.model.dossiers.records import CENTRE_OF, centre_exists
from crmr_desk.model.dossiers.rows import Eligibility, FindingLine, PieceLine, RecipientLine
from crmr_desk.model.dossiers.rule_packs import active_pack
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier

_TOLD_ELSEWHERE: Final = frozenset({"decision_pending", "piece_missing", SECOND_SEAT})
"""Findings that any dossier starts with, which say nothing of the candidate or the date, and the conflicts."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What the rules would say. ``scenario_title`` is empty while the answers lead to none, and ``deduced`` then says
    why where the text has no such procedure. ``findings`` leave out what every dossier starts with; ``conflicts`` are
    warnings of the register: seats that the candidate holds already. ``mandate_end`` is the last day."""

    scenario_title: str
    deduced: str
    place: str
    pieces: tuple[PieceLine, ...]
    eligibility: Eligibility | None
    mandate_end: dt.date | None
    findings: tuple[FindingLine, ...]
    recipients: tuple[RecipientLine, ...]
    conflicts: tuple[str, ...]


def what_if(
    db: Database,
    *,
    request: str,
    function: str,
    target_id: int,
    candidate_id: int | None,
    start: dt.date | None,
    today: dt.date,
    answers: Mapping[str, object] | None = None,
) -> WhatIf:
    """Judge a dossier that is never written: ``candidate_id`` takes the seat on ``start``, under the active rule pack,
    with the given ``answers`` (keyed as those of a dossier). Raises UserError when the centre is gone, or for an answer
    that cannot be."""
    pack, kind = active_pack(db), CENTRE_OF[Function(function)]
    pack.journey(request, function)
    with db.reading() as session:
        if not centre_exists(session, kind, target_id):
            raise UserError("Ce centre n’est plus dans le registre\u00a0: rafraîchissez l’arbre avec F5.")
        said = {path: checked_answer(session, pack, path, value) for path, value in (answers or {}).items()}
        tried = Dossier(
            number="",
            pack=pack.id,
            request=request,
            function=function,
            state=OPEN,
            answers=said | ({"start": start.isoformat()} if start is not None else {}),
            candidate_id=candidate_id,
            instructor=db.who,
            opened_on=today,
        )
        setattr(tried, f"{kind.value}_id", target_id)
        return _seen(assess(session, tried, today))


def _seen(a: Assessment) -> WhatIf:
    outside = outside_pack(a)
    return WhatIf(
        scenario_title=a.rule.title if a.rule is not None else "",
        deduced=outside.text if outside is not None else a.answer.deduced,
        place=outside.place if outside is not None else a.answer.place,
        pieces=piece_lines(a, {}),
        eligibility=a.eligibility,
        mandate_end=a.mandate_end,
        findings=tuple(line for line in finding_lines(a) if line.id not in _TOLD_ELSEWHERE),
        recipients=recipient_lines(a),
        conflicts=tuple(conflicts_of(a)),
    )
