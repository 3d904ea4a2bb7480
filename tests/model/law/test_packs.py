"""Packs that extend another, and packs that a user made: found, read again when they change, refused by line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crmr_desk import places, resources
from crmr_desk.model.errors import UserError
from crmr_desk.model.law import packs
from crmr_desk.model.law.packs import PackError

FRAME = """[pack]
id = "{id}"
title = "Règles d’essai"
status = "to_verify"
applies_from = 2026-01-01
source = "Un essai."
instruction = "note d’essai"
{more}
"""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's packs."""
    monkeypatch.setattr(places, "rule_packs", lambda: tmp_path / "regles")
    return tmp_path / "regles"


def _pack(shelf: Path, name: str, more: str = 'extends = "2016"', **files: str) -> Path:
    """A pack of the user; ``more`` goes on in its frame, a file is named without its suffix."""
    folder = shelf / name
    for file, text in {"pack": FRAME.format(id=name, more=more), **files}.items():
        path = folder / f"{file}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def _mistakes(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(PackError) as refused:
        packs.load(folder)
    return [(one.file, one.line, one.sentence.replace("\u202f", " ")) for one in refused.value.mistakes]


def test_what_a_pack_leaves_out_comes_from_the_one_that_it_extends(shelf: Path) -> None:
    _pack(shelf, "essai")
    mine, whole = packs.load_named("essai"), packs.load_named("2016")
    assert mine.scenarios == whole.scenarios
    assert mine.letters == whole.letters
    assert (mine.extends, mine.status, mine.to_verify) == ("2016", "to_verify", "À vérifier")
    assert mine.origins["pieces.toml"] == "2016"
    assert mine.origins["pack.toml"] == "essai"


def test_a_file_of_its_own_takes_the_place_of_the_other(shelf: Path) -> None:
    letter = resources.path("rules", "2016", "letters", "succession_new.toml").read_text("utf-8")
    _pack(shelf, "essai", **{"letters/succession_new": letter.replace("Vous succédez à", "Vous prenez la suite de")})
    mine, whole = packs.load_named("essai"), packs.load_named("2016")
    assert "Vous prenez la suite de" in " ".join(mine.letter("succession_new").body)
    assert {kind for kind in whole.letters if mine.letters[kind] != whole.letters[kind]} == {"succession_new"}


def test_a_list_of_words_is_completed_word_by_word(shelf: Path) -> None:
    _pack(shelf, "essai", pieces='[cv]\nlabel = "Parcours"\n', people='[phrases]\nover_68 = "Trop âgé."\n')
    mine, whole = packs.load_named("essai"), packs.load_named("2016")
    assert (mine.pieces["cv"].label, mine.phrases["over_68"]) == ("Parcours", "Trop âgé.")
    assert mine.pieces["motivation_letter"] == whole.pieces["motivation_letter"]
    assert mine.who == whole.who


def test_a_scenario_can_be_left_out(shelf: Path) -> None:
    _pack(shelf, "essai", 'extends = "2016"\nwithout = ["succession_multi_site"]')
    held = [rule.id for rule in packs.load_named("essai").scenarios]
    assert held == [rule.id for rule in packs.load_named("2016").scenarios if rule.id != "succession_multi_site"]


def test_places_that_come_from_the_other_text_say_so(shelf: Path) -> None:
    own = '[places."nouveau"]\nlong = "Note, § 1"\nsummary = "Un essai."'
    _pack(shelf, "essai", f'extends = "2016"\ninherited_place = "{{place}} (2016)"\n{own}')
    places_of = packs.load_named("essai").places
    assert next(iter(places_of)) == "nouveau"
    assert places_of["A3 §5"].long == "Annexe\N{NO-BREAK SPACE}3, §\N{NO-BREAK SPACE}5 (2016)"
    assert places_of["A3 §5"].inherited
    assert places_of["CRPA L211-2"].long == "CRPA, article L.\N{NO-BREAK SPACE}211-2"


def test_a_pack_without_a_reference_prints_no_paragraph_that_cites_one(shelf: Path) -> None:
    folder = _pack(shelf, "essai")
    frame = folder / "pack.toml"
    frame.write_text(frame.read_text("utf-8").replace('"note d’essai"', '""'), "utf-8")
    for letter in packs.load_named("essai").letters.values():
        assert letter.body
        assert not any("{instruction}" in text or "{place}" in text for text in letter.body)


def test_a_file_that_changed_is_read_again_and_one_that_did_not_is_not(shelf: Path) -> None:
    folder = _pack(shelf, "essai")
    first = packs.load_named("essai")
    assert packs.load_named("essai") is first
    (folder / "pieces.toml").write_text('[cv]\nlabel = "Parcours"\n', "utf-8")
    assert packs.load_named("essai").pieces["cv"].label == "Parcours"


def test_a_mistake_names_the_file_in_which_it_stands(shelf: Path) -> None:
    folder = _pack(shelf, "essai", pieces='[cv]\nlabl = "Parcours"\n')
    assert [(file, line) for file, line, _said in _mistakes(folder)] == [("pieces.toml", 1), ("pieces.toml", 2)]


def test_a_word_that_leads_nowhere_in_an_inherited_file_is_named_there(shelf: Path) -> None:
    rule = resources.path("rules", "2016", "succession_multi_site.toml").read_text("utf-8")
    folder = _pack(shelf, "socle", succession_multi_site=rule.replace('step = "pieces"', 'step = "opening"'))
    journey = resources.path("rules", "2016", "journeys", "succession-coordonnateur.toml").read_text("utf-8")
    opening = journey.replace('id = "start"', 'id = "opening"')
    _pack(
        shelf,
        "socle",
        **{
            "journeys/succession-coordonnateur": opening,
            "succession_multi_site": rule.replace('step = "pieces"', 'step = "opening"'),
        },
    )
    assert packs.load(folder)
    line = rule[: rule.index('step = "pieces"')].count("\n") + 1
    above = _pack(shelf, "essai", 'extends = "socle"', **{"journeys/succession-coordonnateur": journey})
    ((file, at, sentence),) = _mistakes(above)
    assert (file, at) == ("socle/succession_multi_site.toml", line)
    assert sentence.startswith("étape inconnue « opening »")


def test_the_mistakes_of_the_extended_pack_are_told_under_its_name(shelf: Path) -> None:
    _pack(shelf, "socle", pieces='[cv]\nlabl = "Parcours"\n')
    assert {file for file, _, _ in _mistakes(_pack(shelf, "essai", 'extends = "socle"'))} == {"socle/pieces.toml"}


def test_a_pack_may_extend_one_that_extends_another(shelf: Path) -> None:
    _pack(shelf, "socle", pieces='[cv]\nlabel = "Parcours"\n')
    _pack(shelf, "essai", 'extends = "socle"')
    assert packs.load_named("essai").pieces["cv"].label == "Parcours"


def test_packs_that_extend_each_other_are_refused(shelf: Path) -> None:
    _pack(shelf, "deux", 'extends = "essai"')
    ((file, line, sentence),) = _mistakes(_pack(shelf, "essai", 'extends = "deux"'))
    assert (file, line) == ("deux/pack.toml", 8)
    assert sentence.startswith("le jeu « essai » se complète en rond")


def test_a_pack_that_extends_nothing_known_is_refused(shelf: Path) -> None:
    ((file, line, sentence),) = _mistakes(_pack(shelf, "essai", 'extends = "1998"'))
    assert (file, line) == ("pack.toml", 8)
    assert sentence.startswith("il n’y a pas de jeu de règles « 1998 » ; attendu")


def test_a_pack_bears_the_name_of_its_folder(shelf: Path) -> None:
    folder = _pack(shelf, "essai")
    moved = folder.rename(shelf / "autre")
    assert [(file, line) for file, line, _said in _mistakes(moved)] == [("pack.toml", 2)]


def test_the_packs_of_the_user_come_after_those_of_the_program(shelf: Path) -> None:
    assert packs.names() == packs.shipped()
    _pack(shelf, "essai")
    _pack(shelf, "2016")
    assert packs.names() == (*packs.shipped(), "essai")
    assert packs.load_named("2016").status == "in_force"


def test_a_copy_that_was_cut_short_is_no_pack(shelf: Path) -> None:
    _pack(shelf, ".essai")
    assert packs.names() == packs.shipped()


def test_a_name_that_goes_elsewhere_is_no_pack(shelf: Path, tmp_path: Path) -> None:
    shelf.mkdir()
    shutil.copytree(resources.path("rules", "2016"), tmp_path / "dehors")
    with pytest.raises(UserError, match="Il n’y a pas de jeu de règles"):
        packs.load_named("../dehors")
