"""The chips of the filters that were added to the tree, each with its cross, and the menu that adds them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from crmr_desk.model.network.names import collation
from crmr_desk.model.terms import short_date
from crmr_desk.ui import icons
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.network.tree_filters import Facet, TreeFilter, value_words
from crmr_desk.ui.parts.buttons import Chip, button
from crmr_desk.ui.problems import ProblemStrip, Sheet

Counts = Callable[[Facet], Mapping[str, int]]
_CROSS, _ROOM = 14, 26
_LONGEST = 38


class RemovableChip(Chip):
    """« Filière : FIMARAD ✕ ». ``opened`` by a click on its words, ``removed`` by one on the cross or by Delete."""

    opened = Signal()
    removed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, None, parent=parent)
        self.setProperty("menu", True)
        self.setChecked(True)
        self.clicked.connect(self._stay_checked)
        self.hide()

    def say(self, words: str, whole: str = "") -> None:
        """Show what a filter asks; the tooltip holds the ``whole`` of it."""
        shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleName(whole or words)
        self.setAccessibleDescription("Entrée pour changer, Suppr pour retirer")
        self.setToolTip(whole or words)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = QPoint(self.width() - _ROOM + 3, (self.height() - _CROSS) // 2)
        QPainter(self).drawPixmap(place, icons.pixmap("x", "softtx", _CROSS))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and event.position().x() >= self.width() - _ROOM:
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _stay_checked(self) -> None:
        self.setChecked(True)
        self.opened.emit()


class FacetChips(QWidget):
    """Not shown itself: its chips stand in the line of the panel. ``wanted_changed(TreeFilter)`` when the user wants
    other centres; ``counts`` says how many each value would keep beside the other questions."""

    wanted_changed = Signal(object)

    def __init__(self, counts: Counts, today: Callable[[], dt.date], parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._counts, self._today = counts, today
        self._wanted = TreeFilter()
        self.add = Chip("Filtre", None, "plus", checkable=False)
        self.add.setAccessibleName("Ajouter un filtre")
        self.add.clicked.connect(self._pop_all)
        self.chips = {facet: RemovableChip(facet.label) for facet in Facet}
        self.label = RemovableChip("Label échu")
        for facet, chip in self.chips.items():
            chip.opened.connect(partial(self._pop, facet))
            chip.removed.connect(partial(self._choose, facet, frozenset()))
        self.label.opened.connect(self.ask_day)
        self.label.removed.connect(lambda: self._want(replace(self._wanted, label_before="")))

    def show_wanted(self, wanted: TreeFilter) -> None:
        """Show the chips of a filter."""
        self._wanted = wanted
        for facet, chip in self.chips.items():
            words = sorted((value_words(facet, value) for value in wanted.chosen(facet)), key=collation)
            said = words[0] if len(words) == 1 else f"{len(words)} choix"
            chip.say(f"{facet.label}\u00a0: {said}", f"{facet.label}\u00a0: {', '.join(words)}")
            chip.setVisible(bool(words))
        day = wanted.label_day()
        self.label.say(f"Label échu avant le {short_date(day)}" if day else "")
        self.label.setVisible(day is not None)

    def menu(self) -> QMenu:
        """Every question that can be asked; the caller shows it."""
        menu = _menu(self.add)
        for facet in Facet:
            inner = self.menu_of(facet, menu)
            inner.setTitle(facet.label)
            menu.addMenu(inner)
        menu.addSeparator()
        menu.addAction("Label échu avant le…", self.ask_day)
        return menu

    def menu_of(self, facet: Facet, over: QWidget) -> QMenu:
        """The values of one question with their counts; the caller shows it."""
        menu, chosen, counts = _menu(over), self._wanted.chosen(facet), self._counts(facet)
        values = sorted({*counts, *chosen}, key=lambda value: collation(value_words(facet, value)))
        for value in values:
            words = value_words(facet, value).replace("&", "&&")
            action = menu.addAction(f"{words}\t{counts.get(value, 0)}")
            action.setCheckable(True)
            action.setChecked(value in chosen)
            action.triggered.connect(partial(self._choose, facet, chosen ^ {value}))
        if not values:
            menu.addAction("Rien à choisir à cette date").setEnabled(False)
        return menu

    def ask_day(self) -> None:
        """Ask before which day labels end."""
        form = LabelDayForm(self._wanted.label_day(), self._today(), self.window())
        form.given.connect(lambda day: self._want(replace(self._wanted, label_before=day.isoformat())))
        form.open()

    def _pop_all(self) -> None:
        self.menu().popup(self.add.mapToGlobal(QPoint(0, self.add.height() + 2)))

    def _pop(self, facet: Facet) -> None:
        chip = self.chips[facet]
        self.menu_of(facet, chip).popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _choose(self, facet: Facet, values: frozenset[str], *_checked: object) -> None:
        self._want(self._wanted.asking(facet, values))

    def _want(self, wanted: TreeFilter) -> None:
        self.show_wanted(wanted)
        self.wanted_changed.emit(wanted)


class LabelDayForm(Sheet):
    """``given(day)`` once it can be read."""

    given = Signal(object)

    def __init__(self, day: dt.date | None, today: dt.date, parent: QWidget | None = None) -> None:
        from crmr_desk.ui.dossier.date_field import DateEdit  # all that dossiers show comes with it

        sentence = "Les centres de référence dont le dernier label finit avant ce jour."
        super().__init__(parent, "Label échu avant le", sentence, icon="hourglass")
        self.edit, self.problem = DateEdit("Jour", today), ProblemStrip()
        self.edit.set_day(day)
        self.body.addLayout(named("Jour", self.edit))
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        keep = button("Filtrer", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.finish)
        self.verbs.addWidget(keep)
        self.edit.line.setFocus()

    def finish(self) -> None:
        """Give the day, or say what is wrong with it."""
        try:
            day = self.edit.day()
        except ValueError as error:
            self.problem.say(str(error))
            return
        if day is None:
            self.problem.say("Donnez un jour, comme 31/12/2027.")
            return
        self.given.emit(day)
        self.accept()


def _menu(parent: QWidget) -> QMenu:
    made = QMenu(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return made
