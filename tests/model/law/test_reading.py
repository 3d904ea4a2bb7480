"""What a lawyer reads of a pack: each procedure line by line, each place with the rules that cite it."""

from __future__ import annotations

from typing import Final

import pytest

from crmr_desk.model.law import packs, reading, vocabulary
from crmr_desk.model.law.reading import Line, Mark, PlaceReading, Procedure, UseKind
from crmr_desk.model.law.rules import Pack

PACKS: Final = [packs.load_named(name) for name in packs.shipped()]
EVERY = pytest.mark.parametrize("pack", PACKS, ids=[pack.id for pack in PACKS])


def _procedure(scenario: str) -> Procedure:
    return {one.id: one for one in reading.procedures(packs.load_named("2016"))}[scenario]


def _place(code: str) -> PlaceReading:
    return {one.place.code: one for one in reading.places(packs.load_named("2016"))}[code]


def _words(lines: tuple[Line, ...]) -> list[str]:
    return [line.words for line in lines]


def test_every_word_of_the_vocabulary_has_french_words() -> None:
    assert set(reading.TERMS) == set(vocabulary.TERMS)
    assert set(reading.EACH) == set(vocabulary.PIECE_EACH)


@EVERY
def test_every_scenario_and_every_place_is_read(pack: Pack) -> None:
    assert [one.id for one in reading.procedures(pack)] == [rule.id for rule in pack.scenarios]
    assert [one.place.code for one in reading.places(pack)] == list(pack.places)
    assert all(one.when for one in reading.procedures(pack))


@EVERY
def test_whatever_a_procedure_shows_at_a_place_is_found_again_at_that_place(pack: Pack) -> None:
    cited = {(one.place.code, use.words) for one in reading.places(pack) for use in one.uses}
    for rule in pack.scenarios:
        assert (rule.place, rule.title) in cited
        assert all((piece.place, pack.pieces[piece.id].label) in cited for piece in rule.pieces)
        assert all((one.place, pack.who[one.who].label) in cited for one in rule.recipients)


def test_a_succession_is_read_line_by_line() -> None:
    procedure = _procedure("succession_multi_site")
    assert procedure.sender == "Directeur de l’établissement siège"
    assert "Le centre a des sites constitutifs" in procedure.when
    assert procedure.opinions[0].note == "avis, sans sens imposé"
    agreement = next(line for line in procedure.pieces if line.words.startswith("Accord"))
    assert agreement.note == "un par site constitutif"
    assert _words(procedure.informed)[-1] == "Orphanet"
    assert procedure.term == "Ce qui reste du label"


def test_what_we_add_is_marked_and_says_that_the_text_does_not_ask_for_it() -> None:
    offered = [line for line in _procedure("succession_new_hospital").opinions if line.mark is Mark.OURS]
    assert [line.note.rpartition(", ")[2] for line in offered] == ["le texte ne l’exige pas"]
    assert {line.mark for line in _procedure("designation_new_crmr").informed} == {Mark.OURS}


def test_a_place_says_what_it_leaves_open_and_every_kind_of_rule_on_it() -> None:
    place = _place("A3 §2b")
    assert any("date d’effet" in sentence for sentence in place.place.open)
    kinds = {use.kind for use in place.uses}
    assert {UseKind.PROCEDURE, UseKind.PIECE, UseKind.RECIPIENT, UseKind.FINDING, UseKind.LETTER} <= kinds


def test_a_paper_of_several_procedures_is_said_once_with_all_of_them() -> None:
    letters = [use for use in _place("A3 §2b").uses if use.words == "Lettre de motivation"]
    assert len(letters) == 1
    assert letters[0].detail.count("Succession du coordonnateur") > 2


def test_a_text_that_was_not_read_is_told_from_one_that_was() -> None:
    marks = {one.place.code: one.mark for one in reading.places(packs.load_named("2018"))}
    assert (marks["Depuis 2018"], marks["A3 §5"], marks["hors texte"]) == (Mark.UNREAD, Mark.TEXT, Mark.OURS)


def test_the_general_law_is_told_from_what_we_add() -> None:
    assert _place("CRPA L211-2").mark is Mark.GENERAL_LAW
    assert _place("hors texte").mark is Mark.OURS
    assert _place("A3 §1").mark is Mark.TEXT
