"""What the right half says while no centre is chosen, and the way out of an empty register."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.notes import EmptyState

_WORKBOOKS = "Classeurs d’échange (*.xlsx)"
_NBSP = "\N{NO-BREAK SPACE}"


class NoCentre(QWidget):
    """``filter_wanted``: the user would like to type the name of a centre."""

    filter_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.choose = EmptyState(
            "topology-star-3",
            "Choisissez un centre dans l’arbre, ou tapez quelques lettres de son nom, de sa ville, de son FINESS "
            "ou de son responsable.",
            "Filtrer l’arbre", "search",
        )  # fmt: skip
        self.gone = EmptyState("topology-star-3", "", "Choisir un autre centre", "search")
        self.load = EmptyState(
            "database",
            f"Ce registre est vide{_NBSP}: chargez un classeur d’échange pour y mettre les filières, les centres "
            "et les personnes.",
            "Charger un classeur…", "upload",
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._lay_out()

    def ask_for_centre(self, *, empty: bool) -> None:
        """Invite to choose a centre, or to fill the register where it is ``empty``."""
        self._stack.setCurrentWidget(self.load if empty else self.choose)

    def tell_gone(self, sentence: str) -> None:
        """The centre shown is there no more."""
        self.gone.sentence.setText(sentence)
        self._stack.setCurrentWidget(self.gone)

    def load_workbook(self, path: str) -> None:
        """Load an exchange workbook into the register, or nothing of it."""

        def verb() -> object:
            from crmr_desk.workbooks import exchange

            return exchange.load(self._desk.db, path)

        self._desk.run(verb, lambda _changes: self._desk.toast.emit("Le classeur est chargé."))

    def _lay_out(self) -> None:
        for state in (self.choose, self.gone, self.load):
            self._stack.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        for state in (self.choose, self.gone):
            if state.action is not None:
                state.action.clicked.connect(self.filter_wanted)
        if self.load.action is not None:
            self.load.action.clicked.connect(self._ask_workbook)

    def _ask_workbook(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, "Charger un classeur d’échange", "", _WORKBOOKS)
        if path:
            self.load_workbook(path)
