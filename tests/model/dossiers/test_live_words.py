"""Each merged word of a letter says where it is filled, and what the letter before said."""

from __future__ import annotations

import re

import pytest

from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.correspondence.live_letters import live_letter
from crmr_desk.model.correspondence.reopening import reopen
from crmr_desk.model.dossiers import decision
from crmr_desk.model.dossiers.correspondence import live_preview
from crmr_desk.model.dossiers.live_words import LivePages, LiveWord
from crmr_desk.model.dossiers.merge_sources import LABELS, SOURCES
from crmr_desk.model.dossiers.merge_ways import Sheet, Ways, destination
from crmr_desk.model.law import packs
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.model.network.people import save_person
from tests.model.dossiers.conftest import TODAY, Network, ready_to_decide


def word(live: LivePages, field: str) -> LiveWord:
    return next(each for each in live.words if each.field == field)


@pytest.mark.parametrize("field", MERGE_FIELDS)
def test_every_merge_field_leads_somewhere_or_says_why_not(field: str) -> None:
    assert field in SOURCES
    nowhere = destination(field, Ways())
    assert nowhere.sentence
    assert nowhere.kind in ("", "page")


def test_no_source_is_of_a_field_that_does_not_exist_nor_asks_an_unknown_question() -> None:
    assert set(SOURCES) == set(LABELS)
    asked = {question for source in SOURCES.values() for question in source.questions}
    assert asked <= set(packs.load_named("2016").questions)


def test_a_field_leads_to_its_question_else_to_its_sheet() -> None:
    candidate = Sheet("person", 12, "Pr Clément Rouvière")
    asked = Ways(3, {"candidate": ("who", "Candidat")}, {"candidate": candidate})
    to = destination("candidate", asked)
    assert (to.kind, to.target, to.row_id, to.detail) == ("step", "who", 3, "candidate")
    assert to.sentence == "se remplit à l’étape Candidat"
    to = destination("candidate_rpps", asked)
    assert (to.kind, to.target, to.detail) == ("page", "directory", "person/12")
    assert to.sentence == "se remplit sur la fiche de Pr Clément Rouvière"


def test_every_word_of_a_draft_is_found_on_its_pages_and_leads_to_where_it_is_filled(network: Network) -> None:
    dossier = ready_to_decide(network)
    live = live_preview(network.db, dossier, "succession_former", "former_coordonnateur", "", TODAY)
    assert not live.locked
    assert all(each.boxes for each in live.words)
    assert word(live, "candidate").leads_to.detail == "candidate"
    assert word(live, "centre_named").leads_to.row_id == network.mono_site
    assert word(live, "address").leads_to.detail.startswith("hospital/")
    assert re.search("étape Décision$", word(live, "effect_date").leads_to.sentence)


def test_an_edition_says_what_the_one_before_said(network: Network) -> None:
    dossier = ready_to_decide(network)
    decision.decide(network.db, dossier, today=TODAY)
    first = next(row.id for row in letters(network.db, today=TODAY) if row.kind == "succession_former")
    save_person(network.db, {"first_name": "Clément-Alexandre"}, network.successor)
    second, _changes = reopen(network.db, first, "Prénom complet.", today=TODAY)
    assert not live_letter(network.db, first, TODAY).changed
    live = live_letter(network.db, second, TODAY)
    assert live.locked
    assert live.against == "l’édition 1"
    assert [(each.field, each.before) for each in live.changed] == [("candidate", "Pr Clément Rouvière")]
    assert live.with_now({LABELS["candidate"]: "Dr Rouvière"}).changed[0].now == "Dr Rouvière"
