"""The time of each step, from the days of the acts of a few dossiers."""

from __future__ import annotations

from crmr_desk.model.dossiers.step_times import step_times
from crmr_desk.model.store import documents
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import LetterRow
from tests.model.network.building import TODAY, D, Register


def letter(db: Database, dossier_id: int, number: str, state: str, sent_on: D | None) -> None:
    """A letter of the decision, of which only its way out matters here."""
    with db.writing("Essai") as session:
        file_id = documents.keep(session, name="courrier.pdf", media_type="application/pdf", content=number.encode())
        session.add(
            LetterRow(
                dossier_id=dossier_id, number=number, kind="decision", who="director", addressee="Le directeur",
                channel="courriel", state=state, facts={}, file_id=file_id, file_name="courrier.pdf", dated=TODAY,
                sent_on=sent_on,
            )
        )  # fmt: skip


def test_a_step_takes_the_days_since_the_act_before(db: Database) -> None:
    register = Register(db)
    crmr = register.crmr("CERVCO")
    acts = {"complete_on": D(2026, 2, 10), "examined_on": D(2026, 2, 20), "decided_on": D(2026, 4, 21)}
    recorded = register.succession(crmr, opened_on=D(2026, 1, 1), state="decided", **acts)
    waiting = register.succession(
        crmr, opened_on=D(2026, 1, 1), state="decided", visa_on=D(2026, 4, 11), **acts | {"examined_on": D(2026, 3, 12)}
    )
    register.succession(crmr, opened_on=D(2026, 1, 1), state="abandoned", complete_on=D(2026, 1, 2))
    register.succession(crmr, opened_on=D(2020, 1, 1), state="closed", complete_on=D(2020, 12, 1))
    letter(db, recorded, "1", "sent", D(2026, 4, 23))
    letter(db, recorded, "2", "acknowledged", D(2026, 4, 26))
    letter(db, waiting, "3", "sent", D(2026, 4, 23))
    letter(db, waiting, "4", "final", None)

    times = step_times(db, TODAY)

    assert times.first == D(2024, 11, 21)
    assert {step.label: (step.count, step.median, step.nine_in_ten) for step in times.steps} == {
        "Dossier complet": (2, 40, 40),
        "Examen": (2, 10, 30),
        "Visa": (1, 30, 30),
        "Décision": (2, 10, 60),
        "Courriers": (1, 5, 5),
    }


def test_a_step_that_nobody_ended_has_no_time(sqlite_db: Database) -> None:
    times = step_times(sqlite_db, TODAY)
    assert {(step.count, step.median) for step in times.steps} == {(0, None)}
    assert times.table().rows[0] == ("Dossier complet", None, None, 0)
