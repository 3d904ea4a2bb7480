"""Tab goes through the wizard as one reads it, whatever was made last."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def controls_of(part: QWidget) -> list[QWidget]:
    """What Tab can stop at in ``part`` now, in the order of its layouts."""
    return [each for each in _in_order(part) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def chain(*parts: QWidget) -> None:
    """Make Tab go through the controls of these parts, one part after the other."""
    # Of a group only the button chosen is a stop, the others are reached by arrows: they keep their place beside it.
    stops = [each for part in parts for each in _in_order(part) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _in_order(part: QWidget) -> Iterator[QWidget]:
    # A field put into a page just now is not shown yet, but nobody has hidden it.
    if part.isHidden() and part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        return
    yield part
    sheet = part.widget() if isinstance(part, QScrollArea) else part
    layout = sheet.layout() if sheet is not None else None
    if layout is not None:
        yield from _inside(layout)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from _in_order(widget)
        elif inner is not None:
            yield from _inside(inner)
