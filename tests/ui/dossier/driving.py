"""The hands of an instructor on the wizard: what tests do to it, in the words of the trade."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers.rows import DossierView, PieceState
from crmr_desk.model.store.database import Database
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.choice_field import ChoiceField, YesNoField
from crmr_desk.ui.dossier.date_field import DateField
from crmr_desk.ui.dossier.findings_page import FindingsPage
from crmr_desk.ui.dossier.form import QuestionsForm
from crmr_desk.ui.dossier.pick_field import PersonField
from crmr_desk.ui.dossier.pieces_page import PiecesPage
from crmr_desk.ui.dossier.questions_page import QuestionsPage
from crmr_desk.ui.dossier.wizard import WizardPage
from crmr_desk.ui.ops import InlineOps
from crmr_desk.ui.problems import Sheet

TODAY = dt.date(2026, 11, 20)
DOSSIER = 1
REASON = "Mutation de la Pr Aubrac notifiée le 10/11/2026."
ANSWERS: dict[str, object] = {
    "cessation_letter.exists": True,
    "cessation_letter.date": "2026-11-12",
    "cessation_letter.effective": "2027-04-30",
    "cessation_letter.addressed_to": "director",
    "cessation_letter.copy_to_dgos": True,
    "changes_hospital": False,
    "proposal": "agreed",
    "decision.outcome": "favourable",
    "decision.date": "2026-11-20",
    "decision.signatory": "Étienne Vasseur",
    "start": "2027-05-01",
}
DECISION = frozenset({"decision.outcome", "decision.date", "decision.signatory", "start"})
"""What is answered last."""
RECEIVED: dict[str, dict[str, Any]] = {
    "proposal_letter": {"vouches": True},
    "motivation_letter": {"signed": True},
    "cv": {},
    "directoire_opinion": {"opinion": "favourable"},
    "fsmr_opinion": {"opinion": "favourable"},
}


def make_wizard(db: Database, qtbot: QtBot) -> WizardPage:
    page = WizardPage(Desk(db, InlineOps(), today=TODAY, who=db.who))
    page.desk.window = page
    qtbot.addWidget(page)
    page.resize(1382, 822)
    page.show()
    qtbot.waitExposed(page)
    page.open_dossier(DOSSIER)
    return page


def view_of(wizard: WizardPage) -> DossierView:
    assert wizard.view is not None
    return wizard.view


def sheets(wizard: WizardPage) -> list[Sheet]:
    """The dialogs open over the wizard."""
    return [sheet for sheet in wizard.findChildren(Sheet) if sheet.isVisible()]


def form_of(wizard: WizardPage) -> QuestionsForm:
    page = wizard.centre.page()
    assert isinstance(page, QuestionsPage)
    return page.questions.form


def type_day(wizard: WizardPage, question: str, typed: str) -> None:
    field = form_of(wizard).field(question)
    assert isinstance(field, DateField)
    field.edit.line.setText(typed)
    field.edit.line.editingFinished.emit()


def choose(wizard: WizardPage, question: str, value: str) -> None:
    field = form_of(wizard).field(question)
    assert isinstance(field, ChoiceField | YesNoField)
    field.options.button_of(value).click()


def pieces_of(wizard: WizardPage) -> PiecesPage:
    wizard.go_to("pieces")
    page = wizard.centre.page()
    assert isinstance(page, PiecesPage)
    return page


def drop(page: PiecesPage, kind: str, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    row = page.row(kind)
    # Qt gives a drop only to the widget that the drag has entered.
    QApplication.sendEvent(row, QDragEnterEvent(QPoint(20, 20), *rest))
    QApplication.sendEvent(row, QDropEvent(QPointF(20, 20), *rest))


def trigger(page: PiecesPage, kind: str, words: str) -> None:
    next(action for action in page.row(kind).menu().actions() if action.text() == words).trigger()


def answer_questions(wizard: WizardPage) -> None:
    choose(wizard, "cessation_letter.exists", "yes")
    type_day(wizard, "cessation_letter.date", "12/11/2026")
    type_day(wizard, "cessation_letter.effective", "30042027")
    choose(wizard, "cessation_letter.addressed_to", "director")
    choose(wizard, "cessation_letter.copy_to_dgos", "yes")
    wizard.bar.forward.click()
    choose(wizard, "changes_hospital", "no")
    choose(wizard, "proposal", "agreed")
    wizard.bar.forward.click()
    field = form_of(wizard).field("candidate")
    assert isinstance(field, PersonField)
    field.chooser.textEdited.emit("rouviere")
    field.chooser.picked.emit(field.chooser.entries.entry_at(0).id)
    wizard.bar.forward.click()


def receive_everything(wizard: WizardPage) -> None:
    page = pieces_of(wizard)
    for kind in ("proposal_letter", "motivation_letter", "cv"):
        trigger(page, kind, "Reçue")
    for kind in ("directoire_opinion", "fsmr_opinion"):
        trigger(page, kind, "Avis favorable")


def lift_notice(wizard: WizardPage) -> None:
    wizard.go_to("findings")
    page = wizard.centre.page()
    assert isinstance(page, FindingsPage)
    item = page.card.item("notice_too_short", "cessation_letter")
    assert item.reason is not None
    item.reason.setPlainText(REASON)
    item.lift.click()


def decide_to(wizard: WizardPage) -> None:
    wizard.go_to("decision")
    choose(wizard, "decision.outcome", "favourable")
    type_day(wizard, "decision.date", "20/11/2026")
    type_day(wizard, "start", "01/05/2027")
    signatory = form_of(wizard).field("decision.signatory")
    signatory.saved.emit("Étienne Vasseur")


def ready_to_apply(wizard: WizardPage) -> None:
    answer_questions(wizard)
    receive_everything(wizard)
    lift_notice(wizard)
    decide_to(wizard)
    bring_to_visa(wizard)
    wizard.go_to("summary")


def bring_to_visa(wizard: WizardPage) -> None:
    """The three acts that a favourable visa has behind it, on the days proposed."""
    for name in ("declare_complete", "begin_examination", "send_to_visa"):
        act = next(act for act in view_of(wizard).acts if act.id == name)
        wizard.verbs.perform(act, act.proposed_on, "")


def state_of(wizard: WizardPage, kind: str) -> PieceState:
    return next(piece.state for piece in view_of(wizard).pieces if piece.kind == kind)
