"""The statistics leave as a workbook: one sheet a chart, with how it was counted above it."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.outgoing import kinds
from tests.model.network.building import TODAY, Register


def test_each_chart_has_its_sheet_under_the_sentences_that_say_how_it_was_counted(
    sqlite_db: Database, tmp_path: Path
) -> None:
    register = Register(sqlite_db)
    register.ccmr("CHU de Lille", register.crmr("CERVCO", register.fsmr("BRAIN-TEAM")))
    kinds.write(sqlite_db, "statistics", tmp_path / "statistiques.xlsx", TODAY)

    workbook = openpyxl.load_workbook(tmp_path / "statistiques.xlsx")

    assert workbook.sheetnames == [
        "Couverture par région", "Centres par filière", "Public accueilli", "Adultes et enfants par filière",
        "Adultes et enfants par région", "Âge des responsables", "Postes vacants", "Mandats qui s’achèvent",
        "Depuis 2004", "Temps par étape",
    ]  # fmt: skip
    sheet = workbook["Centres par filière"]
    said = [sheet.cell(row, 1).value for row in range(1, 8)]
    assert said[1] == "Réseau au 20/11/2026."
    assert str(said[2]).startswith("2\u00a0centres\u00a0: une ligne par site et par centre de compétences en activité")
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=sheet.max_row - 1)] == [
        ["BRAIN-TEAM", 1, 0, 1, 2],
        ["Ensemble", 1, 0, 1, 2],
    ]
