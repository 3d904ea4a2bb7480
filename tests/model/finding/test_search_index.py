"""The index of the register: what it finds, in which order, and how it follows what is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crmr_desk.model.finding.found import Group, Kind
from crmr_desk.model.finding.search_index import SearchIndex
from crmr_desk.model.kinds import Function
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import (
    Disease,
    Dossier,
    FormerValue,
    Hospital,
    LetterRow,
    Mandate,
    Note,
    Person,
    StoredFile,
)
from crmr_desk.model.store.undo import undo
from tests.conftest import Registers
from tests.model.network.building import TODAY, D, Register


@contextmanager
def index_of(db: Database) -> Iterator[SearchIndex]:
    made = SearchIndex(TODAY)
    made.build(db)
    try:
        yield made
    finally:
        made.close()


def titles(index: SearchIndex, typed: str) -> list[str]:
    return [found.title for found in index.find(typed)]


def network(db: Database) -> Register:
    """A filière with its centre, two people who led it, two CCMR, a dossier with a letter, a disease and a note."""
    register = Register(db)
    fsmr = register.fsmr("BRAIN-TEAM", name="Maladies rares du système nerveux central")
    crmr = register.crmr("CERVCO", fsmr, title="Maladies vasculaires rares du cerveau et de l’œil")
    register.ccmr("CHU de Lille", crmr)
    register.ccmr("CHU de Rouen", crmr, specialty="ophtalmologie")
    before, now = register.person("Aubracier"), register.person("Aubrac", rpps="10001234567")
    register.mandate(Function.COORDONNATEUR, crmr, before, D(2016, 1, 1), D(2023, 12, 31))
    register.mandate(Function.COORDONNATEUR, crmr, now)
    dossier = register.succession(crmr, candidate_id=register.person("Rouvière", "Clément"))
    register.succession(crmr, number="2019-0007", state="closed")
    with db.writing("Essai") as session:
        session.add(StoredFile(id=1, sha256="", size=0, name="", media_type="", content=b""))
        session.add(Disease(crmr_id=crmr, orpha=136, name="CADASIL"))
        session.add(Note(crmr_id=crmr, text="Rappeler la déléguée à la rentrée", by="Nadia", written_on=TODAY))
        session.flush()
        session.add(
            LetterRow(
                dossier_id=dossier, number="2026-0009/N1", kind="notify", who="new", addressee="Madame Hortense Vial",
                channel="courriel", state="final", facts={"title": "Notification de la décision"}, file_id=1,
                file_name="x.pdf", dated=TODAY,
            )
        )  # fmt: skip
    return register


@pytest.fixture(scope="module")
def index(migrated_file: Path, registers: Registers) -> Iterator[SearchIndex]:
    with registers.copy_of(migrated_file, "recherche") as db:
        network(db)
        lille = Register(db)
        with db.writing("Essai") as session:
            kept = session.query(Hospital).filter_by(name="CHU de Lille").one()
            session.add(FormerValue(table_name="hospital", row_id=kept.id, field="name",
                                    value="Hospices de Lille", until=D(2010, 1, 1)))  # fmt: skip
            session.add(FormerValue(table_name="hospital", row_id=kept.id, field="finess_ej",
                                    value="540002078", until=D(2010, 1, 1)))  # fmt: skip
        double = lille.person("Aubrak", "Solenne")
        double_of_double = lille.person("Obraque", "Solenne")
        with db.writing("Essai") as session:
            session.get_one(Person, double_of_double).merged_into_id = double
        with db.writing("Essai") as session:
            session.get_one(Person, double).merged_into_id = (
                session.query(Person).filter_by(last_name="Aubrac").one().id
            )
        with index_of(db) as made:
            yield made


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("cervco", "CERVCO"),
        ("CERVEAU œil vascul", "CERVCO"),
        ("oeil cerveau", "CERVCO"),
        ("brain team", "BRAIN-TEAM"),
        ("aubrac solène", "Pr Solène Aubrac"),
        ("SA", "Pr Solène Aubrac"),
        ("10001234567", "Pr Solène Aubrac"),
        ("aubrak", "Pr Solène Aubrac"),
        ("obraque", "Pr Solène Aubrac"),
        ("chul", "CHU de Lille, neurologie"),
        ("lille neuro", "CHU de Lille, neurologie"),
        ("590000105", "CHU de Lille"),
        ("590 000 105", "CHU de Lille"),
        ("540002078", "CHU de Lille"),
        ("hospices", "CHU de Lille"),
        ("90000105", "CHU de Lille"),
        ("2019-0007", "Succession, CERVCO"),
        ("rouviere dossier", "Succession, CERVCO"),
        ("hortense", "Notification de la décision, CERVCO"),
        ("cadasil", "CADASIL"),
        ("orpha 136", "CADASIL"),
        ("déléguée rentrée", "Rappeler la déléguée à la rentrée"),
    ],
)
def test_what_is_typed_finds(index: SearchIndex, typed: str, first: str) -> None:
    assert titles(index, typed)[0] == first


def test_nothing_answers_nothing_and_what_does_not_exist(index: SearchIndex) -> None:
    assert titles(index, "") == titles(index, "xyzzy") == titles(index, '"*^') == []


def test_who_is_in_office_comes_before_who_was_and_what_is_open_before_what_is_closed(index: SearchIndex) -> None:
    assert [(found.title, found.former) for found in index.find("aubra") if found.kind is Kind.PERSON] == [
        ("Pr Solène Aubrac", False),
        ("Pr Solène Aubracier", True),
    ]
    assert [found.former for found in index.find("succession cervco")] == [False, True]


def test_each_line_leads_somewhere(index: SearchIndex) -> None:
    leads = {found.kind: found.leads[0] for typed in ("cervco", "note", "rappeler") for found in index.find(typed)}
    assert (leads[Kind.DISEASE], leads[Kind.NOTE], leads[Kind.LETTER]) == ("crmr", "crmr", "letter")


def test_the_index_follows_what_is_written_on_both_databases(db: Database) -> None:
    register = network(db)
    with index_of(db) as index:

        def follow(changes: Changes) -> None:
            index.update(db, changes)

        with db.writing("Essai") as session:
            session.query(Hospital).filter_by(name="CHU de Lille").one().name = "CHU Jeanne-de-Flandre"
        follow(session.changes)
        assert titles(index, "flandre") == ["CHU Jeanne-de-Flandre, neurologie", "CHU Jeanne-de-Flandre"]
        assert titles(index, "lille") == ["CHU Jeanne-de-Flandre, neurologie", "CHU Jeanne-de-Flandre"]
        with db.writing("Essai") as session:
            held = session.query(Mandate).filter_by(end=D(2028, 12, 31), function="coordonnateur").one()
            session.delete(held)
        follow(session.changes)
        person = next(found for found in index.find("aubrac") if found.title == "Pr Solène Aubrac")
        assert (person.detail, person.former) == ("Aucune fonction dans le réseau", True)
        assert "CERVCO" not in titles(index, "aubrac solène")
        assert session.changes.operation_id is not None
        follow(undo(db, session.changes.operation_id))
        assert "CERVCO" in titles(index, "aubrac solène")
        with db.writing("Essai") as session:
            session.query(Dossier).filter_by(number="2019-0007").one().state = "open"
        follow(session.changes)
        assert [found.former for found in index.find("succession cervco")] == [False, False]
        kept = register.person("Zénobie")
        double, its_own = register.person("Xénobie"), register.person("Yénobie")
        for merged, into, found in ((its_own, double, False), (double, kept, True), (its_own, None, False)):
            with db.writing("Essai") as session:
                session.get_one(Person, merged).merged_into_id = into
            follow(session.changes)
            assert ("Pr Solène Zénobie" in titles(index, "yénobie")) == found
        follow(Changes(1, frozenset({("person", 99), ("person", 4)})))
        assert index.standing([("person", 4), ("person", 99)])[0].title == "Pr Solène Zénobie"


def test_a_build_that_is_told_to_stop_keeps_what_it_has_and_leaves_no_file(sqlite_db: Database) -> None:
    network(sqlite_db)
    index, steps = SearchIndex(TODAY), iter([True] * 9)
    index.build(sqlite_db, lambda: next(steps, False))
    assert Group.CENTRE in index.ready
    assert not index.is_whole
    assert titles(index, "cervco")[0] == "CERVCO"
    assert index.path.exists()
    index.close()
    assert not index.path.parent.exists()
