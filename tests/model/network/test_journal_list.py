"""The journal a page at a time, on both kinds of database."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.network.journal_list import PAGE, Wanted, journal_page, told
from crmr_desk.model.store import undo
from crmr_desk.model.store.database import Database
from tests.conftest import WHO
from tests.model.network.building import Register, counted_statements

MANY = 7


@pytest.fixture
def written(db: Database) -> Database:
    register = Register(db)
    for number in range(1, MANY + 1):
        register.person(f"Essai{number}")
    return db


def numbers(db: Database, wanted: Wanted = Wanted(), **page: int) -> list[int]:  # noqa: B008
    return [row.id for row in journal_page(db, wanted, **page).rows]


def test_pages_follow_one_another_by_number(written: Database) -> None:
    newest = numbers(written, limit=3)
    assert newest == [7, 6, 5]
    assert numbers(written, up_to=4, limit=3) == [4, 3, 2]
    middle = journal_page(written, Wanted(), up_to=4, limit=3)
    assert (middle.newer, middle.older, middle.people) == (True, True, ((WHO, MANY),))
    assert not journal_page(written, Wanted(), up_to=2, limit=3).older


def test_words_people_and_days_are_asked_together(written: Database, today: dt.date) -> None:
    assert numbers(written, Wanted("ESSAI3")) == [3]
    assert numbers(written, Wanted(who=frozenset({"Quelqu’un d’autre"}))) == []
    assert numbers(written, Wanted("essai", frozenset({WHO}), today)) == [*range(MANY, 0, -1)]
    assert numbers(written, Wanted(since=today + dt.timedelta(days=1))) == []


def test_one_operation_tells_its_fields_and_leads_to_its_sheets(written: Database) -> None:
    found = told(written, 3)
    assert found is not None
    assert [link.table for link in found.links] == ["person"]
    assert "Essai3" in found.links[0].words
    undo.undo(written, 3)
    gone = told(written, 3)
    assert gone is not None
    assert (gone.row.undone, gone.links) == (True, ()), "ce qui n’est plus n’a pas de fiche"
    assert told(written, 99) is None


def test_a_longer_journal_takes_no_more_statements(written: Database) -> None:
    with counted_statements(written) as few:
        journal_page(written, Wanted(), limit=2)
    with counted_statements(written) as many:
        journal_page(written, Wanted(), limit=PAGE)
    assert len(few) == len(many)
