"""The decision is applied whole or not at all, and can be taken back until a letter has left."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from crmr_desk.model.correspondence import sending
from crmr_desk.model.dossiers import correspondence, decision, pieces
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.network import mandates
from crmr_desk.model.store import journal, undo
from crmr_desk.model.store.schema import LetterRow, Mandate
from tests.model.dossiers.conftest import TODAY, Network, bring_to_visa, ready_to_decide


def mandates_of(network: Network, crmr_id: int) -> list[tuple[int, dt.date, dt.date | None]]:
    """(person, first day, last day) of the coordonnateurs of a centre, in order of time."""
    query = select(Mandate).where(Mandate.crmr_id == crmr_id).order_by(Mandate.start)
    with network.db.reading() as session:
        return [(row.person_id, row.start, row.end) for row in session.scalars(query)]


def test_a_favourable_decision_closes_one_mandate_and_opens_the_other(network: Network) -> None:
    dossier = ready_to_decide(network)

    decision.decide(network.db, dossier, today=TODAY)

    assert mandates_of(network, network.mono_site) == [
        (network.leaver, dt.date(2019, 1, 1), dt.date(2027, 4, 30)),
        (network.successor, dt.date(2027, 5, 1), dt.date(2028, 12, 31)),
    ]
    assert dossier_view(network.db, dossier, TODAY).state == "decided"


def test_the_successors_mandate_ends_with_the_label_not_five_years_later(network: Network) -> None:
    dossier = ready_to_decide(network)

    assert dossier_view(network.db, dossier, TODAY).mandate_end == dt.date(2028, 12, 31)


def test_the_decision_is_one_operation_with_its_letters(network: Network) -> None:
    dossier = ready_to_decide(network)
    before = len(journal.operations(network.db))

    decision.decide(network.db, dossier, today=TODAY)

    assert len(journal.operations(network.db)) == before + 1
    assert [letter.who for letter in correspondence.letters_of(network.db, dossier)] == [
        "former_coordonnateur", "new_coordonnateur", "current_director", "ars", *["orphanet"] * 3, "fsmr",
    ]  # fmt: skip


def test_undoing_the_decision_brings_everything_back(network: Network) -> None:
    dossier = ready_to_decide(network)
    before = mandates_of(network, network.mono_site)
    decided = decision.decide(network.db, dossier, today=TODAY)
    assert decided.operation_id is not None

    undo.undo(network.db, decided.operation_id)

    assert mandates_of(network, network.mono_site) == before
    assert correspondence.letters_of(network.db, dossier) == []
    assert dossier_view(network.db, dossier, TODAY).state == "open"


def test_a_sent_letter_holds_the_decision(network: Network) -> None:
    dossier = ready_to_decide(network)
    decided = decision.decide(network.db, dossier, today=TODAY)
    assert decided.operation_id is not None
    letter = correspondence.letters_of(network.db, dossier)[0]
    assert letter.id is not None

    sending.mark_sent(network.db, [letter.id], sent_on=TODAY, channel="courriel", today=TODAY)

    with pytest.raises(Conflict, match="Courrier envoyé"):
        undo.undo(network.db, decided.operation_id)
    assert mandates_of(network, network.mono_site)[1][0] == network.successor


@pytest.mark.parametrize(
    ("sent_on", "channel", "sentence"),
    [(dt.date(2027, 1, 23), "courriel", "à venir"), (TODAY, "pigeon", "canal")],
)
def test_a_sending_that_cannot_be_is_refused(network: Network, sent_on: dt.date, channel: str, sentence: str) -> None:
    dossier = ready_to_decide(network)
    decision.decide(network.db, dossier, today=TODAY)
    letter = correspondence.letters_of(network.db, dossier)[0]
    assert letter.id is not None

    with pytest.raises(UserError, match=sentence):
        sending.mark_sent(network.db, [letter.id], sent_on=sent_on, channel=channel, today=TODAY)

    assert correspondence.letters_of(network.db, dossier)[0].state == "final"


def test_a_missing_paper_stands_in_the_way_and_is_named(network: Network) -> None:
    dossier = ready_to_decide(network)
    pieces.remove(network.db, dossier, "cv", "")

    with pytest.raises(UserError, match="curriculum vitae"):
        decision.decide(network.db, dossier, today=TODAY)

    assert len(mandates_of(network, network.mono_site)) == 1
    assert correspondence.letters_of(network.db, dossier) == []


def test_a_short_notice_must_be_lifted_again_when_the_dates_change(network: Network) -> None:
    dossier = ready_to_decide(network)
    network.answer(dossier, cessation_letter__effective="2027-03-31")

    with pytest.raises(UserError, match="Préavis trop court"):
        decision.decide(network.db, dossier, today=TODAY)


def test_a_refusal_changes_no_mandate_and_needs_its_reasons(network: Network) -> None:
    dossier = network.open()
    network.answer(
        dossier,
        candidate=network.successor,
        cessation_letter__exists=True,
        cessation_letter__date="2026-01-12",
        cessation_letter__effective="2027-04-30",
        changes_hospital=False,
        proposal="agreed",
        decision__outcome="unfavourable",
        decision__date="2027-01-18",
        decision__signatory="Claire Montagnac",
    )
    with pytest.raises(UserError, match="Motifs"):
        decision.decide(network.db, dossier, today=TODAY)
    network.answer(dossier, decision__reasons="Les travaux ne portent pas sur le domaine du centre.")

    decision.decide(network.db, dossier, today=TODAY)

    assert len(mandates_of(network, network.mono_site)) == 1
    kinds = {letter.kind for letter in correspondence.letters_of(network.db, dossier)}
    assert kinds == {"refusal_former", "refusal_candidate", "refusal_director"}


def test_an_adjourned_dossier_stays_open(network: Network) -> None:
    dossier = ready_to_decide(network)
    network.answer(dossier, decision__outcome="adjourned", decision__reasons="Avis du directoire attendu.")

    with pytest.raises(UserError, match="ajourné"):
        decision.decide(network.db, dossier, today=TODAY)

    assert dossier_view(network.db, dossier, TODAY).state == "open"


def test_a_seat_that_a_colleague_filled_meanwhile_is_refused_and_nothing_is_half_done(network: Network) -> None:
    dossier = ready_to_decide(network)
    with network.db.writing("Un collègue") as session:
        mandates.close_mandate(session, network.former_mandate, dt.date(2027, 5, 31))
        mandates.open_mandate(
            session,
            person_id=network.leaver,
            function="coordonnateur",
            target_id=network.mono_site,
            start=dt.date(2027, 6, 1),
            end=dt.date(2028, 12, 31),
        )

    with pytest.raises(UserError, match="déjà occupé"):
        decision.decide(network.db, dossier, today=TODAY)

    with network.db.reading() as session:
        assert session.scalars(select(LetterRow)).all() == []
    assert len(mandates_of(network, network.mono_site)) == 2


def test_a_dossier_is_decided_once(network: Network) -> None:
    dossier = ready_to_decide(network)
    decision.decide(network.db, dossier, today=TODAY)

    with pytest.raises(UserError, match="déjà décidé"):
        decision.decide(network.db, dossier, today=TODAY)


def test_a_visa_of_tomorrow_is_refused(network: Network) -> None:
    dossier = ready_to_decide(network)
    network.answer(dossier, decision__date="2027-01-23")

    with pytest.raises(UserError, match="Date du visa"):
        decision.decide(network.db, dossier, today=TODAY)


def test_a_multi_site_centre_asks_the_agreement_of_each_site_by_name(network: Network) -> None:
    dossier = ready_to_decide(network, network.multi_site)
    site = "CHU de Lille"
    view = dossier_view(network.db, dossier, TODAY)
    assert view.scenario == "succession_multi_site"
    assert [line.of for line in view.pieces if line.kind == "site_agreement"] == [
        site,
        "Necker, AP-HP",
    ]
    pieces.remove(network.db, dossier, "site_agreement", site)

    with pytest.raises(UserError, match="CHU de Lille"):
        decision.decide(network.db, dossier, today=TODAY)


def test_the_first_coordonnateur_of_a_new_centre_is_designated_to_the_end_of_the_label(network: Network) -> None:
    dossier = network.open(network.new_centre, request="designation")
    network.answer(
        dossier,
        crmr__label_published=True,
        crmr__fsmr=False,
        candidate=network.successor,
        decision__outcome="favourable",
        decision__date="2027-01-18",
        decision__signatory="Claire Montagnac",
        start="2027-02-01",
    )
    for line in dossier_view(network.db, dossier, TODAY).pieces:
        pieces.receive(network.db, dossier, line.kind, line.of, received_on=TODAY)
    bring_to_visa(network, dossier)

    decision.decide(network.db, dossier, today=TODAY)

    assert mandates_of(network, network.new_centre) == [(network.successor, dt.date(2027, 2, 1), dt.date(2028, 12, 31))]
