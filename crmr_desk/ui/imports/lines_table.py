"""The lines of a workbook as they were typed, doubtful cells boxed; a cell is worked out when it is seen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from crmr_desk.model.network.names import fold
from crmr_desk.ui.imports.cell_editor import CellEditor
from crmr_desk.ui.imports.line_looks import STATES, state_cell, typed_cell
from crmr_desk.ui.imports.line_places import LinePlaces
from crmr_desk.ui.parts.cell import Cell, CellDelegate
from crmr_desk.ui.parts.table import Column, DataTable, squeezed
from crmr_desk.workbooks.checking import details
from crmr_desk.workbooks.checking.rows import CellLine, Checked, Doubt, Line
from crmr_desk.workbooks.incoming.fields import Target

Key = tuple[str, int]
_KEPT = 4000
"""Lines whose cells are kept once they were worked out."""
_LEAST = 104
"""Pixels under which a column is not squeezed: the table scrolls sideways instead."""
_MOST = 168
"""Pixels that a number, a date or a code gets at most."""
_STATES = list(STATES)


class SeenCells:
    """The cells of the lines that somebody has looked at."""

    def __init__(self, checked: Checked, places: LinePlaces) -> None:
        self.checked = checked
        self._places = places
        self._known: dict[Key, Mapping[Target, CellLine]] = {}

    def of(self, line: Line) -> Mapping[Target, CellLine]:
        """The cells of a line by what their column is read as, empty ones too."""
        found = self._known.get(line.key)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = {target: _empty(line, target, cell) for target, cell in self._places.of(line).items()}
            known = (cell for cell in details.cells(self.checked, line) if cell.typed or cell.doubt is not Doubt.NONE)
            found.update((cell.target, cell) for cell in known)
            self._known[line.key] = found
        return found


def _empty(line: Line, target: Target, cell: str) -> CellLine:
    """A cell that holds nothing, doubtful where something is missing there."""
    missed = next((reason for reason in line.reasons if target in _MISSED.get(reason.code, ())), None)
    return CellLine(target, cell, "", "", missed.doubt if missed is not None else Doubt.NONE)


_MISSED = {
    "hospital_missing": (Target.FINESS, Target.HOSPITAL),
    "centre_ambiguous": (Target.CENTRE,),
    "person_missing": (Target.PERSON, Target.LAST_NAME),
    "start_missing": (Target.START,),
}
"""What lacks where a line says nothing at all of it."""


class _RowDelegate(CellDelegate):
    """Rows are chosen whole, yet one cell is current: it is the one that F2 corrects."""

    @staticmethod
    def _whole_rows(option: QStyleOptionViewItem) -> bool:
        view = option.widget
        return not (isinstance(view, LinesTable) and view.hasFocus() and view.current_target() is not None)


class LinesTable(DataTable[Line]):
    """``corrected(line, cell, text)`` when the user has typed another text over a cell; Enter without a cell that can
    be corrected sends ``opened``."""

    corrected = Signal(object, object, str)

    def __init__(self, targets: Sequence[Target], *, sheets: bool, parent: QWidget | None = None) -> None:
        """``targets`` are the mapped columns in the order of the workbook; ``sheets``: several of them have lines."""
        self._cells: SeenCells | None = None
        self._targets = tuple(targets)
        self.with_sheets = sheets
        self._leading = 3 if sheets else 2
        self.editor: CellEditor | None = None
        self.locked = ""
        """Why nothing can be corrected, "" when it can."""
        super().__init__(
            self._columns(sheets=sheets), key=lambda line: line.key, name="Lignes du classeur", parent=parent
        )
        self.setItemDelegate(_RowDelegate(self))
        self.doubleClicked.disconnect()
        self.doubleClicked.connect(lambda _index: self._open_or_edit())
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.viewport().update())
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _value: self._replace_editor())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def show_lines(self, checked: Checked, places: LinePlaces, lines: Sequence[Line]) -> None:
        """Show these lines of a check; selection (by line), sorting and place of the scroll bar stay."""
        self._cells = SeenCells(checked, places)
        at, column = self.verticalScrollBar().value(), self.currentIndex().column()
        self.set_rows(lines)
        if column > 0 and self.currentIndex().isValid():
            self._to_column(column)
        self.verticalScrollBar().setValue(at)
        self.scrollTo(self.currentIndex())
        self._replace_editor()

    def targets(self) -> tuple[Target, ...]:
        """The mapped columns."""
        return self._targets

    def show_targets(self, *, without: Collection[Target]) -> None:
        """Show every mapped column but these."""
        self.show_columns(without={_heading(target) for target in self._targets if target in without})

    def current_target(self) -> Target | None:
        """What the column under the cursor is read as, None in the columns before."""
        place = self.currentIndex().column() - self._leading
        return self._targets[place] if 0 <= place < len(self._targets) else None

    def current_cell(self) -> CellLine | None:
        """The cell under the cursor; None where this line has none."""
        line, target = self.current(), self.current_target()
        return self.cells_of(line).get(target) if line is not None and target is not None else None

    def cells_of(self, line: Line) -> Mapping[Target, CellLine]:
        """The cells of a line by what their column is read as."""
        return self._cells.of(line) if self._cells is not None else {}

    def go_to_cell(self, target: Target) -> None:
        """Put the cursor of the current line on this column."""
        if target in self._targets:
            self._to_column(self.column_of(target))

    def column_of(self, target: Target) -> int:
        """The place of a mapped column in the table. Raises ValueError for one that is not mapped."""
        return self._leading + self._targets.index(target)

    def edit_current(self) -> CellEditor | None:
        """Open the field over the cell under the cursor; None where there is nothing to correct."""
        line, cell = self.current(), self.current_cell()
        if line is None or cell is None or self.editor is not None or self.locked:
            return None
        made = CellEditor(cell.typed, f"Corriger {cell.target.label}, cellule {cell.cell}", self.viewport())
        self.editor = made
        made.kept.connect(lambda text: self.corrected.emit(line, cell, text))
        made.left.connect(self._editor_left)
        self._replace_editor()
        made.show()
        made.setFocus()
        return made

    def copy_rows(self) -> None:
        """Put the chosen lines on the clipboard, ready for Excel."""
        self.actions()[-1].trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.edit_current()
            return
        super().keyPressEvent(event)

    def _open_or_edit(self) -> None:
        """A double click corrects a cell, and opens a line where there is none to correct."""
        if self.edit_current() is None and self.editor is None:
            self.opened.emit(self.current())

    def _columns(self, *, sheets: bool) -> list[Column[Line]]:
        sheet: list[Column[Line]] = [Column("Feuille", _sheet, width=112)] if sheets else []
        return [
            Column("Ligne", _number, sort=lambda line: (line.sheet, line.row), width=64, right=True),
            *sheet,
            Column("État", state_cell, sort=lambda line: _STATES.index(line.shown), width=116),
            *(self._column(target) for target in self._targets),
        ]

    def _column(self, target: Target) -> Column[Line]:
        def sort_key(line: Line) -> str | None:
            """By what was read (a day in ISO), else by the text; what is empty comes last."""
            value = line.values.get(target.value)
            checked = self._cells.checked if self._cells is not None else None
            return fold(str(value or (details.typed(checked, line).get(target, "") if checked else ""))) or None

        return Column(
            _heading(target), lambda line: typed_cell(self.cells_of(line).get(target), line), sort=sort_key,
            tip=target.label,
        )  # fmt: skip

    def _share_width(self) -> None:
        """A number or a date gets all that it needs; what is short of room are the long texts, down to a least."""
        super()._share_width()
        places = [self._leading + place for place in range(len(self._targets))]
        needed = {place: width for place, width in self._needed_widths().items() if place in places}
        shown = {
            place: needed[place] if self._stretch(place) else min(needed[place], _MOST)
            for place in places
            if not self.isColumnHidden(place)
        }
        room = self.viewport().width() - sum(self.columnWidth(place) for place in range(self._leading))
        for place, width in _shared(shown, room, {place: self._stretch(place) for place in shown}).items():
            self.setColumnWidth(place, width)

    def _stretch(self, place: int) -> int:
        return _WIDE.get(self._targets[place - self._leading], 0)

    def _to_column(self, column: int) -> None:
        here = self.currentIndex()
        if here.isValid():
            index = here.siblingAtColumn(column)
            self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)

    def _replace_editor(self) -> None:
        """A field that is open follows its cell; one whose line is shown no more goes away."""
        if self.editor is None:
            return
        if not self.currentIndex().isValid():
            self.editor.left.emit()
            return
        self.editor.place(self.visualRect(self.currentIndex()), self.viewport().width())

    def _editor_left(self) -> None:
        self.editor = None
        self.setFocus()


_WIDE = {Target.HOSPITAL: 4, Target.CENTRE: 4, Target.PERSON: 4, Target.EMAIL: 2, Target.UNIT: 2, Target.SPECIALTY: 2}
_SHORT = {
    Target.FINESS: "FINESS",
    Target.CENTRE: "Centre",
    Target.PERSON: "Responsable",
    Target.REGION: "Région",
    Target.NATURE: "Nature",
    Target.POPULATION: "Public",
    Target.TITLE: "Civilité",
    Target.FIRST_NAME: "Prénom",
    Target.LAST_NAME: "Nom",
    Target.QUOTA: "Quotité",
    Target.START: "Début",
    Target.END: "Fin",
    Target.CODE: "Code",
}


def _shared(needed: Mapping[int, int], room: int, stretches: Mapping[int, int]) -> dict[int, int]:
    """Widths by column: what is left over goes to the long texts, what lacks is taken from those that need more than
    their share."""
    spare = room - sum(needed.values())
    if spare >= 0:
        total = sum(stretches.values()) or len(needed)
        return {place: width + spare * (stretches[place] or not any(stretches.values())) // total
                for place, width in needed.items()}  # fmt: skip
    long = {place: stretch for place, stretch in stretches.items() if stretch}
    short = sum(width for place, width in needed.items() if place not in long)
    widths = {**needed, **squeezed({place: needed[place] for place in long}, long, room - short)}
    return {place: max(width, min(needed[place], _LEAST)) for place, width in widths.items()}


def _heading(target: Target) -> str:
    return _SHORT.get(target, target.label)


def texts_of(checked: Checked) -> Callable[[], dict[Key, str]]:
    """To be run off the window: what the filter looks through, for every line; all that was typed, and its number."""

    def words(line: Line) -> str:
        return fold(" ".join((str(line.row), line.sheet, *details.typed(checked, line).values())))

    return lambda: {line.key: words(line) for line in checked.lines}


def _number(line: Line) -> Cell:
    return Cell(str(line.row), tone="text2", tip=f"{line.sheet}, ligne {line.row}")


def _sheet(line: Line) -> Cell:
    return Cell(line.sheet, tip=line.sheet)
