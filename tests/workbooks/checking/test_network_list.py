"""A national list of centres without people: roles in any spelling, titles that stand for shared centres, one pass."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Attachment, Ccmr, Crmr, Site
from crmr_desk.workbooks.checking.check import check_book
from crmr_desk.workbooks.checking.rows import Action, Checked, Status
from crmr_desk.workbooks.imports.choices import Choice, ChoiceKind, Choices
from crmr_desk.workbooks.imports.writing import write
from crmr_desk.workbooks.incoming.fields import ListKind
from crmr_desk.workbooks.matching.index import index_of
from crmr_desk.workbooks.reading.book import Book, Sheet, Value
from tests.workbooks.checking.region import TODAY

HEADER = ("NetId", "FILIERE", "ActId", "Nom du Centre", "Nature du site", "Type Institution")
SHARED = "CCMR partagés de la filière"
LINES: tuple[tuple[Value, ...], ...] = (
    (1, "BRAIN TEAM", 11, "Maladies vasculaires rares du cerveau et de l’œil\n", "coordonnateur", "Exp"),
    (1, "BRAIN TEAM", 12, "Maladies vasculaires rares  du cerveau et de l'oeil", "competence", "Exp"),
    (2, "MARIH", 21, "Déficits immunitaires héréditaires (CEREDIH)", "Coordonnateur", "Exp"),
    (2, "MARIH", 22, "Déficits immunitaires héréditaires (CEREDIH)", "constitutif et animateur filiere", "Exp"),
    (2, "MARIH", 23, "Déficits immunitaires héréditaires (CEREDIH)", "competence", "Exp"),
    (3, "FILFOIE", 31, SHARED, "competence", "Exp"),
    (4, "FILFOIE", 41, "Atrésie des voies biliaires", "coordonnateur", "Exp"),
    (4, "FILFOIE", 42, "Atrésie des voies biliaires", "coordonnateur", "Exp"),
    (5, "FILFOIE", "51 adul 5252 enf 5353", SHARED, "competence", "Exp"),
)


def checked(db: Database, *choices: Choice) -> Checked:
    book = Book("orphanet.xlsx", "xlsx", (Sheet("Feuil1", (HEADER, *LINES)),))
    with db.reading() as session:
        index = index_of(session, TODAY)
    return check_book(
        index, book, ListKind.NETWORK, Choices({(c.kind, c.sheet, c.place): c.value for c in choices}), {}, None, TODAY
    )


def test_each_line_adds_its_centre_or_says_what_is_doubtful(region_db: Database) -> None:
    by_row = {line.row: line for line in checked(region_db).lines}
    assert {row: line.status for row, line in by_row.items() if line.status is not Status.OK} == {
        1: Status.IGNORED,
        8: Status.REVIEW,
        9: Status.REVIEW,
        10: Status.REVIEW,
    }
    assert [reason.code for row in (7, 8, 9, 10) for reason in by_row[row].reasons] == [
        "centre_shared",
        "two_coordinating_sites",
        "two_coordinating_sites",
        "code_several",
        "centre_shared",
    ]
    assert {line.action for line in by_row.values() if line.status is Status.OK} == {Action.CREATE}


def test_the_list_is_written_once_and_says_nothing_new_the_second_time(region_db: Database) -> None:
    counted = [select(func.count()).select_from(table) for table in (Crmr, Site, Ccmr, Attachment)]
    with region_db.reading() as session:
        before = [session.scalar(count) or 0 for count in counted]
    with region_db.writing("Liste nationale") as writer:
        write(writer, checked(region_db), None)
    with region_db.reading() as session:
        after = [session.scalar(count) or 0 for count in counted]
        ceredih = session.scalars(select(Crmr).where(Crmr.acronym == "CEREDIH")).one()
        sites = session.scalars(select(Site).where(Site.crmr_id == ceredih.id).order_by(Site.code)).all()
    assert [new - old for new, old in zip(after, before, strict=True)] == [1, 3, 3, 2]
    assert [(site.code, site.role, site.hospital_id, site.start) for site in sites] == [
        ("21", "coordonnateur", None, TODAY),
        ("22", "constitutif", None, TODAY),
    ]
    again = checked(region_db)
    assert {line.action for line in again.lines if line.status is Status.OK} == {Action.UNCHANGED}
    assert [line.writes for line in again.lines if line.writes] == []


def test_centres_exist_from_the_day_that_the_list_tells_of(region_db: Database) -> None:
    told = checked(region_db, Choice(ChoiceKind.SITUATION, "", "", "2018-08-02"))
    starts = {write.after["start"] for line in told.lines for write in line.writes if "start" in write.after}
    assert starts == {dt.date(2018, 8, 2)}
