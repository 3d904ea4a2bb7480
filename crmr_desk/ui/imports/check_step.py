"""The check of an import: what each line would do, what is doubtful, and the way to settle it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports import apply_sheet, return_verbs
from crmr_desk.ui.imports.check_answers import CheckAnswers
from crmr_desk.ui.imports.check_lines import LinesCard
from crmr_desk.ui.imports.check_run import Answer, CheckRun
from crmr_desk.ui.imports.counters import Counters
from crmr_desk.ui.imports.differences_card import DifferencesCard
from crmr_desk.ui.imports.line_looks import TO_SETTLE
from crmr_desk.ui.imports.lines_table import Key
from crmr_desk.ui.imports.settle_panel import WIDTH as PANEL_WIDTH
from crmr_desk.ui.imports.settle_panel import SettlePanel
from crmr_desk.ui.imports.step import ImportStep
from crmr_desk.ui.imports.summary_line import SummaryLine
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.problems import ProblemStrip
from crmr_desk.workbooks.checking import details
from crmr_desk.workbooks.checking.rows import Checked, Line
from crmr_desk.workbooks.imports.rows import DraftView, ImportState

_ROOM_FOR_BOTH = 1040
"""Width in pixels under which the panel shows only when asked for."""
_ROOM_FOR_COUNTERS = 700
_LOW = 470
"""Height in pixels under which what only explains leaves its room to the lines."""


class CheckStep(ImportStep):
    """``side()`` is the panel of the chosen line and ``head_widgets()`` the two buttons of the title: whoever shows the
    step may place them; the panel shows and hides itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.view: DraftView | None = None
        self.checked: Checked | None = None
        self._panel_wanted, self._roomy = True, True
        self._leaving: Key | None = None
        """The line just answered: once it is settled the next problem is shown."""
        self._awaited: Key | None = None
        """The line to stand on once the lines are there."""
        self.run = CheckRun(desk, self)
        self.problem = ProblemStrip()
        self.counters, self.lines = Counters(), LinesCard(desk, self)
        self.differences, self.summary = DifferencesCard(), SummaryLine()
        self.panel = SettlePanel()
        self.answers = CheckAnswers(self)
        self.next_problem = button("Problème suivant  F8", "secondary", "alert-triangle")
        self.give_back = button("Classeur de retour…", "secondary", "file-export")
        self.settle = button("Régler la ligne", "secondary", "git-branch")
        self.way.back.setText("Retour aux colonnes")
        self.way.forward.setText("Appliquer…")
        self._lay()
        self._connect()

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_import(self, import_id: int) -> None:
        """Turn to this import; one that is shown already stays as it is."""
        if import_id != self.import_id:
            super().show_import(import_id)
            self.view = self.checked = self._awaited = self._leaving = None
            self.run.turn_to(import_id)
            self.panel.correction.forget()
            self.lines.wait()
            self._show_line(None)
        self.run.refresh()

    def show_view(self, view: DraftView) -> None:
        """The page has read the draft again: what depends on it alone."""
        self.view = view

    def show_line(self, sheet: str, row: int) -> None:
        """Stand on a line, whatever is filtered."""
        self._awaited = (sheet, row)
        if self.checked is not None:
            self._stand()

    def side(self) -> SettlePanel:
        """The panel of the chosen line."""
        return self.panel

    def head_widgets(self) -> list[QPushButton]:
        """What stands beside the title of the page."""
        return [self.next_problem, self.give_back]

    def line(self) -> Line | None:
        """The line under the cursor."""
        return self.lines.current()

    def start(self) -> None:
        """Put the focus on the lines."""
        if self.lines.table is not None:
            self.lines.table.setFocus()

    def locked(self) -> str:
        """Why nothing can be chosen, "" when it can."""
        view = self.view
        if view is None:
            return ""
        if view.row.state is not ImportState.DRAFT:
            return "Ce n’est plus un brouillon"
        mine = view.row.instructor == self.desk.who
        return "" if mine else f"{view.row.instructor} suit ce brouillon\u00a0: reprenez-le d’abord"

    def go_on_from(self, key: Key | None) -> None:
        """Once the line of ``key`` turns out to be settled, go to the next problem."""
        self._leaving = key

    def to_next_problem(self, step: int = 1) -> None:
        """Go to the next line that is to be settled, F8; those that are filtered away are shown again for it."""
        here = self.line()
        found = self.lines.problem_after(here.key if here is not None else None, step)
        if found is None and self.counters.wanted() != TO_SETTLE and self.checked is not None:
            self.lines.search.clear()
            self.to_problems()
            found = self.lines.problem_after(here.key if here is not None else None, step)
        if found is not None:
            self.lines.select(found.key)
            if self.lines.table is not None and not self._in_panel():
                self.lines.table.setFocus()

    # --- answers of the check -------------------------------------------------------------------------------------

    def _show(self, answer: Answer) -> None:
        first, checked = self.checked is None, answer.checked
        in_panel = self._in_panel()
        self.view, self.checked = answer.view, checked
        if checked is None:
            self._weigh()
            return
        self.counters.show_counts(checked.counts)
        leaving, self._leaving = self._leaving, None
        self.lines.show_checked(checked, answer.view, self.counters.wanted())
        if first:
            self.to_problems()
        self.summary.show_summary(checked.summary)
        self.problem.say(" ".join(checked.refused_by_register))
        self._weigh()
        if self._awaited is not None:
            self._stand()
        elif leaving is not None:
            self._leave(leaving)
        self._show_line(self.line())
        self._arrange()
        if in_panel:
            self.panel.take_focus()

    def _in_panel(self) -> bool:
        """Whether the user works in the panel: there the focus stays from line to line."""
        focused = QApplication.focusWidget()
        return focused is not None and self.panel.isAncestorOf(focused)

    def _stopped(self) -> None:
        self.lines.tell_failed()
        self._weigh()

    def _failed(self, error: Exception) -> None:
        self._stopped()
        self.desk.show_problem(error)

    def _leave(self, key: Key) -> None:
        """To the next problem; the line that is settled leaves the list, unless such lines are wanted."""
        here = self.line()
        if here is not None and here.key == key and here.settled:
            self.to_next_problem()
            self.lines.want(self.counters.wanted())

    def _stand(self) -> None:
        key, self._awaited = self._awaited, None
        if key is not None and not self.lines.select(key):
            self.counters.want(frozenset())
            self.lines.search.clear()
            self.lines.want(frozenset())
            self.lines.select(key)

    def to_problems(self) -> None:
        """Filter by the states that ask for something; all lines where nothing does."""
        counts = self.checked.counts if self.checked is not None else {}
        wanted = frozenset(shown for shown in TO_SETTLE if counts.get(shown))
        self.counters.want(wanted)
        self.lines.want(wanted)

    def _show_line(self, line: Line | None) -> None:
        checked = self.checked
        found = details.differences(checked, line) if checked is not None and line is not None else ()
        self.differences.show_line(line, found)
        self.differences.setVisible(line is not None)
        self.answers.show_line(line)

    def _weigh(self) -> None:
        """What the bar and the buttons can do now."""
        checked = self.checked
        self.way.allow(apply_sheet.no_applying(checked, self.locked(), busy=self.run.is_busy()))
        settled = checked is None or not checked.to_settle
        set_available(self.next_problem, "Aucune ligne n’est à régler" if settled else "")
        unchecked = "Le contrôle n’est pas fait" if checked is None else ""
        set_available(self.give_back, unchecked or return_verbs.no_return(self.view, settled=settled))

    # --- room -----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()
        self.run.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.panel.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def open_panel(self, *, wanted: bool) -> None:
        """Show or fold away the panel of the chosen line."""
        self._panel_wanted = wanted
        self._arrange()
        if wanted:
            self.panel.take_focus()
        elif self.lines.table is not None:
            self.lines.table.setFocus()

    def _arrange(self) -> None:
        beside = self.panel.parentWidget() is not self and self.panel.isVisible()
        total = self.width() + (PANEL_WIDTH if beside else 0)
        roomy = total >= _ROOM_FOR_BOTH
        if roomy is not self._roomy:
            self._roomy, self._panel_wanted = roomy, roomy
        self.panel.setVisible(self._panel_wanted and self.isVisible())
        left = total - (PANEL_WIDTH if self._panel_wanted else 0)
        low = self.height() < _LOW
        for part in (self.counters, self.next_problem):
            part.setVisible(left >= _ROOM_FOR_COUNTERS)
        self.settle.setVisible(not self._panel_wanted)
        self.differences.set_low(low=low)
        self.summary.setVisible(not low and self.checked is not None)

    # --- making ---------------------------------------------------------------------------------------------------

    def _lay(self) -> None:
        self.lines.corner.insertWidget(0, self.settle)
        self.lines.body.addWidget(self.differences)
        left = QVBoxLayout()
        left.setContentsMargins(24, 4, 24, 12)
        left.setSpacing(12)
        for part in (self.run.strip, self.run.writing, self.problem, self.counters):
            left.addWidget(part)
        left.addWidget(self.lines, 1)
        left.addWidget(self.summary)
        sides = QHBoxLayout(self)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        sides.addLayout(left, 1)
        sides.addWidget(self.panel)

    def _connect(self) -> None:
        self.run.begun.connect(self._weigh)
        self.run.answered.connect(self._show)
        self.run.failed.connect(self._failed)
        self.run.stopped.connect(self._stopped)
        self.run.writing.stopped.connect(self._weigh)
        self.counters.changed.connect(lambda: self.lines.want(self.counters.wanted()))
        self.lines.moved.connect(self._show_line)
        self.lines.everything_wanted.connect(self._show_everything)
        self.lines.check_wanted.connect(self.run.run)
        self.lines.opened.connect(lambda _line: self.open_panel(wanted=True))
        self.settle.clicked.connect(lambda: self.open_panel(wanted=True))
        self.panel.closed.connect(lambda: self.open_panel(wanted=False))
        self.next_problem.clicked.connect(lambda: self.to_next_problem())
        self.give_back.clicked.connect(self._give_back)
        self.way.back.clicked.connect(lambda: self.step_wanted.emit("columns"))
        self.way.forward.clicked.connect(self._apply)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F8", self.to_next_problem),
            ("Shift+F8", lambda: self.to_next_problem(-1)),
        )
        for sequence, then in keys:
            shortcut = QShortcut(QKeySequence(sequence), self.window() if self.window() is not self else self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(then)

    def _give_back(self) -> None:
        if self.view is not None:
            return_verbs.ask(self.desk, self.view.row)

    def _show_everything(self) -> None:
        self.lines.search.clear()
        self.counters.want(frozenset())
        self.lines.want(frozenset())

    def _apply(self) -> None:
        view, checked = self.view, self.checked
        if view is not None and checked is not None:
            apply_sheet.ApplySheet(view.row, checked, lambda: self._write(view), self.window()).open()

    def _not_written(self, error: Exception) -> None:
        self._weigh()
        self.desk.show_problem(error)

    def _write(self, view: DraftView) -> None:
        """The sheet of the result shows itself: the page learns that the import is no draft any more."""
        self.way.forward.setEnabled(False)
        apply_sheet.apply(
            self.desk, self.run.writing, view.row,
            lambda applied: self.desk.done.emit(f"{view.row.name} est appliqué\u00a0: {applied.summary}."),
            self._not_written,
        )  # fmt: skip
