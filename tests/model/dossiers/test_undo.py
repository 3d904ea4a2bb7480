"""Each verb of the life of a dossier, done then undone, leaves the register as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from crmr_desk.model.correspondence import sending
from crmr_desk.model.dossiers import acts, decision, exchanges, keeping, opinions, pieces
from crmr_desk.model.dossiers.correspondence import letters_of
from crmr_desk.model.dossiers.rows import PieceState
from crmr_desk.model.errors import UserError
from crmr_desk.model.store import undo
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from tests.model.dossiers.conftest import TODAY, Network, opened_and_filled, ready_to_decide
from tests.model.store.dumps import dump

LATER = TODAY + dt.timedelta(days=20)
KIND = "directoire_opinion"
Verb = Callable[[Database, int], Changes]


@pytest.fixture
def network(network_on_both: Network) -> Network:
    """On both kinds of database."""
    return network_on_both


def register(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row but the bytes of files, which an undo leaves in place."""
    return {table: rows for table, rows in dump(db).items() if table != "stored_file"}


def undone(network: Network, dossier: int, verb: Verb) -> None:
    before = register(network.db)
    changes = verb(network.db, dossier)
    assert register(network.db) != before
    assert changes.operation_id is not None
    undo.undo(network.db, changes.operation_id)
    assert register(network.db) == before


def asked(db: Database, dossier: int) -> Changes:
    return opinions.ask(db, dossier, KIND, "", body="Directoire", asked_on=TODAY, due_on=LATER, today=TODAY)


def perform(act: str, db: Database, dossier: int) -> Changes:
    reason = "Erreur." if act == "return_from_visa" else ""
    return acts.perform(db, dossier, act, on=None if reason else TODAY, reason=reason, today=TODAY)


def lift(letter: int, db: Database, _dossier: int) -> Changes:
    return sending.lift(db, [letter], "Sans objet.")


GATHERING: dict[str, Verb] = {
    "paper": lambda db, one: pieces.receive(db, one, "cv", "", received_on=TODAY, state=PieceState.COMPLIANT),
    "file": lambda db, one: pieces.attach(db, one, "cv", "", name="cv.pdf", content=b"cv", received_on=TODAY),
    "opinion": asked,
    "request": lambda db, one: exchanges.request_pieces(db, one, reply_by=LATER, today=TODAY),
    "receipt": lambda db, one: exchanges.acknowledge_receipt(db, one, today=TODAY),
    "assignment": lambda db, one: keeping.assign(db, [one], "Karim Benali"),
    "hand-over": lambda db, _one: keeping.hand_over(db, "Nadia Belkacem", "Karim Benali")[1],
    "hold": lambda db, one: keeping.hold(db, [one], LATER, "Congés.", today=TODAY),
    "note": lambda db, one: keeping.set_note(db, one, "À rappeler."),
}


def test_what_is_done_while_a_dossier_is_gathered_can_be_undone(network: Network) -> None:
    dossier = opened_and_filled(network)
    for kind in ("cv", KIND):
        pieces.remove(network.db, dossier, kind, "")
    network.answer(dossier, received_on="2027-01-15", sent_by="current_director")
    for verb in GATHERING.values():
        undone(network, dossier, verb)


def test_nothing_of_it_is_done_once_a_colleague_has_decided(network: Network) -> None:
    dossier = ready_to_decide(network)
    decision.decide(network.db, dossier, today=TODAY)
    before = register(network.db)
    for name in ("paper", "file", "opinion", "request", "receipt", "hold"):
        with pytest.raises(UserError, match="déjà décidé"):
            GATHERING[name](network.db, dossier)
        assert register(network.db) == before


@pytest.mark.parametrize("name", ["reminder", "none given"])
def test_what_follows_a_request_can_be_undone(network: Network, name: str) -> None:
    dossier = opened_and_filled(network)
    pieces.remove(network.db, dossier, KIND, "")
    asked(network.db, dossier)
    verbs: dict[str, Verb] = {
        "reminder": lambda db, one: opinions.remind(db, one, KIND, "", due_on=LATER, today=TODAY),
        "none given": lambda db, one: opinions.note_unanswered(db, one, KIND, "", on=TODAY, today=TODAY),
    }
    undone(network, dossier, verbs[name])


def test_each_act_of_a_dossier_can_be_undone(network: Network) -> None:
    dossier = opened_and_filled(network)
    for act in ("declare_complete", "begin_examination", "send_to_visa"):
        undone(network, dossier, partial(perform, act))
        perform(act, network.db, dossier)
    undone(network, dossier, partial(perform, "return_from_visa"))


def test_an_adjournment_can_be_undone(network: Network) -> None:
    dossier = ready_to_decide(network)
    network.answer(dossier, decision__outcome="adjourned", decision__reasons="Un avis est attendu.")
    undone(network, dossier, lambda db, one: exchanges.adjourn(db, one, today=TODAY))


def test_lifting_the_letters_and_closing_can_be_undone(network: Network) -> None:
    dossier = ready_to_decide(network)
    decision.decide(network.db, dossier, today=TODAY)
    for letter in letters_of(network.db, dossier):
        if letter.kind == "succession_former":
            undone(network, dossier, partial(lift, letter.id or 0))
        lift(letter.id or 0, network.db, dossier)
    undone(network, dossier, partial(perform, "close"))
