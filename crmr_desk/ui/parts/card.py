"""Sheets of paper on the ground: cards, their titles, hairlines, and pages that scroll."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from crmr_desk.ui.parts.badge import Badge

Level = Literal["centre", "page", "bar", "section", "strong", "body", "secondary", "quiet", "small"]


def label(text: str = "", level: Level = "body", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A text at one of the levels of the type scale. Plain text: a name with ``<b>`` shows its brackets."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("level", level)
    made.setWordWrap(wrap)
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """A hairline across."""
    made = QFrame(parent)
    made.setProperty("rule", True)
    made.setFixedHeight(1)
    return made


class SectionTitle(QWidget):
    """Title of a section with its quiet counter or remark; ``corner`` is its right end."""

    def __init__(self, title: str, count: str | int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.title = label(title, "section")
        self._count = label("", "quiet")
        self.corner = QHBoxLayout()
        self.corner.setSpacing(8)
        self._badge = Badge("")
        self._badge.hide()
        line.addWidget(self._badge)
        line.addWidget(self.title)
        line.addWidget(self._count)
        line.addStretch(1)
        line.addLayout(self.corner)
        self.set_count(count)

    def set_count(self, count: str | int | None) -> None:
        """The counter or remark beside the title; None or "" hides it."""
        self._count.setText("" if count is None else str(count))
        self._count.setVisible(count not in (None, ""))

    def set_badge(self, text: str, tone: str) -> None:
        """A tinted counter before the title."""
        self._badge.set(text, tone)
        self._badge.show()


class Card(QFrame):
    """A white sheet. Fill ``body`` (vertical layout); ``corner`` is the right end of the title line.

    ``pad`` is the side padding of ``body``: 16; 8 for a table, whose cells add theirs; 0 for rows from edge to edge.
    """

    def __init__(
        self, title: str = "", count: str | int | None = None, *, pad: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 12)
        column.setSpacing(8)
        self.header = SectionTitle(title, count, parent=self)
        self.header.setContentsMargins(15, 0, 15, 0)
        self.header.setVisible(bool(title))
        self.corner = self.header.corner
        self.body = QVBoxLayout()
        self.body.setContentsMargins(max(pad - 1, 0), 0, max(pad - 1, 0), 0)
        self.body.setSpacing(8)
        column.addWidget(self.header)
        column.addLayout(self.body, 1)
        self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Another title; the title line shows as soon as it has words."""
        self.header.title.setText(title)
        self.header.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_count(self, count: str | int | None) -> None:
        """The counter or remark beside the title."""
        self.header.set_count(count)


def clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Empty a layout, deleting its widgets and those of its inner layouts."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout):
            clear(inner)


class ScrollPage(QScrollArea):
    """A page that scrolls up and down only: fill ``body`` (margin 24, gap 12)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = QWidget()
        sheet.setProperty("ground", "clear")
        self.body = QVBoxLayout(sheet)
        self.body.setContentsMargins(24, 16, 24, 24)
        self.body.setSpacing(12)
        self.setWidget(sheet)
        self.viewport().setAutoFillBackground(False)

    def settle(self) -> None:
        """Place now what was just put into the page. Qt shows new lines and makes room for them in later turns of the
        loop: they could be painted for a moment squeezed one over the other."""
        for part in self.viewport().findChildren(QWidget):
            # The list of a combo box is a window of its own: it shows when somebody asks for it.
            new = part.isHidden() and not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            if new and not part.isWindow():
                part.show()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
