"""What a dossier waits for is a deadline, which says that the instruction does not fix it."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.correspondence import sending
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.upcoming import between, for_centre
from crmr_desk.model.dossiers import exchanges, keeping, life, opinions, pieces
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.store.database import Database
from tests.model.dossiers.conftest import TODAY, Network, make_network

DAY = dt.timedelta(days=1)
SOON, LATER = TODAY + 10 * DAY, TODAY + 30 * DAY
KINDS = ("opinion_due", "reply_due", "waking", "letters_to_sign", "letters_due")


@pytest.fixture
def network(db: Database) -> Network:
    return make_network(db)


@pytest.fixture
def dossier(network: Network) -> int:
    opened = network.open()
    network.answer(opened, changes_hospital=False, proposal="agreed", candidate=network.successor)
    return opened


def due(network: Network, first: dt.date = TODAY - DAY, last: dt.date = LATER) -> dict[str, DeadlineRow]:
    return {row.kind: row for row in between(network.db, first, last, TODAY) if row.kind in KINDS}


def ask(network: Network, dossier: int) -> None:
    opinions.ask(
        network.db, dossier, "directoire_opinion", "", body="Directoire", asked_on=TODAY, due_on=SOON, today=TODAY
    )


def send_all(network: Network, dossier: int) -> None:
    for letter in dossier_view(network.db, dossier, TODAY).exchanges:
        if letter.state == "final":
            sending.mark_sent(network.db, [letter.id or 0], sent_on=TODAY, channel="courriel", today=TODAY)


def test_an_opinion_is_due_until_it_comes_or_is_given_up(network: Network, dossier: int) -> None:
    ask(network, dossier)
    row = due(network)["opinion_due"]
    assert (row.on, row.days, row.place) == (SOON, 10, "hors texte")
    assert (row.title, row.detail) == ("Avis attendu\u00a0: Directoire", "CERVCO, dossier 2027-0001")
    assert (row.centre_kind, row.centre_id, row.fsmr) == ("crmr", network.mono_site, "BRAIN-TEAM")
    assert dict(row.explanation) == {
        "L’événement": "Directoire\u00a0: avis demandé le 22 janvier 2027, dossier 2027-0001.",
        "La règle": "Hors texte\u00a0: l’instruction prévoit cet avis, la demande en fixe le délai.",
        "Le calcul": "22/01/2027 + 10 jours = 01/02/2027.",
        "Le calendrier": "Lundi ouvré, la date n’est pas décalée.",
        "Ce qui la changerait": "L’avis reçu et noté parmi les pièces, un rappel qui donne un autre jour, ou l’avis "
        "noté comme non rendu.",
    }
    pieces.receive(network.db, dossier, "directoire_opinion", "", received_on=TODAY, opinion="favourable")
    assert "opinion_due" not in due(network)


def test_a_reminder_puts_the_day_off_and_shows(network: Network, dossier: int) -> None:
    ask(network, dossier)
    opinions.remind(network.db, dossier, "directoire_opinion", "", due_on=LATER, today=TODAY)
    row = due(network)["opinion_due"]
    assert row.on == LATER
    assert "rappel du 22 janvier 2027" in dict(row.explanation)["L’événement"]
    opinions.note_unanswered(network.db, dossier, "directoire_opinion", "", on=TODAY, today=TODAY)
    assert "opinion_due" not in due(network)


def test_the_pieces_requested_are_due_on_the_day_of_the_letter(network: Network, dossier: int) -> None:
    exchanges.request_pieces(network.db, dossier, reply_by=LATER, today=TODAY)
    row = due(network)["reply_due"]
    assert (row.on, row.place) == (LATER, "CRPA L114-5")
    assert dict(row.explanation)["Le calcul"] == "22/01/2027 + 30 jours = 21/02/2027."
    assert "reply_due" not in due(network, last=LATER - DAY)


def test_letters_are_due_the_day_they_bear_until_they_leave(network: Network, dossier: int) -> None:
    ask(network, dossier)
    assert due(network)["letters_to_sign"].title == "Courrier à signer"
    exchanges.request_pieces(network.db, dossier, reply_by=LATER, today=TODAY)
    row = due(network)["letters_to_sign"]
    assert (row.title, row.on, row.place) == ("2 courriers à signer", TODAY, "hors texte")
    send_all(network, dossier)
    assert not {"letters_to_sign", "letters_due"} & set(due(network))


def test_a_dossier_on_hold_is_due_the_day_it_wakes(network: Network, dossier: int) -> None:
    keeping.hold(network.db, [dossier], SOON, "Élections du directoire.", today=TODAY)
    row = due(network)["waking"]
    assert (row.on, row.title) == (SOON, "Réveil du dossier")
    assert "Élections du directoire." in dict(row.explanation)["L’événement"]
    assert [line.kind for line in for_centre(network.db, "crmr", network.mono_site, TODAY) if line.kind in KINDS] == [
        "waking"
    ]


def test_an_abandoned_dossier_waits_for_nothing(network: Network, dossier: int) -> None:
    ask(network, dossier)
    exchanges.request_pieces(network.db, dossier, reply_by=LATER, today=TODAY)
    keeping.hold(network.db, [dossier], SOON, "Congés.", today=TODAY)
    life.abandon(network.db, dossier, "Sans suite.", today=TODAY)
    assert due(network) == {}
