"""The network on a date as a workbook: every centre once, with who leads it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from crmr_desk.model.kinds import Function
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Site
from crmr_desk.workbooks.outgoing import kinds
from tests.conftest import WHO, fixed_clock
from tests.model.network.building import TODAY, D, Register, counted_statements
from tests.workbooks.reading_back import lines

LATER = D(2030, 1, 1)


@pytest.fixture(scope="module")
def small(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Two reference centres, a vacant constitutive site without a hospital, a CCMR attached to both. Not to be written
    in."""
    path = tmp_path_factory.mktemp("reseau") / "reseau.crmr"
    shutil.copyfile(migrated_file, path)
    database = Database(Database.url_of(path), who=WHO, now=fixed_clock)
    register = Register(database)
    fsmr = register.fsmr("BRAIN-TEAM", seat="CHU de Nantes")
    first, second = register.crmr("CERVCO", fsmr), register.crmr("MIRCEM", fsmr, at="Necker, AP-HP")
    person = register.person("Aubrac", email="solene.aubrac@hopital.example", status="PU-PH", birth_date=D(1966, 3, 27))
    register.mandate(Function.COORDONNATEUR, first, person)
    site = register.constitutive(first, "CHU de Lille")
    with database.writing("Essai") as session:
        session.get_one(Site, site).hospital_id = None
    ccmr = register.ccmr("CHU de Nantes", first, second)
    register.mandate(Function.RESPONSABLE_CCMR, ccmr, register.person("=Roy", "Maud", "Dr"))
    yield database
    database.dispose()


def exported(db: Database, key: str, folder: Path, **parameters: dt.date | int) -> Workbook:
    kinds.write(db, key, folder / "export.xlsx", TODAY, **parameters)
    return load_workbook(folder / "export.xlsx")


def test_each_kind_of_centre_has_its_sheet(small: Database, tmp_path: Path) -> None:
    workbook = exported(small, "network", tmp_path)
    assert {sheet.title: [line["Responsable"] for line in lines(sheet)] for sheet in workbook} == {
        "Filières": [None],
        "Centres de référence": ["Pr Solène Aubrac", None],
        "Sites constitutifs": [None],
        "Centres de compétences": ["Dr Maud =Roy"],
    }
    (site,) = lines(workbook["Sites constitutifs"])
    assert (site["Établissement"], site["À noter"]) == (None, "Poste vacant, établissement à préciser")


def test_one_sheet_holds_every_centre_once(small: Database, tmp_path: Path) -> None:
    (sheet,) = exported(small, "network_flat", tmp_path)
    rows = {str(line["Nature"]): line for line in lines(sheet)}
    assert len(rows) == 3
    ccmr = rows["Centre de compétences"]
    assert (ccmr["Centre"], ccmr["FINESS"], ccmr["Région"]) == ("CERVCO\u202f; MIRCEM", "440000271", "Pays de la Loire")
    assert ccmr["Fin du label"] == dt.datetime(2028, 12, 31)  # noqa: DTZ001
    assert ccmr["Nom"] == "=Roy"
    assert not [cell for line in sheet for cell in line if cell.data_type == "f"]
    assert not [cell for line in sheet for cell in line if "1966" in str(cell.value)]


def test_a_sheet_is_ready_to_be_printed_and_filtered(small: Database, tmp_path: Path) -> None:
    (sheet,) = exported(small, "network_flat", tmp_path)
    (table,) = sheet.tables.values()
    assert (sheet.freeze_panes, table.ref, table.autoFilter.ref) == ("A2", "A1:Y5", "A1:Y5")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (
        "landscape",
        9,
        2,
    )


def test_a_date_after_the_mandates_finds_the_seats_empty(small: Database, tmp_path: Path) -> None:
    workbook = exported(small, "network", tmp_path, on=LATER)
    assert {line["Responsable"] for line in lines(workbook["Centres de référence"])} == {None}
    assert {line["À noter"] for line in lines(workbook["Centres de référence"])} == {
        "Poste vacant, sans label à cette date"
    }
    assert lines(workbook["Centres de compétences"]) == []


def test_no_export_asks_more_of_a_larger_network(sqlite_db: Database, demonstration: Database, tmp_path: Path) -> None:
    def asked(db: Database) -> dict[str, int]:
        counts = {}
        for kind in kinds.KINDS:
            with counted_statements(db) as sent:
                kinds.write(db, kind.key, tmp_path / "export.xlsx", TODAY)
            counts[kind.key] = len(sent)
        return counts

    assert asked(demonstration) == asked(sqlite_db)
