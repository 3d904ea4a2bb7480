"""Findings: lifted with a reason that says something, taken up again, and kept while they are written."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers.rows import FindingLine
from crmr_desk.ui.dossier.findings_card import FindingsCard
from tests.ui.dossier import sample_findings, samples


@pytest.fixture
def card(qtbot: QtBot) -> FindingsCard:
    made = FindingsCard()
    qtbot.addWidget(made)
    made.resize(760, 400)
    view = samples.sample()
    made.show_view(view, "constats", view.findings)
    made.show()
    return made


def test_lifting_waits_for_a_reason_and_says_so(card: FindingsCard) -> None:
    item = card.item("notice_too_short")
    assert item.reason is not None
    assert not item.lift.isEnabled()
    assert "au moins 10" in item.lift.toolTip()
    lifted: list[tuple[FindingLine, str]] = []
    card.lift_wanted.connect(lambda finding, reason: lifted.append((finding, reason)))
    item.reason.setPlainText("Mutation notifiée le 10/11/2026.")
    assert item.lift.isEnabled()
    item.lift.click()
    assert lifted == [(sample_findings.NOTICE, "Mutation notifiée le 10/11/2026.")]


def test_a_reason_being_written_survives_a_reload(card: FindingsCard) -> None:
    reason = card.item("notice_too_short").reason
    assert reason is not None
    reason.setPlainText("Mutation")
    view = samples.sample(findings=(sample_findings.NOTICE, sample_findings.MISSING_OPINION, sample_findings.ELIGIBLE))
    card.show_view(view, "constats", view.findings)
    kept = card.item("notice_too_short").reason
    assert kept is not None
    assert kept.toPlainText() == "Mutation"


def test_a_lifted_finding_says_who_when_and_why_and_can_be_taken_up_again(card: FindingsCard) -> None:
    view = samples.ready()
    card.show_view(view, "constats", view.findings)
    item = card.item("notice_too_short")
    said = " ".join(each.text() for each in item.findChildren(QLabel))
    assert "Levé le 23/11/2026 par Nadia Belkacem" in said
    assert "Mutation notifiée" in said
    again: list[FindingLine] = []
    card.unlift_wanted.connect(again.append)
    next(each for each in item.findChildren(QPushButton) if each.text() == "Reprendre").click()
    assert again == [sample_findings.LIFTED_NOTICE]


def test_a_finding_leads_to_the_step_that_cures_it(card: FindingsCard) -> None:
    steps: list[str] = []
    card.step_wanted.connect(steps.append)
    item = card.item("notice_too_short")
    next(each for each in item.findChildren(QPushButton) if each.text().startswith("Corriger")).click()
    assert steps == ["depart"]


def test_nothing_can_be_lifted_once_decided(card: FindingsCard) -> None:
    view = samples.sample(state="decided")
    card.show_view(view, "constats", view.findings)
    assert card.item("notice_too_short").reason is None
    assert not [each for each in card.findChildren(QPushButton) if each.isVisible()]
