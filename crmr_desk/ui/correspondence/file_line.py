"""A line of a form that asks for a file: its name, and the way to choose another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.parts.buttons import button


class FileLine(QWidget):
    """``path`` is the file chosen, None before. ``chosen`` once there is another."""

    chosen = Signal()

    def __init__(self, name: str, title: str, kinds: str, parent: QWidget | None = None) -> None:
        """``name`` is read by a screen reader, ``title`` and ``kinds`` are those of the dialog."""
        super().__init__(parent)
        self.path: Path | None = None
        self._title, self._kinds = title, kinds
        self._said = ElidedLabel("Aucun fichier", "secondary")
        self.choose = button("Choisir un fichier…", "secondary", "paperclip")
        self.choose.setAccessibleName(f"{name}, choisir un fichier")
        self.choose.clicked.connect(self._ask)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._said, 1)
        line.addWidget(self.choose)
        self.setAccessibleName(name)

    def set_path(self, path: Path) -> None:
        """The file that is meant."""
        self.path = path
        self._said.say(path.name)
        self.chosen.emit()

    def _ask(self) -> None:
        dialog = QFileDialog(self, self._title, "", self._kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.set_path(Path(name)))
        dialog.open()
