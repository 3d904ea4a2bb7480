"""The commands that need no window, on a register in a file."""

from __future__ import annotations

import io
import json
import os
import shutil
from pathlib import Path

import pytest

from crmr_desk import cli, resources

Output = pytest.CaptureFixture[str]
DEMONSTRATION = resources.path("demonstration", "reseau-demonstration.xlsx")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    register = tmp_path_factory.mktemp("register") / "registre.crmr"
    assert cli.main(["load", str(DEMONSTRATION), "--database", str(register)]) == 0
    return register


@pytest.fixture
def register(loaded: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "registre.crmr"
    shutil.copy(loaded, copy)
    return copy


@pytest.mark.slow
def test_what_is_exported_can_be_loaded_and_exported_again(register: Path, tmp_path: Path) -> None:
    first, again, other = tmp_path / "un.xlsx", tmp_path / "deux.xlsx", tmp_path / "autre.crmr"
    assert cli.main(["--database", str(register), "export", str(first)]) == 0
    assert cli.main(["--database", str(other), "load", str(first)]) == 0
    assert cli.main(["--database", str(other), "export", str(again)]) == 0
    assert first.read_bytes() == again.read_bytes()


def test_a_sound_register_passes_the_check(register: Path, capsys: Output) -> None:
    assert cli.main(["check", "--database", str(register)]) == 0
    assert "intactes" in capsys.readouterr().out


def test_a_backup_brings_back_what_was_there(register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    copy, empty, written = tmp_path / "copie.crmr", tmp_path / "vide.crmr", tmp_path / "un.xlsx"
    assert cli.main(["--database", str(register), "backup", str(copy)]) == 0
    assert cli.main(["--database", str(empty), "restore", str(copy)]) == 0
    assert cli.main(["--database", str(empty), "export", str(written)]) == 0
    assert cli.main(["--database", str(register), "export", str(tmp_path / "deux.xlsx")]) == 0
    assert written.read_bytes() == (tmp_path / "deux.xlsx").read_bytes()


def test_the_local_register_is_used_when_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert cli.main(["migrate"]) == 0
    assert "reseau.crmr" in capsys.readouterr().out


def test_deadlines_are_listed_between_two_days(register: Path, capsys: Output) -> None:
    asked = ["deadlines", "--from", "2026-11-20", "--to", "2027-11-20", "--today", "2026-11-20"]
    assert cli.main([*asked, "--database", str(register)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(line[2] == line[5] == "/" for line in lines)


def test_deadlines_are_written_as_a_calendar(register: Path, tmp_path: Path, capsys: Output) -> None:
    asked = ["deadlines", "--from", "2026-11-20", "--to", "2027-11-20", "--today", "2026-11-20"]
    agenda = tmp_path / "agenda.ics"
    assert cli.main([*asked, "--ics", str(agenda), "--database", str(register)]) == 0
    assert capsys.readouterr().out.startswith(f"Agenda écrit\u00a0: {agenda}")
    assert agenda.read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["deadlines", "--from", "2027-01-02", "--to", "2027-01-01"], "avant le premier"),
        (["letters", "1999-0001", "--out", "."], "Aucun dossier ne porte le numéro"),
        (["load", "absent.xlsx"], "absent.xlsx"),
        (["qualify", "absent.json"], "absent.json"),
        (["restore", "absente.crmr"], "absente.crmr"),
    ],
)
def test_a_refusal_is_one_french_sentence(
    arguments: list[str], sentence: str, migrated_file: Path, tmp_path: Path, capsys: Output
) -> None:
    empty = shutil.copy(migrated_file, tmp_path / "vide.crmr")
    assert cli.main([*arguments, "--database", str(empty)]) == 1
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["deadlines", "--from", "2026-11-20", "--to", "2026-12-20"],
        ["export", "tout.xlsx"],
        ["letters", "2026-0001", "--out", "courriers"],
        ["check"],
        ["backup", "copie.crmr"],
    ],
)
def test_what_only_reads_creates_no_register(arguments: list[str], tmp_path: Path, capsys: Output) -> None:
    absent, empty = tmp_path / "faute.crmr", tmp_path / "vide.crmr"
    empty.touch()
    for register, why in ((absent, "n’existe pas"), (empty, "est vide")):
        assert cli.main([*arguments, "--database", str(register)]) == 1
        told = capsys.readouterr()
        assert (told.out, told.err) == ("", f"Le registre «\u202f{register}\u202f» {why}\u00a0: vérifiez son chemin.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["vide.crmr"]
    assert not empty.stat().st_size


def test_a_command_ends_without_a_word_when_nobody_reads_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    asked = tmp_path / "situation.json"
    asked.write_text(json.dumps(SITUATION), encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as closed:
        monkeypatch.setattr("sys.stdout", closed)
        assert cli.main(["qualify", str(asked)]) == 141
    assert "Un fichier" not in capsys.readouterr().err


def test_a_file_that_is_no_database_is_refused_and_untouched(tmp_path: Path, capsys: Output) -> None:
    poem = tmp_path / "poème.txt"
    poem.write_text("Sous le pont Mirabeau", encoding="utf-8")
    assert cli.main(["check", "--database", str(poem)]) == 1
    assert "n’est pas une base" in capsys.readouterr().err
    assert poem.read_text("utf-8") == "Sous le pont Mirabeau"


SITUATION = {"request": "succession", "function": "coordonnateur", "crmr": {"constitutive_sites": []}, "taille": 12}


def test_a_situation_is_qualified_and_its_unknown_keys_are_told(tmp_path: Path, capsys: Output) -> None:
    asked = tmp_path / "situation.json"
    asked.write_text(json.dumps(SITUATION), encoding="utf-8")
    assert cli.main(["qualify", str(asked), "--today", "2026-02-20"]) == 0
    told = capsys.readouterr()
    assert isinstance(json.loads(told.out), dict)
    assert "taille" in told.err


def test_a_situation_that_names_no_pack_is_judged_by_that_of_2016(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({**SITUATION, "pack": None})))
    assert cli.main(["qualify", "-", "--today", "2026-02-20"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), dict)


def test_a_list_of_situations_gives_a_list_of_answers(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps([SITUATION, SITUATION])))
    assert cli.main(["qualify", "-", "--today", "2026-02-20"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("{", "n’est pas du JSON"), ("12", "objet JSON"), ('{"pack": "1815"}', "1815"), ('{"pack": "../.."}', "../..")],
)
def test_what_is_no_situation_is_refused(text: str, sentence: str, tmp_path: Path, capsys: Output) -> None:
    asked = tmp_path / "situation.json"
    asked.write_text(text, encoding="utf-8")
    assert cli.main(["qualify", str(asked)]) == 1
    assert sentence in capsys.readouterr().err
