"""A file checked as a whole: nothing dropped, tried before it is written, the second time nothing left to write."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.tables import MANDATE
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import JournalHead
from crmr_desk.workbooks.checking.check import check_book, tried
from crmr_desk.workbooks.checking.report import report
from crmr_desk.workbooks.checking.rows import Action, Checked, Status, Write
from crmr_desk.workbooks.imports.choices import Choices
from crmr_desk.workbooks.imports.writing import write
from crmr_desk.workbooks.incoming.fields import ListKind
from crmr_desk.workbooks.matching.index import RegisterIndex, index_of
from crmr_desk.workbooks.reading.book import Book, Sheet, Value
from tests.conftest import WHO, fixed_clock
from tests.workbooks.checking.region import AURA, HEADER, HFME, TODAY, WERTHEIMER, D, Region, book_of, line
from tests.workbooks.checking.test_lines import (
    AT_FLEYRIAT,
    AT_GRENOBLE,
    AT_MONTPIED,
    HEAD,
    NO_HEAD,
    SITE,
    VACANT,
    VACANT_SITE,
    Cells,
    check,
)

_SEATS: tuple[Cells, ...] = (
    {}, AT_GRENOBLE, AT_FLEYRIAT, AT_MONTPIED, {**AT_MONTPIED, "specialty": "Ophtalmologie", "person": "Dr Léa Pons"},
    VACANT, SITE, VACANT_SITE, HEAD, NO_HEAD,
)  # fmt: skip
_CHANGES: dict[str, some.SearchStrategy[Value]] = {
    "person": some.sampled_from(
        ["Pr Odile Carrel", "CARREL Odile (Pr)", "Dr Yann Abgrall", "poste vacant", "idem", None]
    ),
    "start": some.sampled_from(["01/09/2026", "15/03/2025", "2023", 46000, None]),
    "end": some.sampled_from(["31/12/2028", "30/06/2027", "01/01/2020", None]),
    "email": some.sampled_from(["une.adresse@exemple.fr", "deux@exemple.fr ; trois@exemple.fr", None]),
    "status": some.sampled_from(["PH", "PU-PH", "attaché", None]),
    "active_file": some.sampled_from([12, "environ 30", "beaucoup", None]),
}


@contextmanager
def register_of(file: Path) -> Iterator[Database]:
    """A copy of a register that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registre.crmr"
        shutil.copyfile(file, path)
        db = Database(Database.url_of(path), who=WHO, now=fixed_clock)
        yield db
        db.dispose()


def checked_in(db: Database, book: Book) -> Checked:
    with db.reading() as session:
        index = index_of(session, TODAY)
    return check_book(index, book, ListKind.ARS, Choices(), {}, AURA, TODAY)


def coordonnateurs(db: Database) -> list[object]:
    with db.reading() as session:
        query = select(MANDATE).where(MANDATE.c.crmr_id.is_not(None)).order_by(MANDATE.c.id)
        return [tuple(row) for row in session.execute(query)]


def writes_of(checked: Checked) -> list[Write]:
    return [write for each in checked.lines for write in each.writes]


_lines = some.lists(
    some.builds(
        lambda seat, changes: line(**{**seat, **changes}),
        some.sampled_from(_SEATS),
        some.fixed_dictionaries({}, optional=_CHANGES),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=_lines)
def test_what_is_written_once_is_not_written_again(region_file: Path, lines: list[dict[str, Value]]) -> None:
    book = book_of(*lines)
    with register_of(region_file) as db:
        before, checked = coordonnateurs(db), checked_in(db, book)
        assert tried(db, checked).refused_by_register == ()
        with db.writing("Essai") as session:
            write(session, checked, None)
        assert writes_of(checked_in(db, book)) == []
        assert coordonnateurs(db) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=_lines)
def test_no_line_is_dropped_and_no_empty_cell_erases(index: RegisterIndex, lines: list[dict[str, Value]]) -> None:
    checked = check_book(index, book_of(*lines), ListKind.ARS, Choices(), {}, AURA, TODAY)
    assert [each.row for each in checked.lines] == list(range(1, len(lines) + 2))
    for each in checked.lines:
        assert (each.action is Action.NONE) == (each.status is not Status.OK)
        assert bool(each.writes) == (each.action in (Action.CREATE, Action.UPDATE))
    changed = [write for write in writes_of(checked) if write.row_id is not None]
    assert all(value not in (None, "") for write in changed for value in write.after.values())
    assert not any("crmr_id" in write.after for write in writes_of(checked) if write.table == "mandate")


def test_the_report_says_every_line_that_is_not_blank(index: RegisterIndex) -> None:
    titled = Sheet("Centres", (("Centres de compétences",), (), HEADER, _in_order(line()), (), ("Total", None, 1)))
    hidden = Sheet("Listes", (("adulte",), ("enfant",)), hidden=True)
    book = Book("CCMR_AURA.xlsx", "xlsx", (titled, hidden))
    entries = report(check(index, book=book))
    assert [(entry["sheet"], entry["row"], entry["status"]) for entry in entries] == [
        ("Centres", 1, "ignored"),
        ("Centres", 3, "ignored"),
        ("Centres", 4, "ok"),
        ("Centres", 6, "ignored"),
        ("Listes", 1, "ignored"),
        ("Listes", 2, "ignored"),
    ]
    assert all(entry["reasons"] for entry in entries if entry["status"] == "ignored")


def test_the_report_has_the_keys_of_the_format(index: RegisterIndex) -> None:
    entry = report(check(index, {"finess": "69078417", "start": "1er janvier 2024"}))[-1]
    assert list(entry) == ["sheet", "row", "status", "action", "centre", "hospital", "values", "reasons"]
    assert (entry["sheet"], entry["row"], entry["status"], entry["action"]) == ("Centres", 2, "review", "none")
    assert entry["values"]["start"] == "2024-01-01"
    assert (entry["values"]["title"], entry["values"]["first_name"]) == ("Pr", "Amaury")
    assert [(reason["code"], reason["cell"]) for reason in entry["reasons"]] == [("finess_eight_digits", "A2")]


def test_hidden_lines_are_read_and_said(index: RegisterIndex) -> None:
    sheet = Sheet("Centres", (HEADER, _in_order(line())), hidden_lines=frozenset({2}))
    one = check(index, book=Book("a.xlsx", "xlsx", (sheet,))).lines[-1]
    assert (one.status, [reason.code for reason in one.reasons]) == (Status.OK, ["hidden_line"])


def test_what_will_be_written_is_said_before(index: RegisterIndex) -> None:
    other = {**VACANT_SITE, "person": "Dr Yann Abgrall"}
    checked = check(index, {"person": "Dr Léa Pons", "start": "01/09/2026"}, {**AT_GRENOBLE, "active_file": 52}, other)
    assert checked.summary == (
        "Avant d’écrire\u00a0: 2 centres modifiés, 1 nouveau, 2 mandats ouverts, 1 clos, 2 personnes ajoutées"
    )


def test_progress_is_told_and_a_cancelled_check_stops(index: RegisterIndex) -> None:
    told: list[tuple[int, int]] = []
    book = book_of(line())
    check_book(index, book, ListKind.ARS, Choices(), {}, AURA, TODAY, progress=lambda *step: told.append(step))
    assert told[-1] == (2, 2)
    with pytest.raises(UserError, match="interrompu"):
        check_book(index, book, ListKind.ARS, Choices(), {}, AURA, TODAY, cancelled=lambda: True)


def test_trying_leaves_no_trace(db: Database) -> None:
    region = Region(db)
    cervco = region.crmr("CERVCO", at=HFME)
    region.ccmr(WERTHEIMER, cervco, start=D(2017, 1, 1), end=None)
    lines = {**line(), "FINESS": "690784178", "Responsable": "Dr Léa Pons", "Début du mandat": "01/09/2026"}
    checked = checked_in(db, book_of(lines))
    with db.reading() as session:
        before = session.scalar(select(JournalHead.hash))
    assert len(writes_of(checked)) == 2
    assert tried(db, checked).refused_by_register == ()
    with db.reading() as session:
        assert session.scalar(select(JournalHead.hash)) == before
        assert session.scalar(select(MANDATE.c.id)) is None
    with db.writing("Entre-temps") as session:
        write(session, checked, None)
    assert "ligne 2" in tried(db, checked).refused_by_register[0]


def test_what_the_register_refuses_is_said_with_its_line(region_db: Database) -> None:
    book = book_of(line(**AT_GRENOBLE, email="t.maubert@exemple.fr"), line(**VACANT))
    checked = checked_in(region_db, book)
    with region_db.writing("Entre-temps") as session:
        write(session, checked_in(region_db, book_of(line(**VACANT))), None)
    (sentence,) = tried(region_db, checked).refused_by_register
    assert sentence.startswith(
        "Feuille «\u202fCentres\u202f», ligne 3\u00a0: Deux mandats ne peuvent pas se chevaucher"
    )


def _in_order(cells: dict[str, Value]) -> tuple[Value, ...]:
    return tuple(cells.get(name) for name in HEADER)
