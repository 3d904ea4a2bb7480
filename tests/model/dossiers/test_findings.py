"""What a dossier adds to the findings of the law: which can be set aside, and what the register alone shows."""

from __future__ import annotations

import pytest

from crmr_desk.model.dossiers import findings
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from tests.model.dossiers.playing import Case, Play, read

LILLE = {"name": "Lille", "crmr": "CERVCO", "at": "CHU de Lille", "responsable": "Rouvière"}


def opened(db: Database, case: Case) -> Play:
    play = Play(db, case)
    play.open()
    play.answer("answers")
    return play


def test_no_reason_stands_for_an_answer_that_the_decision_writes(sqlite_db: Database) -> None:
    case = read("relocation_coordinating")
    del case["answers"]["new_hospital"]
    play = opened(sqlite_db, case)
    (asked,) = [line for line in play.view().findings if (line.id, line.of) == ("unknown_answer", "new_hospital")]
    assert (asked.severity, asked.liftable, asked.go_to) == ("blocking", False, "start")
    with pytest.raises(UserError, match="ne se lève pas"):
        findings.lift(sqlite_db, play.dossier, asked.id, asked.piece, asked.of, "Motif bien écrit.", today=play.today)


def test_a_move_to_a_hospital_where_the_centre_has_a_site_is_warned_of_and_blocks_nothing(sqlite_db: Database) -> None:
    case = read("relocation_coordinating")
    case["site"] = [LILLE]
    view = opened(sqlite_db, case).view()
    (warned,) = [line for line in view.findings if line.id == "second_site"]
    assert warned.text.startswith("Le centre a déjà un site dans cet établissement\u00a0: CHU de Lille")
    assert (warned.severity, warned.liftable, warned.place, warned.go_to) == ("warning", False, "hors texte", "start")
    assert "second_site" not in [line.id for line in view.blockers]


def test_a_move_elsewhere_is_not_warned_of(sqlite_db: Database) -> None:
    case = read("relocation_coordinating")
    case["site"] = [LILLE | {"at": "CHU de Rouen"}]
    assert "second_site" not in [line.id for line in opened(sqlite_db, case).view().findings]
