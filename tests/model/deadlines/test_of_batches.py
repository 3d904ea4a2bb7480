"""Letters written in a batch wait as those of dossiers do, and the answers that they ask for are due."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from crmr_desk.model.deadlines import marks, moving
from crmr_desk.model.deadlines.kinds import batch_id_of
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.upcoming import between
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import DeadlineMark, LetterBatch, LetterRow, StoredFile
from tests.model.network.building import TODAY

LATER = TODAY + dt.timedelta(days=30)
SIGNED = {"state": "signed", "signed_on": TODAY}


def written(db: Database, *letters: dict[str, Any]) -> list[int]:
    """The ids of the letters of a batch."""
    with db.writing("Essai") as session:
        batch = LetterBatch(kind="annual_report", name="Relances 2026", made_on=TODAY, by="Nadia Belkacem")
        stored = StoredFile(sha256="a", size=0, name="a.pdf", media_type="application/pdf", content=b"")
        session.add_all([batch, stored])
        session.flush()
        fields = {
            "kind": "batch", "who": "site", "channel": "courriel", "state": "final", "facts": {}, "dated": TODAY,
            "purpose": "reminder", "batch_id": batch.id, "file_id": stored.id, "file_name": "a.pdf",
        }  # fmt: skip
        rows = [
            LetterRow(**{**fields, "number": f"R{rank}", "addressee": f"Pr {rank}", **letter})
            for rank, letter in enumerate(letters)
        ]
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]


def becomes(db: Database, letter_id: int, **fields: object) -> None:
    with db.writing("Essai") as session:
        row = session.get_one(LetterRow, letter_id)
        for name, value in fields.items():
            setattr(row, name, value)


def due(db: Database) -> dict[str, DeadlineRow]:
    rows = {row.kind: row for row in between(db, TODAY, LATER, TODAY)}
    assert {batch_id_of(row.key) for row in rows.values()} <= {1}
    return rows


def test_the_letters_of_a_batch_are_due_together(db: Database) -> None:
    written(db, {}, {}, SIGNED)
    rows = due(db)
    assert rows["letters_to_sign"].title == "2 courriers à signer"
    assert (rows["letters_due"].detail, rows["letters_due"].instructor) == ("Relances 2026", "Nadia Belkacem")


def test_what_is_decided_of_letters_holds_when_one_leaves_until_another_joins_them(db: Database) -> None:
    unsigned, first, _second = written(db, {}, SIGNED, SIGNED)
    marks.lift(db, due(db)["letters_due"], "Remis à la séance.", today=TODAY)
    becomes(db, first, state="sent", sent_on=TODAY)
    assert "letters_due" not in due(db)
    becomes(db, unsigned, **SIGNED)
    assert due(db)["letters_due"].title == "2 courriers à envoyer"


def test_the_acknowledgements_of_a_batch_are_waited_for_together_and_none_of_an_e_mail(db: Database) -> None:
    left = {"state": "sent", "sent_on": TODAY, "channel": "recommande"}
    _one, other, _mail = written(db, left, {**left, "channel": "remise"}, {**left, "channel": "courriel"})
    row = due(db)["letters_unacknowledged"]
    assert (row.on, row.title) == (TODAY + dt.timedelta(15), "2 accusés de réception attendus")
    assert "contre preuve de réception, envoi groupé «\u202fRelances 2026\u202f»." in row.explanation[0][1]
    becomes(db, other, state="acknowledged", acknowledged_on=TODAY)
    assert due(db)["letters_unacknowledged"].title == "Accusé de réception attendu\u00a0: Pr 0"


def test_the_answers_to_reminders_are_due_on_their_day_until_what_they_recall_is_settled(db: Database) -> None:
    asks = [{"of": f"annual_report:site:{site}:2026", "facts": {"reply_by_on": LATER.isoformat()}} for site in (1, 2)]
    first, _again, _other = written(db, asks[0], asks[0], asks[1])
    row = due(db)["reply_due"]
    assert (row.on, row.title) == (LATER, "2 réponses attendues à des relances")
    assert dict(row.explanation)["Le calcul"].endswith("+ 30 jours = 20/12/2026.")
    with db.writing("Essai") as session:
        session.add(DeadlineMark(key=asks[0]["of"], due_on=TODAY, state="done", by="Nadia", marked_on=TODAY, reason=""))
    becomes(db, first, state="sent", sent_on=TODAY)
    row = due(db)["reply_due"]
    assert row.title == "Réponse attendue à une relance"
    moving.move(db, row, LATER - dt.timedelta(1), "Congés.", today=TODAY)
    moved = due(db)["reply_due"]
    assert (moved.on, moved.fell_on, moving.last_move(db, moved)) == (LATER - dt.timedelta(1), LATER, "")
    with pytest.raises(UserError, match="écrivez pourquoi elle est faite autrement"):
        marks.mark_done(db, moved, on=TODAY, today=TODAY)
