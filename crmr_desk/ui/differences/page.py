"""Différences: what is not the same in two states of the network, each line with its source; workbook and note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.bureau.lines import bureau
from crmr_desk.model.network.differences.rows import Difference, DifferenceKind, Differences
from crmr_desk.model.network.names import fold
from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.differences.columns import ICONS, SPARE, columns, searched
from crmr_desk.ui.differences.comparison import Pair, compare, pair_named
from crmr_desk.ui.differences.line_detail import LineDetail
from crmr_desk.ui.differences.sides import Sides
from crmr_desk.ui.imports.progress import ProgressStrip
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.buttons import Chip, button, set_available
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import DataTable
from crmr_desk.workbooks.outgoing.differences import write_differences
from crmr_desk.workbooks.outgoing.differences_note import note_of

_ROOM_FOR_ALL = 1100
"""Width in pixels under which the columns that can be done without are left out."""
_ROOM_FOR_LINE = 600
"""Height in pixels under which the table needs all the room: the line chosen is not told below it."""
_NOTE: Final = exports.FileKind("Document PDF (*.pdf)", "pdf", "Note écrite")
_NOTHING_TO_WRITE = "Rien ne diffère\u00a0: il n’y a rien à écrire"


class DifferencesPage(LiveView):
    """Compares in the lane, with its progress. The workbook and the note hold the lines on screen."""

    TABLES = frozenset(
        {
            "hospital", "person", "fsmr", "fsmr_designation", "crmr", "label", "site", "ccmr", "attachment", "mandate",
            "disease", "ern_membership", "team_member", "former_value",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.pair = pair_named("", desk.today)
        self.found: Differences | None = None
        self._texts: dict[Difference, str] = {}
        self.sides, self.strip = Sides(desk.today), ProgressStrip(desk)
        self.search = SearchField("Filtrer les différences", parent=self)
        self.chips = {kind: Chip(kind.label, 0, ICONS[kind]) for kind in DifferenceKind}
        self.card, self.between = Card("Différences", pad=8), label("", "secondary", wrap=True)
        self.table: DataTable[Difference] = DataTable(columns(), lambda row: row, "Différences", two_lines=True)
        self.none = EmptyState("equal", "Rien ne diffère entre ces deux états.")
        self.none_kept = EmptyState("search", "Aucune différence ne répond à ce filtre.", "Tout montrer", "list")
        self.stopped = EmptyState("x", "La comparaison a été arrêtée.", "Comparer", "refresh")
        self.line, self._below = LineDetail(), QWidget()
        self.workbook = button("Classeur…", "link", "file-spreadsheet")
        self.note = button("Note à imprimer…", "link", "file-text")
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        # Which days are wanted is said once the page is shown: it reads nothing before.
        self._stale = False
        self.sides.show_pair(self.pair)
        self._weigh()

    def go_to(self, detail: str = "") -> None:
        """Compare two days ("2025-12-31..2026-11-21"); without any, go on with those compared last."""
        wanted = pair_named(detail, self.desk.today) if detail else self.pair
        if wanted != self.pair or not (self.found is not None or self.strip.is_busy()):
            self._compare(wanted)

    def reload(self) -> None:
        self._stale = False
        db, pair = self.desk.db, self.pair
        self.strip.read("Comparaison des deux états", lambda job: compare(db, pair, job), self.show_answer)

    def show_answer(self, answer: Differences) -> None:
        if self.found is not None and self.found.title != answer.title:
            self.table.set_rows(())
        self.found, self._texts = answer, {}
        self.between.setText(f"{answer.title}.")
        for kind, count in answer.counts.items():
            chip = self.chips[kind]
            chip.set_count(count)
            chip.setVisible(count > 0 or chip.isChecked())
        self.table.set_rows(answer.rows)
        self._filter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.show_columns(without=() if self.width() >= _ROOM_FOR_ALL else SPARE)
        self._below.setVisible(self.height() >= _ROOM_FOR_LINE)

    def export(self) -> None:
        """Ask where, then write the lines on screen as a workbook."""
        found = self._on_screen()
        if found is not None:
            exports.ask_where(
                self.desk,
                "Exporter les différences",
                f"{self._stem()}.xlsx",
                lambda path: write_differences(found, path),
            )

    def print_note(self) -> None:
        """Ask where, then write the lines on screen as a note."""
        found, today, db = self._on_screen(), self.desk.today, self.desk.db
        if found is None:
            return

        def write(path: Path) -> None:
            path.write_bytes(note_of(found, today=today, bureau=bureau(db, today).bureau))

        exports.ask_where(self.desk, "Note à imprimer", f"{self._stem()}.pdf", write, _NOTE)

    def open_source(self, row: Difference) -> None:
        """The dossier of the line, else its operation, else its centre."""
        if row.dossier_id is not None:
            self.desk.sheet_wanted.emit(row.dossier_id)
        elif row.operation_id is not None:
            self.desk.page_wanted.emit("journal", str(row.operation_id))
        else:
            self.open_centre(row)

    def open_centre(self, row: Difference) -> None:
        """The sheet of the centre, or of the establishment."""
        if row.centre_kind is None:
            self.desk.page_wanted.emit("directory", f"hospital/{row.row_id}")
        else:
            self.desk.centre_wanted.emit(row.centre_kind.value, row.row_id)

    def _compare(self, pair: Pair) -> None:
        self.pair = pair
        self.sides.show_pair(pair)
        self.reload()

    def _filter(self) -> None:
        kinds = {kind for kind, chip in self.chips.items() if chip.isChecked()}
        words = fold(self.search.text()).split()
        self.table.set_filter((lambda row: self._keeps(row, kinds, words)) if kinds or words else None)
        every, shown = len(self.table.rows()), len(self.table.shown_rows())
        self.card.set_count(f"{shown} sur {every}" if shown != every else every or None)
        self.stack.setCurrentWidget(self.table if shown else self.none_kept if every else self.none)
        self._stand()
        self._weigh()

    def _keeps(self, row: Difference, kinds: set[DifferenceKind], words: Sequence[str]) -> bool:
        if kinds and row.kind not in kinds:
            return False
        if row not in self._texts:
            self._texts[row] = searched(row)
        return all(word in self._texts[row] for word in words)

    def _stand(self) -> None:
        """On a line, so that its whole is told."""
        shown = self.table.shown_rows()
        if shown and self.table.current() is None:
            self.table.select(shown[0])
            self.table.scrollToTop()
        self.line.show_row(self.table.current() if shown else None)

    def _show_all(self) -> None:
        for chip in self.chips.values():
            chip.setChecked(False)
        self.search.clear()
        self._filter()

    def _weigh(self) -> None:
        for verb in (self.workbook, self.note):
            set_available(verb, "" if self.table.shown_rows() else _NOTHING_TO_WRITE)

    def _on_screen(self) -> Differences | None:
        """The lines that the filter keeps, in the order of the filières."""
        if self.found is None:
            return None
        shown = set(self.table.shown_rows())
        return replace(self.found, rows=tuple(row for row in self.found.rows if row in shown))

    def _stem(self) -> str:
        return f"differences-{self.pair.earlier.on.isoformat()}-{self.pair.later.on.isoformat()}"

    def _lay_out(self) -> None:
        chips, filters = Flow(), QHBoxLayout()
        for chip in self.chips.values():
            chips.addWidget(chip)
            chip.hide()
        filters.setSpacing(12)
        filters.addWidget(self.search, 1)
        for part in (self.table, self.none, self.none_kept, self.stopped):
            self.stack.addWidget(part)
        self.between.setContentsMargins(8, 0, 8, 0)
        self.card.body.addWidget(self.between)
        self.card.body.addWidget(self.stack, 1)
        around = QVBoxLayout(self._below)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.line)
        self.card.body.addWidget(self._below)
        self.card.corner.addWidget(self.workbook)
        self.card.corner.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.sides)
        column.addWidget(self.strip)
        column.addLayout(filters)
        column.addLayout(chips)
        column.addWidget(self.card, 1)

    def _connect(self) -> None:
        self.sides.wanted.connect(self._compare)
        self.strip.stopped.connect(lambda: self.stack.setCurrentWidget(self.stopped))
        self.search.textChanged.connect(lambda _text: self._filter())
        for chip in self.chips.values():
            chip.toggled.connect(lambda _on: self._filter())
        self.table.opened.connect(self.open_source)
        self.table.current_changed.connect(self.line.show_row)
        self.line.source_wanted.connect(self.open_source)
        self.line.centre_wanted.connect(self.open_centre)
        self.table.offer("Ouvrir le dossier", self.open_source, lambda row: row.dossier_id is not None)
        self.table.offer("Voir l’opération au journal", self._to_journal, lambda row: row.operation_id is not None)
        self.table.offer("Ouvrir la fiche du centre", self.open_centre)
        self.workbook.clicked.connect(self.export)
        self.note.clicked.connect(self.print_note)
        for empty, then in ((self.none_kept, self._show_all), (self.stopped, self.reload)):
            if empty.action is not None:
                empty.action.clicked.connect(then)

    def _to_journal(self, row: Difference) -> None:
        self.desk.page_wanted.emit("journal", str(row.operation_id))
