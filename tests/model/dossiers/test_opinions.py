"""An opinion is asked of a named body by a letter, reminded, and given or not; its paper is the answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from crmr_desk.model.correspondence import sending
from crmr_desk.model.dossiers import opinions, pieces
from crmr_desk.model.dossiers.rows import OpinionLine, PieceState
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from tests.model.dossiers.conftest import TODAY, Network, words_of
from tests.model.dossiers.playing import Play, read

DAY = dt.timedelta(days=1)
DUE = TODAY + 30 * DAY
DIRECTOIRE = "Directoire de Lariboisière, AP-HP"


def open_succession(network: Network, target: int | None = None) -> int:
    dossier = network.open(target)
    network.answer(dossier, changes_hospital=False, proposal="agreed", candidate=network.successor)
    return dossier


def ask(network: Network, dossier: int, kind: str = "directoire_opinion", of: str = "", **changes: Any) -> None:
    line = lines(network, dossier)[kind, of]
    asked: dict[str, Any] = {"body": line.body, "asked_on": TODAY, "due_on": DUE, **changes}
    opinions.ask(network.db, dossier, kind, of, today=TODAY, **asked)


def lines(network: Network, dossier: int, today: dt.date = TODAY) -> dict[tuple[str, str], OpinionLine]:
    return {(line.kind, line.of): line for line in dossier_view(network.db, dossier, today).opinions}


def test_every_opinion_and_agreement_of_the_check_list_names_its_body(network: Network) -> None:
    dossier = open_succession(network, network.multi_site)
    assert {line.body: line.state for line in lines(network, dossier).values()} == {
        DIRECTOIRE: "to_ask",
        "Filière BRAIN-TEAM": "to_ask",
        "Responsable du site CHU de Lille": "to_ask",
        "Responsable du site Necker, AP-HP": "to_ask",
    }


def test_asking_writes_the_request_and_waits_for_the_answer(network: Network) -> None:
    dossier = open_succession(network)

    ask(network, dossier)

    view = dossier_view(network.db, dossier, TODAY)
    line = lines(network, dossier)["directoire_opinion", ""]
    assert (line.state, line.asked_on, line.due_on, view.stage) == ("waited", TODAY, DUE, "gathering")
    (letter,) = view.exchanges
    assert (letter.number, letter.kind, letter.state) == ("2027-0001/E1", "request_opinion", "final")
    assert letter.addressee == DIRECTOIRE


def test_the_letter_says_what_is_asked_by_when_and_where_the_text_says_so(network: Network) -> None:
    dossier = open_succession(network)
    live = opinions.live_request(
        network.db, dossier, "directoire_opinion", "", body=DIRECTOIRE, asked_on=TODAY, due_on=DUE, today=TODAY
    )
    said = words_of(live.content)
    assert "avis du directoire" in said
    assert "21 février 2027" in said
    assert "instruction du 11 janvier 2016, annexe 3, § 2 b" in said


def test_a_physician_is_asked_for_his_agreement_in_the_personal_form(network: Network) -> None:
    dossier = open_succession(network, network.multi_site)
    ask(network, dossier, "site_agreement", "CHU de Lille")
    (letter,) = dossier_view(network.db, dossier, TODAY).exchanges
    assert (letter.kind, letter.of) == ("request_agreement", "CHU de Lille")
    said = words_of(sending.letter_pdf(network.db, letter.id or 0).content)
    assert "Docteur, Pour l’examen" in said
    assert "accord explicite du site, CHU de Lille, sur la candidature de Pr Clément Rouvière." in said


def test_a_body_that_the_instructor_names_is_written_to_as_named(network: Network) -> None:
    dossier = open_succession(network, network.multi_site)
    ask(network, dossier, "site_agreement", "CHU de Lille", body="Pr Olga Simon, par intérim")
    (letter,) = dossier_view(network.db, dossier, TODAY).exchanges
    said = words_of(sending.letter_pdf(network.db, letter.id or 0).content)
    assert "Pr Olga Simon, par intérim" in said
    assert "Madame, Monsieur, Pour l’examen" in said
    assert "Vandamme" not in said


def test_a_request_that_no_text_lists_cites_none(sqlite_db: Database) -> None:
    play = Play(sqlite_db, read("succession_new_hospital"))
    play.open()
    play.answer("answers")
    live = opinions.live_request(
        sqlite_db, play.dossier, "fsmr_opinion", "",
        body="Filière BRAIN-TEAM", asked_on=play.today, due_on=play.today + DAY, today=play.today,
    )  # fmt: skip
    said = words_of(live.content)
    assert "hors texte" not in said
    assert "instruction" not in said
    assert "la candidature de Pr Clément Rouvière et le transfert de Lariboisière" in said


def test_requests_to_one_director_have_names_of_their_own(sqlite_db: Database) -> None:
    play = Play(sqlite_db, read("relocation_constitutive"))
    play.open()
    play.answer("answers")
    for line in play.view().opinions:
        opinions.ask(
            sqlite_db, play.dossier, line.kind, line.of,
            body=line.body, asked_on=play.today, due_on=play.today + DAY, today=play.today,
        )  # fmt: skip
        live = opinions.live_reminder(
            sqlite_db, play.dossier, line.kind, line.of, due_on=play.today + DAY, today=play.today
        )
        assert live.against == ""
    names = [letter.file_name.split("_", 3)[-1] for letter in play.view().exchanges]
    assert names == [
        "demande-d-avis_directeur_depart.pdf",
        "demande-d-avis_directeur_accueil.pdf",
        "demande-d-avis-du-directoire_directeur_depart.pdf",
        "demande-d-avis-du-directoire_directeur_accueil.pdf",
    ]


def test_what_does_not_come_is_late_then_reminded_and_counted(network: Network) -> None:
    dossier = open_succession(network)
    ask(network, dossier)
    later = DUE + DAY
    assert lines(network, dossier, later)["directoire_opinion", ""].state == "late"

    opinions.remind(network.db, dossier, "directoire_opinion", "", due_on=later + 15 * DAY, today=later)

    line = lines(network, dossier, later)["directoire_opinion", ""]
    assert (line.state, line.reminders, line.reminded_on, line.due_on) == ("waited", 1, later, later + 15 * DAY)
    letters = dossier_view(network.db, dossier, later).exchanges
    assert [letter.kind for letter in letters] == ["request_opinion", "reminder_opinion"]


@pytest.mark.parametrize("sense", ["favourable", "reserved", "unfavourable"])
def test_the_paper_is_the_answer_with_its_sense(network: Network, sense: str) -> None:
    dossier = open_succession(network)
    ask(network, dossier)
    pieces.receive(network.db, dossier, "directoire_opinion", "", received_on=TODAY, opinion=sense)
    line = lines(network, dossier)["directoire_opinion", ""]
    assert (line.state, line.outcome) == ("received", sense)
    with pytest.raises(UserError, match="est déjà rendu"):
        opinions.remind(network.db, dossier, "directoire_opinion", "", due_on=DUE, today=TODAY)


def test_an_opinion_to_be_redone_is_waited_for_again(network: Network) -> None:
    dossier = open_succession(network)
    ask(network, dossier)
    pieces.receive(
        network.db, dossier, "directoire_opinion", "", received_on=TODAY, state=PieceState.TO_REDO, note="Non signé."
    )
    assert lines(network, dossier)["directoire_opinion", ""].state == "waited"


def test_none_given_is_noted_and_the_opinion_may_be_asked_anew(network: Network) -> None:
    dossier = open_succession(network)
    ask(network, dossier)
    opinions.note_unanswered(network.db, dossier, "directoire_opinion", "", on=TODAY, today=TODAY)
    assert lines(network, dossier)["directoire_opinion", ""].state == "unanswered"
    ask(network, dossier)
    assert lines(network, dossier)["directoire_opinion", ""].state == "waited"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"body": "  "}, "à qui l’avis est demandé"),
        ({"asked_on": TODAY + DAY}, "à venir"),
        ({"due_on": TODAY}, "ne laisse pas de temps"),
    ],
)
def test_a_request_that_cannot_be_is_refused(network: Network, changes: dict[str, Any], sentence: str) -> None:
    dossier = open_succession(network)
    with pytest.raises(UserError, match=sentence):
        ask(network, dossier, **changes)
    assert dossier_view(network.db, dossier, TODAY).exchanges == ()


def test_a_request_that_a_colleague_has_made_already_is_refused_with_its_day(network: Network) -> None:
    dossier = open_succession(network)
    ask(network, dossier)
    with pytest.raises(UserError, match="déjà demandé depuis le 22/01/2027"):
        ask(network, dossier)


def test_what_was_not_asked_can_be_neither_reminded_nor_given_up(network: Network) -> None:
    dossier = open_succession(network)
    with pytest.raises(UserError, match="n’a pas été demandé"):
        opinions.remind(network.db, dossier, "directoire_opinion", "", due_on=DUE, today=TODAY)
    with pytest.raises(UserError, match="ne demande plus cet avis"):
        opinions.note_unanswered(network.db, dossier, "site_agreement", "CHU de Lille", on=TODAY, today=TODAY)


def test_giving_up_bears_a_day_after_the_request(network: Network) -> None:
    dossier = open_succession(network)
    ask(network, dossier)
    for day in (TODAY - DAY, TODAY + DAY):
        with pytest.raises(UserError, match="n’est pas entre la demande"):
            opinions.note_unanswered(network.db, dossier, "directoire_opinion", "", on=day, today=TODAY)
