"""Before the decision: one letter for all that lacks, a receipt acknowledged, a dossier put off and gathered anew."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from crmr_desk import resources
from crmr_desk.model.correspondence import sending
from crmr_desk.model.dossiers import correspondence, exchanges, findings, life, opinions, pieces
from crmr_desk.model.dossiers.rows import DossierView, PieceState
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import UserError
from crmr_desk.model.law import packs
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier
from tests.model.dossiers.conftest import TODAY, Network, opened_and_filled, ready_to_decide, words_of
from tests.model.dossiers.playing import Play, read

DAY = dt.timedelta(days=1)
REPLY_BY = TODAY + 30 * DAY


def view(network: Network, dossier: int) -> DossierView:
    return dossier_view(network.db, dossier, TODAY)


def incomplete(network: Network) -> int:
    """A succession that lacks two papers; a third is to be redone."""
    dossier = opened_and_filled(network)
    for kind in ("cv", "directoire_opinion"):
        pieces.remove(network.db, dossier, kind, "")
    pieces.receive(
        network.db, dossier, "motivation_letter", "", received_on=TODAY, state=PieceState.TO_REDO,
        note="La lettre n’est pas signée.",
    )  # fmt: skip
    return dossier


def test_one_letter_asks_for_every_paper_that_lacks_with_the_reason_of_those_to_be_redone(network: Network) -> None:
    dossier = incomplete(network)

    exchanges.request_pieces(network.db, dossier, reply_by=REPLY_BY, today=TODAY)

    (letter,) = view(network, dossier).exchanges
    assert (letter.number, letter.kind, letter.who) == ("2027-0001/E1", "request_pieces", "current_director")
    said = words_of(sending.letter_pdf(network.db, letter.id or 0).content)
    assert "– Lettre de motivation, à refaire : La lettre n’est pas signée" in said
    assert "– Curriculum vitae, titres et travaux – Avis du directoire" in said
    assert "au plus tard le 21 février 2027" in said
    assert "filière" not in said


def test_the_letter_can_be_read_before_it_is_written(network: Network) -> None:
    dossier = incomplete(network)
    live = exchanges.live_request(network.db, dossier, reply_by=REPLY_BY, today=TODAY)
    assert "Curriculum vitae" in words_of(live.content)
    assert view(network, dossier).exchanges == ()


def test_a_paper_excused_with_a_reason_is_not_asked_for(network: Network) -> None:
    dossier = incomplete(network)
    findings.lift(network.db, dossier, "piece_missing", "cv", "", "Titres connus du bureau.", today=TODAY)
    live = exchanges.live_request(network.db, dossier, reply_by=REPLY_BY, today=TODAY)
    assert "Curriculum" not in words_of(live.content)


def test_nothing_is_asked_of_a_whole_dossier_nor_for_yesterday(network: Network) -> None:
    dossier = opened_and_filled(network)
    with pytest.raises(UserError, match="rien à demander"):
        exchanges.request_pieces(network.db, dossier, reply_by=REPLY_BY, today=TODAY)
    with pytest.raises(UserError, match="vérifiez l’année"):
        exchanges.request_pieces(network.db, dossier, reply_by=TODAY.replace(year=9999), today=TODAY)
    with pytest.raises(UserError, match="n’est pas à venir"):
        exchanges.request_pieces(network.db, dossier, reply_by=TODAY, today=TODAY)


def test_the_receipt_is_acknowledged_once_under_the_general_law(network: Network) -> None:
    dossier = incomplete(network)
    with pytest.raises(UserError, match="date de réception du dossier"):
        exchanges.acknowledge_receipt(network.db, dossier, today=TODAY)
    network.answer(dossier, received_on="2027-01-15", sent_by="current_director")

    exchanges.acknowledge_receipt(network.db, dossier, today=TODAY)

    (letter,) = view(network, dossier).exchanges
    said = words_of(sending.letter_pdf(network.db, letter.id or 0).content)
    assert "15 janvier 2027" in said
    assert "CRPA, article L. 112-3" in said
    assert "CRPA, article R. 112-5" in said
    assert "ne fixe pas de délai" in said
    with pytest.raises(UserError, match=r"déjà écrit.*2027-0001/E1"):
        exchanges.acknowledge_receipt(network.db, dossier, today=TODAY)


def adjourned(network: Network, **answers: object) -> int:
    dossier = ready_to_decide(network)
    told = {"decision__outcome": "adjourned", "decision__reasons": "L’avis du directoire est attendu.", **answers}
    network.answer(dossier, **told)
    return dossier


def test_an_adjourned_dossier_is_gathered_anew_and_tells_those_who_would_be_notified(network: Network) -> None:
    dossier = adjourned(network)
    drafts = {letter.kind for letter in view(network, dossier).letters}
    assert drafts == {"adjournment_former", "adjournment_candidate", "adjournment_director"}
    assert all("_ajournement_" in letter.file_name for letter in view(network, dossier).letters)

    exchanges.adjourn(network.db, dossier, today=TODAY)

    after = view(network, dossier)
    assert (after.state, after.stage) == ("open", "gathering")
    assert [letter.number for letter in after.exchanges] == [f"2027-0001/E{rank}" for rank in (1, 2, 3)]
    assert {letter.kind for letter in after.exchanges} == drafts
    with network.db.reading() as session:
        row = session.get_one(Dossier, dossier)
        assert not [path for path in row.answers if path.startswith("decision.")]
        assert (row.complete_on, row.examined_on, row.visa_on) == (None, None, None)
    assert "start" not in {line.id for line in after.blockers}
    assert network.last_operation() == "Ajournement, dossier 2027-0001"


def test_the_letters_of_an_adjournment_say_why_and_carry_no_remedies(network: Network) -> None:
    dossier = adjourned(network)
    pdf = correspondence.preview(network.db, dossier, "adjournment_director", "current_director", "", TODAY)
    said = words_of(pdf)
    assert "L’avis du directoire est attendu." in said
    assert "18 janvier 2027" in said
    assert "recours" not in said


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"decision__reasons": None}, "Motifs à écrire"),
        ({"decision__date": None}, "Date du visa"),
        ({"decision__outcome": "favourable"}, "n’est pas un ajournement"),
    ],
)
def test_an_adjournment_is_dated_and_gives_its_reasons(
    network: Network, answers: dict[str, object], sentence: str
) -> None:
    dossier = adjourned(network, **answers)
    with pytest.raises(UserError, match=sentence):
        exchanges.adjourn(network.db, dossier, today=TODAY)
    assert view(network, dossier).stage == "visa"


def test_letters_are_numbered_one_after_the_other_whatever_they_are(network: Network) -> None:
    dossier = incomplete(network)
    line = next(line for line in view(network, dossier).opinions if line.kind == "directoire_opinion")
    opinions.ask(network.db, dossier, line.kind, line.of, body=line.body, asked_on=TODAY, due_on=REPLY_BY, today=TODAY)
    exchanges.request_pieces(network.db, dossier, reply_by=REPLY_BY, today=TODAY)
    assert [letter.number for letter in view(network, dossier).exchanges] == ["2027-0001/E1", "2027-0001/E2"]


@pytest.mark.parametrize(
    "name", ["animateur_succession", "ccmr_succession", "constitutive_site_succession", "relocation_constitutive"]
)
def test_whoever_leads_the_procedure_is_written_to_and_each_body_is_named(name: str, sqlite_db: Database) -> None:
    play = Play(sqlite_db, read(name))
    play.open()
    play.answer("answers")
    life.answer(sqlite_db, play.dossier, {"received_on": play.today.isoformat()}, today=play.today)

    exchanges.acknowledge_receipt(sqlite_db, play.dossier, today=play.today)
    for line in play.view().opinions:
        opinions.ask(
            sqlite_db, play.dossier, line.kind, line.of, body=line.body, asked_on=play.today,
            due_on=play.today + 30 * DAY, today=play.today,
        )  # fmt: skip

    view = play.view()
    assert {line.state for line in view.opinions} <= {"waited"}
    assert [letter.addressee for letter in view.exchanges[1:]] == [line.body for line in view.opinions]
    assert "à préciser" not in view.exchanges[0].addressee


def test_every_pack_has_the_letters_that_a_dossier_exchanges() -> None:
    for name in packs.names():
        assert packs.load_named(name).letter("request_pieces").general_law == ("CRPA L114-5",)


def test_a_pack_that_lacks_one_of_them_is_refused_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "2016"
    shutil.copytree(resources.path("rules", "2016"), folder)
    (folder / "letters" / "acknowledgement.toml").unlink()
    with pytest.raises(packs.PackError, match=r"letters/acknowledgement\.toml"):
        packs.load(folder)
