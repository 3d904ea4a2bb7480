"""Opinions asked of a named body, reminded, given or not; and the letters written meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers.live_words import LivePages
from crmr_desk.model.errors import UserError
from crmr_desk.ui.correspondence.actions import LetterActions
from crmr_desk.ui.correspondence.verbs import VerbKey
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.exchange_verbs import ExchangeVerbs
from crmr_desk.ui.dossier.exchanges_card import ExchangesCard
from crmr_desk.ui.dossier.letter_form import Asked as Given
from crmr_desk.ui.dossier.letter_form import LetterForm
from crmr_desk.ui.dossier.opinions_card import OpinionsCard, look_of, said_of
from crmr_desk.ui.dossier.verbs import Verbs
from tests.ui.dossier import sample_findings, sample_life, samples

TO_ASK, LATE, RECEIVED = sample_life.OPINIONS
DUE = dt.date(2026, 12, 20)

Asked = list[tuple[object, ...]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The verbs that were called, with what they were given; a letter to be read is an empty one."""
    seen: Asked = []

    def watch(owner: type, *names: str) -> None:
        for name in names:
            monkeypatch.setattr(owner, name, lambda _self, *given, name=name: seen.append((name, *given)))

    watch(ExchangeVerbs, "ask_opinion", "remind_opinion", "note_unanswered", "request_pieces", "acknowledge_receipt")
    watch(LetterActions, "on")
    for name in ("opinion_letter", "reminder_letter"):
        monkeypatch.setattr(
            ExchangeVerbs, name, lambda _self, _line: lambda _asked, then, _failed: then(LivePages(b""))
        )
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
    (form,) = card.findChildren(LetterForm)
    assert (form.due.day(), form.asked.text()) == (DUE, "Directoire de l’AP-HP")
    form.due.line.clear()
    form.finish()
    assert form.problem.text() == "Indiquez la date de réponse attendue."
    form.due.set_day(DUE)
    form.asked.setText("Directoire du groupe hospitalier")
    form.finish()
    assert asked == [("ask_opinion", TO_ASK, Given(DUE, "Directoire du groupe hospitalier"))]


def test_a_letter_that_cannot_be_written_says_why_and_stays(qtbot: QtBot) -> None:
    refusals: list[Given] = []

    def load(asked: Given, _then: object, failed: Callable[[Exception], None]) -> None:
        refusals.append(asked)
        failed(UserError("Cet avis est déjà rendu."))

    form = LetterForm("Demander", "Demander l’avis", sample_findings.TODAY, load, due_on=DUE)
    qtbot.addWidget(form)
    given: list[object] = []
    form.given.connect(given.append)
    form.finish()
    assert form.problem.text() == "Cet avis est déjà rendu."
    assert given == []
    assert refusals == [Given(DUE), Given(DUE)]


def test_a_letter_that_arrives_after_the_form_is_closed_is_dropped(qtbot: QtBot) -> None:
    answers: list[Callable[[LivePages], None]] = []
    form = LetterForm("Demander", "Écrire", sample_findings.TODAY, lambda _asked, then, _failed: answers.append(then))
    form.show()
    with qtbot.waitSignal(form.destroyed):
        form.reject()
    answers[0](LivePages(b"%PDF"))


def test_a_late_opinion_is_reminded_or_noted_as_never_given(card: OpinionsCard, asked: Asked) -> None:
    row = card.rows["site_agreement", "strasbourg"]
    assert buttons(row) == ["Relancer…"]
    row.remind_wanted.emit()
    card.findChildren(LetterForm)[0].finish()
    row.menu().actions()[0].trigger()
    card.findChildren(DatedForm)[0].finish()
    assert asked == [("remind_opinion", LATE, Given(DUE)), ("note_unanswered", LATE, sample_findings.TODAY)]


def test_a_decided_dossier_asks_for_no_opinion_but_notes_that_none_came(card: OpinionsCard) -> None:
    for state, offered in (("decided", ["Aucun avis rendu…"]), ("closed", [])):
        card.show_view(samples.alive(state=state))
        made = [each for row in card.rows.values() for each in row.findChildren(QPushButton)]
        assert [each.text() for each in made] == offered


def test_each_exchange_offers_what_can_follow(exchanges: ExchangesCard) -> None:
    offered = [buttons(row) for row in exchanges.lines.rows.values()]
    assert offered == [["Ouvrir"], ["Ouvrir", "Accusé reçu…"], ["Ouvrir", "Marquer envoyé…"], ["Ouvrir"]]
    assert "1\u00a0à envoyer" in exchanges.header.findChildren(type(exchanges.header.title))[1].text()


def test_a_letter_is_acknowledged_or_lifted(exchanges: ExchangesCard, asked: Asked) -> None:
    _receipt, sent, final, _lifted = exchanges.lines.rows.values()
    next(each for each in sent.findChildren(QPushButton) if each.text() == "Accusé reçu…").click()
    next(action for action in final.menu().actions() if action.text() == "Ne pas envoyer…").trigger()
    assert asked == [
        ("on", sample_life.EXCHANGES[1].id, VerbKey.ACKNOWLEDGE),
        ("on", sample_life.EXCHANGES[2].id, VerbKey.LIFT),
    ]
