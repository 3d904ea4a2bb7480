"""The note of a dossier, edited in place: kept when the field is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from crmr_desk.ui.dossier.fields import GrowingText


class NoteField(GrowingText):
    """``kept(text)`` when another text is left here; Escape gives the note kept back."""

    kept = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(least=1, most=3, parent=parent)
        self._note = ""
        self.setPlaceholderText("Ajouter une note…")
        self.setAccessibleName("Note du dossier")
        self.setToolTip("La note se garde quand vous quittez le champ")

    def show_note(self, note: str) -> None:
        """Show the note as it is kept; what is being typed stays."""
        typing = self.hasFocus() and self.text() != self._note
        self._note = note
        if not typing and self.text() != note:
            self.setPlainText(note)

    def commit(self) -> None:
        """Keep what is typed, when it is news."""
        if self.text() != self._note:
            self._note = self.text()
            self.kept.emit(self._note)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._note:
            self.setPlainText(self._note)
            return
        super().keyPressEvent(event)
