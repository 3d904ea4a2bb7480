"""What leaves comes back through a real spreadsheet program, and only what was edited there is seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from crmr_desk.model.store.backup import backup
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.checking.check import check
from crmr_desk.workbooks.checking.rows import Action, Status
from crmr_desk.workbooks.imports.drafts import receive
from crmr_desk.workbooks.incoming.typed import text_of
from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.reading.opening import read_book
from crmr_desk.workbooks.returning.baseline import baseline_of, touched
from crmr_desk.workbooks.returning.give_back import write_return
from crmr_desk.workbooks.returning.template import write_template
from tests.conftest import WHO, fixed_clock
from tests.model.network.building import TODAY, D
from tests.workbooks.libre_office import Job, LibreOffice
from tests.workbooks.returning.test_give_back import SHEET, sent_by_an_agency

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SUFFIXES = (".xlsx", ".ods", ".xls")
EDITED = {"modele": ("Centres", "K3", "Roy-Kervella"), "retour": (SHEET, "F5", "2023-09-01")}
"""The one cell that the agency types over in each workbook."""
MESSY: tuple[tuple[str | int | float | dt.date | None, ...], ...] = (
    ("Centres maladies rares, novembre 2026",),
    (),
    ("N° FINESS", "Établissement", "Responsable", "Début", "File"),
    ("060785003", "CHU de Nice, hôpital\u00a0Pasteur", "Pr  Anatole Sabléard", D(2024, 2, 1), 40),
    (60785003, "CHU de Nice, hôpital Pasteur", "idem", "sept. 2023", 12.5),
    ("2A0004842", "CH d’Ajaccio", "Dr Zoé Lœwenstein\nDr Anne Roy", "1er septembre 2023", None),
    ("Total", None, None, None, 2),
)


@dataclass(frozen=True)
class Journey:
    """The register, and the folder in which LibreOffice has saved everything."""

    db: Database
    folder: Path

    def book(self, name: str) -> Book:
        return read_book(name, (self.folder / name).read_bytes())


@pytest.fixture(scope="module")
def journey(demonstration: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """Two workbooks that the program sent, and a list of an agency, after LibreOffice."""
    folder = tmp_path_factory.mktemp("libreoffice")
    backup(demonstration, folder / "registre.crmr")
    db = Database(Database.url_of(folder / "registre.crmr"), who=WHO, now=fixed_clock)
    write_template(db, "53", folder / "modele.xlsx", TODAY)
    write_return(db, received(db, "ARS.xlsx", sent_by_an_agency(), "84"), folder / "retour.xlsx", TODAY)
    messy(folder / "liste.xlsx")
    LibreOffice(folder).do(jobs(folder))
    yield Journey(db, folder)
    db.dispose()


def jobs(folder: Path) -> Iterator[Job]:
    yield Job(folder / "liste.xlsx", [folder / f"liste-enregistree{suffix}" for suffix in (*SUFFIXES, ".csv")])
    for name, edit in EDITED.items():
        source = folder / f"{name}.xlsx"
        yield Job(source, [folder / f"{name}-enregistre{suffix}" for suffix in SUFFIXES])
        yield Job(source, [folder / f"{name}-corrige{suffix}" for suffix in SUFFIXES], typed=[edit])
        again = [folder / f"{name}-encore{suffix}" for suffix in SUFFIXES]
        yield Job(folder / f"{name}-corrige.xls", again)
    new = (("Centres", "J3", "Maud"), ("Centres", "K3", "Roy-Kervella"), ("Centres", "L3", "2026-12-01"))
    yield Job(folder / "modele.xlsx", [folder / f"modele-succession{suffix}" for suffix in SUFFIXES], typed=new)
    sort = ("Centres", "A1:N40", 2)
    yield Job(folder / "modele.xlsx", [folder / "modele-trie.ods"], typed=[("Centres", "K5", "Roy")], sorted_by=[sort])


def messy(path: Path) -> None:
    """A list as an agency types it: a lost zero, a ditto mark, a day without a date, two people, a total."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for line in MESSY:
        sheet.append(line)
    sheet["D4"].number_format = "DD/MM/YYYY"
    workbook.save(path)


def received(db: Database, name: str, content: bytes, region: str) -> int:
    day = D(2026, 11, 12)
    return receive(db, name=name, content=content, region=region, sender="", received_on=day, today=TODAY)[0]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", EDITED)
def test_nothing_is_touched_by_opening_and_saving(journey: Journey, name: str, suffix: str) -> None:
    book = journey.book(f"{name}-enregistre{suffix}")
    baseline = baseline_of(book)
    assert baseline is not None
    assert touched(book, baseline) == set()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("state", ["corrige", "encore"])
@pytest.mark.parametrize("name", EDITED)
def test_only_the_cell_that_was_typed_over_is_touched(journey: Journey, name: str, state: str, suffix: str) -> None:
    book = journey.book(f"{name}-{state}{suffix}")
    baseline = baseline_of(book)
    assert baseline is not None
    sheet, cell, _text = EDITED[name]
    assert touched(book, baseline) == {(sheet, cell)}


def test_lines_that_were_sorted_there_are_found_again(journey: Journey) -> None:
    book = journey.book("modele-trie.ods")
    baseline = baseline_of(book)
    assert baseline is not None
    sent = baseline.texts
    found = {(sheet.name, sheet.value(5, 1)) for sheet in book.sheets if sheet.name == "Centres"}
    assert found != {("Centres", sent["Centres", "A5"])}
    assert touched(book, baseline) == {("Centres", "K5")}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_template_comes_back_with_its_new_responsable_and_nothing_else(journey: Journey, suffix: str) -> None:
    name = f"modele-succession{suffix}"
    import_id = received(journey.db, name, (journey.folder / name).read_bytes(), "53")
    lines = [line for line in check(journey.db, import_id, TODAY).lines if line.sheet == "Centres"]
    (edited,) = [line for line in lines if line.row == 3]
    assert (edited.status, edited.action, edited.values["start"]) == (Status.OK, Action.UPDATE, "2026-12-01")
    others = {(line.status, line.action) for line in lines if line.row not in (1, 3)}
    assert others == {(Status.OK, Action.UNCHANGED)}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_list_reads_the_same_in_every_format(journey: Journey, suffix: str) -> None:
    sent, saved = journey.book("liste.xlsx"), journey.book(f"liste-enregistree{suffix}")
    assert [sheet.lines for sheet in saved.sheets] == [sheet.lines for sheet in sent.sheets]


def test_a_csv_says_what_the_cells_showed(journey: Journey) -> None:
    sent, saved = journey.book("liste.xlsx").sheets[0], journey.book("liste-enregistree.csv").sheets[0]
    shown = [[text_of(value) for value in line] for line in sent.lines]
    assert [[text_of(value) for value in line] for line in saved.lines] == shown


def test_what_is_saved_there_still_offers_the_lists_and_shows_the_comments(journey: Journey) -> None:
    template = load_workbook(journey.folder / "modele-enregistre.xlsx")["Centres"]
    assert {str(rule.sqref)[0] for rule in template.data_validations.dataValidation} == set("BCDEFHI")
    back = load_workbook(journey.folder / "retour-enregistre.xlsx")[SHEET]
    comment = back["F5"].comment
    assert comment is not None
    assert "Attendu" in comment.text
    assert back["F5"].fill.fgColor.rgb == "FFFBE3DF"
