"""A candidate and a date are tried without a trace in the register."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.dossiers.what_if import WhatIf, what_if
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.people import save_person
from crmr_desk.model.store import journal
from tests.model.dossiers.conftest import TODAY, Network
from tests.model.network.building import D
from tests.model.store.dumps import dump

MAY = dt.date(2027, 5, 1)
STAYS = {"changes_hospital": False, "proposal": "agreed"}


def tried(network: Network, target: int, candidate: int | None, **answers: object) -> WhatIf:
    return what_if(
        network.db,
        request="succession",
        function=Function.COORDONNATEUR,
        target_id=target,
        candidate_id=candidate,
        start=MAY,
        today=TODAY,
        answers=STAYS | {path.replace("__", "."): value for path, value in answers.items()},
    )


def test_a_successor_is_tried_and_nothing_is_written(network: Network) -> None:
    before, operations = dump(network.db), len(journal.operations(network.db))

    seen = tried(network, network.mono_site, network.successor)

    assert seen.scenario_title == "Succession du coordonnateur, même établissement, centre mono-site"
    assert seen.place == "A3 §2b"
    assert seen.eligibility is not None
    assert (seen.eligibility.verdict, seen.mandate_end) == (True, dt.date(2028, 12, 31))
    assert "new_coordonnateur" in [line.who for line in seen.recipients]
    assert {"proposal_letter", "motivation_letter", "cv"} <= {line.kind for line in seen.pieces}
    assert (dump(network.db), len(journal.operations(network.db))) == (before, operations)


def test_a_multi_site_centre_shows_each_agreement_that_would_be_asked(network: Network) -> None:
    seen = tried(network, network.multi_site, network.successor)
    assert [line.of for line in seen.pieces if line.kind == "site_agreement"] == ["CHU de Lille", "Necker, AP-HP"]
    assert seen.conflicts == ()


def test_what_every_dossier_starts_with_is_not_told_as_a_finding(network: Network) -> None:
    found = {line.id for line in tried(network, network.mono_site, network.successor).findings}
    assert not found & {"piece_missing", "decision_pending"}


def test_a_candidate_who_leads_another_centre_is_a_warning(network: Network) -> None:
    seen = tried(network, network.new_centre, network.leaver)
    assert len(seen.conflicts) == 2
    assert all("mène déjà un autre site coordonnateur" in line for line in seen.conflicts)
    assert "CERVCO" in seen.conflicts[0]


def test_a_second_seat_of_another_kind_is_named(network: Network) -> None:
    with network.db.reading() as session:
        head = session.connection().exec_driver_sql("SELECT person_id FROM mandate WHERE site_id IS NOT NULL").scalar()
    assert isinstance(head, int)
    elsewhere = tried(network, network.mono_site, head)
    assert [line.partition("\u00a0: ")[0][-len("deux sièges") :] for line in elsewhere.conflicts] == ["deux sièges"]
    assert tried(network, network.multi_site, head).conflicts == (), "the site of the same centre is left, not kept"


def test_a_consultant_who_turns_68_before_the_date_is_not_eligible(network: Network) -> None:
    old, _changes = save_person(
        network.db,
        {"last_name": "Sylvestre", "first_name": "Ange", "status": "PR-CONSULTANT", "birth_date": D(1959, 3, 1)},
    )
    seen = tried(
        network, network.mono_site, old, candidate__ars_authorisation=True, candidate__clinical_activity_in_crmr=True
    )
    assert seen.eligibility is not None
    assert seen.eligibility.verdict is False
    assert "consultant_over_68" in {line.id for line in seen.findings}


def test_a_seat_that_is_gone_or_an_answer_that_cannot_be_is_refused(network: Network) -> None:
    with pytest.raises(UserError, match="n’est plus dans le registre"):
        tried(network, 9999, network.successor)
    with pytest.raises(UserError, match="n’est pas proposé"):
        tried(network, network.mono_site, network.successor, proposal="someone")


def test_a_second_seat_is_a_warning_of_the_dossier_too_and_blocks_nothing(network: Network) -> None:
    dossier = network.open(network.new_centre, request="designation")
    network.answer(dossier, candidate=network.leaver)
    warned = [line for line in dossier_view(network.db, dossier, TODAY).findings if line.id == "second_seat"]
    assert [line.text for line in warned] == list(tried(network, network.new_centre, network.leaver).conflicts)
    assert {(line.severity, line.liftable, line.place) for line in warned} == {("warning", False, "hors texte")}
