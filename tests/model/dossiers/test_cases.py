"""One replayed case a scenario: what the answers lead to, the papers, the letters, what the decision does, its undo."""

from __future__ import annotations

import pytest

from crmr_desk.model.dossiers import correspondence
from crmr_desk.model.dossiers.rows import DossierView, PieceState
from crmr_desk.model.store import undo
from crmr_desk.model.store.database import Database
from tests.model.dossiers.playing import Play, cases, read
from tests.model.store.dumps import dump

ON_BOTH = ("relocation_constitutive", "succession_new_hospital", "ccmr_succession", "fsmr_suppression")
"""Cases that write the most: played on PostgreSQL too."""


@pytest.mark.parametrize("name", cases())
def test_a_case_is_replayed_to_its_letters_and_undone(name: str, sqlite_db: Database) -> None:
    replay(name, sqlite_db)


@pytest.mark.slow
@pytest.mark.parametrize("name", ON_BOTH)
def test_a_case_is_replayed_on_the_shared_database_too(name: str, postgres_db: Database) -> None:
    replay(name, postgres_db)


def replay(name: str, db: Database) -> None:
    play = Play(db, read(name))
    expected = play.case["expected"]
    play.open()
    play.answer("answers")
    view = play.view()
    assert view.scenario == expected["scenario"]
    assert papers(view) == expected.get("papers", [])

    play.receive_everything()
    play.label_everything()
    play.lift()
    play.answer("decision")
    play.bring_to_decision()
    ready = play.view()
    assert [line.title for line in ready.blockers] == []
    assert ready.recorded is expected.get("recorded", False)
    assert [f"{line.sign} {line.title}: {line.detail}" for line in ready.effects] == expected["effects"]
    assert ready.summary.replace("\u202f", " ").replace("\u00a0", " ") == expected["summary"]
    assert recipients(ready) == expected.get("recipients", [])
    if "mandate_end" in expected:
        assert ready.mandate_end == expected["mandate_end"]

    before = dump(db)
    done = play.decide()
    assert [letter.kind for letter in correspondence.letters_of(db, play.dossier)] == expected.get("letters", [])
    decided = play.view()
    assert decided.scenario == expected["scenario"]
    assert decided.state == "decided"
    assert decided.effects == ready.effects[: len(decided.effects)]

    assert done.operation_id is not None
    undo.undo(db, done.operation_id)
    after = dump(db)
    assert {table for table in before if before[table] != after[table]} <= {"stored_file"}


def papers(view: DossierView) -> list[str]:
    """The papers of the dossier as they are asked: required first word, then whose and how strong."""
    return [
        " ".join(
            part for part in ("" if line.required else "(facultatif)", line.kind, line.of, line.opinion_asked) if part
        )
        for line in view.pieces
        if line.required or line.state is not PieceState.NOT_REQUIRED or line.place
    ]


def recipients(view: DossierView) -> list[str]:
    """Who gets what: part, who, of what, by name; lifted ones with a minus."""
    return [f"{'' if line.included else '- '}{line.part} {line.who}: {line.name}" for line in view.recipients]
