"""The phrase library as a menu: topics, and the phrases of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from crmr_desk.model.correspondence.phrases import PhraseRow


def phrases_menu(parent: QWidget, rows: Sequence[PhraseRow], insert: Callable[[str], object]) -> QMenu:
    """``insert(text)`` for the phrase that is chosen; the caller shows the menu."""
    menu = QMenu(parent)
    for topic in dict.fromkeys(row.topic for row in rows):
        inner = QMenu(topic.replace("&", "&&"), menu)
        inner.setToolTipsVisible(True)
        for row in (row for row in rows if row.topic == topic):
            action = inner.addAction(row.title.replace("&", "&&"), partial(insert, row.text))
            action.setToolTip(row.text)
        menu.addMenu(inner)
    if not rows:
        menu.addAction("Aucune formule").setEnabled(False)
    return menu


def pop_under(opener: QWidget, menu: QMenu) -> None:
    """Show a menu under what opened it; it goes when it closes."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(opener.mapToGlobal(QPoint(0, opener.height() + 2)))
