"""Exchange workbooks made by hand, cell by cell, as somebody would in Excel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook

from crmr_desk.resources import path as resource

D = dt.date
DEMONSTRATION = resource("demonstration", "reseau-demonstration.xlsx")
Lines = list[list[object]]
Book = dict[str, Lines]


def small_book() -> Book:
    """One CRMR of one FSMR, with a site, a CCMR, two people and their mandates: the first line is the header."""
    return {
        "Etablissements": [
            ["finess_et", "finess_ej", "nom", "ville", "region"],
            ["750100042", "750712184", "Hôpital Lariboisière, AP-HP", "Paris", "11"],
            ["2A0004842", "2A0000014", "Centre hospitalier d’Ajaccio", "Ajaccio", "94"],
        ],
        "FSMR": [
            ["sigle", "nom", "finess_siege", "designation_debut", "designation_fin"],
            ["BRAIN-TEAM", "Maladies rares du système nerveux central", "750100042", D(2014, 2, 1), D(2019, 1, 31)],
            ["BRAIN-TEAM", "Maladies rares du système nerveux central", "750100042", D(2019, 2, 1), D(2029, 1, 31)],
        ],
        "CRMR": [
            ["code", "intitule", "sigle", "fsmr"],
            ["CERVCO", "Maladies vasculaires rares", "CERVCO", "BRAIN-TEAM"],
        ],
        "Labels": [["crmr", "debut", "fin", "acte"], ["CERVCO", D(2024, 1, 1), D(2028, 12, 31), "Arrêté"]],
        "Sites": [
            ["code", "crmr", "role", "finess_et", "unite", "debut", "fin", "motif"],
            ["S1", "CERVCO", "coordonnateur", "750100042", "Neurologie", D(2005, 1, 1), None, None],
        ],
        "CCMR": [
            ["code", "intitule", "type", "finess_et", "specialite", "population", "file_active", "debut", "fin"],
            ["C1", "Ajaccio", "CCMR", "2A0004842", "Neurologie", "adulte", 31, D(2017, 1, 1), None],
        ],
        "Rattachements": [["ccmr", "crmr", "debut", "fin"], ["C1", "CERVCO", D(2017, 1, 1), None]],
        "Personnes": [
            ["code", "titre", "prenom", "nom", "rpps", "naissance", "statut", "temps_plein", "courriel"],
            ["P1", "Pr", "Solène", "Aubrac", None, D(1966, 3, 27), "PU-PH", "oui", None],
            ["P2", "Dr", "Maëlle", "Sarrazin", None, None, None, None, None],
        ],
        "Mandats": [
            ["personne", "fonction", "cible", "debut", "fin"],
            ["P1", "coordonnateur", "CERVCO", D(2019, 1, 1), D(2028, 12, 31)],
            ["P2", "responsable_ccmr", "C1", D(2024, 1, 1), D(2028, 12, 31)],
        ],
    }


def write(book: Mapping[str, Sequence[Sequence[object]]], path: Path, *, formulas: bool = True) -> Path:
    """The book as a plain workbook, without the program's own writer; "=1+1" is a formula, or else a text."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, lines in book.items():
        sheet = workbook.create_sheet(title)
        for line in lines:
            sheet.append(line)
        for cell in (cell for row in sheet for cell in row if isinstance(cell.value, str) and not formulas):
            cell.data_type = "s"
    workbook.save(path)
    return path


def cells_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every value of every sheet."""
    workbook = load_workbook(path)
    return {sheet.title: list(sheet.values) for sheet in workbook.worksheets}
