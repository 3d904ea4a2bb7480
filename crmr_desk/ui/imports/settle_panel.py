"""At the right of the lines: what one line wants of the user, and the answers that are possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.imports.candidate_card import CandidateCard
from crmr_desk.ui.imports.correction_note import CorrectionNote
from crmr_desk.ui.imports.settle_question import Asked, Question
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import ScrollPage, clear, label
from crmr_desk.ui.parts.flow import Flow, FlowingLabel
from crmr_desk.ui.parts.notes import EmptyState

WIDTH = 344
_DOSSIER = "Une ARS est informée, elle ne décide pas\u00a0: le coordonnateur ne change que par un dossier."
_PLACE = "A3 §2"


class SettlePanel(QWidget):
    """``confirmed(question, candidate or None, alike)`` with the answer chosen; ``passed`` to leave the line for later;
    on a question ``keep_wanted`` (set aside the other lines of the seat), ``search_wanted`` (another answer),
    ``aside_wanted``, ``correct_wanted``, ``back_wanted`` (take the choices back) and ``dossier_wanted``; ``closed``
    when the user folds the panel away."""

    confirmed = Signal(object, object, bool)
    passed = Signal()
    keep_wanted = Signal(object)
    search_wanted = Signal(object)
    aside_wanted = Signal(object)
    correct_wanted = Signal(object)
    back_wanted = Signal(object)
    dossier_wanted = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question: Question | None = None
        self.cards: list[CandidateCard] = []
        self._alike = 0
        self._group = QButtonGroup(self)
        self.setAccessibleName("Régler la ligne choisie")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "left")
        self.title = FlowingLabel("", "section")
        self.close_button = button("Fermer le panneau", "icon", "x")
        self.page = ScrollPage()
        self.alike = QCheckBox()
        self.correction = CorrectionNote()
        self.confirm = button("Confirmer, ligne suivante", "primary", "check")
        self.dossier = button("Ouvrir le dossier de succession…", "primary", "folder")
        self.read = button("Lu, rien ne change", "secondary", "check")
        self.keep = button("Garder cette ligne", "primary", "check")
        self.correct = button("Corriger la cellule", "primary", "pencil")
        self.back = button("Revenir sur ce choix", "secondary", "arrow-back-up")
        self.pass_by = button("Passer", "ghost")
        self.search = button("Chercher…", "link", "search")
        self.search.setAccessibleName("Chercher une autre réponse dans le registre")
        self.search.setToolTip(self.search.accessibleName())
        self.aside = button("Écarter la ligne…", "link", "minus")
        self.reason = label("", "quiet", wrap=True)
        self.empty = EmptyState("list", "Choisissez une ligne pour voir ce qu’elle demande.")
        self._lay()
        self._connect()
        self.show_question(None)

    def show_question(
        self, question: Question | None, *, sender: str = "", alike: int = 0, locked: str = "", dossier: str = ""
    ) -> None:
        """Show what a line wants; None: no line is chosen. ``sender`` is who wrote the workbook (« l’ARS »), ``alike``
        how many other lines ask the same, ``locked`` why nothing can be chosen (the draft is a colleague's),
        ``dossier`` what the line calls for (« le dossier de succession »)."""
        same = self.question is not None and question is not None and question == self.question
        self.question, self._alike = question, alike
        self.empty.setVisible(question is None)
        self.page.setVisible(question is not None)
        self.title.setText(question.title if question is not None else "Régler une ligne")
        self.title.updateGeometry()
        if question is not None and not same:
            self._fill(question, sender)
        self.dossier.setText(f"Ouvrir {dossier}…")
        self.dossier.setAccessibleName(self.dossier.text())
        self._show_alike()
        self._show_verbs(locked)

    def chosen(self) -> CandidateCard | None:
        """The match picked now."""
        return next((card for card in self.cards if card.radio.isChecked()), None)

    def wants_alike(self) -> bool:
        """Whether the answer is that of the lines alike too."""
        return self.alike.isVisibleTo(self) and self.alike.isChecked()

    def take_focus(self) -> None:
        """To the match picked, else to the one way on."""
        card = self.chosen()
        for each in (card.radio if card else None, self.confirm, self.keep, self.correct, self.dossier, self.back):
            if each is not None and each.isVisible() and each.isEnabled():
                each.setFocus()
                return

    # --- content --------------------------------------------------------------------------------------------------

    def _fill(self, question: Question, sender: str) -> None:
        body = self.page.body
        for card in self.cards:
            self._group.removeButton(card.radio)
        self.cards = []
        clear(body)
        self.page.verticalScrollBar().setValue(0)
        for sentence in question.why:
            body.addWidget(label(sentence, "secondary", wrap=True))
        if question.asked is Asked.DOSSIER:
            body.addWidget(label(_DOSSIER, "body", wrap=True))
            body.addWidget(PlaceBadge(_PLACE))
        if question.written:
            body.addWidget(_written(question, sender))
        for candidate in question.candidates:
            body.addWidget(self._card(CandidateCard(candidate)))
        if self.cards and question.candidates[0].verdict == "sure":
            self.cards[0].set_chosen()
        body.addStretch(1)
        self.page.settle()

    def _card(self, card: CandidateCard) -> CandidateCard:
        self.cards.append(card)
        self._group.addButton(card.radio)
        card.chosen.connect(lambda: self._show_verbs(self._locked))
        card.confirmed.connect(self._confirm)
        card.left.connect(lambda step: self.cards[(self.cards.index(card) + step) % len(self.cards)].pick())
        return card

    def _show_alike(self) -> None:
        question = self.question
        answers = question is not None and question.kind is not None
        self.alike.setVisible(answers and self._alike > 0)
        same = plural(self._alike, "ligne semblable", "lignes semblables")
        self.alike.setText(f"Faire de même pour {'les ' if self._alike > 1 else ''}{same}")
        self.alike.setChecked(self._alike > 0)

    def _show_verbs(self, locked: str) -> None:
        self._locked = locked
        question = self.question
        asked = question.asked if question is not None else None
        self.confirm.setVisible(question is not None and question.kind is not None and asked is not Asked.DOSSIER)
        for each in (self.dossier, self.read):
            each.setVisible(asked is Asked.DOSSIER)
        self.keep.setVisible(asked is Asked.DUPLICATE)
        self.correct.setVisible(asked is Asked.CORRECT and question is not None and bool(question.cell))
        self.back.setVisible(question is not None and bool(question.chosen) and asked not in _ASKING)
        settled = asked in (Asked.NOTHING, Asked.SET_ASIDE, Asked.NO_DATA, None)
        self.pass_by.setVisible(not settled)
        self.aside.setVisible(question is not None and asked not in (Asked.SET_ASIDE, Asked.NO_DATA))
        self.search.setVisible(asked in _ASKING)
        self.back.setText("Reprendre la ligne" if asked is Asked.SET_ASIDE else "Revenir sur ce choix")
        reason = locked or self._nothing_chosen()
        set_available(self.confirm, reason)
        for each in (self.keep, self.correct, self.back, self.aside, self.search, self.read):
            set_available(each, locked)
        self.reason.setText(f"{reason}." if self.confirm.isVisibleTo(self) and reason else "")
        self.reason.setVisible(bool(self.reason.text()))

    def _nothing_chosen(self) -> str:
        return "Choisissez d’abord une réponse" if self.cards and self.chosen() is None else ""

    def _confirm(self) -> None:
        if self.question is not None and self.confirm.isEnabled():
            card = self.chosen()
            self.confirmed.emit(self.question, card.candidate if card is not None else None, self.wants_alike())

    # --- making ---------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.confirm.clicked.connect(self._confirm)
        self.read.clicked.connect(self._confirm)
        self.pass_by.clicked.connect(self.passed)
        verbs: Sequence[tuple[QPushButton, Callable[[Any], Any]]] = (
            (self.dossier, self.dossier_wanted.emit),
            (self.keep, self.keep_wanted.emit),
            (self.correct, self.correct_wanted.emit),
            (self.back, self.back_wanted.emit),
            (self.search, self.search_wanted.emit),
            (self.aside, self.aside_wanted.emit),
        )
        for each, then in verbs:
            each.clicked.connect(lambda _on=False, then=then: then(self.question))

    def _lay(self) -> None:
        self.setFixedWidth(WIDTH)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 12, 4)
        head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.page.body.setContentsMargins(16, 0, 16, 8)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 4, 16, 12)
        foot.setSpacing(6)
        for part in (self.correction, self.alike, self.reason):
            foot.addWidget(part)
        line = Flow(8)
        for verb in (self.confirm, self.read, self.keep, self.correct, self.back, self.pass_by):
            line.addWidget(verb)
        foot.addWidget(self.dossier)
        foot.addLayout(line)
        links = Flow(4, 0)
        links.addWidget(self.search)
        links.addWidget(self.aside)
        foot.addLayout(links)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.page, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(foot)


_ASKING = (Asked.HOSPITAL, Asked.CENTRE, Asked.PERSON)


def _written(question: Question, sender: str) -> QFrame:
    """Écrit par l’ARS, cellule C37: the words as typed."""
    made = QFrame()
    made.setProperty("card", "raised")
    column = QVBoxLayout(made)
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(2)
    column.addWidget(label(f"Écrit par {sender}, cellule {question.cell}", "small", wrap=True))
    words = label(question.written, "strong", wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(words)
    if question.context:
        column.addWidget(label(question.context, "secondary", wrap=True))
    made.setAccessibleName(f"Écrit par {sender}, cellule {question.cell}\u00a0: {question.written}")
    return made
