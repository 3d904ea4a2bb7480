"""A workbook as an agency sends it: titles above, a header, lines, a total, a hidden sheet and a note."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

HEADER = ("N° FINESS", "Etablissement", "Ville", "Centre", "Type", "Responsable", "Date de prise de fonction",
          "Courriel", "Observations")  # fmt: skip
LINES = (
    ("690784178", "Hôpital Pierre-Wertheimer", "Bron", "CERVCO", "CCMR", "Pr Amaury Teyssier", dt.date(2026, 9, 1),
     "", "à voir"),
    ("380780080", "CHU Grenoble Alpes", "Grenoble", "CERVCO", "CCMR", "Pr Tristan Maubert", "01/01/2024", "", ""),
    ("630780989", "CHU de Clermont-Ferrand", "Clermont-Ferrand", "MIRCEM", "CCMR", "Dr Ophélie Granger", "15/03/2025",
     "o.granger@exemple.fr", ""),
)  # fmt: skip


def write_sheet(path: Path, header: Sequence[str] = HEADER) -> Path:
    """Three lines under ``header``, which stands on line 4."""
    book = Workbook()
    centres = book.active
    assert centres is not None
    centres.title = "Centres"
    for line in (["ARS Auvergne-Rhône-Alpes"], ["Situation au 17/11/2026"], [], header, *LINES, ["Total", "3 centres"]):
        centres.append(list(line))
    lists = book.create_sheet("Listes")
    lists.append(["CCMR"])
    lists.sheet_state = "hidden"
    book.create_sheet("Notes").append(["À renvoyer avant le 30 novembre"])
    book.save(path)
    return path
