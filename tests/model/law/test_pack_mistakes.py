"""A mistake in a rule file is refused with its file, its line and what was expected; nothing is loaded by halves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crmr_desk import resources
from crmr_desk.model.errors import UserError
from crmr_desk.model.law import packs
from crmr_desk.model.law.packs import PackError

SINGLE = "succession_single_site.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the pack of 2016 that a test may break."""
    return Path(shutil.copytree(resources.path("rules", "2016"), tmp_path / "2016"))


def _break(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first ``old`` of the file, and say on which line it stands."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def _mistakes(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(PackError) as refused:
        packs.load(folder)
    return [(one.file, one.line, _plain(one.sentence)) for one in refused.value.mistakes]


def _plain(sentence: str) -> str:
    """With ordinary spaces, to be compared with what a test can show."""
    return sentence.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_the_pack_that_ships_has_no_mistake(folder: Path) -> None:
    assert packs.load(folder).id == "2016"


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (SINGLE, "commitment = true", "committed = true", "clé inconnue « committed »"),
        (SINGLE, 'id = "cv"', 'id = "cvs"', "« cvs » n’est pas un mot connu de « id »"),
        (SINGLE, "commitment = true", 'commitment = "yes"', "« commitment » doit être true ou false"),
        (SINGLE, 'effects = ["close', 'effects = ["shut', "n’est pas un mot connu de « effects »"),
        (SINGLE, "proposal_case =", "moon =", "condition inconnue « moon »"),
        (SINGLE, "multi_site = false", 'multi_site = "no"', "valeur inconnue de « multi_site »"),
        (SINGLE, "multi_site = false", "multi_site = 0", "valeur inconnue de « multi_site »"),
        (SINGLE, 'place = "hors texte"', 'place = "A3 §9z"', "place inconnue « A3 §9z »"),
        (SINGLE, 'letter = "succession_new"', 'letter = "succession_neuf"', "courrier inconnu « succession_neuf »"),
        (SINGLE, 'step = "pieces"', 'step = "papers"', "étape inconnue « papers »"),
        (SINGLE, "{today}", "{tomorrow}", "champ inconnu « {tomorrow} »"),
        (SINGLE, 'reason = "incumbent_died"', 'reason = "bored"', "« bored » n’est pas un mot connu"),
        ("findings.toml", 'severity = "info"', 'severity = "blocking"', "ce constat ne bloque jamais"),
        ("findings.toml", "{piece}", "{pieces}", "champ inconnu « {pieces} »"),
        ("findings.toml", "unsigned =", "unsinged =", "clé inconnue « unsinged »"),
        ("pieces.toml", "[cv]", "[curriculum]", "« curriculum » n’est pas un mot connu"),
        ("people.toml", "[who.orphanet]", "[who.orphelin]", "« orphelin » n’est pas un mot connu"),
        ("questions.toml", "[start]", "[begin]", "« begin » n’est pas un mot connu"),
        ("questions.toml", 'kind = "person"', 'kind = "human"', "« human » n’est pas un mot connu de « kind »"),
        ("questions.toml", 'kind = "choice"', 'kind = "text"', "des [[choices]] accompagnent le genre « choice »"),
        ("letters/succession_new.toml", "{visa_date}", "{visadate}", "champ inconnu « {visadate} »"),
        ("letters/succession_new.toml", 'form = "personal"', 'form = "familiar"', "« familiar » n’est pas un mot"),
        ("letters/succession_new.toml", "Vous succédez", "Vous } succédez", "une accolade isolée"),
        ("pack.toml", "applies_from = 2016-01-11", 'applies_from = "2016"', "« applies_from » doit être une date"),
        ("journeys/succession-coordonnateur.toml", 'kind = "pieces"', 'kind = "papers"', "« papers » n’est pas"),
        ("journeys/succession-coordonnateur.toml", '"proposal"', '"proposals"', "« proposals » n’est pas"),
        ("site_creation.toml", 'request = "site_creation"', 'request = "moving"', "valeur inconnue de « request »"),
    ],
)
def test_a_wrong_word_is_refused_on_its_line(folder: Path, file: str, old: str, new: str, sentence: str) -> None:
    line = _break(folder, file, old, new)
    told = [(one_file, one_line) for one_file, one_line, said in _mistakes(folder) if sentence in said]
    assert (file, line) in told


def test_a_missing_key_is_named_with_the_line_of_its_table(folder: Path) -> None:
    line = _break(folder, SINGLE, '[[pieces]]\nid = "cv"\nplace = "A3 §2b"\n', '[[pieces]]\nid = "cv"\n')
    assert _mistakes(folder) == [(SINGLE, line, "il manque la clé « place » ; attendu : un texte entre guillemets.")]


def test_what_was_expected_is_listed(folder: Path) -> None:
    _break(folder, SINGLE, 'id = "cv"', 'id = "cvs"')
    ((_file, _line, sentence),) = _mistakes(folder)
    assert "attendu : ars_authorisation, cessation_letter, commitment_grid," in sentence


def test_broken_toml_is_refused_with_its_line(folder: Path) -> None:
    line = _break(folder, SINGLE, 'title = "Succession', "title = Succession")
    ((file, found, sentence),) = _mistakes(folder)
    assert (file, found) == (SINGLE, line)
    assert "syntaxe TOML" in sentence
    assert "attendu : clé = valeur" in sentence


def test_a_file_cut_short_is_refused_at_its_end(folder: Path) -> None:
    path = folder / "pieces.toml"
    path.write_text('[cv]\nlabel = """sans fin', "utf-8")
    mistakes = [(line, said) for file, line, said in _mistakes(folder) if file == "pieces.toml"]
    assert len(mistakes) == 1
    assert mistakes[0][0] == 2


def test_a_file_that_is_not_utf8_is_refused_on_its_line(folder: Path) -> None:
    (folder / "pieces.toml").write_bytes(b'[cv]\nlabel = "r\xe9sum\xe9"\n')
    assert ("pieces.toml", 2) in [(file, line) for file, line, _said in _mistakes(folder)]


@pytest.mark.parametrize(
    "file", ["pack.toml", "pieces.toml", "people.toml", "findings.toml", "questions.toml", "outside.toml"]
)
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert (file, 1, "ce fichier manque au jeu de règles.") in _mistakes(folder)


def test_a_scenario_under_an_unknown_name_is_not_silently_left_out(folder: Path) -> None:
    (folder / SINGLE).rename(folder / "succession_mono_site.toml")
    assert [(file, line) for file, line, _said in _mistakes(folder)] == [("succession_mono_site.toml", 1)]


def test_a_journey_says_what_its_name_says(folder: Path) -> None:
    (folder / "journeys/succession-coordonnateur.toml").rename(folder / "journeys/renewal-coordonnateur.toml")
    assert "attendu : succession-coordonnateur.toml" in _mistakes(folder)[0][2]


def test_every_mistake_is_told_at_once_and_in_french(folder: Path) -> None:
    _break(folder, SINGLE, 'id = "cv"', 'id = "cvs"')
    _break(folder, "people.toml", "[who.orphanet]", "[who.orphelin]")
    with pytest.raises(UserError) as refused:
        packs.load(folder)
    told = str(refused.value)
    assert told.startswith("Jeu de règles refusé, 3 erreurs.\n")
    assert f"{SINGLE}, ligne " in told
    assert "people.toml, ligne " in told


def test_an_unknown_pack_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UserError) as refused:
        packs.load_named("1998")
    assert _plain(str(refused.value)) == "Il n’y a pas de jeu de règles « 1998 » ; il y a : 2016, 2018."


def test_a_folder_that_is_not_a_pack_is_refused(tmp_path: Path) -> None:
    assert ("pack.toml", 1, "ce fichier manque au jeu de règles.") in _mistakes(tmp_path)
