"""Tabler outline icons in the colours of the theme, drawn at the ratio of the screen and kept.

``icon`` and ``pixmap`` give what is right now; ``bind`` and ``IconLabel`` follow a change of theme by themselves.
"""

from __future__ import annotations

import weakref
from functools import lru_cache
from typing import Protocol

import shiboken6
from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from crmr_desk import resources
from crmr_desk.ui import theme


class TakesIcon(Protocol):
    """A button or an action."""

    def setIcon(self, icon: QIcon, /) -> None: ...


def pixmap(name: str, token: str = "text2", size: int = 16) -> QPixmap:
    """The icon ``name`` of ``resources/icons`` as a picture of ``size`` logical pixels. Unknown name: OSError."""
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _drawn(name, theme.color(token).name(), size, ratio)


def icon(name: str, token: str = "text2", size: int = 16, *, checked: str | None = None, gap: int = 0) -> QIcon:
    """The icon as a QIcon; ``checked`` is the token of its checked state, ``gap`` empty room at its right."""
    made = QIcon()
    made.addPixmap(_padded(pixmap(name, token, size), gap))
    if checked is None:
        made.addPixmap(_padded(pixmap(name, "ctl", size), gap), QIcon.Mode.Disabled)
    else:
        made.addPixmap(_padded(pixmap(name, checked, size), gap), QIcon.Mode.Normal, QIcon.State.On)
    return made


def bind(
    target: TakesIcon, name: str, token: str = "text2", size: int = 16, *, checked: str | None = None, gap: int = 0
) -> None:
    """Give ``target`` the icon now and after each change of theme, for as long as it lives; see ``icon``."""
    reference = weakref.ref(target)

    def refresh() -> None:
        alive = reference()
        if alive is None or not shiboken6.isValid(alive):
            theme.signals.changed.disconnect(refresh)
            return
        alive.setIcon(icon(name, token, size, checked=checked, gap=gap))

    theme.signals.changed.connect(refresh)
    if hasattr(target, "setIconSize"):
        target.setIconSize(QSize(size + gap, size))
    refresh()


class IconLabel(QLabel):
    """An icon alone. ``words`` is what a screen reader and the tooltip say; empty when text beside it says it."""

    def __init__(
        self, name: str, token: str = "text2", size: int = 16, words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._what = (name, token, size)
        self.setFixedSize(size, size)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._refresh()
        theme.signals.changed.connect(self._refresh)

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon in the same size."""
        self._what = (name, token, self._what[2])
        self._refresh()

    def _refresh(self) -> None:
        self.setPixmap(pixmap(*self._what))


def _padded(picture: QPixmap, gap: int) -> QPixmap:
    """Style sheets know no gap between icon and words: the picture itself carries it."""
    if gap == 0:
        return picture
    ratio = picture.devicePixelRatio()
    wider = QPixmap(picture.width() + round(gap * ratio), picture.height())
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return wider


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    stroke = "2" if size <= 16 else "1.75"
    svg = _source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
