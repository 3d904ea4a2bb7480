"""Whatever somebody writes, the rules answer: one scenario or a reason, and never a mandate beyond the label."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crmr_desk.model.law import packs, vocabulary
from crmr_desk.model.law.answer import to_json
from crmr_desk.model.law.finding_words import FINDINGS
from crmr_desk.model.law.mandate_term import label_on
from crmr_desk.model.law.qualify import qualify
from crmr_desk.model.law.routing import others
from crmr_desk.model.law.situation import from_json
from tests.model.law.situations import LARIBOISIERE, NANTES, NECKER, RENNES

PACK = packs.load_named("2016")
FLAG = st.none() | st.booleans()
SLIP = st.sampled_from(["0001-01-01", "1899-12-31", "2199-12-31", "9999-12-31", "2026-13-01", "demain", ""])
"""What a hand that slips types for a date."""
DAY = st.none() | st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31)).map(dt.date.isoformat) | SLIP
BORN = st.none() | st.dates(dt.date(1950, 1, 1), dt.date(1990, 12, 31)).map(dt.date.isoformat) | SLIP
HOSPITAL = st.none() | st.sampled_from([NANTES, RENNES, LARIBOISIERE, NECKER, {}, {"name": "Laennec"}])
NAME = st.none() | st.sampled_from(["Solène Aubrac", "Clément Rouvière", "<b>Inès</b> {x}", ""])


def _maybe(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An object with any of these keys."""
    return st.fixed_dictionaries({}, optional=parts)


def _word(words: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(words)


SITE = _maybe(
    name=st.sampled_from(["Rouen", "Lille", ""]),
    hospital=HOSPITAL,
    vacant=FLAG,
    agreement=_word(("given", "refused", "missing")),
)
CRMR = _maybe(
    label=st.none() | st.lists(DAY, max_size=3),
    label_pending=FLAG,
    label_published=FLAG,
    label_renewed=FLAG,
    label_years=st.none() | st.integers(-3, 200),
    previous_label=st.none() | st.lists(DAY, max_size=2),
    new=FLAG,
    multi_site=FLAG,
    fsmr=FLAG,
    fsmr_name=NAME,
    hospital=HOSPITAL,
    constitutive_sites=st.none() | st.lists(SITE, max_size=3),
)
CANDIDATE = _maybe(
    name=NAME,
    status=st.none() | st.sampled_from([*vocabulary.STATUSES, "CCA", ""]),
    status_text=NAME,
    full_time=FLAG,
    quota=st.none() | st.integers(0, 120),
    birth_date=BORN,
    ars_authorisation=FLAG,
    clinical_activity_in_crmr=FLAG,
    clinical_activity=FLAG,
    practises_at=HOSPITAL,
    heads_site=NAME,
    proposed_by=_word(("coordonnateur", "current_director", "dgos")),
)
PAPER = _maybe(
    piece=st.sampled_from(vocabulary.PIECES),
    of=st.none() | st.sampled_from(["Rouen", "current", "new", ""]),
    opinion=_word(vocabulary.OPINIONS),
    signed=FLAG,
    vouches=FLAG,
)
SITUATION = _maybe(
    today=DAY,
    request=_word(vocabulary.REQUESTS),
    function=_word(vocabulary.FUNCTIONS),
    subject=_word(vocabulary.SUBJECTS),
    crmr=st.none() | CRMR,
    cessation_letter=st.none()
    | _maybe(date=DAY, effective=DAY, addressed_to=_word(("director", "dgos")), copy_to_dgos=FLAG),
    proposal=_word(vocabulary.PROPOSALS),
    coordonnateur_candidate=st.none() | _maybe(name=NAME),
    director_candidate=st.none() | _maybe(name=NAME),
    directors_agree=st.none() | _maybe(current=FLAG, new=FLAG),
    new_hospital=HOSPITAL,
    same_person=FLAG,
    site=st.none() | SITE,
    requested_by=_word(vocabulary.WHO),
    sent_with=st.none() | st.sampled_from(["new_director", ["current_director"], 3]),
    sent_by=_word((*vocabulary.WHO, "crmr")),
    sent_to=_word(("dgos", "ars", "other")),
    sent_on=DAY,
    received_on=DAY,
    start=DAY,
    candidate=st.none() | CANDIDATE,
    incumbent=st.none()
    | _maybe(
        name=NAME,
        status=_word(vocabulary.STATUSES),
        birth_date=BORN,
        end=DAY,
        end_reason=_word(vocabulary.END_REASONS),
        ars_authorisation=FLAG,
    ),
    received=st.none() | st.lists(PAPER, max_size=8),
    decision=st.none() | _maybe(outcome=_word(vocabulary.OUTCOMES), date=DAY),
    shoes=st.integers(),
)
LIKELY = st.builds(
    lambda whole, request: {**whole, "request": request, "function": "coordonnateur"},
    SITUATION,
    st.sampled_from(["succession", "succession", "designation", "renewal", "relocation", "follow_up"]),
)


@settings(max_examples=80, deadline=None)
@given(SITUATION | LIKELY)
def test_any_situation_has_one_scenario_or_a_reason_and_every_other_its_own(data: dict[str, Any]) -> None:
    situation, _unknown = from_json(data)
    answer = qualify(situation, PACK)
    fitting = [rule.id for rule in PACK.scenarios if rule.when.hold(situation) is True]
    assert len(fitting) <= 1
    assert answer.scenario == (fitting[0] if fitting else None)
    reasons = {"outside_pack", "unknown_answer"}
    assert answer.scenario or reasons & {finding.id for finding in answer.blocking}
    json.dumps(to_json(answer))
    told = others(situation, PACK)
    left = {rule.id for rule in PACK.scenarios} - {one.scenario_id for one in told}
    assert left <= {answer.scenario, answer.also}
    assert all(one.reason.endswith(".") for one in told)


@settings(max_examples=80, deadline=None)
@given(LIKELY)
def test_no_mandate_outlives_the_label(data: dict[str, Any]) -> None:
    situation, _unknown = from_json(data)
    end, label = qualify(situation, PACK).mandate_end, label_on(situation)
    assert end is None or (label.end is not None and end <= label.end)


@settings(max_examples=80, deadline=None)
@given(LIKELY)
def test_nobody_is_eligible_by_what_is_unknown(data: dict[str, Any]) -> None:
    answer = qualify(from_json(data)[0], PACK)
    candidate = data.get("candidate") or {}
    if answer.eligible:
        assert candidate["status"] in ("PU-PH", "PH", "PR-CONSULTANT")
        assert candidate["status"] != "PH" or candidate.get("full_time") or candidate.get("quota", 0) >= 100
        assert candidate["status"] != "PR-CONSULTANT" or candidate.get("birth_date")
        assert not any(one.of.startswith("candidate.") for one in answer.blocking if one.id == "unknown_answer")


@settings(max_examples=80, deadline=None)
@given(LIKELY)
def test_complete_means_that_every_required_paper_is_there(data: dict[str, Any]) -> None:
    answer = qualify(from_json(data)[0], PACK)
    lacking = [piece for piece in answer.pieces if piece.required and piece.state != "received"]
    assert answer.complete is not True or not lacking
    assert ("received" in data) or answer.complete is None


@settings(max_examples=80, deadline=None)
@given(LIKELY)
def test_what_never_blocks_never_blocks(data: dict[str, Any]) -> None:
    for finding in qualify(from_json(data)[0], PACK).blocking:
        assert FINDINGS[finding.id].may_block
        assert finding.id not in ("notice_too_short", "wrong_sender", "wrong_addressee")
