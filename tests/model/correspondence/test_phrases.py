"""The phrase library: a few of ours, those of the bureau, by topic."""

from __future__ import annotations

import pytest

from crmr_desk.model.correspondence.phrases import (
    add_phrase,
    change_phrase,
    delete_phrase,
    phrases,
    shipped,
)
from crmr_desk.model.correspondence.reminders.rows import Wording
from crmr_desk.model.correspondence.reminders.wording import checked
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from tests.model.network.building import TODAY


def test_phrases_are_added_changed_and_deleted_beside_those_of_the_program(sqlite_db: Database) -> None:
    row_id, _ = add_phrase(
        sqlite_db, topic="Relances", title="Un second rappel", text="Je reviens vers vous.\n\nMerci."
    )
    change_phrase(sqlite_db, row_id, topic="Relances", title="Second rappel", text="Je reviens vers vous.")
    own = [row for row in phrases(sqlite_db) if not row.shipped]
    assert [(row.title, row.text) for row in own] == [("Second rappel", "Je reviens vers vous.")]
    assert len(phrases(sqlite_db)) == len(shipped()) + 1
    delete_phrase(sqlite_db, row_id)
    assert phrases(sqlite_db) == tuple(row for row in phrases(sqlite_db) if row.shipped)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"topic": " "}, "le sujet"),
        ({"text": ""}, "le texte"),
        ({"title": "x" * 81}, "80 signes"),
        ({"text": "x" * 4001}, "4001 signes"),
        ({"title": "DERNIER rappel"}, "a déjà une formule"),
    ],
)
def test_a_phrase_that_cannot_be_is_refused(sqlite_db: Database, values: dict[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        add_phrase(sqlite_db, **{"topic": "Relances", "title": "Essai", "text": "Texte.", **values})


@pytest.mark.parametrize("phrase", [row for row in shipped() if row.topic != "Motifs de décision"])
def test_those_of_the_program_may_stand_in_a_reminder(phrase: object) -> None:
    assert checked(Wording(paragraph=phrase.text), TODAY)  # type: ignore[attr-defined]
