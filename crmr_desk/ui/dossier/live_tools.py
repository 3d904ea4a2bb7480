"""Over the pages of a letter: its fields as a menu, and the switch that marks what changed, for eyes and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QWidget

from crmr_desk.model.dossiers.live_words import LivePages, LiveWord
from crmr_desk.ui import theme
from crmr_desk.ui.dossier import word_marks
from crmr_desk.ui.dossier.pdf_pages import PdfPages
from crmr_desk.ui.parts.buttons import Chip, button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.flow import Flow

_FIELDS = "Champs du courrier"
_AROUND = 60
"""Pixels kept around a word that is brought into view."""


class LiveTools(QWidget):
    """The tools of ``pages``, which scroll in ``area``. ``wanted(Destination)`` is where a field chosen is filled."""

    wanted = Signal(object)

    def __init__(self, pages: PdfPages, area: QScrollArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages, self._area = pages, area
        self._live = LivePages(b"")
        self.fields = button("Champs", "ghost", "list")
        self.fields.setAccessibleName(_FIELDS)
        self.fields.setToolTip(f"{_FIELDS}\u00a0: où chacun se remplit")
        self.changes = Chip("Montrer les changements")
        self.changes.setChecked(True)
        self.legend = _Legend()
        self.fields.clicked.connect(self._pop)
        self.changes.toggled.connect(lambda _on: self._mark())
        pages.followed.connect(lambda word: self.wanted.emit(word.leads_to))
        self._lay()
        self.show_live(self._live)

    def show_live(self, live: LivePages) -> None:
        """The words of the pages shown; of none, there is nothing to choose."""
        self._live = live
        self.setVisible(bool(live.words))
        changed = live.changed
        self.changes.setVisible(bool(changed))
        self.changes.setAccessibleDescription(word_marks.changes_told(live))
        self.legend.say(_legend_of(live))
        self._mark()

    def menu(self) -> QMenu:
        """What changed, then every field in the order of reading, each with where it is filled; the caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.setAccessibleName(_FIELDS)
        for word in self._live.fields:
            self._add(menu, word)
        menu.hovered.connect(self._point)
        menu.aboutToHide.connect(lambda: self._pages.point_at(""))
        return menu

    def _add(self, menu: QMenu, word: LiveWord) -> None:
        changed = f" ({word_marks.change(word, self._live)})" if word.changed else ""
        entry = menu.addAction(f"{word_marks.where(word)}{changed}".replace("&", "&&"))
        entry.setData(word.field)
        entry.setToolTip(f"{word_marks.capital(word.label)}, {word_marks.quoted(word.said)}")
        entry.setEnabled(bool(word.leads_to.kind))
        entry.triggered.connect(lambda _checked=False: self.wanted.emit(word.leads_to))

    def _point(self, entry: QAction) -> None:
        place: QRect = self._pages.point_at(entry.data())
        if not place.isNull():
            self._area.ensureVisible(place.center().x(), place.center().y(), _AROUND, _AROUND)

    def _pop(self) -> None:
        self.menu().popup(self.fields.mapToGlobal(QPoint(0, self.fields.height() + 2)))

    def _mark(self) -> None:
        shown = self.changes.isChecked() and bool(self._live.changed)
        self.legend.setVisible(shown)
        self._pages.show_words(self._live, changes=shown)

    def _lay(self) -> None:
        line = Flow(8, 4, self)
        for part in (self.fields, self.changes, self.legend):
            line.addWidget(part)


class _Legend(QWidget):
    """What a mark on the page means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label("", "quiet")
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(_Sample())
        line.addWidget(self._words, 1)

    def say(self, words: str) -> None:
        self._words.setText(words)


class _Sample(QWidget):
    """A changed word in small: paper, bar, tint and line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(34, 16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("line2"))
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), Qt.GlobalColor.white)
        with theme.on_paper():
            word_marks.paint_changed(painter, [QRectF(11, 3, 18, 9)], margin=5)
        painter.end()


def _legend_of(live: LivePages) -> str:
    said = []
    if any(word.before is not None for word in live.changed):
        said.append(f"depuis {live.against}")
    if any(word.now is not None for word in live.changed):
        said.append("depuis ce courrier")
    return " ou ".join(said)
