"""Back to the sender: what the workbook holds that goes back, and what happens when it comes in again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports import return_verbs
from crmr_desk.ui.imports.step import ImportStep
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card, ScrollPage, label
from crmr_desk.workbooks.imports.rows import DraftView, ImportState

_SENT = (
    ("file-spreadsheet", "Son propre classeur",
     "Ses feuilles, ses colonnes et sa mise en page sont gardées\u00a0: l’agence retrouve ce qu’elle a envoyé."),
    ("alert-triangle", "Les cellules à corriger sont colorées et commentées",
     "Chaque commentaire dit en français ce qui ne va pas, et ce qui serait accepté."),
    ("list", "Une première feuille «\u202fÀ corriger\u202f»",
     "Elle liste ces cellules une par une, avec un lien vers chacune\u202f; des listes de valeurs valables sont"
     " proposées là où il y en a."),
)  # fmt: skip
_BACK = (
    ("download", "Déposez-le dans la fenêtre comme le premier",
     "Il est reconnu\u00a0: l’import dit à quel classeur il répond, et garde les mêmes colonnes."),
    ("pencil", "Seules les cellules touchées sont lues",
     "Ce qui n’a pas bougé depuis l’envoi est ignoré, même si le registre a changé entre-temps."),
)  # fmt: skip


class ReturnStep(ImportStep):
    """Explains, and writes the workbook."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._view: DraftView | None = None
        self.sent, self.back = Card("Ce qui repart"), Card("Quand il revient")
        for card, lines in ((self.sent, _SENT), (self.back, _BACK)):
            for icon, title, sentence in lines:
                card.body.addLayout(_line(icon, title, sentence))
        self.write = button("Enregistrer le classeur de retour…", "secondary", "file-export")
        self.reason = label("", "quiet")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.write)
        line.addWidget(self.reason, 1)
        self.sent.body.addLayout(line)
        page = ScrollPage()
        page.body.setContentsMargins(24, 4, 24, 16)
        page.body.addWidget(self.sent)
        page.body.addWidget(self.back)
        page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        self.way.forward.hide()
        self.write.clicked.connect(self._write)
        self.way.back.clicked.connect(self._go_back)

    def show_view(self, view: DraftView) -> None:
        """Whom it goes to, and the step before."""
        self._view = view
        draft = view.row.state is ImportState.DRAFT
        self.way.back.setText("Retour au contrôle" if draft else "Retour au résultat")
        self.sent.set_count(view.row.sender)
        settled = not draft or view.row.to_settle == 0
        reason = return_verbs.no_return(view, settled=settled)
        set_available(self.write, reason)
        self.reason.setText(f"{reason}." if reason else "")

    def _write(self) -> None:
        if self._view is not None:
            return_verbs.ask(self.desk, self._view.row)

    def _go_back(self) -> None:
        draft = self._view is not None and self._view.row.state is ImportState.DRAFT
        self.step_wanted.emit("check" if draft else "apply")


def _line(icon: str, title: str, sentence: str) -> QHBoxLayout:
    line, words = QHBoxLayout(), QVBoxLayout()
    line.setSpacing(12)
    words.setSpacing(0)
    words.addWidget(label(title, "strong", wrap=True))
    words.addWidget(label(sentence, "secondary", wrap=True))
    line.addWidget(icons.IconLabel(icon, "text2", 18), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return line
