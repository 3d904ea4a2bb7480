"""The check of a register looks at its file, its references and its journal."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from crmr_desk.model.store.database import Database
from crmr_desk.model.store.integrity import problems_of
from crmr_desk.model.store.schema import Person


@pytest.fixture
def filled(db: Database) -> Database:
    with db.writing("Essai") as session:
        session.add(Person(code="P1", title="Pr", first_name="Solène", last_name="Aubrac"))
    return db


def test_a_sound_register_has_no_problem(filled: Database) -> None:
    assert problems_of(filled) == []


def test_an_altered_operation_is_told(filled: Database) -> None:
    with filled._writer.begin() as connection:
        connection.execute(text("UPDATE operation SET label = 'Autre chose'"))

    assert len(problems_of(filled)) == 1
    assert "modifiée après coup" in problems_of(filled)[0]


def test_a_reference_to_nothing_is_told(sqlite_db: Database) -> None:
    with closing(sqlite3.connect(str(sqlite_db.url.database))) as connection:
        connection.execute("INSERT INTO label (version, crmr_id, start, act) VALUES (1, 77, '2024-01-01', '')")
        connection.commit()

    assert [problem for problem in problems_of(sqlite_db) if "label" in problem] == [
        "La ligne 1 de «\u202flabel\u202f» renvoie à une ligne de «\u202fcrmr\u202f» qui n’existe pas."
    ]
