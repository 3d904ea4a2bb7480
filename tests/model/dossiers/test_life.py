"""A dossier is opened once a seat, answered, and abandoned with a reason."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.dossiers import life, pieces
from crmr_desk.model.dossiers.listing import dossier_list
from crmr_desk.model.dossiers.view import dossier_view, dossiers_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.law import packs
from crmr_desk.model.network import people
from crmr_desk.model.store.schema import Crmr, Dossier
from tests.model.dossiers.conftest import TODAY, Network


@pytest.fixture
def network(network_on_both: Network) -> Network:
    """On both kinds of database."""
    return network_on_both


def test_dossiers_of_a_year_are_numbered_one_after_the_other(network: Network) -> None:
    network.open(network.mono_site)
    network.open(network.multi_site)

    numbers = [row.number for row in dossier_list(network.db, TODAY)]

    assert numbers == ["2027-0002", "2027-0001"]


def test_a_second_dossier_on_the_same_seat_is_refused_with_the_number_of_the_first(network: Network) -> None:
    network.open()

    with pytest.raises(UserError, match="2027-0001"):
        network.open()

    assert len(dossier_list(network.db, TODAY)) == 1


def test_a_procedure_that_the_pack_does_not_hold_is_refused(network: Network) -> None:
    with pytest.raises(UserError, match="ne contient pas encore"):
        life.open_dossier(
            network.db,
            packs.load_named("2016"),
            request="renewal",
            function="responsable_ccmr",
            target_id=1,
            today=TODAY,
        )


def test_a_dossier_cannot_be_opened_on_a_centre_that_is_gone(network: Network) -> None:
    with pytest.raises(UserError, match="n’est plus dans le registre"):
        network.open(9999)


def test_an_answer_is_kept_and_an_empty_one_is_forgotten(network: Network) -> None:
    dossier = network.open()
    network.answer(dossier, cessation_letter__date="2026-11-12", proposal="agreed")
    network.answer(dossier, proposal=None)

    with network.db.reading() as session:
        row = session.get(Dossier, dossier)
        assert row is not None
        assert row.answers == {"cessation_letter.date": "2026-11-12"}


def test_what_is_said_of_the_candidate_goes_to_the_register_of_people(network: Network) -> None:
    dossier = network.open()
    network.answer(dossier, candidate=network.successor)

    network.answer(dossier, candidate__status="PH", candidate__full_time=True, candidate__birth_date="1980-02-29")

    person = people.person(network.db, network.successor, TODAY)
    assert (person.status, person.full_time, person.birth_date) == ("PH", True, dt.date(1980, 2, 29))


def test_the_status_of_nobody_cannot_be_answered(network: Network) -> None:
    dossier = network.open()

    with pytest.raises(UserError, match="Choisissez d’abord le candidat"):
        network.answer(dossier, candidate__status="PU-PH")


def test_questions_about_the_candidate_come_once_there_is_one(network: Network) -> None:
    dossier = network.open()
    before = _asked(network, dossier, "candidate")
    network.answer(dossier, candidate=network.successor)

    assert before == ["candidate"]
    assert "candidate.status" in _asked(network, dossier, "candidate")


def test_abandoning_needs_a_reason_and_ends_the_dossier(network: Network) -> None:
    dossier = network.open()
    with pytest.raises(UserError, match="pourquoi"):
        life.abandon(network.db, dossier, "  ", today=TODAY)

    life.abandon(network.db, dossier, "Le coordonnateur reste en poste.", today=TODAY)

    assert [row.state for row in dossiers_of(network.db, "crmr", network.mono_site, TODAY)] == ["abandoned"]
    with pytest.raises(UserError, match="déjà abandonné"):
        network.answer(dossier, proposal="agreed")


def test_a_dossier_whose_centre_vanished_says_so(network: Network) -> None:
    dossier = network.open(network.new_centre, request="designation")
    with network.db.writing("Essai") as session:
        row = session.get(Dossier, dossier)
        assert row is not None
        row.crmr_id = None
        crmr = session.get(Crmr, network.new_centre)
        assert crmr is not None

    with pytest.raises(UserError, match="n’est plus"):
        dossier_view(network.db, dossier, TODAY)


def _asked(network: Network, dossier: int, step: str) -> list[str]:
    return [question.id for question in dict(dossier_view(network.db, dossier, TODAY).questions)[step]]


def test_a_dossier_with_a_file_is_listed(network: Network) -> None:
    dossier = network.open()
    pieces.attach(network.db, dossier, "cv", "", name="cv.pdf", content=b"%PDF-1.7", received_on=TODAY)

    assert [row.id for row in dossiers_of(network.db, "crmr", network.mono_site, TODAY)] == [dossier]
