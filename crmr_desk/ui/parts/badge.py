"""Small painted marks: badges of state, places in the text, initials, step dots."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crmr_desk.ui import icons, theme

BADGE_HEIGHT = 20
_PAD, _ICON, _GAP = 6, 14, 4


@lru_cache(maxsize=2048)
def badge_width(text: str, icon: str = "") -> int:
    """Width in pixels of a badge; what the Cell delegate and the widget share. Kept: layouts ask again and again."""
    return QFontMetrics(theme.font(12, 600)).horizontalAdvance(text) + 2 * _PAD + ((_ICON + _GAP) if icon else 0)


def paint_badge(
    painter: QPainter, box: QRect, text: str, tone: str, icon: str = "", *, on_selection: bool = False
) -> None:
    """Draw a badge in ``box`` (20 high). On a selected row its ground becomes the surface."""
    ink, ground = theme.tone_pair(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("surface") if on_selection else ground)
    painter.drawRoundedRect(QRectF(box), 4, 4)
    left = box.left() + _PAD
    if icon:
        token = "softtx" if tone == "accent" else tone
        painter.drawPixmap(left, box.top() + (box.height() - _ICON) // 2, icons.pixmap(icon, token, _ICON))
        left += _ICON + _GAP
    font = theme.font(12, 600, figures=True)
    painter.setFont(font)
    painter.setPen(ink)
    room = QRect(left, box.top(), box.right() - left - _PAD + 2, box.height())
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class Badge(QWidget):
    """A state in words: tinted, radius 4, 20 high, with an icon. ``tone`` is one of theme.TONES."""

    def __init__(
        self, text: str, tone: str = "mute", icon: str = "", tip: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set(text, tone, icon, tip)
        theme.signals.changed.connect(self.update)

    def set(self, text: str, tone: str = "mute", icon: str = "", tip: str = "") -> None:
        """Show another state in place."""
        self._what = (text, tone, icon)
        self._on_selection = False
        self.setToolTip(tip)
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)
        self.setMaximumWidth(self.sizeHint().width())
        self.updateGeometry()
        self.update()

    def set_on_selection(self, selected: bool) -> None:
        """On a selected row the ground of a badge becomes the surface."""
        self._on_selection = selected
        self.update()

    def text(self) -> str:
        """The words shown."""
        return self._what[0]

    def sizeHint(self) -> QSize:
        return QSize(badge_width(self._what[0], self._what[2]) + 1, BADGE_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(48, self.sizeHint().width()), BADGE_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        text, tone, icon = self._what
        box = QRect(0, 0, self.width(), BADGE_HEIGHT)
        paint_badge(QPainter(self), box, text, tone, icon, on_selection=self._on_selection)


class Places(QObject):
    """``wanted(asked, place)``: the user would like to read a place of the text, beside the rules that rest on it;
    ``asked`` is the widget that was used, which tells in which window."""

    wanted = Signal(QWidget, str)


places = Places()


class PlaceBadge(Badge):
    """Where in the instruction a rule stands: ``PlaceBadge("A3 §2b")`` shows "Annexe 3, § 2 b" with a book. A click
    asks for the page that reads it; by keyboard the panel « Pourquoi » leads there."""

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__("", "accent", "book-2", parent=parent)
        # Half a place leads nowhere: what stands beside it wraps.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_place(place)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_place(self, place: str) -> None:
        """Another place."""
        from crmr_desk.model.terms import french_place

        self.place = place
        tip = "Place dans le texte\N{NO-BREAK SPACE}: un clic l’ouvre en face des règles"
        self.set(french_place(place), "accent", "book-2", tip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            places.wanted.emit(self, self.place)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()


class Avatar(QWidget):
    """Initials in a round, for a person. The name beside it is what a screen reader says."""

    def __init__(self, name: str, tone: str = "accent", size: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        self.set_name(name, tone)
        theme.signals.changed.connect(self.update)

    def set_name(self, name: str, tone: str = "accent") -> None:
        """Show the initials of ``name`` ("Pr Solène Aubrac" → SA)."""
        self._tone = tone
        self.initials = initials(name)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink, ground = theme.tone_pair(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(self.rect())
        painter.setFont(theme.font(12, 600))
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.initials)


def initials(name: str) -> str:
    """Two capitals at most, titles left out: "Pr Anne-Marie Le Goff" → AG."""
    words = [word for word in name.split() if word[:1].isalpha() and word not in {"Pr", "Dr", "M.", "Mme"}]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def paint_steps(painter: QPainter, box: QRect, done: int, total: int) -> int:
    """Draw ``total`` dots, the first ``done`` in the accent; gives the x where they end."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    top = box.center().y() - 3
    for number in range(total):
        painter.setBrush(theme.color("accent" if number < done else "line2"))
        painter.drawRoundedRect(QRectF(box.left() + 9 * number, top, 7, 7), 2, 2)
    painter.restore()
    return box.left() + 9 * total
