"""The remarks of the bureau on a centre, a person or a hospital."""

from __future__ import annotations

import pytest

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.network import notes
from crmr_desk.model.store.database import Database
from tests.conftest import WHO
from tests.model.network.building import TODAY, D, Register


def test_notes_are_signed_dated_and_the_newest_comes_first(db: Database) -> None:
    crmr = Register(db).crmr("CERVCO")
    first, _ = notes.add_note(db, "crmr", crmr, "  Appeler en mars.\n\n", D(2026, 1, 5))
    notes.add_note(db, "crmr", crmr, "Rappelé.", TODAY)
    newest, oldest = notes.notes_of(db, "crmr", crmr)
    assert (newest.text, newest.by, newest.written_on) == ("Rappelé.", WHO, TODAY)
    assert (oldest.id, oldest.text) == (first, "Appeler en mars.")

    notes.change_note(db, first, "Appeler en avril.", TODAY, version=oldest.version)
    with pytest.raises(Conflict):
        notes.remove_note(db, first, version=oldest.version)
    notes.remove_note(db, first, version=oldest.version + 1)
    assert [note.text for note in notes.notes_of(db, "crmr", crmr)] == ["Rappelé."]


@pytest.mark.parametrize("subject", notes.SUBJECTS)
def test_every_subject_can_bear_a_note(sqlite_db: Database, subject: str) -> None:
    register = Register(sqlite_db)
    crmr = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"))
    register.ccmr("CHU de Nantes", crmr)
    register.person("Aubrac")
    notes.add_note(sqlite_db, subject, 1, "À suivre", TODAY)
    with sqlite_db.reading() as session:
        assert notes.count_of(session, subject, 1) == 1


@pytest.mark.parametrize("text", ["", " \n ", "x" * 5001])
def test_a_note_needs_words_and_not_too_many(sqlite_db: Database, text: str) -> None:
    with pytest.raises(UserError):
        notes.add_note(sqlite_db, "crmr", Register(sqlite_db).crmr("CERVCO"), text, TODAY)
