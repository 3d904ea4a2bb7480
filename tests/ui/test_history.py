"""Back and forth, as in a browser."""

from __future__ import annotations

from crmr_desk.ui.history import History, Place

HOME, NETWORK, CENTRE = Place("home"), Place("network"), Place("network", ("crmr", 3))


def been_at(*places: Place) -> History:
    history = History()
    for place in places:
        history.visit(place)
    return history


def test_back_then_forth_returns_to_the_same_place() -> None:
    history = been_at(HOME, NETWORK)
    assert history.go(-1) == HOME
    assert history.can_go(1)
    assert history.go(1) == NETWORK
    assert not history.can_go(1)


def test_a_new_visit_forgets_what_lay_ahead() -> None:
    history = been_at(HOME, NETWORK)
    history.go(-1)
    history.visit(CENTRE)
    assert not history.can_go(1)
    assert history.go(-1) == HOME


def test_the_same_place_twice_counts_once() -> None:
    assert not been_at(HOME, HOME).can_go(-1)


def test_the_first_centre_that_the_network_shows_is_no_step_of_its_own() -> None:
    history = been_at(HOME, NETWORK)
    history.narrow(CENTRE)
    assert history.here == CENTRE
    assert history.go(-1) == HOME


def test_a_second_centre_is_a_step() -> None:
    history = been_at(HOME, CENTRE)
    history.narrow(Place("network", ("crmr", 4)))
    assert history.go(-1) == CENTRE


def test_leaving_a_dossier_leads_back_to_where_one_came_from() -> None:
    history = been_at(HOME, CENTRE, Place("dossier", (7,)))
    history.forget("dossier")
    assert history.here == CENTRE
    assert not history.can_go(1)
