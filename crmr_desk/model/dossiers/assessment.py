"""A dossier judged on a day: what is known, what the rules answer, and what the instructor has decided about it.

Every page of the wizard, the decision and the letters start here, so that they cannot disagree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sqlalchemy.orm import Session

from crmr_desk.model.bureau.lines import Bureau
from crmr_desk.model.bureau.signatories import SignatoryRow
from crmr_desk.model.dossiers.application_facts import Application
from crmr_desk.model.dossiers.around import Around
from crmr_desk.model.dossiers.awaited import CESSATION
from crmr_desk.model.dossiers.candidacy_reading import application_of
from crmr_desk.model.dossiers.facts import SEAT_REQUESTS, Facts, facts_of
from crmr_desk.model.dossiers.letter_states import DECISION, UNSENT
from crmr_desk.model.dossiers.rows import Eligibility, PieceState
from crmr_desk.model.dossiers.rule_packs import pack_in
from crmr_desk.model.dossiers.stages import Progress, is_recorded, is_visa, stage_label, track_of
from crmr_desk.model.kinds import Stage
from crmr_desk.model.law.answer import Answer
from crmr_desk.model.law.conditions import PREDICATES
from crmr_desk.model.law.qualify import qualify
from crmr_desk.model.law.rules import Journey, Pack, ScenarioRule
from crmr_desk.model.law.situation import Situation, from_json
from crmr_desk.model.network.directions import Contact, directions_in
from crmr_desk.model.store.schema import Dossier, LetterRow, Lifting, Opinion, Piece, Recipient

_NO_TERM: Final = "none"
"""The term of a scenario for which the text gives no duration."""


@dataclass(frozen=True)
class Assessment:
    """Holds rows of the session in which it was made: it never leaves ``crmr_desk.model.dossiers``."""

    dossier: Dossier
    today: dt.date
    pack: Pack
    facts: Facts
    situation: Situation
    answer: Answer
    pieces: dict[tuple[str, str], Piece]
    liftings: dict[tuple[str, str, str], Lifting]
    recipients: dict[tuple[str, str], Recipient]
    opinions: dict[tuple[str, str], Opinion]
    letters: tuple[LetterRow, ...]
    """Those written already."""
    bureau: Bureau
    signatories: tuple[SignatoryRow, ...]
    contacts: Mapping[str, Contact]
    """Of agencies and of Orphanet, by key."""
    directions: Mapping[int, Contact]
    """Of the establishments concerned, by the id of the hospital."""
    application: Application | None = None
    """What a labelling dossier applies for, under its campaign."""

    @property
    def journey(self) -> Journey:
        """The steps of this request."""
        return self.pack.journey(self.dossier.request, self.dossier.function)

    @cached_property
    def rule(self) -> ScenarioRule | None:
        """The scenario that the answers lead to, or None while they lead to none."""
        return self.pack.scenario(self.answer.scenario) if self.answer.scenario else None

    @property
    def recorded(self) -> bool:
        """Whether the decision belongs to a director or a governance (A3 §3 to §5)."""
        return self.rule is not None and is_recorded(self.rule.decided_by)

    @property
    def concluded(self) -> bool:
        """Whether nobody decides: a follow-up has a conclusion. (A project that is not admissible is refused.)"""
        return self.rule is not None and not self.rule.decided_by and self.dossier.request == "follow_up"

    @property
    def is_visa(self) -> bool:
        """Whether the text names a visa for this decision; true while the procedure is not known."""
        return is_visa(self.rule.decided_by if self.rule is not None else None)

    def stage_label(self, stage: Stage) -> str:
        """What this procedure calls a stage."""
        return stage_label(stage, visa=self.is_visa, concluded=self.concluded)

    @property
    def track(self) -> tuple[Stage, ...]:
        """The stages of the procedure."""
        return track_of(self.rule.decided_by if self.rule is not None else None)

    @property
    def progress(self) -> Progress:
        """What tells how far the dossier is, beside the days of its acts."""
        papers = any(kind != CESSATION and row.state != PieceState.MISSING for (kind, _of), row in self.pieces.items())
        sent = any(self.dossier.answers.get(path) for path in ("sent_on", "received_on"))
        left = any(row.purpose == DECISION and row.state in UNSENT for row in self.letters)
        return Progress(gathering=papers or sent or bool(self.opinions), letters_left=left)

    @property
    def seats_somebody(self) -> bool:
        """Whether the decision names a person to the seat; one about the centre itself does not."""
        if self.rule is None:
            return self.dossier.request in SEAT_REQUESTS
        return "open_mandate" in self.rule.effects

    @property
    def mandate_end(self) -> dt.date | None:
        """Last day of the mandate, included. Where the text fixes none, that of the label is proposed: the DGOS names
        its own candidate (A3 §2b)."""
        label = self.facts.centre.label
        if self.rule is None or self.rule.term != _NO_TERM or self.outcome == "unfavourable" or label is None:
            return self.answer.mandate_end
        return label.end

    @property
    def eligibility(self) -> Eligibility | None:
        """Whether the candidate may hold the function, with the sentence that says why; None without a candidate."""
        if self.facts.candidate is None:
            return None
        judged = self.answer.eligibility
        return Eligibility(judged.verdict, judged.sentence, judged.place)

    @property
    def outcome(self) -> str | None:
        """favourable, unfavourable, adjourned, or None while nothing is decided. A follow-up that has its conclusion is
        decided as it concludes."""
        said = PREDICATES["outcome"].read(self.situation)
        return said if isinstance(said, str) else None

    def day(self, path: str) -> dt.date | None:
        """A date among the answers."""
        value = self.dossier.answers.get(path)
        return dt.date.fromisoformat(value) if isinstance(value, str) else None


def assess(
    session: Session,
    dossier: Dossier,
    today: dt.date,
    called_on: dt.date | None = None,
    around: Around | None = None,
) -> Assessment:
    """Judge ``dossier`` on ``today`` under its own pack, centres under the names that they bear on ``called_on``, the
    same day unless told; ``around`` where several are judged together. Raises UserError when its centre is gone."""
    if around is None:
        around = Around(session, [dossier.id] if dossier.id is not None else [])
    pack = pack_in(session, dossier.pack)
    facts = facts_of(session, dossier, today, called_on, around)
    situation, _unknown_keys = from_json(facts.situation)
    return Assessment(
        dossier=dossier,
        today=today,
        pack=pack,
        facts=facts,
        situation=situation,
        answer=qualify(situation, pack),
        pieces=around.pieces(dossier.id),
        liftings=around.liftings(dossier.id),
        recipients=around.recipients(dossier.id),
        opinions=around.opinions(dossier.id),
        letters=around.letters(dossier.id),
        bureau=around.bureau(today),
        signatories=around.signatories,
        contacts=around.contacts,
        directions=directions_in(session, {hospital.id for hospital in facts.hospitals}),
        application=application_of(session, dossier, today),
    )
