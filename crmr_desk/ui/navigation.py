"""The left side of the window: the pages that work, the settings, help. Folds to its icons."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crmr_desk.ui import icons, theme
from crmr_desk.ui.pages import PageKind
from crmr_desk.ui.parts.buttons import Button
from crmr_desk.ui.parts.card import label

WIDE, NARROW = 200, 58
_MODES: tuple[tuple[theme.Mode, str], ...] = (("light", "Clair"), ("dark", "Sombre"), ("system", "Comme le système"))


class NavigationEntry(Button):
    """A line with icon and words, and at its right a counter: a red pill for what is late, a quiet number for what
    waits."""

    def __init__(self, text: str, icon: str, *, checkable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._text, self._icon, self._said = text, icon, ""
        self._count, self._late = 0, True
        self.setProperty("kind", "nav")
        self.setCheckable(checkable)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_late(self, count: int) -> None:
        """How many things are late; 0 shows nothing."""
        self._count_so(count, f"{_parted(count)} en retard", late=True)

    def set_waiting(self, count: int, words: str) -> None:
        """How many things wait for the user, as ``words`` say it (« 2 brouillons »); 0 shows nothing."""
        self._count_so(count, words, late=False)

    def fold(self, *, narrow: bool) -> None:
        """Icon alone, its words in the tooltip, with what its dot counts; or both."""
        self.setText("" if narrow else self._text)
        self._say_tip()

    def showEvent(self, event: QShowEvent) -> None:
        """The icon is drawn now: most entries are not shown before a register is open, and the window is."""
        super().showEvent(event)
        if self.icon().isNull():
            icons.bind(self, self._icon, "text2", 18, checked="accent", gap=8)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self.isChecked():
            painter.fillRect(QRect(0, 8, 3, self.height() - 16), theme.color("accent"))
        if self._count:
            self._paint_count(painter)

    def _count_so(self, count: int, words: str, *, late: bool) -> None:
        self._count, self._late = count, late
        self._said = words if count else ""
        self.setAccessibleDescription(self._said)
        self._say_tip()
        self.update()

    def _say_tip(self) -> None:
        words = "\N{NO-BREAK SPACE}: ".join(filter(None, (self._text, self._said)))
        self.setToolTip("" if self.text() else words)

    def _paint_count(self, painter: QPainter) -> None:
        ink = theme.color("stop" if self._late else "text2")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if not self.text():
            painter.setBrush(ink)
            painter.drawEllipse(QRect(self.width() - 15, 5, 7, 7))
            return
        font, words = theme.font(12, 600, figures=True), _parted(self._count)
        width = max(20, QFontMetrics(font).horizontalAdvance(words) + 10)
        box = QRectF(self.width() - width - 8, (self.height() - 18) / 2, width, 18)
        if self._late:
            painter.setBrush(theme.color("stop_soft"))
            painter.drawRoundedRect(box, 9, 9)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _parted(count: int) -> str:
    """1 838."""
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


class Mark(QWidget):
    """The sign of the program: a small network on the accent."""

    def __init__(self, size: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        theme.signals.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        inner = self.width() - 10
        painter.drawPixmap(5, 5, icons.pixmap("affiliate", "onaccent", inner))


class Navigation(QWidget):
    """``page_wanted(key)`` when an entry is chosen; ``mode_wanted(mode)`` for the appearance; ``help_wanted``,
    ``export_wanted`` (the register as a workbook), ``rehearsal_wanted`` (a copy to try things on) and
    ``settings_wanted``."""

    page_wanted = Signal(str)
    export_wanted = Signal()
    settings_wanted = Signal()
    rehearsal_wanted = Signal()
    mode_wanted = Signal(str)
    help_wanted = Signal()

    def __init__(self, pages: Iterable[PageKind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Navigation")
        self.entries: dict[str, NavigationEntry] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 14, 8, 10)
        self._column.setSpacing(1)
        self._column.addLayout(self._heading())
        self._column.addSpacing(12)
        for page in pages:
            self._add_page(page)
        self._column.addStretch(1)
        self.export = self._add_verb("Exporter le registre…", "download", self.export_wanted.emit)
        self.rehearsal = self._add_verb("Répétition…", "history", self.rehearsal_wanted.emit)
        self.settings = self._add_verb("Réglages", "settings", self.settings_wanted.emit, checkable=True)
        # Outside the group, where Tab would pass it over; pressed again, it stays marked.
        self.settings.clicked.connect(lambda: self.settings.setChecked(True))
        self.appearance = self._add_verb("Apparence", "moon", self._offer_modes)
        self.help = self._add_verb("Aide et raccourcis", "help-circle", self.help_wanted.emit)
        self.fold(narrow=False)

    def show_page(self, key: str) -> None:
        """Mark the entry of the page shown; a page without entry unmarks all."""
        self._group.setExclusive(False)
        for each, entry in self.entries.items():
            entry.setChecked(each == key)
        self.settings.setChecked(key == "settings")
        self._group.setExclusive(True)

    def fold(self, *, narrow: bool) -> None:
        """58 pixels of icons with tooltips, or 200 with words."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._words.setVisible(not narrow)
        for entry in (*self.entries.values(), *self._verbs(), self.appearance, self.help):
            entry.fold(narrow=narrow)

    def show_pages(self, *, shown: bool) -> None:
        """Without an open register there is no page to go to; another register counts anew."""
        for entry in (*self.entries.values(), *self._verbs()):
            entry.setVisible(shown)
            entry.set_late(0)

    def _verbs(self) -> tuple[NavigationEntry, ...]:
        """The verbs that need an open register."""
        return self.export, self.rehearsal, self.settings

    def _heading(self) -> QHBoxLayout:
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(label("Centres de référence", "strong"))
        words.addWidget(label("Maladies rares", "small"))
        line = QHBoxLayout()
        line.setContentsMargins(7, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(Mark())
        line.addWidget(self._words, 1)
        return line

    def _add_page(self, page: PageKind) -> None:
        entry = NavigationEntry(page.title, page.icon)
        entry.clicked.connect(lambda: self.page_wanted.emit(page.key))
        self._group.addButton(entry)
        self.entries[page.key] = entry
        self._column.addWidget(entry)

    def _add_verb(
        self, text: str, icon: str, then: Callable[[], object], *, checkable: bool = False
    ) -> NavigationEntry:
        entry = NavigationEntry(text, icon, checkable=checkable)
        entry.clicked.connect(lambda: then())
        self._column.addWidget(entry)
        return entry

    def _offer_modes(self) -> None:
        menu, choices = QMenu(self), QActionGroup(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for mode, text in _MODES:
            action = QAction(text, menu, checkable=True, checked=theme.mode() == mode)
            action.triggered.connect(lambda _on, mode=mode: self.mode_wanted.emit(mode))
            choices.addAction(action)
            menu.addAction(action)
        above = self.appearance.mapToGlobal(QPoint(0, -menu.sizeHint().height()))
        menu.popup(above)
