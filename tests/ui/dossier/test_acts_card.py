"""The acts of a dossier: what can be done next, with which day and reason, or what stands in the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers.rows import ActLine, DossierView, StepKind
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.acts_card import ActsCard, act_words, acts_on
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.verbs import Verbs
from tests.ui.dossier import sample_findings, sample_life, samples

Done = list[tuple[str, dt.date | None, str]]


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Done:
    """What was asked of the dossier."""
    asked: Done = []
    monkeypatch.setattr(Verbs, "perform", lambda _verbs, act, on, reason: asked.append((act.id, on, reason)))
    return asked


@pytest.fixture
def card(desk: Desk, qtbot: QtBot) -> ActsCard:
    made = ActsCard(Verbs(desk, lambda: None), StepKind.DECISION)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


def form_over(card: QWidget) -> DatedForm:
    return card.window().findChildren(DatedForm)[-1]


def shown(card: ActsCard, *acts: ActLine, **changes: object) -> DossierView:
    view = samples.alive(acts=acts, **changes)
    card.show_view(view, "decision")
    return view


def test_an_act_without_a_day_is_done_at_once(card: ActsCard, done: Done) -> None:
    shown(card, sample_life.EXAMINE)
    card.rows["begin_examination"].button.click()
    assert done == [("begin_examination", None, "")]


def test_a_dated_act_proposes_its_day_and_asks_for_its_reason(card: ActsCard, done: Done) -> None:
    shown(card, sample_life.BACK)
    card.rows["return_from_visa"].button.click()
    form = form_over(card)
    form.finish()
    assert "au moins 10 caractères" in form.problem.text()
    form.reason.setPlainText("Le cabinet demande une pièce de plus.")
    form.day.line.setText("31/02/2026")
    form.finish()
    assert "n’existe pas" in form.problem.text()
    assert done == []
    form.day.set_day(sample_findings.TODAY)
    form.finish()
    assert done == [("return_from_visa", sample_findings.TODAY, "Le cabinet demande une pièce de plus.")]


def test_a_blocked_act_unfolds_what_blocks_it_as_links(card: ActsCard, qtbot: QtBot) -> None:
    shown(card, sample_life.VISA)
    row = card.rows["send_to_visa"]
    assert not row.button.isEnabled()
    assert row.button.toolTip() == "1\u00a0point à régler"
    assert row.lines.isHidden()
    row.why.click()
    link = next(each for each in row.lines.findChildren(QPushButton) if each.text() == "Point de départ")
    with qtbot.waitSignal(card.step_wanted) as wanted:
        link.click()
    assert wanted.args == ["depart"]


def test_what_is_unfolded_stays_so_when_the_view_is_read_again(card: ActsCard) -> None:
    shown(card, sample_life.VISA)
    card.rows["send_to_visa"].why.click()
    shown(card, replace(sample_life.VISA, blockers=(sample_findings.NOTICE, sample_findings.MISSING_OPINION)))
    assert not card.rows["send_to_visa"].lines.isHidden()


def test_an_act_is_offered_where_the_work_that_it_ends_is_done() -> None:
    view = samples.alive(acts=(sample_life.DECLARE, sample_life.VISA))
    assert [act.id for act in acts_on(view, StepKind.PIECES)] == ["declare_complete"]
    assert [act.id for act in acts_on(view, StepKind.DECISION)] == ["send_to_visa"]
    decided = replace(samples.decided(), acts=(sample_life.CLOSE,))
    assert acts_on(decided, StepKind.PIECES) == ()
    assert acts_on(decided, StepKind.SUMMARY) == (sample_life.CLOSE,)


def test_dots_follow_an_act_that_asks_something() -> None:
    assert act_words(sample_life.VISA) == "Transmettre au visa…"
    assert act_words(sample_life.EXAMINE) == "Commencer l’examen"


def test_a_journey_without_papers_offers_the_declaration_on_its_first_page_of_judgement() -> None:
    steps = tuple(step for step in samples.STEPS if step.kind is not StepKind.PIECES)
    view = samples.alive(acts=(sample_life.DECLARE,), steps=steps)
    assert [act.id for act in acts_on(view, StepKind.FINDINGS)] == ["declare_complete"]
    assert acts_on(view, StepKind.DECISION) == ()
