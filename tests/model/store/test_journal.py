from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import event, text

from crmr_desk.model.store.chain import canonical
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.field_words import FIELDS, UNSAID
from crmr_desk.model.store.journal import check_chain, history_of, operations
from crmr_desk.model.store.names import NAMED_BY
from crmr_desk.model.store.schema import JOURNAL_TABLES, Base, Ccmr, Dossier, Person, Setting, Site
from crmr_desk.model.store.undo import undo
from crmr_desk.model.store.words import TABLES
from tests.conftest import WHO, fixed_clock
from tests.model.store.examples import Centre, add_centre, add_person, person, rename, succeed

DAY = dt.date(2026, 11, 20)


def dossier(number: str, centre: Centre, **more: object) -> Dossier:
    values = {"pack": "2016", "request": "succession", "function": "coordonnateur", "crmr_id": centre.crmr}
    return Dossier(number=number, state="open", instructor=WHO, opened_on=DAY, **{"answers": {}, **values, **more})


def test_a_succession_reads_as_two_french_lines(db: Database) -> None:
    succeed(db, add_centre(db))
    newest = operations(db)[0]
    assert (newest.label, newest.who, newest.at) == ("Succession du CERVCO", WHO, fixed_clock())
    assert newest.details == (
        "Mandat (Pr Solène Aubrac, CERVCO)\u00a0: fin 31/12/2028 → 30/04/2027",
        "Mandat (Dr Jean Bizet, CERVCO) ajouté\u00a0: fonction Coordonnateur du centre de référence,"
        " début 01/05/2027, fin 30/04/2032",
    )


def test_references_codes_booleans_and_empty_fields_are_said_in_words(db: Database) -> None:
    centre = add_centre(db)
    with db.writing("Ajouts") as session:
        site = Site(code="s", crmr_id=centre.crmr, role="coordonnateur", hospital_id=centre.hospital, start=DAY)
        ccmr = Ccmr(code="c", title="CCMR de Lille", hospital_id=centre.hospital, population="enfant", start=DAY)
        session.add_all([site, ccmr, dossier("2026-001", centre, candidate_id=centre.aubrac)])
    with db.writing("Changements") as session:
        session.get_one(Person, centre.aubrac).full_time = True
        session.get_one(Person, centre.aubrac).birth_date = dt.date(1970, 2, 1)
        session.get_one(Ccmr, ccmr.id).population = "mixte"
        session.get_one(Ccmr, ccmr.id).active_file = 1250
        row = session.get_one(Dossier, 1)
        row.candidate_id, row.state, row.answers = centre.bizet, "decided", {"candidate.status": "PU-PH", "x": 1}
    lines = operations(db)[0].details
    assert set(lines) == {
        "Personne (Pr Solène Aubrac)\u00a0: date de naissance vide → 01/02/1970, temps plein vide → oui",
        "CCMR (CCMR de Lille, Hôpital Lariboisière)\u00a0: public Enfants → Adultes et enfants,"
        " file active vide → 1\u202f250",
        "Dossier (2026-001)\u00a0: état ouvert → décidé, réponses (2 changées),"
        " candidat Pr Solène Aubrac → Dr Jean Bizet",
    }


def test_a_deleted_row_keeps_its_name_in_the_history(db: Database) -> None:
    someone = add_person(db)
    with db.writing("Suppression") as session:
        session.delete(session.get_one(Person, someone))
    assert operations(db)[0].details == ("Personne (Pr Solène Aubrac) supprimée",)
    assert history_of(db, [("person", someone)])[1].details == (
        "Personne (Pr Solène Aubrac) ajoutée\u00a0: code aubrac",
    )


def test_several_flushes_of_one_write_are_one_change_per_row(db: Database) -> None:
    with db.writing("Essai") as session:
        kept, dropped = person("kept"), person("dropped")
        session.add_all([kept, dropped])
        session.flush()
        kept.last_name = "Autre"
        session.flush()
        kept.last_name = "Encore"
        session.delete(dropped)
    assert session.changes.rows == {("person", kept.id)}
    assert operations(db)[0].details == ("Personne (Pr Solène Encore) ajoutée\u00a0: code kept",)


def test_a_field_that_comes_back_to_its_value_is_no_change(db: Database) -> None:
    someone = add_person(db)
    with db.writing("Aller et retour") as session:
        row = session.get_one(Person, someone)
        for name in ("Autre", "Aubrac"):
            row.last_name = name
            session.flush()
    assert not session.changes


def test_a_row_deleted_and_made_again_is_an_update(db: Database) -> None:
    someone = add_person(db)
    with db.writing("Recréation") as session:
        session.delete(session.get_one(Person, someone))
        session.flush()
        session.add(Person(id=someone, code="aubrac", title="Pr", first_name="Solène", last_name="Autre"))
    assert operations(db)[0].details == ("Personne (Pr Solène Autre)\u00a0: nom Aubrac → Autre",)


def test_a_field_first_filled_after_its_row_was_made_was_empty_before(db: Database) -> None:
    with db.writing("Ajout") as session:
        added = person("a")
        session.add(added)
        session.flush()
        added.email = "a@example.org"
    assert operations(db)[0].details == ("Personne (Pr Solène Aubrac) ajoutée\u00a0: code a, courriel a@example.org",)


def test_a_row_forgotten_by_a_savepoint_is_journaled_whole_when_deleted(db: Database) -> None:
    someone = add_person(db)
    with db.writing("Essai") as session:
        row = session.get_one(Person, someone)
        savepoint = session.begin_nested()
        row.last_name = "Jamais"
        session.flush()
        savepoint.rollback()
        session.delete(row)
    assert history_of(db, [("person", someone)])[0].details == ("Personne (Pr Solène Aubrac) supprimée",)
    undo(db, 2)
    with db.reading() as reader:
        assert reader.get_one(Person, someone).last_name == "Aubrac"


def test_the_history_of_a_centre_tells_only_of_its_rows(db: Database) -> None:
    centre = add_centre(db)
    add_person(db, "ailleurs")
    succeed(db, centre)
    history = history_of(db, [("mandate", centre.mandate), ("crmr", centre.crmr)])
    assert [operation.label for operation in history] == ["Succession du CERVCO", "Création du CERVCO"]
    assert history[0].details == ("Mandat (Pr Solène Aubrac, CERVCO)\u00a0: fin 31/12/2028 → 30/04/2027",)
    assert history_of(db, []) == []


def test_only_the_last_operations_are_told_newest_first(db: Database) -> None:
    for number in range(4):
        add_person(db, f"p{number}", label=f"Ajout {number}")
    assert [operation.label for operation in operations(db, limit=2)] == ["Ajout 3", "Ajout 2"]
    assert len(history_of(db, [("person", number) for number in range(1, 5)], limit=3)) == 3


def test_a_large_operation_is_told_by_its_numbers(db: Database) -> None:
    with db.writing("Import") as session:
        session.add_all([person(f"p{number}") for number in range(1500)])
    assert operations(db)[0].details == ("Personne\u00a0: 1\u202f500 ajoutées",)


def test_telling_the_history_takes_as_many_statements_for_many_operations_as_for_few(db: Database) -> None:
    def statements() -> int:
        seen: list[object] = []

        def note(*details: object) -> None:
            seen.append(details[2])

        event.listen(db._reader, "before_cursor_execute", note)
        operations(db)
        event.remove(db._reader, "before_cursor_execute", note)
        return len(seen)

    centre = add_centre(db)
    succeed(db, centre)
    few = statements()
    for number in range(20):
        rename(db, centre.bizet, f"Nom {number}")
    assert 0 < statements() <= few


def test_every_table_and_field_has_a_french_name_or_is_left_unsaid() -> None:
    for name, table in Base.metadata.tables.items():
        if name not in JOURNAL_TABLES:
            assert name in TABLES
            assert name in NAMED_BY
            for field in set(table.columns.keys()) - {"id", "version", "content"}:
                assert field in FIELDS or (name, field) in UNSAID, (name, field)


# --- the chain --------------------------------------------------------------------------------------------------


@pytest.fixture
def told(db: Database) -> Database:
    """A register with six operations, one of them an undo's target."""
    centre = add_centre(db)
    succeed(db, centre)
    for number in range(4):
        rename(db, centre.bizet, f"Nom {number}", label=f"Correction {number}")
    return db


def tamper(db: Database, *statements: str) -> None:
    with db._writer.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_an_untouched_journal_is_sound(told: Database) -> None:
    assert check_chain(told) == []


def test_an_empty_journal_is_sound(db: Database) -> None:
    assert check_chain(db) == []


def test_the_journal_stays_sound_whatever_characters_were_written(db: Database) -> None:
    with db.writing("« é » \U0001f98b <b>&amp;\u2028 'x'") as session:
        session.add(person("a", "\U0001f98b", 'O’Brien \\ "é" \u2028 <b>'))
        session.add(Setting(key="nombres", value={"z": [1, 2.5, None, True], "a": "é"}))
    assert check_chain(db) == []


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE operation_change SET after = \'{{"last_name":"Faux"}}\' WHERE operation_id = {0}',
        "UPDATE operation_change SET before = NULL WHERE operation_id = {0}",
        "UPDATE operation_change SET row_id = 99 WHERE operation_id = {0}",
        "DELETE FROM operation_change WHERE operation_id = {0}",
        "UPDATE operation SET who = 'Quelqu’un' WHERE id = {0}",
        "UPDATE operation SET label = 'Autre' WHERE id = {0}",
        "UPDATE operation SET at = '2020-01-01 00:00:00.000000' WHERE id = {0}",
    ],
)
@pytest.mark.parametrize("operation", [3, 6])
def test_an_altered_operation_is_named(told: Database, statement: str, operation: int) -> None:
    tamper(told, statement.format(operation))
    problems = check_chain(told)
    assert len(problems) == 1
    assert f"n°\u00a0{operation} " in problems[0]
    assert "modifiée après coup" in problems[0]


@pytest.mark.parametrize("operation", [1, 3, 6])
def test_a_removed_operation_is_named_also_when_it_was_the_last(told: Database, operation: int) -> None:
    tamper(
        told,
        f"DELETE FROM operation_change WHERE operation_id = {operation}",
        f"DELETE FROM operation WHERE id = {operation}",
    )
    assert check_chain(told) == [f"L’opération n°\u00a0{operation} manque dans le journal."]


def test_a_journal_emptied_whole_is_noticed(told: Database) -> None:
    tamper(told, "DELETE FROM operation_change", "DELETE FROM operation")
    assert check_chain(told) == ["Les opérations n°\u00a01 à 6 manquent dans le journal."]


def test_the_stored_text_of_a_change_is_canonical(db: Database) -> None:
    add_person(db)
    with db._reader.connect() as connection:
        stored = connection.exec_driver_sql("SELECT CAST(after AS TEXT) FROM operation_change").scalar_one()
    assert stored == canonical(
        {
            "code": "aubrac",
            "title": "Pr",
            "first_name": "Solène",
            "last_name": "Aubrac",
            **dict.fromkeys(("rpps", "birth_date", "status", "full_time", "email", "merged_into_id")),
        }
    )
