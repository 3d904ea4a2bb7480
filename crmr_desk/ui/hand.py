"""A hand on the real window for the demonstration: it clicks, types and drops as an instructor does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from crmr_desk.model.dossiers.rows import PieceState
from crmr_desk.model.store.database import Database
from crmr_desk.ui import theme
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.acts_card import ActsCard
from crmr_desk.ui.dossier.choice_field import ChoiceField
from crmr_desk.ui.dossier.date_field import DateField
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.fields import TextField
from crmr_desk.ui.dossier.findings_card import FindingItem
from crmr_desk.ui.dossier.form import QuestionsForm
from crmr_desk.ui.dossier.pick_field import PersonField
from crmr_desk.ui.dossier.piece_forms import ReceiptForm
from crmr_desk.ui.dossier.piece_row import PieceRow
from crmr_desk.ui.dossier.wizard import WizardPage
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.network.page import NetworkPage
from crmr_desk.ui.network.tree_model import NetworkTreeModel
from crmr_desk.ui.ops import InlineOps

_SIZE = (1440, 900)
_PAUSE_MS = 120
"""The pauses of the window (a filter, a walk through the tree) are shorter; its other timers are not waited for."""
_PAINT_MS = 10
_PATIENCE = 300


class _StrictDesk(Desk):
    """No one reads the dialogs of a demonstration: a problem ends it."""

    def show_problem(self, error: Exception) -> None:
        raise error


class Hand:
    """Works in a window of its own on ``db``, as ``who`` on the day ``today``; pictures go to ``folder``."""

    def __init__(self, app: QApplication, db: Database, *, today: dt.date, folder: Path, base_name: str) -> None:
        self._app = app
        self._folder = folder
        self.window = MainWindow(QSettings(str(folder / "fenetre.ini"), QSettings.Format.IniFormat))
        self.window.resize(*_SIZE)
        self.desk = _StrictDesk(db, InlineOps(), today=today, who=db.who)
        self.window.show()
        self.window.open_desk(self.desk, base_name)
        self.settle()

    def settle(self) -> None:
        """Let the window paint, and do what it has put off for a moment."""
        for _ in range(_PATIENCE):
            QTest.qWait(_PAINT_MS)
            if not self._puts_off():
                return
        raise RuntimeError("the window does not settle")

    def _puts_off(self) -> bool:
        pauses = (each for each in self.window.findChildren(QTimer) if each.isSingleShot() and each.isActive())
        return any(each.interval() <= _PAUSE_MS for each in pauses)

    def picture(self, name: str) -> Path:
        """Save the window as it looks now."""
        self.settle()
        QTest.qWait(_PAUSE_MS)
        path = self._folder / f"{name}.png"
        if not self.window.grab().save(str(path)):
            raise OSError(f"the picture {path} cannot be written")
        return path

    def shade(self, mode: theme.Mode) -> None:
        """Light or dark."""
        theme.apply(self._app, mode)

    def close(self) -> None:
        """Leave the window; its state is not kept."""
        self.window.close()
        self.window.deleteLater()
        (self._folder / "fenetre.ini").unlink(missing_ok=True)

    # --- the window -----------------------------------------------------------------------------------------------

    def go(self, page: str) -> None:
        """Press an entry of the navigation."""
        self.press(self.window.navigation.entries[page])

    @property
    def network(self) -> NetworkPage:
        page = self.window.page("network")
        assert isinstance(page, NetworkPage)
        return page

    @property
    def wizard(self) -> WizardPage:
        page = self.window.page("dossier")
        assert isinstance(page, WizardPage)
        return page

    def pick_centre(self, words: str, kind: str, row_id: int) -> None:
        """Type into the tree's filter, then click the line of the centre."""
        self.network.panel.field.setText(words)
        self.settle()
        tree = self.network.panel.tree
        model = tree.model()
        assert isinstance(model, NetworkTreeModel)
        line = tree.visualRect(model.index_of(kind, row_id))
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=line.center())
        self.settle()

    def press(self, button: QAbstractButton) -> None:
        """Click a button. One that is grey is a bug of the journey."""
        if not button.isEnabled():
            raise RuntimeError(f"{button.accessibleName() or button.text()}: {button.toolTip()}")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def press_named(self, words: str, within: QWidget | None = None) -> None:
        """Click the visible button whose name or text begins with ``words``."""
        for button in _visible_buttons(within or self.window):
            if button.text().startswith(words) or button.accessibleName().startswith(words):
                self.press(button)
                return
        raise LookupError(words)

    def take_back(self) -> None:
        """Ctrl+Z, and yes."""
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        QTest.keyClick(self.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.settle()
        self.press_named("Annuler l’opération")

    # --- the wizard -----------------------------------------------------------------------------------------------

    def forward(self) -> None:
        """The main button at the bottom right of the wizard."""
        self.press(self.wizard.bar.forward)

    def answer(self, path: str, value: object) -> None:
        """Answer a question of the page on screen."""
        form = next(form for form in self.wizard.centre.page().findChildren(QuestionsForm) if form.isVisible())
        field = form.field(path)
        if isinstance(field, DateField) and isinstance(value, dt.date):
            field.edit.line.setText(f"{value:%d/%m/%Y}")
            field.commit()
        elif isinstance(field, TextField):
            field.edit.setPlainText(str(value))
            field.commit()
        elif isinstance(field, PersonField):
            self._choose_person(field, str(value))
        elif isinstance(field, ChoiceField):
            shown = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
            self.press(field.options.button_of(str(shown)))
        self.settle()

    @property
    def dossier_id(self) -> int:
        """The dossier in the wizard."""
        return self.wizard.verbs.dossier_id

    def pieces(self) -> list[PieceRow]:
        """The lines of the check-list on screen."""
        return [row for row in self.wizard.centre.page().findChildren(PieceRow) if row.isVisible()]

    def drop(self, kind: str, file: Path) -> None:
        """Drop a file on a line of the check-list, and answer what the paper must say."""
        row = next(row for row in self.pieces() if row.line.kind == kind)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file))])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        row.dropEvent(QDropEvent(QPointF(QPoint(40, 20)), Qt.DropAction.CopyAction, mime, left, none))
        self.settle()
        form = next((form for form in self.window.findChildren(ReceiptForm) if form.isVisible()), None)
        if form is not None:
            for options, said in ((form.opinion, "favourable"), (form.signed, "yes"), (form.vouches, "yes")):
                if options.isVisible():
                    options.button_of(said).click()
            self.press_named("Enregistrer la réception", form)

    def find_compliant(self) -> None:
        """Check each paper of the page that waits for it."""
        for row in [row for row in self.pieces() if row.line.state is PieceState.TO_CHECK]:
            self.press_named(f"Conforme, {row.line.label}")

    def perform(self, act: str, on: dt.date) -> None:
        """Press the button of an act of the dossier on this page, and give its day."""
        card = next(card for card in self.wizard.centre.page().findChildren(ActsCard) if card.isVisible())
        self.press(card.rows[act].button)
        form = next(form for form in self.window.findChildren(DatedForm) if form.isVisible())
        form.day.set_day(on)
        self.press(form.keep)

    def lift(self, reason: str) -> None:
        """Write the reason under the first finding that wants one, and lift it."""
        item = next(item for item in self.wizard.centre.page().findChildren(FindingItem) if item.lift.isVisible())
        assert item.reason is not None
        item.reason.setPlainText(reason)
        self.press(item.lift)

    def show_tab(self, title: str) -> None:
        """Open a tab of the centre sheet."""
        tabs = self.network.sheet.body.tabs
        tabs.setCurrentIndex(next(place for place in range(tabs.count()) if tabs.tabText(place).startswith(title)))
        self.settle()

    def _choose_person(self, field: PersonField, name: str) -> None:
        field.chooser.setText(name)
        field.chooser.textEdited.emit(name)
        QTest.keyClick(field.chooser, Qt.Key.Key_Return)


def _visible_buttons(within: QWidget) -> Iterable[QAbstractButton]:
    return (button for button in within.findChildren(QAbstractButton) if button.isVisible())
