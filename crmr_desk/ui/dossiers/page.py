"""The Dossiers page: the list, and over it the sheet of the dossier that is opened."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossiers.filters import EVERYTHING
from crmr_desk.ui.dossiers.list_view import DossierList
from crmr_desk.ui.dossiers.sheet import DossierSheet


class DossiersPage(QWidget):
    """``go_to`` shows the list or a dossier; ``bar`` is what stands at the bottom, over which a toast appears."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        settings = getattr(desk.window, "settings", None)
        self.list = DossierList(desk, settings if isinstance(settings, QSettings) else None)
        self.sheet = DossierSheet(desk, self.list.names)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.list.opened.connect(self._open)
        self.list.shown.connect(self._say_position)
        self.sheet.back_wanted.connect(lambda: desk.page_wanted.emit("dossiers", ""))
        self.sheet.moved.connect(self._move)
        self.sheet.windowTitleChanged.connect(lambda _title: self._retitle())

    @property
    def bar(self) -> QWidget | None:
        """The bar at the bottom, when there is one."""
        return self.list.bar if self.stack.currentWidget() is self.list else None

    def go_to(self, what: int | str = "") -> None:
        """The sheet of a dossier by its id; the list, as it is filtered, or whole for ``all``."""
        if isinstance(what, int):
            self._show_sheet(what)
            return
        self.sheet.commit()
        if what == "all":
            self.list.want(EVERYTHING)
        if self.stack.currentWidget() is self.sheet:
            self.list.table.select(self.sheet.verbs.dossier_id)
        self.stack.setCurrentWidget(self.list)
        self.list.table.setFocus()
        self._retitle()

    def _show_sheet(self, dossier_id: int) -> None:
        if not self.list.was_read():
            self.list.reload()
        self.sheet.show_dossier(dossier_id)
        if self.stack.currentWidget() is self.list:
            self.stack.setCurrentWidget(self.sheet)
            self.sheet.head.wizard.setFocus()
        self._say_position()
        self._retitle()

    def _open(self, row: DossierListRow) -> None:
        self.desk.sheet_wanted.emit(row.id)

    def _move(self, by: int) -> None:
        order, here = self.list.order(), self.sheet.verbs.dossier_id
        if here in order and 0 <= order.index(here) + by < len(order):
            self.desk.sheet_wanted.emit(order[order.index(here) + by])

    def _say_position(self) -> None:
        order, here = self.list.order(), self.sheet.verbs.dossier_id
        self.sheet.head.show_position(order.index(here) if here in order else None, len(order))

    def _retitle(self) -> None:
        on_sheet = self.stack.currentWidget() is self.sheet
        self.setWindowTitle(self.sheet.windowTitle() if on_sheet else "")
