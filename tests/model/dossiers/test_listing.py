"""The list of dossiers: how far each is, who is waited for, the nearest day; in few statements, without the law."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.correspondence import sending
from crmr_desk.model.dossiers import decision, exchanges, keeping, life, opinions, pieces
from crmr_desk.model.dossiers.correspondence import letters_of
from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.model.dossiers.listing import dossier_list
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.kinds import Function
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Campaign, Dossier
from tests.model.dossiers.conftest import TODAY, Network, bring_to_visa, opened_and_filled, ready_to_decide
from tests.model.network.building import D, Register, counted_statements

DAY = dt.timedelta(days=1)


@pytest.fixture
def network(network_on_both: Network) -> Network:
    """On both kinds of database."""
    return network_on_both


def row(network: Network, today: dt.date = TODAY) -> DossierListRow:
    (only,) = dossier_list(network.db, today)
    return only


def ask(network: Network, dossier: int, kind: str, due_on: dt.date) -> None:
    line = next(line for line in dossier_view(network.db, dossier, TODAY).opinions if line.kind == kind)
    opinions.ask(network.db, dossier, kind, "", body=line.body, asked_on=TODAY, due_on=due_on, today=TODAY)


def test_a_new_dossier_is_announced_and_waits_for_the_hospital(network: Network) -> None:
    network.open()
    first = row(network)
    assert (first.title, first.centre, first.fsmr) == ("Succession, CERVCO", "CERVCO", "BRAIN-TEAM")
    assert (first.stage, first.stage_number, first.stage_count) == ("announced", 1, 8)
    assert (first.waiting_for, first.next_on, first.closed_on) == ("Établissement", None, None)


def test_the_procedure_is_the_one_of_the_last_answers(network: Network) -> None:
    opened_and_filled(network)
    assert row(network).scenario_title == "Succession du coordonnateur, même établissement, centre mono-site"


def test_the_stage_follows_the_acts(network: Network) -> None:
    dossier = opened_and_filled(network)
    assert (row(network).stage, row(network).waiting_for) == ("gathering", "Établissement")
    bring_to_visa(network, dossier)
    assert (row(network).stage, row(network).stage_number) == ("visa", 5)
    assert row(network).waiting_for == "Visa du directeur général"
    decision.decide(network.db, dossier, today=TODAY)
    decided = row(network)
    assert (decided.stage, decided.waiting_for) == ("decided", "À vous")
    assert (decided.next_on, decided.next_what) == (TODAY, "8 courriers à envoyer")
    for letter in letters_of(network.db, dossier):
        sending.mark_sent(network.db, [letter.id or 0], sent_on=TODAY, channel="courriel", today=TODAY)
    assert (row(network).stage, row(network).next_on) == ("letters_out", None)


def test_letters_of_an_adjournment_do_not_move_the_dossier(network: Network) -> None:
    dossier = ready_to_decide(network)
    network.answer(dossier, decision__outcome="adjourned", decision__reasons="Le projet médical est à préciser.")
    exchanges.adjourn(network.db, dossier, today=TODAY)
    put_off = row(network)
    assert (put_off.stage, put_off.stage_label) == ("gathering", "En constitution")
    assert put_off.next_what.endswith("courriers à envoyer")
    assert dossier_view(network.db, dossier, TODAY).stage == "gathering"


def test_opinions_are_counted_and_the_one_waited_for_is_named(network: Network) -> None:
    dossier = network.open()
    network.answer(dossier, changes_hospital=False, proposal="agreed", candidate=network.successor)
    ask(network, dossier, "directoire_opinion", TODAY + 20 * DAY)
    ask(network, dossier, "fsmr_opinion", TODAY + 10 * DAY)
    both = row(network)
    assert (both.opinions_in, both.opinions_asked, both.waiting_for) == (0, 2, "2 avis")
    assert (both.next_on, both.next_what) == (TODAY, "2 courriers à envoyer")
    for letter in dossier_view(network.db, dossier, TODAY).exchanges:
        sending.mark_sent(network.db, [letter.id or 0], sent_on=TODAY, channel="courriel", today=TODAY)
    assert (row(network).next_on, row(network).next_what) == (TODAY + 10 * DAY, "Avis\u00a0: Filière BRAIN-TEAM")

    pieces.receive(network.db, dossier, "fsmr_opinion", "", received_on=TODAY, opinion="favourable")
    one = row(network)
    assert (one.opinions_in, one.opinions_asked, one.waiting_for) == (1, 2, "Directoire de Lariboisière, AP-HP")


def test_the_nearest_day_is_that_of_the_pieces_requested_or_of_the_waking(network: Network) -> None:
    dossier = network.open()
    network.answer(dossier, changes_hospital=False, proposal="agreed", candidate=network.successor)
    exchanges.request_pieces(network.db, dossier, reply_by=TODAY + 30 * DAY, today=TODAY)
    (letter,) = dossier_view(network.db, dossier, TODAY).exchanges
    sending.mark_sent(network.db, [letter.id or 0], sent_on=TODAY, channel="courriel", today=TODAY)
    assert (row(network).next_on, row(network).next_what) == (TODAY + 30 * DAY, "Pièces demandées")
    keeping.hold(network.db, [dossier], TODAY + 5 * DAY, "Congés.", today=TODAY)
    assert (row(network).next_on, row(network).next_what) == (TODAY + 5 * DAY, "Réveil du dossier")
    assert row(network, TODAY + 6 * DAY).next_what == "Pièces demandées"


def test_the_announced_day_and_the_end_of_a_campaign_are_days_to_come(network: Network) -> None:
    dossier = network.open()
    network.answer(dossier, cessation_letter__effective="2027-04-30")
    assert (row(network).next_on, row(network).next_what) == (D(2027, 4, 30), "Cessation d’activité")
    with network.db.writing("Essai") as session:
        campaign = Campaign(name="2027", opens_on=TODAY, closes_on=D(2027, 3, 31), label_start=D(2028, 1, 1), act="")
        session.add(campaign)
        session.flush()
        session.get_one(Dossier, dossier).campaign_id = campaign.id
    assert (row(network).next_on, row(network).next_what) == (D(2027, 3, 31), "Clôture de la campagne")


def test_an_abandoned_dossier_keeps_the_rank_it_had_reached(network: Network) -> None:
    dossier = ready_to_decide(network)
    life.abandon(network.db, dossier, "Sans suite.", today=TODAY)
    left = row(network)
    assert (left.stage, left.stage_number, left.waiting_for, left.closed_on) == ("abandoned", 5, "", TODAY)


def test_a_competence_centre_names_its_hospital_and_each_of_its_filieres(db: Database) -> None:
    register = Register(db)
    crmrs = [register.crmr(name, register.fsmr(name, None)) for name in ("SENSGENE", "FIMATHO")]
    ccmr = register.ccmr("CHU de Nantes", *crmrs)
    with db.writing("Essai") as session:
        session.add(
            Dossier(
                number="2027-0009", pack="2016", request="succession", function=Function.RESPONSABLE_CCMR.value,
                ccmr_id=ccmr, state="open", scenario="ccmr", answers={}, instructor="", opened_on=TODAY,
            )
        )  # fmt: skip
    (found,) = dossier_list(db, TODAY)
    assert found.fsmr == "FIMATHO, SENSGENE"
    assert found.title == "Succession, CHU de Nantes, neurologie"
    assert found.stage_count == 7


def test_the_number_of_statements_does_not_grow_with_the_dossiers(network: Network) -> None:
    counts = []
    for target in (network.mono_site, network.multi_site):
        dossier = network.open(target)
        network.answer(dossier, changes_hospital=False, proposal="agreed", candidate=network.successor)
        ask(network, dossier, "directoire_opinion", TODAY + DAY)
        with counted_statements(network.db) as sent:
            dossier_list(network.db, TODAY)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 7


def test_the_list_of_another_day_shows_the_dossiers_as_they_stood_then(network: Network) -> None:
    dossier = opened_and_filled(network)
    bring_to_visa(network, dossier)
    with network.db.writing("Jours des actes") as session:
        kept = session.get_one(Dossier, dossier)
        kept.opened_on, kept.complete_on, kept.examined_on = (TODAY - days * DAY for days in (30, 20, 10))
        kept.visa_on = TODAY
    stages = [
        [(row.stage, row.waiting_for) for row in dossier_list(network.db, TODAY, TODAY - days * DAY)]
        for days in (31, 20, 10, 0)
    ]
    assert stages == [
        [],
        [("complete", "À vous")],
        [("examination", "À vous")],
        [("visa", "Visa du directeur général")],
    ]
    (then,) = dossier_list(network.db, TODAY, TODAY - 25 * DAY)
    assert then.stage_number < 3, "rien ne l’avait encore déclaré complet"
