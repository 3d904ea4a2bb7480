"""A user without Python copies a pack, changes it, and is told of mistakes by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmr_desk import places
from crmr_desk.model.errors import UserError
from crmr_desk.model.law import pack_copies, packs


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's packs."""
    monkeypatch.setattr(places, "rule_packs", lambda: tmp_path / "regles")
    return tmp_path / "regles"


@pytest.mark.parametrize("source", packs.shipped())
def test_a_copy_says_what_its_source_says(shelf: Path, source: str) -> None:
    assert pack_copies.copy(source, "essai", "Mon jeu « à moi »") == shelf / "essai"
    mine, whole = packs.load_named("essai"), packs.load_named(source)
    assert pack_copies.mistakes_of("essai") == ()
    assert (mine.title, mine.extends, mine.status) == ("Mon jeu « à moi »", source, "to_verify")
    assert (mine.scenarios, mine.letters, mine.questions) == (whole.scenarios, whole.letters, whole.questions)
    assert mine.applies_from == whole.applies_from
    assert (shelf / "essai/letters/succession_new.toml").is_file()


def test_a_piece_and_a_letter_change_with_a_text_editor() -> None:
    folder = pack_copies.copy("2016", "essai", "Essai")
    for file, old, new in (
        ("succession_single_site.toml", 'id = "cv"\nplace = "A3 §2b"', 'id = "cv"\nplace = "A3 §2b"\nrequired = false'),
        ("letters/succession_new.toml", "Vous succédez à", "Vous prenez la suite de"),
    ):
        path = folder / file
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    mine = packs.load_named("essai")
    assert [piece.required for piece in mine.scenario("succession_single_site").pieces if piece.id == "cv"] == [False]
    assert any("Vous prenez la suite de" in text for text in mine.letter("succession_new").body)


def test_a_mistake_is_told_by_file_and_line() -> None:
    path = pack_copies.copy("2016", "essai", "Essai") / "succession_single_site.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('id = "cv"', 'id = "cvs"'), "utf-8")
    (mistake,) = pack_copies.mistakes_of("essai")
    line = text[: text.index('id = "cv"')].count("\n") + 1
    assert str(mistake).startswith(f"succession_single_site.toml, ligne {line}\N{NO-BREAK SPACE}: ")


@pytest.mark.parametrize("name", ["", "Essai", "../essai", "a/b", "con", "lpt1", "é", "x" * 41, ".essai"])
def test_a_name_that_is_no_folder_is_refused(shelf: Path, name: str) -> None:
    with pytest.raises(UserError, match="ne peut pas être un nom de dossier"):
        pack_copies.copy("2016", name, "Essai")
    assert not shelf.exists()


def test_a_copy_never_takes_the_place_of_another_pack(shelf: Path) -> None:
    pack_copies.copy("2016", "essai", "Essai")
    for name in ("2016", "essai"):
        with pytest.raises(UserError, match="existe déjà"):
            pack_copies.copy("2016", name, "Essai")
    with pytest.raises(UserError, match="Donnez un titre"):
        pack_copies.copy("2016", "autre", "  ")
    assert [path.name for path in shelf.iterdir()] == ["essai"]


def test_a_folder_that_cannot_be_written_is_said(shelf: Path) -> None:
    shelf.write_text("un fichier à la place du dossier", "utf-8")
    with pytest.raises(UserError, match="La copie ne s’écrit pas dans"):
        pack_copies.copy("2016", "essai", "Essai")
