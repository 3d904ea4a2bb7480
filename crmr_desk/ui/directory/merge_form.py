"""Merges two rows that are one: which is kept, value by value, and all that will follow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.merging.merging import MERGES, plan_merge
from crmr_desk.model.network.merging.rows import MergePlan, Side, Used, Value
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.directory.other_form import OtherForm
from crmr_desk.ui.icons import IconLabel
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import clear, label
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.flow import FlowingLabel
from crmr_desk.ui.parts.table import Column, DataTable
from crmr_desk.ui.problems import ProblemStrip, Sheet

_SENTENCE = (
    "Tout ce qui renvoie à la fiche en double passe à la fiche gardée. Le double ne se montre plus\u202f; son nom et "
    "ses numéros mènent à la fiche gardée, et les deux pourront être séparées plus tard."
)
_EMPTY = "Vide"


class MergeForm(Sheet):
    """Nothing is written before the button; ``swap`` keeps the other row."""

    def __init__(self, desk: Desk, plan: MergePlan, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Fusionner deux fiches", _SENTENCE, icon="git-branch", width=640)
        self._desk, self._plan = desk, plan
        self._groups: dict[str, QButtonGroup] = {}
        self.names, self.grid, self._warnings = QVBoxLayout(), QGridLayout(), QVBoxLayout()
        self.swap = button("Garder l’autre fiche", "link", "switch-horizontal")
        self.moved = _moved_table()
        self.moved_title = label("", "strong")
        self.problem = ProblemStrip()
        self.keep = button("Fusionner", "primary")
        self.keep.setDefault(True)
        self._lay_out()
        self.swap.clicked.connect(self._swap)
        self.keep.clicked.connect(self.save)
        self.show_plan(plan)

    def show_plan(self, plan: MergePlan) -> None:
        """Set two rows side by side."""
        self._plan = plan
        clear(self.names)
        self.names.addWidget(label(f"Fiche gardée\u00a0: {plan.kept_name}", "strong", wrap=True))
        self.names.addWidget(label(f"Double\u00a0: {plan.double_name}", "secondary", wrap=True))
        self._show_values([value for value in plan.values if value.differs])
        self._show_warnings(plan.warnings)
        self.moved.set_rows(plan.moved)
        count = len(plan.moved)
        self.moved.setVisible(bool(count))
        words = f"{count} renvois passent à la fiche gardée" if count > 1 else "Un renvoi passe à la fiche gardée"
        self.moved_title.setText(words if count else "Rien ne renvoie au double.")
        self.problem.say(plan.refusals[0] if plan.refusals else "")
        set_available(self.keep, plan.refusals[0] if plan.refusals else "")

    def values(self) -> dict[str, object]:
        """What the kept row takes from the double."""
        return {
            value.field: value.double
            for value in self._plan.values
            if value.field in self._groups and self._groups[value.field].checkedId() == 1
        }

    def save(self) -> None:
        """Merge; a refusal is said inside."""
        db, plan, values = self._desk.db, self._plan, self.values()
        self._desk.run(
            lambda: MERGES[plan.kind](db, plan.kept_id, plan.double_id, values),
            lambda _changes: self._done(plan),
            failed=self._refused,
        )

    def _done(self, plan: MergePlan) -> None:
        self.accept()
        self._desk.page_wanted.emit("directory", f"{plan.kind.value}/{plan.kept_id}")
        self._desk.done.emit(f"{plan.double_name} fusionné avec {plan.kept_name}.")

    def _refused(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.problem.say(str(error))
        else:
            self._desk.show_problem(error)

    def _swap(self) -> None:
        db, plan = self._desk.db, self._plan
        self._desk.read(lambda: plan_merge(db, plan.kind, plan.double_id, plan.kept_id), self.show_plan, owner=self)

    def _show_values(self, differing: Sequence[Value]) -> None:
        while (item := self.grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._groups.clear()
        if not differing:
            self.grid.addWidget(label("Les deux fiches disent la même chose.", "secondary"), 0, 0, 1, 3)
        for line, value in enumerate(differing):
            self.grid.addWidget(label(f"{value.label[:1].upper()}{value.label[1:]}", "quiet"), line, 0)
            group = QButtonGroup(self)
            for place, text in enumerate((value.kept_text, value.double_text)):
                whose = "fiche gardée" if place == 0 else "double"
                choice = QRadioButton(text or _EMPTY)
                choice.setAccessibleName(f"{value.label}, {whose}\u00a0: {text or _EMPTY}")
                choice.setToolTip(text)
                choice.setChecked(place == (value.proposed is Side.DOUBLE))
                group.addButton(choice, place)
                self.grid.addWidget(choice, line, place + 1)
            self._groups[value.field] = group

    def _show_warnings(self, warnings: Sequence[str]) -> None:
        clear(self._warnings)
        for sentence in warnings:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(IconLabel("alert-triangle", "warn", 16))
            line.addWidget(FlowingLabel(sentence), 1)
            self._warnings.addLayout(line)

    def _lay_out(self) -> None:
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnStretch(2, 1)
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(4)
        head = QHBoxLayout()
        head.addLayout(self.names, 1)
        head.addWidget(self.swap)
        self.body.addLayout(head)
        self.body.addLayout(self._warnings)
        self.body.addLayout(self.grid)
        self.body.addWidget(self.moved_title)
        self.body.addWidget(self.moved)
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        self.verbs.addWidget(self.keep)


def ask(desk: Desk, kind: str, kept_id: int, double_id: int, over: QWidget) -> None:
    """Read what a merge would do, then show it over the window of ``over``."""
    db = desk.db
    desk.read(
        lambda: plan_merge(db, kind, kept_id, double_id),
        lambda plan: MergeForm(desk, plan, over.window()).open(),
        owner=over,
    )


def ask_other(desk: Desk, kind: str, row_id: int, over: QWidget) -> None:
    """Ask with which row to merge this one, then how."""
    form = OtherForm(desk, kind, row_id, over.window())
    form.picked.connect(lambda other: ask(desk, kind, row_id, other, over))
    form.open()


def _moved_table() -> DataTable[Used]:
    return DataTable(
        (
            Column("Quoi", lambda row: Cell(row.what, aside=row.noun, tip=row.what), stretch=3),
            Column("Quand", lambda row: Cell(row.when, tip=row.when), stretch=2),
        ),
        lambda row: (row.table, row.row_id, row.what),
        "Ce qui passe à la fiche gardée",
        fit=4,
    )
