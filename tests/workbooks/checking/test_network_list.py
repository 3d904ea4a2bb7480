"""A national list of centres without people: roles in any spelling, titles that stand for shared centres, one pass."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from sqlalchemy import func, select

from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Attachment, Ccmr, Crmr, Fsmr, Site
from crmr_desk.workbooks.checking.check import check_book
from crmr_desk.workbooks.checking.details import candidates
from crmr_desk.workbooks.checking.network_list_situation import day_in_name
from crmr_desk.workbooks.checking.network_list_titles import acronym_of, subject_key, subject_of
from crmr_desk.workbooks.checking.rows import Action, Checked, Line, Status
from crmr_desk.workbooks.imports.choices import Choice, ChoiceKind, Choices
from crmr_desk.workbooks.imports.writing import write
from crmr_desk.workbooks.incoming.fields import ListKind
from crmr_desk.workbooks.matching.index import RegisterIndex, index_of
from crmr_desk.workbooks.reading.book import Book, Sheet, Value
from tests.workbooks.checking.region import ESTAING, MONTPIED, TODAY, WERTHEIMER

D = dt.date
Lines = Sequence[tuple[Value, ...]]

HEADER = ("NetId", "FILIERE", "ActId", "Nom du Centre", "Nature du site", "Type Institution")
CERVCO = "Centre de référence des maladies vasculaires rares du cerveau et de l’œil (CERVCO)"
CEREDIH = "Centre de référence des déficits immunitaires héréditaires (CEREDIH)"
HEPATITIS = "Centre de référence des hépatites rares"
LINES: Lines = (
    (1, "BRAIN TEAM", 11, f"{CERVCO}\n", "coordonnateur", "Exp"),
    (1, "BRAIN TEAM", 12, CERVCO.replace("’", "'").replace(" rares", "  rares"), "competence", "Exp"),
    (2, "MARIH", 21, CEREDIH, "Coordonnateur", "Exp"),
    (2, "MARIH", 22, CEREDIH, "constitutif et animateur filiere", "Exp"),
    (2, "MARIH", 23, CEREDIH, "competence", "Exp"),
    (3, "FILFOIE", 31, HEPATITIS, "competence", "Exp"),
    (4, "FILFOIE", 41, f"{HEPATITIS} du Nord", "coordonnateur", "Exp"),
    (5, "FILFOIE", 51, f"{HEPATITIS} du Sud", "coordonnateur", "Exp"),
    (6, "MHEMO", 61, "Centre de référence maladies hémorragiques", "competence", "Exp"),
    (7, "ORKID", 71, "Syndrome néphrotique", "coordonnateur", "Exp"),
    (7, "ORKID", 72, "Syndrome néphrotique", "coordonnateur", "Exp"),
    (7, "ORKID", "45001 adul 45002 enf", "Syndrome néphrotique", "competence", "Exp"),
    (7, "ORKID", 73, "Syndrome néphrotique", "laboratoire", "Exp"),
    (7, "ORKID", 74, "Syndrome néphrotique", "competence", "Exp"),
    (7, "ORKID", 74, "Syndrome néphrotique", "competence", "Exp"),
)
DOUBTFUL = {
    3: "centre_perhaps_known",
    11: "two_coordinating_sites",
    12: "two_coordinating_sites",
    13: "code_several",
    14: "nature_unknown",
    15: "two_lines_one_code",
    16: "two_lines_one_code",
}

PLACED = ("ActId", "FILIERE", "Nom du Centre", "Nature du site", "FINESS")


def index_now(db: Database) -> RegisterIndex:
    with db.reading() as session:
        return index_of(session, TODAY)


def checked(index: RegisterIndex, lines: Lines = LINES, *choices: Choice, header: tuple[str, ...] = HEADER) -> Checked:
    book = Book("orphanet.xlsx", "xlsx", (Sheet("Feuil1", (header, *lines)),))
    chosen = Choices({(each.kind, each.sheet, each.place): each.value for each in choices})
    return check_book(index, book, ListKind.NETWORK, chosen, {}, None, TODAY)


def by_row(found: Checked) -> dict[int, Line]:
    return {line.row: line for line in found.lines if line.row > 1}


def apply(db: Database, found: Checked) -> None:
    with db.writing("Liste nationale") as session:
        write(session, found, None)


def counted(db: Database) -> list[int]:
    with db.reading() as session:
        tables = (Fsmr, Crmr, Site, Ccmr, Attachment)
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_each_line_adds_its_centre_or_says_what_is_doubtful(index: RegisterIndex) -> None:
    lines = by_row(checked(index))
    assert {row: line.reasons[0].code for row, line in lines.items() if line.status is not Status.OK} == DOUBTFUL
    assert {line.status for line in lines.values()} == {Status.OK, Status.REVIEW}
    assert lines[2].action is Action.UNCHANGED
    assert {line.action for row, line in lines.items() if row > 2 and line.status is Status.OK} == {Action.CREATE}
    assert [row for row, line in lines.items() if line.reasons and line.reasons[0].code == "hospital_to_be_told"] == [4]
    assert "lignes" not in lines[11].reasons[0].text
    assert "ligne 12" in lines[11].reasons[0].text


def test_a_reference_centre_of_the_register_is_found_again_not_doubled(index: RegisterIndex) -> None:
    lines = by_row(checked(index))
    cervco = next(crmr.id for crmr in index.crmrs.values() if crmr.acronym == "CERVCO")
    assert (lines[2].seat, lines[2].writes) == (("crmr", cervco), ())
    taken = checked(index, LINES, Choice(ChoiceKind.CONFIRM, "Feuil1", "3", ["centre_perhaps_known"]))
    ccmr, attachment = by_row(taken)[3].writes
    assert (ccmr.after["title"], attachment.after["crmr_id"]) == (subject_of(CERVCO), cervco)


def test_a_title_of_competence_centres_only_is_no_reference_centre(index: RegisterIndex) -> None:
    lines = by_row(checked(index))
    tables = [[write.table for write in lines[row].writes] for row in (7, 10)]
    assert tables == [["crmr", "crmr", "ccmr", "attachment", "attachment"], ["ccmr"]]
    assert [lines[row].reasons[0].code for row in (7, 10)] == ["centre_shared", "centre_shared"]


def test_the_list_is_written_once_and_says_nothing_new_the_second_time(region_db: Database) -> None:
    before = counted(region_db)
    apply(region_db, checked(index_now(region_db)))
    assert [new - old for new, old in zip(counted(region_db), before, strict=True)] == [1, 3, 4, 3, 3]
    with region_db.reading() as session:
        ceredih = session.scalars(select(Crmr).where(Crmr.acronym == "CEREDIH")).one()
        sites = session.scalars(select(Site).where(Site.crmr_id == ceredih.id).order_by(Site.code)).all()
    assert [(site.code, site.role, site.hospital_id, site.start) for site in sites] == [
        ("21", "coordonnateur", None, TODAY),
        ("22", "constitutif", None, TODAY),
    ]
    again = by_row(checked(index_now(region_db)))
    assert {line.action for line in again.values() if line.status is Status.OK} == {Action.UNCHANGED}
    assert [line.writes for line in again.values() if line.writes] == []
    assert {row: line.reasons[0].code for row, line in again.items() if line.status is not Status.OK} == DOUBTFUL


def test_a_list_that_says_where_centres_are_finds_them_there_and_places_those_without_a_place(
    region_db: Database,
) -> None:
    apply(region_db, checked(index_now(region_db)))
    lines: Lines = (
        (None, "BRAIN-TEAM", CERVCO, "CCMR", "690784178"),
        (12, "BRAIN-TEAM", CERVCO, "CCMR", "630781268"),
        (23, "MARIH", CEREDIH, "CCMR", "630000404"),
        (24, "MARIH", CEREDIH, "CCMR", "690784187"),
    )
    index = index_now(region_db)
    found = checked(index, lines, header=PLACED)
    rows = by_row(found)
    places = {house.id: house.name for house in index.hospitals.values()}
    assert [rows[row].action for row in (2, 3, 4, 5)] == [Action.UNCHANGED, Action.CREATE, Action.UPDATE, Action.NONE]
    assert [places[rows[row].writes[0].after["hospital_id"]] for row in (3, 4)] == [ESTAING, MONTPIED]
    assert [reason.code for reason in rows[5].reasons] == ["finess_key"]
    assert [each.name for each in candidates(found, rows[5])] == [WERTHEIMER]


def test_centres_exist_from_the_day_that_the_list_tells_of(index: RegisterIndex) -> None:
    told = checked(index, LINES, Choice(ChoiceKind.SITUATION, "", "", "2018-08-02"))
    starts = {write.after["start"] for line in told.lines for write in line.writes if "start" in write.after}
    assert starts == {D(2018, 8, 2)}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("orphanet-filieres-2018-08-02.xlsx", D(2018, 8, 2)),
        ("Filières 02_08_2018 (v2).xlsx", D(2018, 8, 2)),
        ("liste20261101.csv", D(2026, 11, 1)),
        ("liste 2027-01-01.xlsx", None),
        ("liste 2018-13-45, 110022.xlsx", None),
    ],
)
def test_the_name_of_a_file_may_bear_its_day(name: str, day: D | None) -> None:
    assert day_in_name(name, TODAY) == day


def test_titles_are_compared_by_what_they_are_about() -> None:
    assert subject_of("Centre de référence de la maladie de Huntington") == "Maladie de Huntington"
    assert subject_of(CERVCO) == "Maladies vasculaires rares du cerveau et de l’œil"
    assert acronym_of("Malformations vertébrales rares (C- MAVEM)") == "C-MAVEM"
    assert acronym_of("Néphrogones - centre de référence des maladies rénales") == "Néphrogones"
    assert acronym_of("Maladies pulmonaires rares (de l’adulte)") == ""
    same = (
        "Craniosténoses et malformations craniofaciales",
        "Centre de référence des craniosténoses et des malformation cranio-faciales",
    )
    assert len(set(map(subject_key, same))) == 1
