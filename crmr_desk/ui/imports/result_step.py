"""After an import was applied: what each line has become, which stays readable, and the way to take it all back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import shiboken6
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.network import codes
from crmr_desk.model.network.names import fold
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports.check_lines import counted
from crmr_desk.ui.imports.counters import Counters
from crmr_desk.ui.imports.line_looks import TO_SETTLE
from crmr_desk.ui.imports.result_lines import ResultLine, columns, counts_of, result_lines
from crmr_desk.ui.imports.step import ImportStep
from crmr_desk.ui.imports.undo_dialog import UndoDialog
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.notes import EmptyState, Note
from crmr_desk.ui.parts.table import DataTable
from crmr_desk.workbooks.imports import history, undoing
from crmr_desk.workbooks.imports.rows import DraftView, ImportRow, ImportState, UndoPlan

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes

_TABLES = frozenset({"workbook_import"})
_WRITTEN = (ImportState.APPLIED, ImportState.UNDONE)
_OVER = "Rien n’a encore été écrit\u00a0: l’import est au contrôle."


class Answer(NamedTuple):
    """What the register keeps of an import: its row, the report of the day, and where its centres are now."""

    row: ImportRow
    report: Sequence[Mapping[str, Any]]
    centres: Mapping[str, tuple[str, int]]


class ResultStep(ImportStep):
    """Double-click or Enter on a line opens the sheet of its centre."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.row: ImportRow | None = None
        self._lines: tuple[ResultLine, ...] = ()
        self._stale = True
        self._awaited: tuple[str, int] | None = None
        self.note = Note("circle-check", "", token="ok")
        self.counters = Counters()
        self.card, self.stack = Card("Ce que chaque ligne est devenue", pad=8), QStackedWidget()
        self.search = SearchField("Filtrer les lignes", parent=self)
        self.search.setMinimumWidth(200)
        self.empty = EmptyState("list", _OVER)
        self.none_kept = EmptyState("search", "Aucune ligne ne répond à ce filtre.", "Voir toutes les lignes", "list")
        self.table: DataTable[ResultLine] = DataTable(columns(sheets=True), lambda line: line.key, "Lignes importées")
        self.undo = button("Annuler cet import…", "secondary", "arrow-back-up")
        self.way.back.hide()
        self.way.forward.setText("Retour à l’ARS")
        self._lay()
        self._connect()

    def show_import(self, import_id: int) -> None:
        """Turn to this import; one that is shown already stays as it is."""
        if import_id != self.import_id:
            super().show_import(import_id)
            self.row, self._lines, self._stale, self._awaited = None, (), True, None
        if self._stale and self.isVisible():
            self.reload()

    def show_view(self, view: DraftView) -> None:
        """Who it goes back to."""
        self.way.forward.setText("Retour à l’ARS" if view.row.region else "Retour à l’expéditeur")

    def show_line(self, sheet: str, row: int) -> None:
        """Stand on a line, whatever is filtered."""
        self._awaited = (sheet, row)
        self._stand()

    def bar_widgets(self) -> list[QWidget]:
        """Taking it all back, what can be said, and the way on."""
        return [self.undo, *super().bar_widgets()]

    def reload(self) -> None:
        """Read again what the register keeps."""
        if not self.import_id:
            return
        self._stale = False
        db, import_id = self.desk.db, self.import_id

        def ask() -> Answer:
            row = history.import_row(db, import_id)
            if row.state not in _WRITTEN:
                return Answer(row, (), {})
            return Answer(row, history.result(db, import_id), codes.centres_by_code(db))

        self.desk.read(ask, self._show, owner=self)

    def ask_undo(self) -> None:
        """Say what taking the import back would do, and ask."""
        row, db = self.row, self.desk.db
        if row is None:
            return
        self.desk.read(
            lambda: undoing.plan_undo(db, row.id),
            lambda plan: UndoDialog(self.desk, row, plan, self._undone, self.window()).open(), owner=self,
        )  # fmt: skip

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _show(self, answer: Answer) -> None:
        if answer.row.id != self.import_id:
            return
        self.row, self._lines = answer.row, result_lines(answer.report, answer.centres)
        self.counters.show_counts(counts_of(self._lines))
        self.counters.leave_out_empty(TO_SETTLE)
        self.table.show_columns(without=() if len({line.sheet for line in self._lines}) > 1 else ("Feuille",))
        self.table.set_rows(self._lines)
        self._sift()
        self._say(answer.row)
        self._stand()

    def _say(self, row: ImportRow) -> None:
        day = f"le {short_date(row.applied_on)}" if row.applied_on else ""
        summary = row.summary[:1].upper() + row.summary[1:]
        undone = row.state is ImportState.UNDONE
        self.note.icon.set_icon("arrow-back-up" if undone else "circle-check", "text3" if undone else "ok")
        title = "Annulé" if undone else "Appliqué"
        self.note.say(
            f"{title}, après avoir été appliqué {day}" if undone else f"{title} {day}",
            f"Il avait écrit\u00a0: {row.summary}." if undone else f"{summary}.",
        )  # fmt: skip
        written = row.state in _WRITTEN
        for part in (self.note, self.counters):
            part.setVisible(written)
        reason = "" if row.state is ImportState.APPLIED else "Cet import n’est pas appliqué"
        set_available(self.undo, reason)
        self.way.allow("" if written else _OVER.rstrip("."))

    def _sift(self) -> None:
        wanted, words = self.counters.wanted(), fold(self.search.text()).split()

        def keeps(line: ResultLine) -> bool:
            if wanted and line.shown not in wanted:
                return False
            text = fold(" ".join((str(line.row), line.sheet, line.code, line.hospital, line.person, *line.reasons)))
            return all(word in text for word in words)

        self.table.set_filter(keeps if wanted or words else None)
        shown, every = len(self.table.shown_rows()), len(self._lines)
        self.card.set_count(counted(shown, every))
        self.stack.setCurrentWidget(self.table if shown else self.none_kept if every else self.empty)

    def _stand(self) -> None:
        key, self._awaited = self._awaited, self._awaited if not self._lines else None
        if key is None or not self._lines:
            return
        if not self.table.select(key):
            self._show_everything()
            self.table.select(key)
        self.table.setFocus()

    def _open(self, line: ResultLine | None) -> None:
        if line is not None and line.centre is not None:
            self.desk.centre_wanted.emit(*line.centre)
        elif line is not None:
            self.desk.toast.emit("Aucun centre du registre n’est lié à cette ligne.")

    def _undone(self, plan: UndoPlan) -> None:
        self.desk.done.emit(f"Import annulé\u00a0: {plan.summary[:1].lower()}{plan.summary[1:]}.")

    def _show_everything(self) -> None:
        self.search.clear()
        self.counters.want(frozenset())
        self._sift()

    def _notice(self, changes: Changes | None) -> None:
        if not shiboken6.isValid(self) or (changes is not None and not _TABLES & changes.tables):
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def _lay(self) -> None:
        for part in (self.table, self.none_kept, self.empty):
            self.stack.addWidget(part)
        self.card.corner.addWidget(self.search)
        self.card.body.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.note)
        column.addWidget(self.counters)
        column.addWidget(self.card, 1)

    def _connect(self) -> None:
        self.desk.changed.connect(self._notice)
        self.counters.changed.connect(self._sift)
        self.search.textChanged.connect(lambda _text: self._sift())
        self.table.opened.connect(self._open)
        self.table.offer("Ouvrir la fiche du centre", self._open)
        self.undo.clicked.connect(self.ask_undo)
        self.way.forward.clicked.connect(lambda: self.step_wanted.emit("return"))
        if self.none_kept.action is not None:
            self.none_kept.action.clicked.connect(self._show_everything)
