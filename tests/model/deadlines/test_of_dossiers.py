"""What a dossier waits for is a deadline, which says that the instruction does not fix it."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from crmr_desk.model.correspondence import sending
from crmr_desk.model.deadlines import marks, moving
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.upcoming import between, for_centre
from crmr_desk.model.dossiers import campaigns, exchanges, keeping, life, opinions, pieces
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.undo import undo
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


def test_what_is_decided_of_letters_holds_for_those_alone(network: Network, dossier: int) -> None:
    ask(network, dossier)
    seen = due(network)["letters_to_sign"]
    marks.lift(network.db, seen, "Signé ailleurs.", today=TODAY)
    assert "letters_to_sign" not in due(network)
    exchanges.request_pieces(network.db, dossier, reply_by=LATER, today=TODAY)
    assert due(network)["letters_to_sign"].title == "2 courriers à signer"
    with pytest.raises(UserError, match="ce ne sont plus les mêmes courriers"):
        marks.lift(network.db, seen, "Signé ailleurs.", today=TODAY)


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


def test_an_opinion_a_reply_and_a_hold_move_in_their_dossier_with_a_reason(network: Network, dossier: int) -> None:
    ask(network, dossier)
    exchanges.request_pieces(network.db, dossier, reply_by=SOON, today=TODAY)
    keeping.hold(network.db, [dossier], SOON, "Élections.", today=TODAY)
    rows = due(network)
    for kind in ("opinion_due", "reply_due", "waking"):
        assert moving.needs_reason(rows[kind])
        assert moving.last_move(network.db, rows[kind]) == ""
        moving.move(network.db, rows[kind], LATER, "Congés du directoire.", today=TODAY)
        with pytest.raises(Conflict, match=r"Congés du directoire\."):
            moving.move(network.db, rows[kind], LATER + DAY, "Plus tard.", today=TODAY)
    moved = due(network)
    assert [moved[kind].on for kind in ("opinion_due", "reply_due", "waking")] == [LATER] * 3
    for kind in ("opinion_due", "reply_due"):
        with pytest.raises(UserError, match="ne suit pas la demande, du 22/01/2027"):
            moving.move(network.db, moved[kind], TODAY, "Plus tôt.", today=TODAY)
    for kind in ("opinion_due", "reply_due"):
        why = dict(moved[kind].explanation)
        assert why["Le calcul"] == "Jour choisi\u00a0: 21/02/2027."
        assert why["La règle"].endswith(" dit le 1ᵉʳ février 2027\u202f; un autre jour a été choisi depuis.")
    assert "Congés du directoire." in dict(moved["waking"].explanation)["L’événement"]
    for kind in ("opinion_due", "reply_due"):
        told = moving.last_move(network.db, moved[kind])
        assert re.fullmatch(r"Par Nadia Belkacem, le .*\u00a0: «\u202fCongés du directoire\.\u202f»\.", told)
    assert moved["opinion_due"].instructor == dossier_view(network.db, dossier, TODAY).instructor
    with pytest.raises(UserError, match="écrivez pourquoi elle est faite autrement"):
        marks.mark_done(network.db, moved["opinion_due"], on=TODAY, today=TODAY)


def test_a_move_done_again_keeps_its_reason_and_one_taken_back_has_none(network: Network, dossier: int) -> None:
    ask(network, dossier)
    done = moving.move(network.db, due(network)["opinion_due"], LATER, "Congés du directoire.", today=TODAY)
    for _taken_back in range(2):
        done = undo(network.db, done.operation_id or 0)
    again = due(network)["opinion_due"]
    assert moving.last_move(network.db, again).endswith("\u00a0: «\u202fCongés du directoire.\u202f».")
    undo(network.db, done.operation_id or 0)
    opinions.remind(network.db, dossier, "directoire_opinion", "", due_on=LATER, today=TODAY)
    assert due(network)["opinion_due"].on == LATER
    assert moving.last_move(network.db, due(network)["opinion_due"]) == ""


def test_a_registered_letter_is_acknowledged_within_a_fortnight_or_looked_at(network: Network, dossier: int) -> None:
    ask(network, dossier)
    letter = dossier_view(network.db, dossier, TODAY).exchanges[0].id or 0
    sending.mark_sent(network.db, [letter], sent_on=TODAY, channel="recommande", today=TODAY)
    (row,) = [each for each in between(network.db, TODAY, LATER, TODAY) if each.kind == "letters_unacknowledged"]
    assert (row.on, row.dossier_id, row.place) == (TODAY + 15 * DAY, dossier, "hors texte")
    assert "(recommandé)" in dict(row.explanation)["L’événement"]


def test_the_cut_off_day_of_a_committee_and_the_days_of_a_campaign_are_due(network: Network, dossier: int) -> None:
    network.answer(dossier, committee__cut_off="2027-02-02", committee__meets_on="2027-03-20")
    campaigns.create_campaign(network.db, name="2027", opens_on=SOON, closes_on=LATER, label_start=dt.date(2028, 1, 1))
    rows = {row.key: row for row in between(network.db, TODAY, LATER, TODAY)}
    cut_off = rows[f"committee:dossier:{dossier}"]
    assert (cut_off.on, cut_off.place) == (dt.date(2027, 2, 2), "Depuis 2018")
    assert "séance du 20 mars 2027" in dict(cut_off.explanation)["L’événement"]
    opens, closes = rows["campaign:1:opens"], rows["campaign:1:closes"]
    assert (opens.on, closes.on, opens.centre_kind, opens.place) == (SOON, LATER, "", "A2 §1")
    assert "changez ses dates sur la campagne" in closes.fixed
