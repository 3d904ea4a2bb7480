"""Who sent a file: from its name first, else from the hospitals that it lists."""

from __future__ import annotations

import pytest

from crmr_desk.workbooks.incoming.senders import guess_sender
from crmr_desk.workbooks.reading.book import Book, Sheet
from crmr_desk.workbooks.returning.baseline import Baseline, Sent

LYON = ("690784178", "690784137", "380780080", "630780989")
FRANCE = ("690784178", "750100042", "2A0004842", "970100228", "970408589", "330781196", "670780055", "590782215",
          "130786049", "440000271")  # fmt: skip


def book(name: str, *numbers: str) -> Book:
    return Book(name, "xlsx", (Sheet("Centres", (("FINESS", "Ville"), *((number, "Lyon") for number in numbers))),))


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("CCMR_AURA_novembre_2026.xlsx", "84"),
        ("20261117_ARS_Bourgogne-Franche-Comté.xlsx", "27"),
        ("Rhone-Alpes 2014.xls", "84"),
        ("ARS-Centre-Val-de-Loire.xls", "24"),
        ("ARS GE centres.xlsx", "44"),
        ("CRMR national 2026.xlsx", ""),
    ],
)
def test_the_name_of_the_file_tells_the_region(name: str, region: str) -> None:
    guess = guess_sender(book(name, *FRANCE), None)
    assert guess is not None
    assert (guess.region, guess.why) == (region, "d’après le nom du fichier")


@pytest.mark.parametrize(("numbers", "region"), [(LYON, "84"), (FRANCE, ""), (LYON[:2], None)])
def test_the_hospitals_tell_it_where_the_name_is_silent(numbers: tuple[str, ...], region: str | None) -> None:
    guess = guess_sender(book("Centre de référence.xlsx", *numbers), None)
    assert (guess.region if guess else None) == region


def test_what_left_here_comes_back_from_whom_it_was_sent_to() -> None:
    guess = guess_sender(book("CCMR_AURA.xlsx", *LYON), Baseline(Sent.TEMPLATE, region="53"))
    assert guess is not None
    assert guess.region == "53"
