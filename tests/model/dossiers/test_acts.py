"""A dossier goes from stage to stage by dated acts; one that is not allowed says everything that stands in its way."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.dossiers import acts, findings, keeping, life, pieces
from crmr_desk.model.dossiers.assessment import assess
from crmr_desk.model.dossiers.completeness import no_longer_complete
from crmr_desk.model.dossiers.listing import dossier_list
from crmr_desk.model.dossiers.records import dossier_of
from crmr_desk.model.dossiers.rows import ActLine, PieceState
from crmr_desk.model.dossiers.stages import stage_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from tests.model.dossiers.conftest import TODAY, Network, fill, opened_and_filled
from tests.model.dossiers.playing import Play, read

DAY = dt.timedelta(days=1)


def offered(network: Network, dossier_id: int) -> dict[str, ActLine]:
    with network.db.reading() as session:
        a = assess(session, dossier_of(session, dossier_id), TODAY)
        return {line.id: line for line in acts.act_lines(a, TODAY)}


def stage(network: Network, dossier_id: int) -> str:
    with network.db.reading() as session:
        a = assess(session, dossier_of(session, dossier_id), TODAY)
        return stage_of(a.dossier, a.progress)


def perform(network: Network, dossier_id: int, act: str, on: dt.date | None = TODAY, reason: str = "") -> None:
    acts.perform(network.db, dossier_id, act, on=on, reason=reason, today=TODAY)


def test_a_dossier_goes_to_the_visa_by_three_dated_acts(network: Network) -> None:
    dossier = network.open()
    assert stage(network, dossier) == "announced"
    fill(network, dossier)
    assert stage(network, dossier) == "gathering"
    for act, reached in (
        ("declare_complete", "complete"),
        ("begin_examination", "examination"),
        ("send_to_visa", "visa"),
    ):
        perform(network, dossier, act)
        assert stage(network, dossier) == reached


def test_a_decision_that_is_no_visa_is_not_called_one(sqlite_db: Database) -> None:
    play = Play(sqlite_db, read("relocation_coordinating"))
    play.open()
    play.answer("answers")
    play.receive_everything()
    play.lift()
    play.answer("decision")
    titles = [line.title for line in play.view().blockers]
    assert "Dossier à envoyer à la décision" in titles
    for act in ("declare_complete", "begin_examination"):
        acts.perform(sqlite_db, play.dossier, act, on=play.case["acts_on"], today=play.today)
    (sending,) = [line for line in play.view().acts if line.id == "send_to_visa"]
    assert (sending.label, sending.leads_to_label) == ("Envoyer à la décision", "À la décision")
    play.bring_to_decision()
    view = play.view()
    assert "Reprendre l’examen" in [line.label for line in view.acts]
    assert "À la décision" in [line.label for line in view.stages]
    (listed,) = dossier_list(sqlite_db, play.today)
    assert (listed.stage_label, listed.waiting_for) == ("À la décision", "Décision de la DGOS")
    assert not any("visa" in question.label.lower() for _step, asked in view.questions for question in asked)


def test_a_dossier_lacking_papers_is_not_complete_and_each_one_is_named(network: Network) -> None:
    dossier = opened_and_filled(network)
    pieces.remove(network.db, dossier, "cv", "")
    pieces.attach(
        network.db, dossier, "motivation_letter", "", name="lettre.pdf", content=b"%PDF-1.7", received_on=TODAY
    )

    with pytest.raises(UserError, match=r"à vérifier\u00a0: lettre de motivation\u202f; .*manquante\u00a0: curriculum"):
        perform(network, dossier, "declare_complete")

    blockers = offered(network, dossier)["declare_complete"].blockers
    assert {(line.piece, line.go_to) for line in blockers} == {("cv", "pieces"), ("motivation_letter", "pieces")}
    assert stage(network, dossier) == "gathering"


def test_a_paper_whose_absence_was_lifted_no_longer_lacks(network: Network) -> None:
    dossier = opened_and_filled(network)
    pieces.remove(network.db, dossier, "cv", "")
    findings.lift(network.db, dossier, "piece_missing", "cv", "", "Titres connus du bureau.", today=TODAY)

    perform(network, dossier, "declare_complete")

    assert stage(network, dossier) == "complete"


def test_a_dossier_of_no_procedure_is_never_complete(network: Network) -> None:
    dossier = network.open(network.multi_site)
    with pytest.raises(UserError, match="Procédure à déterminer"):
        perform(network, dossier, "declare_complete")


def test_a_dossier_declared_complete_that_no_longer_is_says_so(network: Network) -> None:
    dossier = opened_and_filled(network)
    perform(network, dossier, "declare_complete")
    pieces.receive(
        network.db, dossier, "cv", "", received_on=TODAY, state=PieceState.TO_REDO, note="Les travaux manquent."
    )

    with network.db.reading() as session:
        (line,) = no_longer_complete(assess(session, dossier_of(session, dossier), TODAY))
    assert line.title == "Déclaré complet le 22/01/2027, il ne l’est plus"
    assert (line.go_to, line.text) == ("pieces", "Pièce à refaire\u00a0: curriculum vitae, titres et travaux.")
    with pytest.raises(UserError, match="il ne l’est plus"):
        perform(network, dossier, "begin_examination")


def test_an_examination_needs_an_instructor(network: Network) -> None:
    dossier = opened_and_filled(network)
    perform(network, dossier, "declare_complete")
    with network.db.writing("Essai") as session:
        dossier_of(session, dossier).instructor = ""
    with pytest.raises(UserError, match="sans instructeur"):
        perform(network, dossier, "begin_examination")

    keeping.assign(network.db, [dossier], "Nadia Belkacem")
    perform(network, dossier, "begin_examination")

    assert stage(network, dossier) == "examination"


def test_the_visa_waits_for_the_findings_the_candidate_and_the_date_of_effect(network: Network) -> None:
    dossier = opened_and_filled(network)
    perform(network, dossier, "declare_complete")
    perform(network, dossier, "begin_examination")
    findings.unlift(network.db, dossier, "notice_too_short", "cessation_letter", "")
    life.answer(network.db, dossier, {"candidate": None, "start": None}, today=TODAY)

    blockers = {line.id: line.go_to for line in offered(network, dossier)["send_to_visa"].blockers}

    assert blockers.items() >= {"notice_too_short": "start", "no_candidate": "candidate", "start": "decision"}.items()
    with pytest.raises(UserError, match="Candidat à choisir"):
        perform(network, dossier, "send_to_visa")


@pytest.mark.parametrize(
    ("on", "sentence"),
    [(None, "indiquez le jour"), (TODAY + DAY, "à venir"), (TODAY - 9 * DAY, "précède l’acte d’avant, du 20/01/2027")],
)
def test_an_act_bears_a_day_that_can_be(network: Network, on: dt.date | None, sentence: str) -> None:
    dossier = opened_and_filled(network)
    perform(network, dossier, "declare_complete", TODAY - 2 * DAY)
    with pytest.raises(UserError, match=sentence):
        perform(network, dossier, "begin_examination", on)
    assert stage(network, dossier) == "complete"


def test_the_day_proposed_is_that_of_the_decision_when_it_is_known(network: Network) -> None:
    dossier = opened_and_filled(network)
    assert offered(network, dossier)["declare_complete"].proposed_on == dt.date(2027, 1, 18)


@pytest.mark.parametrize(("act", "leads_to"), [("return_from_visa", "examination"), ("reopen", "gathering")])
def test_going_back_needs_a_reason_that_the_journal_keeps(network: Network, act: str, leads_to: str) -> None:
    dossier = opened_and_filled(network)
    perform(network, dossier, "declare_complete")
    perform(network, dossier, "begin_examination")
    if act == "return_from_visa":
        perform(network, dossier, "send_to_visa")
    with pytest.raises(UserError, match="écrivez le motif"):
        perform(network, dossier, act, None)

    perform(network, dossier, act, None, "Une pièce est illisible.")

    assert stage(network, dossier) == leads_to
    assert network.last_operation().endswith("dossier 2027-0001\u00a0: Une pièce est illisible.")


def test_an_act_that_a_colleague_has_done_already_is_refused_with_the_stage(network: Network) -> None:
    dossier = opened_and_filled(network)
    perform(network, dossier, "declare_complete")
    with pytest.raises(UserError, match="est au stade «\u202fcomplet\u202f»"):
        perform(network, dossier, "declare_complete")


def test_an_abandoned_dossier_offers_no_act(network: Network) -> None:
    dossier = network.open()
    life.abandon(network.db, dossier, "Le coordonnateur reste.", today=TODAY)
    assert offered(network, dossier) == {}
