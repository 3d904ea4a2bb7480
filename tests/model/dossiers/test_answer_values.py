"""What an answer may be, and what it changes in the dossier: the procedure is deduced anew, no paper is lost."""

from __future__ import annotations

import pytest

from crmr_desk.model.dossiers import pieces
from crmr_desk.model.dossiers.listing import dossier_list
from crmr_desk.model.dossiers.rows import PieceState
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.schema import Dossier
from tests.model.dossiers.conftest import RECEIVED, TODAY, Network

STAYS = {"changes_hospital": False, "proposal": "agreed"}


def kept(network: Network, dossier: int) -> dict[str, object]:
    with network.db.reading() as session:
        return session.get_one(Dossier, dossier).answers


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("start", "31/12/2026", "Date d’effet\u00a0: «\u202f31/12/2026\u202f» n’est pas une date"),
        ("start", "0999-01-01", "n’est pas une date"),
        ("start", 20270101, "n’est pas une date"),
        ("proposal", "someone", "n’est pas proposé, choisissez parmi"),
        ("changes_hospital", "oui", "répondez par oui ou par non"),
        ("new_hospital", 9999, "établissement n’est plus dans le registre"),
        ("new_hospital", True, "établissement n’est plus dans le registre"),
        ("candidate", 9999, "personne n’est plus dans le registre"),
        ("fsmr.crmr_count", "trois", "n’est pas un nombre positif"),
        ("fsmr.crmr_count", -1, "n’est pas un nombre positif"),
        ("fsmr.crmr_count", True, "n’est pas un nombre positif"),
        ("decision.reasons", "x" * 10_001, "signes au plus"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_changes_nothing(
    network: Network, path: str, value: object, sentence: str
) -> None:
    dossier = network.open()
    with pytest.raises(UserError, match=sentence):
        network.answer(dossier, **{"proposal": "agreed", path.replace(".", "__"): value})
    assert kept(network, dossier) == {}


def test_a_text_loses_what_cannot_be_seen_and_keeps_its_lines(network: Network) -> None:
    dossier = network.open()
    network.answer(dossier, decision__reasons=" <b>Avis\u202e</b>\x07 \nréservé")
    assert kept(network, dossier) == {"decision.reasons": "<b>Avis</b>\nréservé"}


def test_a_number_is_kept_as_a_number(network: Network) -> None:
    dossier = network.open()
    network.answer(dossier, fsmr__crmr_count=2)
    assert kept(network, dossier) == {"fsmr.crmr_count": 2}


def test_the_procedure_of_a_dossier_follows_its_answers_in_the_lists(network: Network) -> None:
    dossier = network.open(network.multi_site)
    titles = []
    for moves in (False, True):
        network.answer(dossier, changes_hospital=moves, new_hospital=network.new_hospital, proposal="agreed")
        titles.append(dossier_list(network.db, TODAY)[0].scenario_title)
    assert titles == [
        "Succession du coordonnateur, même établissement, centre multi-sites",
        "Succession du coordonnateur, changement d’établissement, centre multi-sites",
    ]


def test_a_dossier_that_is_qualified_anew_keeps_its_papers_and_asks_for_the_new_ones(network: Network) -> None:
    dossier = network.open(network.multi_site)
    network.answer(dossier, candidate=network.successor, **STAYS)
    for kind in ("cv", "directoire_opinion"):
        pieces.receive(network.db, dossier, kind, "", received_on=RECEIVED, opinion=None)

    network.answer(dossier, changes_hospital=True, new_hospital=network.new_hospital)

    lines = {(line.kind, line.of): line for line in dossier_view(network.db, dossier, TODAY).pieces}
    assert lines["cv", ""].state is PieceState.RECEIVED
    assert lines["director_opinion", "new"].state is PieceState.MISSING
    former = lines["directoire_opinion", ""]
    assert (former.state, former.required, former.received_on) == (PieceState.NOT_REQUIRED, False, RECEIVED)
    assert "gardée au dossier" in former.detail

    network.answer(dossier, changes_hospital=False)
    again = {(line.kind, line.of): line.state for line in dossier_view(network.db, dossier, TODAY).pieces}
    assert again["directoire_opinion", ""] is PieceState.RECEIVED
