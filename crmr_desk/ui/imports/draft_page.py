"""One import, step by step: its name, the track, the step on screen, the bar at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.ui import theme
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.bottom_bar import HEIGHT
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.imports import standing, words
from crmr_desk.ui.imports.columns_step import ColumnsStep
from crmr_desk.ui.imports.file_step import FileStep
from crmr_desk.ui.imports.sender_step import SenderStep
from crmr_desk.ui.imports.step import ImportStep
from crmr_desk.ui.imports.track import StepTrack
from crmr_desk.ui.imports.verbs import ImportVerbs
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.notes import Note
from crmr_desk.workbooks.imports.rows import DraftView, ImportState

_STEPS: dict[str, type[ImportStep]] = {"file": FileStep, "sender": SenderStep, "columns": ColumnsStep}
_LATER = {
    "check": ("check_step", "CheckStep"),
    "apply": ("result_step", "ResultStep"),
    "return": ("return_step", "ReturnStep"),
}
"""Steps made when they are first wanted: they import what checks and writes."""


class ImportDraft(LiveView):
    """``closed`` when the user goes back to the list; each choice is kept at once, nothing is lost."""

    TABLES = frozenset({"workbook_import", "import_choice", "import_recipe"})
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.import_id = 0
        self.step_key = ""
        self._line = ""
        self.view: DraftView | None = None
        self.verbs = ImportVerbs(desk, self)
        self.name, self.sentence = ElidedLabel("", "page"), ElidedLabel("", "secondary")
        self.state = Badge("")
        self.track = StepTrack()
        self.started = Note("users", "", token="info")
        self.take_up = button("Reprendre", "secondary", "pencil")
        self.started.corner.addWidget(self.take_up)
        self.stack, self.bar, self._ways = QStackedWidget(), QWidget(), QStackedWidget()
        self.leave = button("Garder le brouillon", "ghost")
        self._sides, self._heading = QHBoxLayout(), QHBoxLayout()
        self._made: dict[str, ImportStep] = {}
        self._heads: dict[str, QWidget] = {}
        self._lay()
        self.track.step_wanted.connect(self.go_to)
        self.leave.clicked.connect(self.closed)
        self.take_up.clicked.connect(self._take_up)
        theme.signals.changed.connect(self._draw)

    def open_import(self, import_id: int, step: str = "", line: str = "") -> None:
        """Show this import at ``step``, or where it stands, on a ``line`` of the file (« Centres!37 »)."""
        if import_id != self.import_id:
            self.view = None
        self.import_id, self.step_key, self._line = import_id, step, line
        self.reload()

    def question(self) -> Callable[[], DraftView | None] | None:
        db, import_id, today = self.desk.db, self.import_id, self.desk.today

        def ask() -> DraftView | None:
            from crmr_desk.workbooks.imports import drafts, history

            known = any(row.id == import_id for row in history.imports(db))
            return drafts.draft_view(db, import_id, today) if known else None

        return ask if import_id else None

    def show_answer(self, answer: DraftView | None) -> None:
        """Draw the import; one whose reception was taken back is left for the list."""
        self.view = answer
        if answer is None:
            self.import_id = 0
            self.closed.emit()
            return
        if not self.step_key or self.step_key in standing.closed(answer):
            self.step_key = standing.stands_at(answer)
        self._enter()

    def go_to(self, step: str) -> None:
        """Show another step, unless it cannot be gone to yet."""
        if self.view is not None and step not in standing.closed(self.view):
            self.step_key = step
            self._enter()

    def step(self) -> ImportStep:
        """The step on screen. Only once an import is shown."""
        step = self.stack.currentWidget()
        assert isinstance(step, ImportStep)
        return step

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 360)

    def _enter(self) -> None:
        step = self._step(self.step_key)
        entered = step is not self.stack.currentWidget()
        step.show_import(self.import_id)
        self.stack.setCurrentWidget(step)
        if self._line:
            sheet, _, row = self._line.rpartition("!")
            self._line = ""
            step.show_line(sheet, int(row))
        self._ways.setCurrentIndex(self.stack.currentIndex())
        for key, head in self._heads.items():
            head.setVisible(key == self.step_key)
        self._draw()
        if entered:
            step.start()

    def _draw(self) -> None:
        view = self.view
        if view is None:
            return
        row = view.row
        self.name.say(row.name)
        self.sentence.say(standing.sentence(view))
        text, tone, icon = words.STATES[row.state]
        self.state.set(text, tone, icon)
        self.state.setMinimumWidth(self.state.sizeHint().width())
        draft = row.state is ImportState.DRAFT
        self.leave.setText("Garder le brouillon" if draft else "Retour à la liste")
        self.started.say(f"Commencé par {row.instructor}", "Vous pouvez le continuer à votre nom.")
        self.started.setVisible(not self.verbs.no_taking_up(row))
        self.track.show_steps(
            self.step_key, standing.done(view), standing.closed(view), national=not row.region
        )  # fmt: skip
        self.step().show_view(view)

    def _take_up(self) -> None:
        if self.view is not None:
            self.verbs.take_up(self.view.row)

    def _step(self, key: str) -> ImportStep:
        """The step of this key, made when it is first wanted: those that check and write import much."""
        if key not in self._made:
            made = self._made[key] = self._make(key)
            made.step_wanted.connect(self.go_to)
            self.stack.addWidget(made)
            self._ways.addWidget(_in_a_line(made.bar_widgets()))
            self._heads[key] = _in_a_line(made.head_widgets())
            self._heading.addWidget(self._heads[key])
            side = made.side()
            if side is not None:
                self._sides.addWidget(side)
        return self._made[key]

    def _make(self, key: str) -> ImportStep:
        if key not in _LATER:
            return _STEPS[key](self.desk)
        module, name = _LATER[key]
        kind: type[ImportStep] = getattr(import_module(f"crmr_desk.ui.imports.{module}"), name)
        return kind(self.desk)

    def _lay(self) -> None:
        heading = self._heading
        heading.setSpacing(12)
        heading.addWidget(self.name)
        heading.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        heading.addStretch(1)
        upper = QVBoxLayout()
        upper.setContentsMargins(24, 12, 24, 8)
        upper.setSpacing(4)
        upper.addLayout(heading)
        upper.addWidget(self.sentence)
        upper.addWidget(self.track)
        upper.addWidget(self.started)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(upper)
        left.addWidget(self.stack, 1)
        self._sides.setSpacing(0)
        self._sides.addLayout(left, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._sides, 1)
        column.addWidget(self.bar)
        self.bar.setProperty("ground", "surface")
        self.bar.setProperty("edge", "top")
        self.bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar.setFixedHeight(HEIGHT)
        line = QHBoxLayout(self.bar)
        line.setContentsMargins(16, 6, 24, 6)
        line.setSpacing(8)
        line.addWidget(self.leave)
        line.addWidget(self._ways, 1)


def _in_a_line(widgets: Sequence[QWidget]) -> QWidget:
    """At the right of the bar."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addStretch(1)
    for widget in widgets:
        line.addWidget(widget)
    return holder
