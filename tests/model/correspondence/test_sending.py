"""A letter leaves, is acknowledged, or is lifted with a reason; no dossier closes with one left behind."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.correspondence import sending
from crmr_desk.model.dossiers import acts, correspondence, decision, opinions, pieces
from crmr_desk.model.dossiers.rows import LetterLine
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import UserError
from tests.model.dossiers.conftest import TODAY, Network, ready_to_decide

DAY = dt.timedelta(days=1)


def letters(network: Network, dossier: int) -> list[int]:
    return [letter.id or 0 for letter in correspondence.letters_of(network.db, dossier)]


def decided(network: Network) -> int:
    dossier = ready_to_decide(network)
    decision.decide(network.db, dossier, today=TODAY)
    return dossier


def send(network: Network, letter: int, on: dt.date = TODAY) -> None:
    sending.mark_sent(network.db, [letter], sent_on=on, channel="courriel", today=TODAY)


def close(network: Network, dossier: int) -> None:
    acts.perform(network.db, dossier, "close", on=TODAY, today=TODAY)


def test_a_letter_that_left_is_acknowledged_on_a_day_after(network: Network) -> None:
    letter = letters(network, decided(network))[0]
    with pytest.raises(UserError, match="n’est pas parti"):
        sending.acknowledge(network.db, [letter], on=TODAY, today=TODAY)
    with pytest.raises(UserError, match="avant d’être écrit"):
        send(network, letter, TODAY - DAY)
    send(network, letter)
    for day in (TODAY - DAY, TODAY + DAY):
        with pytest.raises(UserError, match="n’est pas entre l’envoi"):
            sending.acknowledge(network.db, [letter], on=day, today=TODAY)

    sending.acknowledge(network.db, [letter], on=TODAY, today=TODAY)

    with pytest.raises(UserError, match="déjà noté, du 22/01/2027"):
        sending.acknowledge(network.db, [letter], on=TODAY, today=TODAY)
    with pytest.raises(UserError, match="déjà parti le 22/01/2027"):
        send(network, letter)


def test_a_letter_is_lifted_with_a_reason_and_then_no_longer_leaves(network: Network) -> None:
    dossier = decided(network)
    letter = letters(network, dossier)[0]
    with pytest.raises(UserError, match="pourquoi"):
        sending.lift(network.db, [letter], " \u200b")
    with pytest.raises(UserError, match=r"Motif.* a 501 signes\u00a0: 500 au plus"):
        sending.lift(network.db, [letter], "a" * 501)

    sending.lift(network.db, [letter], "L’ancien coordonnateur est décédé.")

    with pytest.raises(UserError, match="décédé"):
        send(network, letter)
    line = correspondence.letters_of(network.db, dossier)[0]
    assert (line.state, line.reason) == ("lifted", "L’ancien coordonnateur est décédé.")


def test_a_letter_that_left_is_lifted_no_more(network: Network) -> None:
    letter = letters(network, decided(network))[0]
    send(network, letter)
    with pytest.raises(UserError, match="déjà parti"):
        sending.lift(network.db, [letter], "Trop tard.")


def test_the_letters_are_out_when_each_left_or_was_lifted_and_then_the_dossier_closes(network: Network) -> None:
    dossier = decided(network)
    assert dossier_view(network.db, dossier, TODAY).stage == "decided"
    first, *others = letters(network, dossier)
    with pytest.raises(UserError, match="Courrier à envoyer"):
        close(network, dossier)
    sending.lift(network.db, [first], "L’ancien coordonnateur est décédé.")
    for letter in others:
        send(network, letter)
    assert dossier_view(network.db, dossier, TODAY).stage == "letters_out"

    close(network, dossier)

    view = dossier_view(network.db, dossier, TODAY)
    assert (view.state, view.stage, view.blockers) == ("closed", "closed", ())
    assert [line.on for line in view.stages if line.stage in ("decided", "closed")] == [TODAY, TODAY]
    assert len(view.letters) == len(others) + 1
    assert network.last_operation() == "Clôture, dossier 2027-0001"


def test_a_closed_dossier_is_opened_again_with_a_reason(network: Network) -> None:
    dossier = decided(network)
    for letter in letters(network, dossier):
        send(network, letter)
    close(network, dossier)

    acts.perform(network.db, dossier, "reopen", on=None, reason="Un courrier est revenu.", today=TODAY)

    assert dossier_view(network.db, dossier, TODAY).stage == "letters_out"


def test_an_opinion_that_is_still_waited_for_keeps_the_dossier_from_closing(network: Network) -> None:
    dossier = ready_to_decide(network)
    pieces.remove(network.db, dossier, "fsmr_opinion", "")
    opinions.ask(
        network.db, dossier, "fsmr_opinion", "", body="Filière BRAIN-TEAM", asked_on=TODAY,
        due_on=TODAY + DAY, today=TODAY,
    )  # fmt: skip
    network.lift(dossier, "piece_missing", "fsmr_opinion")
    decision.decide(network.db, dossier, today=TODAY)
    for letter in (*letters(network, dossier), *(each.id or 0 for each in exchanged(network, dossier))):
        send(network, letter)
    with pytest.raises(UserError, match="Avis encore attendu\u00a0: Filière BRAIN-TEAM"):
        close(network, dossier)

    opinions.note_unanswered(network.db, dossier, "fsmr_opinion", "", on=TODAY, today=TODAY)
    close(network, dossier)

    assert dossier_view(network.db, dossier, TODAY).stage == "closed"


def exchanged(network: Network, dossier: int) -> tuple[LetterLine, ...]:
    return dossier_view(network.db, dossier, TODAY).exchanges


def test_a_letter_of_an_exchange_left_behind_keeps_the_dossier_open(network: Network) -> None:
    dossier = ready_to_decide(network)
    pieces.remove(network.db, dossier, "fsmr_opinion", "")
    opinions.ask(
        network.db, dossier, "fsmr_opinion", "", body="Filière BRAIN-TEAM", asked_on=TODAY,
        due_on=TODAY + DAY, today=TODAY,
    )  # fmt: skip
    pieces.receive(network.db, dossier, "fsmr_opinion", "", received_on=TODAY, opinion="favourable")
    decision.decide(network.db, dossier, today=TODAY)
    for letter in letters(network, dossier):
        send(network, letter)
    assert dossier_view(network.db, dossier, TODAY).stage == "letters_out"
    with pytest.raises(UserError, match="Demande d’avis, Filière BRAIN-TEAM"):
        close(network, dossier)
