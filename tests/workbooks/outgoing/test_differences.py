"""The difference of two states as a workbook, as an export between two dates, and as a note."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network.differences.rows import Difference, DifferenceKind, Differences, StateOf
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.outgoing import kinds
from crmr_desk.workbooks.outgoing.differences import write_differences
from crmr_desk.workbooks.outgoing.differences_note import LONGEST, note_of
from tests.letters.regenerate import pages_of
from tests.model.network.building import TODAY, D, Register
from tests.workbooks.reading_back import lines

LABEL = Difference(
    DifferenceKind.LABELS, CentreKind.CRMR, 3, "BRAIN-TEAM", "CERVCO", "Label accordé", "", "du 01/07/2026",
    D(2026, 7, 1), 7, "2026-003", 45, "Décision",
)  # fmt: skip
RENAMED = Difference(
    DifferenceKind.RENAMED, None, 9, "", "CHU de Lille", "Nouveau nom", "CHRU de Lille", "CHU de Lille"
)
FOUND = Differences(StateOf(D(2025, 12, 31), D(2026, 3, 1)), StateOf(TODAY, None), (LABEL, RENAMED))


def test_a_workbook_counts_each_kind_then_gives_every_line(tmp_path: Path) -> None:
    write_differences(FOUND, tmp_path / "differences.xlsx")
    summary, flat = load_workbook(tmp_path / "differences.xlsx").worksheets
    assert [summary.cell(line, 1).value for line in (1, 2, 3)] == [
        "Le réseau entre le 31 décembre 2025 et le 20 novembre 2026",
        "Au 31 décembre 2025, tel qu’il était connu le 1ᵉʳ mars 2026",
        "Au 20 novembre 2026, tel qu’il est connu maintenant",
    ]
    counts = {line["Nature du changement"]: line["Nombre"] for line in lines(summary, header=5)}
    assert (counts["Labels"], counts["Mandats"], counts["Total"]) == (1, 0, 2)
    first, last = lines(flat)
    assert list(first.values()) == [
        "Labels", "BRAIN-TEAM", "Centre de référence", "CERVCO", "Label accordé", None, "du 01/07/2026",
        dt.datetime(2026, 7, 1), "2026-003", 45, "Décision",  # noqa: DTZ001
    ]  # fmt: skip
    assert (last["Type"], last["Avant"], last["Après"]) == ("Établissement", "CHRU de Lille", "CHU de Lille")


def test_the_export_compares_its_two_dates(sqlite_db: Database, tmp_path: Path) -> None:
    register = Register(sqlite_db)
    crmr = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"))
    register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"), start=D(2026, 7, 1))
    kinds.write(sqlite_db, "differences", tmp_path / "x.xlsx", TODAY, first=D(2026, 6, 30), last=D(2026, 7, 1))
    (line,) = lines(load_workbook(tmp_path / "x.xlsx").worksheets[1])
    assert line["Ce qui a changé"] == "Coordination\u00a0: désignation de Pr Solène Aubrac"


def test_a_note_says_the_same_for_the_reader_of_a_page() -> None:
    (page,) = pages_of(note_of(FOUND, today=TODAY, bureau="Bureau des maladies rares"))
    text = " ".join(page.split())
    for words in ("tel qu’il était connu le 1ᵉʳ mars 2026", "BRAIN-TEAM", "Dossier 2026-003", "Établissements",
                  "CHRU de Lille → CHU de Lille", "Établie le 20 novembre 2026 d’après le registre"):  # fmt: skip
        assert words in text


def test_nobody_prints_thousands_of_lines() -> None:
    many = Differences(FOUND.earlier, FOUND.later, (LABEL,) * (LONGEST + 1))
    with pytest.raises(UserError, match="3\u202f001 lignes\u00a0: choisissez deux dates plus proches"):
        note_of(many, today=TODAY)


def test_a_name_that_no_font_can_draw_is_said() -> None:
    with pytest.raises(UserError, match="Aucune police"):
        note_of(Differences(FOUND.earlier, FOUND.later, (LABEL._replace(centre="🐙"),)), today=TODAY)
