"""Tells two merged rows apart: what goes back, what stays, and to whom what came since belongs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.merging.rows import Side, UnmergePlan, Used
from crmr_desk.model.network.merging.unmerging import plan_unmerge, unmerge
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.flow import FlowingLabel
from crmr_desk.ui.problems import ProblemStrip, Sheet

_MOST = 6
"""Lines of one kind that are told one by one."""


class UnmergeForm(Sheet):
    """``choices`` has one control for each thing to be shared, by its key."""

    def __init__(self, desk: Desk, plan: UnmergePlan, parent: QWidget | None = None) -> None:
        when = short_date(plan.merged_at.astimezone().date())
        sentence = f"Fusionnées par {plan.merged_by} le {when}. La fiche séparée redevient ce qu’elle était."
        super().__init__(parent, f"Séparer {plan.double_name} de {plan.kept_name}", sentence,
                         icon="arrow-back-up", width=640)  # fmt: skip
        self._desk, self._plan = desk, plan
        self.choices: dict[str, Options] = {}
        self.problem = ProblemStrip()
        self._lay_out()

    def chosen(self) -> dict[str, Side]:
        """To which side each thing belongs."""
        return {key: Side(control.value() or Side.KEPT) for key, control in self.choices.items()}

    def save(self) -> None:
        """Tell apart; a refusal is said inside."""
        db, plan, chosen = self._desk.db, self._plan, self.chosen()
        self._desk.run(
            lambda: unmerge(db, plan.kind, plan.double_id, chosen), lambda _changes: self._done(), failed=self._refused
        )

    def _done(self) -> None:
        self.accept()
        self._desk.done.emit(f"{self._plan.double_name} et {self._plan.kept_name} sont de nouveau deux fiches.")

    def _refused(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.problem.say(str(error))
        else:
            self._desk.show_problem(error)

    def _lay_out(self) -> None:
        plan = self._plan
        back = [*map(_told, plan.back), *(f"{plan.kept_name}\u00a0: {words}" for words in plan.restored)]
        nothing = "tout a changé depuis" if plan.stays else "rien n’y renvoyait"
        self._section(f"Revient à {plan.double_name}", back, f"Rien ne revient\u00a0: {nothing}.")
        self._section("Reste comme c’est", [f"{_told(each.used)}, {each.why}" for each in plan.stays])
        if plan.since or plan.edits:
            self.body.addWidget(label("Arrivé depuis\u00a0: à qui est-ce\u202f?", "strong"))
            self.body.addLayout(self._to_share())
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        keep = button("Séparer les deux fiches", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.save)
        self.verbs.addWidget(keep)

    def _to_share(self) -> QVBoxLayout:
        """Names of people and of establishments are long: a choice stands below what it shares."""
        column = QVBoxLayout()
        column.setSpacing(4)
        lines = [(each.key, _told(each.used), each.proposed) for each in self._plan.since]
        lines += [
            (each.key, f"{each.label[:1].upper()}{each.label[1:]} «\u202f{each.now_text or 'vide'}\u202f», "
                       f"avant «\u202f{each.then_text or 'vide'}\u202f»", Side.KEPT)
            for each in self._plan.edits
        ]  # fmt: skip
        sides = (Choice(Side.KEPT.value, self._plan.kept_name), Choice(Side.DOUBLE.value, self._plan.double_name))
        for key, words, proposed in lines:
            control = Options(sides, words)
            control.set_value(proposed.value)
            self.choices[key] = control
            column.addWidget(FlowingLabel(words))
            column.addWidget(control)
        return column

    def _section(self, title: str, lines: Sequence[str], none: str = "") -> None:
        if not lines and not none:
            return
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label(title, "strong", wrap=True))
        for line in lines[:_MOST] or [none]:
            column.addWidget(label(line, "secondary", wrap=True))
        if len(lines) > _MOST:
            column.addWidget(label(f"et {len(lines) - _MOST} de plus", "quiet"))
        self.body.addLayout(column)


def ask(desk: Desk, kind: str, double_id: int, over: QWidget) -> None:
    """Read what telling apart would do, then show it over the window of ``over``."""
    db = desk.db
    desk.read(
        lambda: plan_unmerge(db, kind, double_id),
        lambda plan: UnmergeForm(desk, plan, over.window()).open(),
        owner=over,
    )


def _told(used: Used) -> str:
    return _joined((f"{used.noun[:1].upper()}{used.noun[1:]}", used.what, used.when))


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)
