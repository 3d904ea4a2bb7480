"""Third step: what is typed for all the letters, and any of them as it will be printed beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from crmr_desk.model.correspondence.phrases import PhraseRow
from crmr_desk.model.correspondence.reminders.due import proposed_reply
from crmr_desk.model.correspondence.reminders.naming import NamingRule
from crmr_desk.model.correspondence.reminders.rows import ReminderLine, Wording
from crmr_desk.model.correspondence.reminders.wording import LONGEST_SUBJECT, OFFERED
from crmr_desk.model.dossiers.live_words import LivePages
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.ui.correspondence.phrases_menu import phrases_menu, pop_under
from crmr_desk.ui.correspondence.reminders.line_preview import LinePreview
from crmr_desk.ui.correspondence.reminders.names_form import NamesForm
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.fields import GrowingText
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.dossiers.people_forms import NameBox
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import ScrollPage, label
from crmr_desk.ui.parts.flow import Flow

_PAUSE_MS = 400
"""How long nobody types before the preview follows."""
_LONGEST_NAME = 120
"""Signs in the name of a pass: it stands on one line of a list."""
_HINT = (
    "Le paragraphe libre vient avant le dernier paragraphe du modèle. Un champ s’écrit entre accolades\u202f; le reste "
    "est imprimé tel quel."
)

Load = Callable[[ReminderLine, Wording, Callable[[LivePages], None], Callable[[Exception], None]], None]


class TextPage(QWidget):
    """``changed`` follows the name that is typed, ``edited`` what the letters say. ``load`` prints one in the lane."""

    changed = Signal()
    edited = Signal()

    def __init__(self, desk: Desk, load: Load, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._load = desk, load
        self.name, self.subject = QLineEdit(), QLineEdit()
        self.name.setMaxLength(_LONGEST_NAME)
        self.subject.setPlaceholderText("Celui du modèle")
        self.subject.setMaxLength(LONGEST_SUBJECT)
        self.paragraph = GrowingText(least=5, most=12)
        self.reply_by = DateEdit("Réponse attendue le", desk.today)
        self.reply_by.set_day(proposed_reply(desk.today))
        self.signatory = NameBox((), "Signataire")
        line = self.signatory.lineEdit()
        if line is not None:
            line.setPlaceholderText("Laissé à qui signera")
        self.rule, self.change_rule = label("", "quiet", wrap=True), button("Noms des fichiers…", "link")
        self.insert_field, self.insert_phrase = (
            button("Insérer un champ…", "secondary", "plus"), button("Insérer une formule…", "secondary", "quote")
        )  # fmt: skip
        self.preview = LinePreview(self._show)
        self._phrases: Sequence[PhraseRow] = ()
        self._pattern = ""
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay()
        self._connect()

    def show_lines(self, lines: Sequence[ReminderLine], name: str) -> None:
        """Offer these letters to be looked at; ``name`` is what the pass is called until somebody types another."""
        if not self.name.isModified():
            self.name.setText(name)
        self.preview.set_lines(lines)

    def show_known(self, phrases: Sequence[PhraseRow], signatories: Sequence[str], rule: NamingRule) -> None:
        """Offer these phrases and signatories; ``rule`` names the files."""
        self._phrases = phrases
        self.signatory.clear()
        self.signatory.addItems(list(signatories))
        self.signatory.setCurrentIndex(-1)
        self._show_rule(rule.pattern)

    def wording(self) -> Wording:
        """What is typed. Raises UserError for a day that cannot be read."""
        try:
            day = self.reply_by.day()
        except ValueError as problem:
            raise UserError(str(problem)) from problem
        return Wording(self.subject.text(), self.paragraph.toPlainText(), day, self.signatory.name())

    def why_not_yet(self) -> str:
        """Why nothing can be written yet; "" when it can."""
        return "" if self.name.text().strip() else "Donnez un nom à cet envoi"

    def fields_menu(self) -> QMenu:
        """The merge fields that a reminder can fill; the caller shows it."""
        menu = QMenu(self)
        for name in OFFERED:
            words = MERGE_FIELDS[name]
            menu.addAction(f"{words[:1].upper()}{words[1:]}", partial(self._put, f"{{{name}}}"))
        return menu

    def phrases_menu(self) -> QMenu:
        """The phrases by topic; the caller shows it."""
        return phrases_menu(self, self._phrases, self._put)

    def _ask_rule(self) -> None:
        line = self.preview.line()
        if line is not None:
            NamesForm(self._desk, NamingRule(self._pattern), line, self._show_rule, self.window()).open()

    def _show_rule(self, pattern: str) -> None:
        self._pattern = pattern
        self.rule.setText(f"{pattern}.pdf")

    def _put(self, text: str) -> None:
        self.paragraph.insertPlainText(text)
        self.paragraph.setFocus()

    def _show(self, line: ReminderLine, then: Callable[[LivePages], None], failed: Callable[[Exception], None]) -> None:
        try:
            wording = self.wording()
        except UserError as error:
            failed(error)
            return
        self._load(line, wording, then, failed)

    def _connect(self) -> None:
        self._wait.timeout.connect(self.preview.again)
        self.edited.connect(self._wait.start)
        self.subject.textChanged.connect(lambda _text: self.edited.emit())
        self.paragraph.textChanged.connect(self.edited)
        self.reply_by.left.connect(self.edited)
        self.signatory.currentTextChanged.connect(lambda _text: self.edited.emit())
        self.change_rule.clicked.connect(self._ask_rule)
        self.name.textChanged.connect(lambda _text: self.changed.emit())
        for opener, menu in ((self.insert_field, self.fields_menu), (self.insert_phrase, self.phrases_menu)):
            opener.clicked.connect(lambda _on=False, opener=opener, menu=menu: pop_under(opener, menu()))

    def _lay(self) -> None:
        form = ScrollPage()
        form.body.setContentsMargins(0, 0, 8, 0)
        form.body.addLayout(named("Nom de l’envoi, pour le retrouver", self.name))
        form.body.addLayout(named("Objet", self.subject))
        form.body.addLayout(named("Paragraphe libre", self.paragraph))
        inserts = QWidget()
        flow = Flow(parent=inserts)
        flow.addWidget(self.insert_field)
        flow.addWidget(self.insert_phrase)
        form.body.addWidget(inserts)
        form.body.addWidget(label(_HINT, "quiet", wrap=True))
        form.body.addLayout(named("Réponse attendue le", self.reply_by))
        form.body.addLayout(named("Signataire, imprimé sous chaque courrier", self.signatory))
        form.body.addWidget(self.change_rule)
        form.body.addWidget(self.rule)
        form.body.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(form, 2)
        line.addWidget(self.preview, 3)
