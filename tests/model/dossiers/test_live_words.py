"""Each merged word of a letter says where it is filled, and what the letter before said."""

from __future__ import annotations

import re
from functools import partial
from io import BytesIO

import pikepdf
import pytest

from crmr_desk.model.correspondence import sending
from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.correspondence.live_letters import live_letter
from crmr_desk.model.correspondence.reopening import reopen
from crmr_desk.model.dossiers import decision, exchanges, pieces
from crmr_desk.model.dossiers.correspondence import live_preview
from crmr_desk.model.dossiers.live_words import LivePages, LiveWord, Told, live_pages
from crmr_desk.model.dossiers.merge_sources import LABELS, SOURCES
from crmr_desk.model.dossiers.merge_ways import Sheet, Ways, destination
from crmr_desk.model.law import packs
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.model.network.people import save_person
from tests.model.dossiers.conftest import TODAY, Network, opened_and_filled, ready_to_decide


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


@pytest.mark.parametrize(
    ("said", "before", "expected"),
    [
        ({"candidate": "Pr Clément Rouvière"}, {"candidate": ""}, ""),
        ({"candidate": "Pr Clément Rouvière"}, {}, ""),
        ({"candidate": ""}, {"candidate": "Pr Clément Rouvière"}, "Pr Clément Rouvière"),
        ({"candidate": "Pr Clément Rouvière"}, {"candidate": "Dr Clément Rouvière"}, "Dr Clément Rouvière"),
        ({"candidate": "Pr\u00a0Clément Rouvière"}, {"candidate": "Pr Clément  Rouvière"}, None),
        ({"candidate": "Pr Clément Rouvière"}, None, None),
    ],
    ids=["added", "added to a template", "removed", "changed", "set otherwise", "never written"],
)
def test_a_word_knows_what_it_was(said: dict[str, str], before: dict[str, str] | None, expected: str | None) -> None:
    told = Told(("{candidate}, {effect_date}",), {**said, "effect_date": "1er mars"}, before, "le courrier 1")
    if before is not None:
        before["effect_date"] = "1er mars"
    live = live_pages(_blank_page(), told, Ways(), locked=False)
    assert word(live, "candidate").before == expected
    assert [each.field for each in live.changed] == (["candidate"] if expected is not None else [])


def _blank_page() -> bytes:
    content = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(content)
    return content.getvalue()


def test_a_letter_to_come_says_what_the_last_one_of_its_kind_said(network: Network) -> None:
    dossier = opened_and_filled(network)
    for kind in ("cv", "directoire_opinion"):
        pieces.remove(network.db, dossier, kind, "")
    by, later = TODAY.replace(month=3), TODAY.replace(month=4)
    ask = partial(exchanges.live_request, network.db, dossier, today=TODAY)
    assert (ask(reply_by=by).against, ask(reply_by=by).changed) == ("", ())
    exchanges.request_pieces(network.db, dossier, reply_by=by, today=TODAY)
    number = "2027-0001/E1"
    assert (ask(reply_by=by).against, ask(reply_by=by).changed) == (f"le courrier {number}", ())
    pieces.receive(network.db, dossier, "cv", "", received_on=TODAY)
    live = ask(reply_by=later)
    assert word(live, "expected_pieces").before == "Curriculum vitae, titres et travaux\nAvis du directoire"
    assert word(live, "reply_by").before == "22 mars 2027"
    assert {each.field for each in live.changed} == {"expected_pieces", "reply_by"}
    letter = next(row.id for row in letters(network.db, today=TODAY) if row.number == number)
    sending.lift(network.db, [letter], "Écrite trop tôt.")
    assert ask(reply_by=later).against == ""
