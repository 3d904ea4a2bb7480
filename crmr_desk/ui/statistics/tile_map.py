"""The tile map of the regions: one button a region, its figure in it; arrows lead from tile to tile."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crmr_desk.model.network.statistics.numerals import number
from crmr_desk.model.network.statistics.region_map import RegionMap, Tile
from crmr_desk.ui import theme
from crmr_desk.ui.statistics.chart import put
from crmr_desk.ui.statistics.tile_layout import COLUMNS, LINES, OVERSEAS_LINE, PLACES, neighbour

_LARGEST, _LEGEND = 104, 40
_WIDE, _ROOMY = 76, 400
"""Pixels under which tiles come closer, so that the names of regions stay whole."""
_RAMP: Final = ("map1", "map2", "map3", "map4", "map5")
_BALANCE: Final = {-2: "warn", -1: "warn_soft", 0: "mute_soft", 1: "map2", 2: "map4"}
_INK: Final = {"map4": "onaccent", "map5": "onaccent", "warn": "surface"}
"""Where the figures are not in the colour of text."""
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class RegionTile(QAbstractButton):
    """One region. Only one tile of the map is a stop of the Tab key."""

    def __init__(self, code: str, parent: TileMap) -> None:
        super().__init__(parent)
        self.code = code
        self._map = parent
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is not None:
            self._map.stand_on(neighbour(self.code, *way))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._map.stop_at(self.code)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._map.draw_tile(painter, self.code, self.rect(), focus=self.hasFocus(), hover=self.underMouse())


class TileMap(QWidget):
    """``picked(INSEE code)`` by a click or by Enter."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Carte des régions")
        self._shown: RegionMap | None = None
        self._of: dict[str, Tile] = {}
        self._differences = False
        self.tiles = {code: RegionTile(code, self) for code in PLACES}
        for tile in self.tiles.values():
            tile.clicked.connect(lambda _on=False, code=tile.code: self.picked.emit(code))
        self.stop_at("11")
        theme.signals.changed.connect(self.update)

    def show_map(self, shown: RegionMap, *, differences: bool) -> None:
        """Show the values of a measure, or with ``differences`` how they moved since the other day."""
        self._shown, self._differences = shown, differences and shown.earlier is not None
        self._of = {tile.code: tile for tile in shown.tiles}
        for code, button in self.tiles.items():
            words = shown.words(self._of[code])
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.update()
        self.update()

    def stand_on(self, code: str) -> None:
        """Put the focus on a tile."""
        self.stop_at(code)
        self.tiles[code].setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_at(self, code: str) -> None:
        """Make a tile the one that the Tab key stops at."""
        for other, tile in self.tiles.items():
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == code else Qt.FocusPolicy.ClickFocus)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        return self.height_for(width)

    def height_for(self, width: int) -> int:
        """Pixels that map and legend take when they are so wide."""
        return LINES * (_side(width) + _gap(width)) + _LEGEND

    def sizeHint(self) -> QSize:
        return QSize(404, self.height_for(404))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.height_for(max(self.width(), 300)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for code, tile in self.tiles.items():
            tile.setGeometry(_place(code, self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._draw_ground(QPainter(self), self.width())

    def draw(self, painter: QPainter, width: int) -> None:
        """Paint everything, from (0, 0): for a picture of any width."""
        self._draw_ground(painter, width)
        for code in PLACES:
            self.draw_tile(painter, code, _place(code, width))

    def draw_tile(self, painter: QPainter, code: str, box: QRect, *, focus: bool = False, hover: bool = False) -> None:
        """Paint one region into ``box``."""
        if self._shown is None:
            return
        tile = self._of[code]
        token = self._token(tile)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line2"), 1) if token == "surface" else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(token))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if focus or hover:
            _draw_ring(painter, QRectF(box), strong=focus)
        painter.restore()
        self._draw_figures(painter, tile, box, _INK.get(token, "text"))

    def _token(self, tile: Tile) -> str:
        """The ground of a tile; that of a card where nothing is known."""
        assert self._shown is not None
        value = tile.difference if self._differences else tile.value
        if value is None:
            return "surface"
        if self._differences:
            return _BALANCE[self._shown.balance.class_of(value)]
        return _RAMP[self._shown.scale.class_of(value) - 1]

    def _draw_figures(self, painter: QPainter, tile: Tile, box: QRect, ink: str) -> None:
        assert self._shown is not None
        inner = box.adjusted(6, 4, -3, -4) if box.width() >= _WIDE else box.adjusted(4, 4, -1, -4)
        third = inner.height() // 3
        large = self._shown.difference(tile) if self._differences else self._shown.figure(tile)
        put(painter, QRect(inner.left(), inner.top(), inner.width(), third), PLACES[tile.code][2], ink, weight=600)
        put(
            painter,
            QRect(inner.left(), inner.top() + third, inner.width(), third + 4),
            large,
            ink,
            pixels=20,
            weight=700,
        )
        low = QRect(inner.left(), inner.bottom() - 17, inner.width(), 18)
        put(painter, low, self._small(tile), ink)
        if not self._differences:
            put(painter, low.adjusted(0, 0, -3, 0), _moved(tile), ink, weight=600, side=Qt.AlignmentFlag.AlignRight)

    def _small(self, tile: Tile) -> str:
        assert self._shown is not None
        if self._differences:
            return self._shown.figure(tile)
        unit = self._shown.measure.base_unit
        return "" if tile.base is None else number(tile.base, 1 if unit else 0) + unit

    def _draw_ground(self, painter: QPainter, width: int) -> None:
        side, gap = _side(width), _gap(width)
        above = QRect(0, OVERSEAS_LINE * (side + gap) - 22, 2 * side, 18)
        put(painter, above, "Outre-mer")
        if self._shown is not None:
            self._draw_legend(painter, COLUMNS * (side + gap), LINES * (side + gap) + 10)

    def _draw_legend(self, painter: QPainter, width: int, top: int) -> None:
        assert self._shown is not None
        tokens = tuple(_BALANCE.values()) if self._differences else _RAMP
        words = (self._shown.balance if self._differences else self._shown.scale).words()
        step = width / len(tokens)
        for rank, (token, said) in enumerate(zip(tokens, words, strict=True)):
            left = round(rank * step)
            painter.fillRect(left, top, round(step) - 4, 8, theme.color(token))
            put(painter, QRect(left, top + 10, round(step) - 2, 20), said)


def _gap(width: int) -> int:
    return 6 if width >= _ROOMY else 4


def _side(width: int) -> int:
    return min((width - (COLUMNS - 1) * _gap(width)) // COLUMNS, _LARGEST)


def _place(code: str, width: int) -> QRect:
    column, line, _name = PLACES[code]
    side, gap = _side(width), _gap(width)
    return QRect(column * (side + gap), line * (side + gap), side, side)


def _moved(tile: Tile) -> str:
    """▲3, ▼1, or nothing where nothing moved."""
    moved = tile.count_difference
    if not moved:
        return ""
    return f"{'▲' if moved > 0 else '▼'}\N{NARROW NO-BREAK SPACE}{number(abs(moved))}"


def _draw_ring(painter: QPainter, box: QRectF, *, strong: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("accent" if strong else "ctl"), 2 if strong else 1))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
    if strong:
        painter.setPen(QPen(theme.color("surface"), 2))
        painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 4, 4)
