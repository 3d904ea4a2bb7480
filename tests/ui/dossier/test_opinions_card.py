"""Opinions asked of a named body, reminded, given or not; and the letters written meanwhile."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.exchanges_card import ExchangesCard
from crmr_desk.ui.dossier.letter_forms import SentForm
from crmr_desk.ui.dossier.opinions_card import AskForm, OpinionsCard, look_of, said_of
from crmr_desk.ui.dossier.piece_forms import ReasonForm
from crmr_desk.ui.dossier.request_form import RequestForm, requested
from crmr_desk.ui.dossier.verbs import Verbs
from tests.ui.dossier import samples

TO_ASK, LATE, RECEIVED = samples.OPINIONS
DUE = dt.date(2026, 12, 20)

Asked = list[tuple[object, ...]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The verbs that were called, with what they were given."""
    seen: Asked = []
    for name in ("ask_opinion", "remind_opinion", "note_unanswered", "request_pieces", "acknowledge", "lift_letter"):
        monkeypatch.setattr(Verbs, name, lambda _verbs, *given, name=name: seen.append((name, *given)))
    return seen


@pytest.fixture
def card(desk: Desk, qtbot: QtBot) -> OpinionsCard:
    made = OpinionsCard(Verbs(desk, lambda: None))
    qtbot.addWidget(made)
    made.show_view(samples.alive())
    made.show()
    return made


@pytest.fixture
def exchanges(desk: Desk, qtbot: QtBot) -> ExchangesCard:
    made = ExchangesCard(Verbs(desk, lambda: None))
    qtbot.addWidget(made)
    made.show_view(samples.alive())
    made.show()
    return made


def buttons(widget: object) -> list[str]:
    return [each.text() for each in widget.findChildren(QPushButton) if each.isVisible() and each.text()]  # type: ignore[attr-defined]


def test_an_opinion_says_whom_it_was_asked_and_by_when() -> None:
    assert said_of(TO_ASK) == "Directoire de l’AP-HP"
    assert said_of(LATE).startswith(
        "Attendu le 05/11/2026, 1\u00a0relance, la dernière le 10/11/2026, demandé le 05/10"
    )
    assert look_of(LATE).word == "En retard"
    assert look_of(RECEIVED).word == "Avec réserves"


def test_the_body_is_proposed_with_a_month_to_answer(card: OpinionsCard, asked: Asked) -> None:
    card.rows["directoire_opinion", ""].ask_wanted.emit()
    (form,) = card.findChildren(AskForm)
    assert form.due.day() == DUE
    form.asked.clear()
    form.finish()
    assert "à qui" in form.problem.text()
    form.asked.setText("Directoire du groupe hospitalier")
    form.finish()
    assert asked == [("ask_opinion", TO_ASK, "Directoire du groupe hospitalier", DUE)]


def test_a_late_opinion_is_reminded_or_noted_as_never_given(card: OpinionsCard, asked: Asked) -> None:
    row = card.rows["site_agreement", "strasbourg"]
    assert buttons(row) == ["Relancer…"]
    row.remind_wanted.emit()
    row.menu().actions()[0].trigger()
    for form in card.findChildren(DatedForm):
        form.finish()
    assert asked == [("remind_opinion", LATE, DUE), ("note_unanswered", LATE, samples.TODAY)]


def test_a_decided_dossier_asks_for_no_opinion(card: OpinionsCard) -> None:
    card.show_view(samples.alive(state="decided"))
    assert buttons(card) == []


def test_one_request_asks_for_all_that_is_missing_or_to_be_redone(desk: Desk, qtbot: QtBot, asked: Asked) -> None:
    assert [piece.kind for piece in requested(samples.PIECES)] == ["motivation_letter", "directoire_opinion"]
    form = RequestForm(samples.PIECES, Verbs(desk, lambda: None))
    qtbot.addWidget(form)
    form.finish()
    assert asked == [("request_pieces", DUE)]


def test_each_exchange_offers_what_can_follow(exchanges: ExchangesCard) -> None:
    offered = [buttons(row) for row in exchanges.lines.rows.values()]
    assert offered == [["Ouvrir"], ["Ouvrir", "Accusé reçu…"], ["Ouvrir", "Marquer envoyé…"], ["Ouvrir"]]
    assert "1\u00a0à envoyer" in exchanges.header.findChildren(type(exchanges.header.title))[1].text()


def test_a_letter_is_acknowledged_or_lifted_with_a_reason(exchanges: ExchangesCard, asked: Asked) -> None:
    _receipt, sent, final, _lifted = exchanges.lines.rows.values()
    sent.acknowledged_wanted.emit()
    next(iter(exchanges.findChildren(DatedForm))).finish()
    final.menu().actions()[0].trigger()
    form = next(iter(exchanges.findChildren(ReasonForm)))
    form.reason.setPlainText("Remis en main propre lors de la réunion.")
    form.keep.click()
    assert asked == [
        ("acknowledge", samples.EXCHANGES[1], samples.TODAY),
        ("lift_letter", samples.EXCHANGES[2], "Remis en main propre lors de la réunion."),
    ]


def test_only_a_letter_of_the_decision_warns_that_sending_it_is_final(exchanges: ExchangesCard) -> None:
    exchanges.lines.rows["current_director", "", "2026-0143/E3"].sent_wanted.emit()
    (form,) = exchanges.findChildren(SentForm)
    assert form.sentence.text() == ""
