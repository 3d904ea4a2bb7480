"""An opinion is asked of a named body by a letter, reminded, and given or not; its paper is the answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from crmr_desk.model.dossiers import opinions, pieces
from crmr_desk.model.dossiers.rows import OpinionLine, PieceState
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from tests.model.dossiers.conftest import TODAY, Network, make_network, words_of

DAY = dt.timedelta(days=1)
DUE = TODAY + 30 * DAY
DIRECTOIRE = "Directoire du Lariboisière, AP-HP"


@pytest.fixture
def network(sqlite_db: Database) -> Network:
    """On a local file alone: what is held here does not depend on the database."""
    return make_network(sqlite_db)


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
    pdf = opinions.request_pdf(
        network.db, dossier, "directoire_opinion", "", body=DIRECTOIRE, asked_on=TODAY, due_on=DUE, today=TODAY
    )
    said = words_of(pdf)
    assert "avis du directoire" in said
    assert "21 février 2027" in said
    assert "l’annexe 3, § 2 b" in said


def test_a_physician_is_asked_for_his_agreement_in_the_personal_form(network: Network) -> None:
    dossier = open_succession(network, network.multi_site)
    ask(network, dossier, "site_agreement", "CHU de Lille")
    (letter,) = dossier_view(network.db, dossier, TODAY).exchanges
    assert (letter.kind, letter.of) == ("request_agreement", "CHU de Lille")


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
