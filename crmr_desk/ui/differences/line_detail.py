"""Under the differences: the line chosen, whole, and where it leads."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.network.differences.rows import Difference
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label


class LineDetail(QFrame):
    """Hidden while no line is chosen. ``source_wanted(row)`` and ``centre_wanted(row)`` by its buttons."""

    source_wanted = Signal(object)
    centre_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: Difference | None = None
        self.setProperty("card", "raised")
        self.what, self.values = label("", "strong", wrap=True), label("", "secondary", wrap=True)
        self.source, self.centre = button("", "link", "history"), button("", "link", "stethoscope")
        words, verbs = QVBoxLayout(), QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.what)
        words.addWidget(self.values)
        words.addStretch(1)
        verbs.setSpacing(0)
        verbs.addWidget(self.source)
        verbs.addWidget(self.centre)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 12, 8)
        line.setSpacing(16)
        line.addLayout(words, 1)
        line.addLayout(verbs)
        self.source.clicked.connect(lambda: self.source_wanted.emit(self._row))
        self.centre.clicked.connect(lambda: self.centre_wanted.emit(self._row))
        self.hide()

    def show_row(self, row: Difference | None) -> None:
        """Tell another line, or none."""
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        self.what.setText(f"{row.centre}\u00a0: {row.what}" if row.centre else row.what)
        self.values.setText(f"{row.before or 'rien'} → {row.after or 'rien'}" if row.before or row.after else "")
        self.values.setVisible(bool(self.values.text()))
        self.source.setText(
            f"Dossier {row.dossier}" if row.dossier_id is not None else f"Opération n°\u00a0{row.operation_id}"
        )
        self.source.setToolTip(row.operation)
        self.source.setVisible(row.dossier_id is not None or row.operation_id is not None)
        self.centre.setText("Fiche du centre" if row.centre_kind is not None else "Fiche de l’établissement")
        self.setAccessibleName(f"{self.what.text()} {self.values.text()}")
