"""``crmr-desk import``: what it says, what it writes, what it refuses."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from crmr_desk import cli
from crmr_desk.import_command import region_of
from crmr_desk.model.store.database import Database
from tests.conftest import WHO, fixed_clock
from tests.workbooks.checking.region import build

Output = pytest.CaptureFixture[str]
HEADER = ("FINESS", "Établissement", "Centre", "Responsable", "Début du mandat")
SUCCESSOR = ("690784178", "Hôpital Pierre-Wertheimer", "CERVCO", "Dr Léa Pons", "01/09/2026")
SECOND_HOSPITAL = ("690781810", "Hospices civils de Lyon", "CERVCO", "Pr Odile Carrel", "01/09/2026")
AURA = ("--ars", "Auvergne-Rhône-Alpes", "--today", "2026-11-20")


@pytest.fixture(scope="module")
def region(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("region") / "registre.crmr"
    shutil.copyfile(migrated_file, path)
    db = Database(Database.url_of(path), who=WHO, now=fixed_clock)
    build(db)
    db.dispose()
    return path


@pytest.fixture
def register(region: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "registre.crmr"
    shutil.copy(region, copy)
    return copy


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    workbook = Workbook()
    table = workbook.worksheets[0]
    for line in (HEADER, SUCCESSOR, SECOND_HOSPITAL):
        table.append(line)
    path = tmp_path / "CCMR_AURA.xlsx"
    workbook.save(path)
    return path


def run(register: Path, sheet: Path, *options: str) -> int:
    return cli.main(["import", str(sheet), "--database", str(register), *options])


def reported(path: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return entries


def test_without_apply_nothing_is_written(register: Path, sheet: Path, tmp_path: Path, capsys: Output) -> None:
    before = hashlib.sha256(register.read_bytes()).hexdigest()
    assert run(register, sheet, *AURA, "--report", str(tmp_path / "r.json")) == 0
    told = capsys.readouterr().out
    assert "CCMR_AURA.xlsx\u00a0: 3 lignes, 1 sans question, 1 à régler, 1 ignorée" in told
    assert "Rien n’a été écrit" in told
    assert [(each["row"], each["status"], each["action"]) for each in reported(tmp_path / "r.json")] == [
        (1, "ignored", "none"),
        (2, "ok", "update"),
        (3, "review", "none"),
    ]
    assert hashlib.sha256(register.read_bytes()).hexdigest() == before


def test_applied_twice_the_second_time_changes_nothing(
    register: Path, sheet: Path, tmp_path: Path, capsys: Output
) -> None:
    report = tmp_path / "r.json"
    assert run(register, sheet, *AURA, "--apply", "--report", str(report)) == 0
    assert "1 mandat ouvert, 1 clos, 1 personne ajoutée. Une ligne reste à régler" in capsys.readouterr().out
    assert [each["action"] for each in reported(report)] == ["none", "update", "none"]
    assert run(register, sheet, *AURA, "--apply", "--report", str(report)) == 0
    assert "Rien à écrire" in capsys.readouterr().out
    assert [(each["status"], each["action"]) for each in reported(report)] == [
        ("ignored", "none"),
        ("ok", "unchanged"),
        ("review", "none"),
    ]


@pytest.mark.parametrize("name", ["auvergne rhone alpes", "ARS Auvergne-Rhône-Alpes", "84", "Rhône-Alpes"])
def test_an_agency_is_known_by_any_of_its_names(name: str) -> None:
    assert region_of(name) == "84"


def test_without_an_agency_the_list_is_national(register: Path, sheet: Path, tmp_path: Path) -> None:
    assert run(register, sheet, "--ars", "Bretagne", "--report", str(tmp_path / "r.json"), "--today", "2026-11-20") == 0
    assert reported(tmp_path / "r.json")[1]["status"] == "review"
    assert run(register, sheet, "--report", str(tmp_path / "r.json"), "--today", "2026-11-20") == 0
    assert reported(tmp_path / "r.json")[1]["status"] == "ok"


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        (b"PK\x03\x04 tronqu\xe9", (), "note.xlsx"),
        ("ceci n’est pas un classeur".encode(), (), "Aucun tableau n’est reconnu"),
        (b"", (), "note.xlsx"),
        (b"", ("--ars", "Zélande"), "Aucune ARS ne porte le nom «\u202fZélande\u202f»"),
        (b"", ("--ars", "océan Indien"), "couvrait plusieurs régions"),
    ],
)
def test_a_refusal_is_one_sentence_and_writes_nothing(
    register: Path, tmp_path: Path, capsys: Output, content: bytes, options: tuple[str, ...], sentence: str
) -> None:
    note, before = tmp_path / "note.xlsx", register.read_bytes()
    note.write_bytes(content)
    assert run(register, note, *options, "--apply") == 1
    told = capsys.readouterr()
    assert sentence in told.err
    assert len(told.err.splitlines()) == 1
    assert register.read_bytes() == before
