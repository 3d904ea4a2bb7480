"""The first lines of a sheet as typed, where the header is shown and moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crmr_desk.ui.parts.buttons import Segmented, button
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.table import Cell, Column, DataTable
from crmr_desk.workbooks.imports.rows import SheetLine
from crmr_desk.workbooks.reading.book import address

_ONE, _TWO = "1", "2"


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line of the sheet: its number in the file, its texts, and whether it is the header or stands above it."""

    number: int
    texts: tuple[str, ...]
    is_header: bool
    above: bool

    def text(self, place: int) -> str:
        """What the cell at ``place`` (from 0) says, "" beyond the end."""
        return self.texts[place] if place < len(self.texts) else ""


class HeaderPreview(Card):
    """``header_wanted(first, last)``: the user says that these lines are the header; ``guess_wanted``: that the program
    shall find it by itself."""

    header_wanted = Signal(int, int)
    guess_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Aperçu", pad=8, parent=parent)
        self._sheet: SheetLine | None = None
        self._editable = True
        self.height_ = Segmented(((_ONE, "Une ligne"), (_TWO, "Deux lignes")), "Hauteur de l’en-tête")
        self._named = label("En-tête", "secondary")
        self.guess = button("Revenir à l’en-tête deviné", "link", "refresh")
        self.hint = label(
            "Un clic sur une ligne, ou Entrée, en fait l’en-tête. Ce qui est au-dessus n’est pas lu comme des données.",
            "quiet", wrap=True,
        )  # fmt: skip
        self.hint.setContentsMargins(8, 0, 8, 0)
        self.table: DataTable[PreviewLine] | None = None
        self.corner.addWidget(self.guess)
        self.corner.addWidget(self._named)
        self.corner.addWidget(self.height_)
        self.body.addWidget(self.hint)
        self.height_.chosen.connect(self._change_height)
        self.guess.clicked.connect(self.guess_wanted)

    def show_sheet(self, sheet: SheetLine, *, editable: bool, moved: bool) -> None:
        """Show this sheet; ``moved``: its header stands where the user put it."""
        same = self._sheet is not None and self._sheet.name == sheet.name and self._width() == _width(sheet)
        self._sheet, self._editable = sheet, editable
        self.set_title(f"Aperçu de «\u202f{sheet.name}\u202f»")
        rest = sheet.lines - len(sheet.preview)
        self.set_count(f"les {len(sheet.preview)} premières lignes" if rest > 0 else None)
        self.height_.set_value(_TWO if sheet.header and sheet.header[0] != sheet.header[1] else _ONE)
        for part in (self._named, self.height_, self.hint):
            part.setVisible(editable)
        self.guess.setVisible(editable and moved)
        if not same:
            self._make_table(sheet)
        if self.table is not None:
            self.table.set_rows(list(_lines(sheet)))

    def take_header(self, line: int) -> None:
        """Make this line of the file the header, with the one below it where two are wanted."""
        if self._editable and self._sheet is not None:
            self.header_wanted.emit(line, line + (self.height_.value() == _TWO))

    def _change_height(self, _value: str) -> None:
        if self._sheet is not None and self._sheet.header is not None:
            self.take_header(self._sheet.header[0])

    def _width(self) -> int:
        return _width(self._sheet) if self._sheet is not None else 0

    def _make_table(self, sheet: SheetLine) -> None:
        """The columns of a table are those of its sheet: another sheet has another table."""
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
        columns: list[Column[PreviewLine]] = [Column("Ligne", _number, width=108)]
        columns += [Column(_letter(place), partial(_text, place)) for place in range(_width(sheet))]
        table: DataTable[PreviewLine] = DataTable(
            columns, lambda row: row.number, f"Premières lignes de {sheet.name}", fit=max(len(sheet.preview), 1)
        )
        table.setSortingEnabled(False)
        table.horizontalHeader().setSectionsClickable(False)
        table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.clicked.connect(lambda index: self.take_header(table.shown_rows()[index.row()].number))
        table.opened.connect(lambda row: self.take_header(row.number))
        self.table = table
        self.body.insertWidget(0, table)


def _lines(sheet: SheetLine) -> Iterator[PreviewLine]:
    first, last = sheet.header or (0, 0)
    for number, texts in enumerate(sheet.preview, start=1):
        yield PreviewLine(number, texts, first <= number <= last, number < first)


def _width(sheet: SheetLine) -> int:
    return max((len(texts) for texts in sheet.preview), default=0)


def _letter(place: int) -> str:
    return address(1, place + 1).rstrip("1")


def _number(row: PreviewLine) -> Cell:
    if row.is_header:
        return Cell(f"{row.number}, en-tête", badge=True, tone="accent", icon="table-import")
    return Cell(str(row.number), tone="text3")


def _text(place: int, row: PreviewLine) -> Cell:
    text = " ".join(row.text(place).split())
    return Cell(text, bold=row.is_header, tone="text3" if row.above else "", tip=text)
