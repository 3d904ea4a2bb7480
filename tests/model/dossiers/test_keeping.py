"""Dossiers are entrusted, handed over, put on hold until a day, annotated: several at once, all or none."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.dossiers import keeping, life
from crmr_desk.model.dossiers.listing import dossier_list
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import UserError
from tests.model.dossiers.conftest import TODAY, Network

DAY = dt.timedelta(days=1)
LATER = TODAY + 10 * DAY


@pytest.fixture
def network(network_on_both: Network) -> Network:
    """On both kinds of database."""
    return network_on_both


def two(network: Network) -> list[int]:
    return [network.open(network.mono_site), network.open(network.multi_site)]


def instructors(network: Network) -> list[str]:
    return [row.instructor for row in dossier_list(network.db, TODAY)]


def test_several_dossiers_are_entrusted_in_one_operation(network: Network) -> None:
    keeping.assign(network.db, two(network), " Karim Benali ")
    assert instructors(network) == ["Karim Benali", "Karim Benali"]
    assert network.last_operation() == "Affectation à Karim Benali, 2 dossiers"


def test_nobody_is_no_instructor_and_a_dossier_that_ended_keeps_its_own(network: Network) -> None:
    open_one, ended = two(network)
    life.abandon(network.db, ended, "Sans suite.", today=TODAY)
    with pytest.raises(UserError, match="nom de l’instructeur"):
        keeping.assign(network.db, [open_one], " ")
    with pytest.raises(UserError, match="2027-0002 est terminé"):
        keeping.assign(network.db, [open_one, ended], "Karim Benali")
    with pytest.raises(UserError, match="au moins un dossier"):
        keeping.assign(network.db, [], "Karim Benali")
    assert instructors(network) == ["Nadia Belkacem", "Nadia Belkacem"]


def test_all_the_dossiers_of_one_person_are_handed_over_but_those_that_ended(network: Network) -> None:
    _open_one, ended = two(network)
    life.abandon(network.db, ended, "Sans suite.", today=TODAY)

    count, changes = keeping.hand_over(network.db, "Nadia Belkacem", "Karim Benali")

    assert (count, len(changes.rows)) == (1, 1)
    assert instructors(network) == ["Nadia Belkacem", "Karim Benali"]
    with pytest.raises(UserError, match="n’a aucun dossier en cours"):
        keeping.hand_over(network.db, "Nadia Belkacem", "Karim Benali")
    with pytest.raises(UserError, match="a déjà ces dossiers"):
        keeping.hand_over(network.db, "Karim Benali", "Karim Benali")


def test_a_dossier_on_hold_wakes_by_itself_on_its_day(network: Network) -> None:
    dossier = network.open()
    keeping.hold(network.db, [dossier], LATER, "Élections du directoire.", today=TODAY)

    asleep = dossier_view(network.db, dossier, LATER - DAY)
    awake = dossier_view(network.db, dossier, LATER)

    assert (asleep.hold_until, asleep.hold_reason) == (LATER, "Élections du directoire.")
    assert (awake.hold_until, awake.hold_reason) == (None, "")
    assert [row.waiting_for for row in dossier_list(network.db, LATER - DAY)] == ["En attente"]
    assert [row.waiting_for for row in dossier_list(network.db, LATER)] == ["Établissement"]


def test_a_dossier_on_hold_is_woken_before_its_day(network: Network) -> None:
    dossier = network.open()
    keeping.hold(network.db, [dossier], LATER, "Élections du directoire.", today=TODAY)
    keeping.wake(network.db, [dossier])
    assert dossier_view(network.db, dossier, TODAY).hold_until is None


@pytest.mark.parametrize(
    ("until", "reason", "sentence"),
    [
        (TODAY, "Congés.", "n’est pas à venir"),
        (TODAY.replace(year=9999), "Congés.", "vérifiez l’année"),
        (LATER, " ", "pourquoi"),
    ],
)
def test_a_hold_is_for_a_day_to_come_and_says_why(network: Network, until: dt.date, reason: str, sentence: str) -> None:
    dossier = network.open()
    with pytest.raises(UserError, match=sentence):
        keeping.hold(network.db, [dossier], until, reason, today=TODAY)


def test_only_an_open_dossier_is_put_on_hold_and_then_all_or_none(network: Network) -> None:
    open_one, ended = two(network)
    life.abandon(network.db, ended, "Sans suite.", today=TODAY)
    with pytest.raises(UserError, match="déjà abandonné"):
        keeping.hold(network.db, [open_one, ended], LATER, "Congés.", today=TODAY)
    assert dossier_view(network.db, open_one, TODAY).hold_until is None


def test_a_note_is_kept_whatever_the_state_and_cleared_by_an_empty_one(network: Network) -> None:
    dossier = network.open()
    life.abandon(network.db, dossier, "Sans suite.", today=TODAY)
    keeping.set_note(network.db, dossier, " Rappeler la direction. ")
    assert dossier_view(network.db, dossier, TODAY).note == "Rappeler la direction."
    keeping.set_note(network.db, dossier, "")
    assert dossier_view(network.db, dossier, TODAY).note == ""
    with pytest.raises(UserError, match="n’est plus dans la base"):
        keeping.set_note(network.db, 9999, "Perdu.")
