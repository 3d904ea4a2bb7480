from __future__ import annotations

import datetime as dt
import re

import pytest
from sqlalchemy import select, text

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import content_of, keep
from crmr_desk.model.store.journal import check_chain, operations
from crmr_desk.model.store.schema import Dossier, Mandate, Person, Piece
from crmr_desk.model.store.undo import last_redoable, last_undoable, redo, undo
from tests.conftest import WHO, fixed_clock
from tests.model.store.dumps import dump
from tests.model.store.examples import add_centre, add_person, mandate, rename, succeed

JUNE = dt.date(2027, 6, 1)


@pytest.fixture
def colleague(db: Database) -> Database:
    """The same register, opened by somebody else."""
    return Database(db.url, who="Karim Haddad", now=fixed_clock)


def label(operation: object) -> str | None:
    return getattr(operation, "label", None)


def test_undoing_a_succession_gives_the_seat_back_to_its_former_holder(db: Database) -> None:
    centre = add_centre(db)
    before = dump(db)
    changes = undo(db, succeed(db, centre))
    assert dump(db) == before
    assert changes.rows == {("mandate", centre.mandate), ("mandate", centre.mandate + 1)}
    newest = operations(db)[0]
    assert newest.label == "Annulation de «\u202fSuccession du CERVCO\u202f»"
    assert newest.undoes == 2
    assert operations(db)[1].undone


def test_redoing_it_brings_the_successor_back_under_the_same_id(db: Database) -> None:
    centre = add_centre(db)
    succession = succeed(db, centre)
    after = dump(db)
    undo(db, succession)
    changes = redo(db)
    assert dump(db) == after
    assert operations(db)[0].label == "Rétablissement de «\u202fSuccession du CERVCO\u202f»"
    assert ("mandate", centre.mandate + 1) in changes.rows
    assert not operations(db)[2].undone


def test_undo_and_redo_walk_back_and_forth_through_the_operations(db: Database) -> None:
    someone = add_person(db, label="Ajout")
    rename(db, someone, "Un", label="Premier")
    rename(db, someone, "Deux", label="Second")
    for _ in range(2):
        assert label(last_undoable(db)) == "Second"
        assert last_redoable(db) is None
        undo(db, 3)
        assert label(last_undoable(db)) == "Premier"
        undo(db, 2)
        assert (label(last_undoable(db)), label(last_redoable(db))) == ("Ajout", "Premier")
        redo(db)
        assert (label(last_undoable(db)), label(last_redoable(db))) == ("Premier", "Second")
        redo(db)
    assert check_chain(db) == []


def test_a_new_operation_ends_what_could_be_redone(db: Database) -> None:
    someone = add_person(db)
    undo(db, rename(db, someone, "Un"))
    rename(db, someone, "Deux")
    assert last_redoable(db) is None
    with pytest.raises(UserError, match="rien à rétablir"):
        redo(db)


def test_an_operation_is_undone_once(db: Database) -> None:
    operation = rename(db, add_person(db), "Un", label="Correction")
    undo(db, operation)
    with pytest.raises(UserError, match="«\u202fCorrection\u202f» est déjà annulée"):
        undo(db, operation)


def test_an_operation_that_does_not_exist_is_refused(db: Database) -> None:
    with pytest.raises(UserError, match="n°\u00a012 n’existe pas"):
        undo(db, 12)


def test_what_left_the_register_cannot_be_undone_and_hides_what_came_before(db: Database) -> None:
    someone = add_person(db)
    with db.writing("Courrier envoyé", undoable=False) as session:
        session.get_one(Person, someone).email = "solene.aubrac@example.org"
    assert last_undoable(db) is None
    with pytest.raises(UserError, match="«\u202fCourrier envoyé\u202f» ne peut pas être annulée"):
        undo(db, 2)


def test_a_field_changed_since_is_a_conflict_that_says_by_whom(db: Database, colleague: Database) -> None:
    someone = add_person(db)
    operation = rename(db, someone, "Un")
    rename(colleague, someone, "Deux", label="Mariage")
    with pytest.raises(Conflict) as refusal:
        undo(db, operation)
    assert re.fullmatch(
        "La fiche personne «\u202fPr Solène Deux\u202f» a changé depuis, par Karim Haddad le 20/11/2026 à .{5}"
        " \\(«\u202fMariage\u202f»\\). Rien n’a été annulé.",
        str(refusal.value),
    )
    assert len(operations(db)) == 3


def test_another_field_of_the_row_changed_since_is_a_conflict_too(db: Database) -> None:
    someone = add_person(db)
    operation = rename(db, someone, "Un")
    with db.writing("Titre") as session:
        session.get_one(Person, someone).title = "Dr"
    with pytest.raises(Conflict, match="Titre"):
        undo(db, operation)


def test_a_later_change_that_was_undone_is_no_conflict(db: Database, colleague: Database) -> None:
    someone = add_person(db)
    operation = rename(db, someone, "Un")
    undo(colleague, rename(colleague, someone, "Deux"))
    undo(db, operation)
    with db.reading() as session:
        assert session.get_one(Person, someone).last_name == "Aubrac"


def test_a_row_changed_outside_of_the_program_is_a_conflict(db: Database) -> None:
    someone = add_person(db)
    operation = rename(db, someone, "Un")
    with db._writer.begin() as connection:
        connection.execute(text("UPDATE person SET last_name = 'Ailleurs'"))
    with pytest.raises(Conflict, match="a changé depuis"):
        undo(db, operation)


def test_a_created_row_that_is_used_since_is_a_conflict_that_names_its_user(db: Database, colleague: Database) -> None:
    centre = add_centre(db)
    someone = add_person(db, "nouveau", label="Ajout")
    with colleague.writing("Nomination") as session:
        session.get_one(Mandate, centre.mandate).end = dt.date(2027, 5, 31)
        session.flush()
        session.add(mandate(someone, centre.crmr, JUNE))
    with pytest.raises(Conflict, match=r"sert depuis à une autre\u00a0: la fiche mandat .*CERVCO.*Karim Haddad"):
        undo(db, 2)


def test_the_keys_of_undo_and_redo_concern_one_s_own_operations(db: Database, colleague: Database) -> None:
    add_person(db, "un", label="À moi")
    add_person(colleague, "deux", label="À Karim")
    assert (label(last_undoable(db)), label(last_undoable(colleague))) == ("À moi", "À Karim")
    undo(colleague, 2)
    assert last_redoable(db) is None
    assert label(last_redoable(colleague)) == "À Karim"


def test_a_deleted_row_comes_back_with_its_id_and_every_field(db: Database) -> None:
    with db.writing("Ajout") as session:
        session.add(
            Person(
                code="a", first_name="É", last_name="A", birth_date=dt.date(1970, 2, 1), status="PH", full_time=False
            )
        )
    before = dump(db)
    with db.writing("Suppression") as session:
        session.delete(session.scalars(select(Person)).one())
    undo(db, 2)
    assert dump(db) == before


def test_the_id_of_an_undone_row_is_not_given_to_another(db: Database) -> None:
    first = add_person(db, "un")
    undo(db, 1)
    assert add_person(db, "deux") == first + 1


def test_rows_that_hang_on_one_another_are_undone_in_the_order_of_their_keys(db: Database) -> None:
    centre = add_centre(db)
    before = dump(db)
    with db.writing("Dossier complet") as session:
        dossier = Dossier(
            number="2026-001", pack="2016", request="succession", function="coordonnateur", crmr_id=centre.crmr,
            state="open", answers={"a": 1}, instructor=WHO, opened_on=JUNE,
        )  # fmt: skip
        session.add(dossier)
        session.flush()
        session.add_all([Piece(dossier_id=dossier.id, kind=kind, state="missing") for kind in ("un", "deux")])
        session.get_one(Mandate, centre.mandate).end = dt.date(2027, 5, 31)
        session.flush()
        successor = mandate(centre.bizet, centre.crmr, JUNE)
        session.add(successor)
        session.flush()
        dossier.new_mandate_id, dossier.candidate_id = successor.id, centre.bizet
        dossier.answers = {"a": 2}
    after = dump(db)
    undo(db, 2)
    assert dump(db) == before
    redo(db)
    assert dump(db) == after


def test_undoing_leaves_kept_files_in_place_so_that_they_can_be_redone(db: Database) -> None:
    centre = add_centre(db)
    with db.writing("Pièce jointe") as session:
        dossier = Dossier(
            number="2026-001", pack="2016", request="succession", function="coordonnateur", crmr_id=centre.crmr,
            state="open", answers={}, instructor=WHO, opened_on=JUNE,
        )  # fmt: skip
        session.add(dossier)
        session.flush()
        file = keep(session, name="cv.pdf", media_type="application/pdf", content=b"%PDF")
        session.add(Piece(dossier_id=dossier.id, kind="cv", state="received", file_id=file))
    undo(db, 2)
    redo(db)
    assert content_of(db, file).content == b"%PDF"


def test_an_operation_that_only_kept_bytes_has_nothing_to_undo(db: Database) -> None:
    with db.writing("Dépôt") as session:
        keep(session, name="cv.pdf", media_type="application/pdf", content=b"%PDF")
    with pytest.raises(UserError, match="rien changé qui puisse être repris"):
        undo(db, 1)


@pytest.mark.slow
def test_an_import_of_thousands_of_rows_is_undone_whole(db: Database) -> None:
    with db.writing("Import") as session:
        session.add_all([Person(code=f"p{number}", first_name="A", last_name="B") for number in range(6000)])
    changes = undo(db, 1)
    assert len(changes.rows) == 6000
    assert dump(db)["person"] == []
