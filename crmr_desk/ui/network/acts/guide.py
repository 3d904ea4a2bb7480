"""Guides an act in two or three steps: what, everything that touches it, what will be written; one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmr_desk.model.deadlines.falling import falling_away
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.acts.outcomes import Outcome, outcomes
from crmr_desk.model.network.acts.rows import Touched, Touching
from crmr_desk.model.network.acts.touching import check_possible, touched_by
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.acts.form import ActForm, Centre, Request
from crmr_desk.ui.network.acts.touched_page import TouchedPage
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import clear, label
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column, DataTable
from crmr_desk.ui.problems import ProblemStrip, Sheet

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes

WIDTH = 880
_MOST, _FEWEST = 9, 4
_TALL, _AROUND, _LINE = 900, 440, 30
"""Pixels: a usual window, what stands around the lines that touch a centre, and one of these."""
_WHAT, _TOUCHED, _WRITTEN = "Quoi", "Tout ce qui y touche", "Ce qui sera écrit"
_SIGNS = {
    "+": ("Nouveau", "plus", "ok"),
    "-": ("Fin", "minus", "stop"),
    ">": ("Change", "switch-horizontal", "info"),
    "=": ("Reste", "equal", "text2"),
}


class Guide(Sheet):
    """The pages of one act over the window."""

    def __init__(self, desk: Desk, form: ActForm, parent: QWidget | None = None) -> None:
        super().__init__(parent, form.heading, form.law, icon=form.icon, width=WIDTH)
        self._desk, self.form = desk, form
        self._request: Request | None = None
        self._at = _WHAT
        self.track = QHBoxLayout()
        self.track.setSpacing(16)
        room = parent.height() if parent is not None else _TALL
        self.touched = TouchedPage(desk, lines=max(_FEWEST, min(_MOST, (room - _AROUND) // _LINE)))
        self.touched.decided.connect(self._look_again)
        self.touched.lead_wanted.connect(self._lead)
        self.written: DataTable[tuple[int, Outcome]] = DataTable(
            _columns(), key=lambda row: row[0], name=_WRITTEN, fit=_MOST
        )
        self.problem = ProblemStrip(self)
        self.back = button("Retour", "secondary", "arrow-left", parent=self)
        self.forward = button("Continuer", "primary", parent=self)
        self._lay_out()
        self._show(_WHAT)

    def step(self) -> str:
        """The title of the page shown."""
        return self._at

    def _lay_out(self) -> None:
        self.body.addLayout(self.track)
        self.body.addWidget(self.form)
        self.body.addWidget(self.touched)
        self.body.addWidget(self.written)
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        self.verbs.addWidget(self.back)
        self.verbs.addWidget(self.forward)
        self.forward.setDefault(True)
        self.back.clicked.connect(self._go_back)
        self.forward.clicked.connect(self._go_on)

    def _show(self, step: str) -> None:
        self._at = step
        self.problem.say("")
        for page, title in ((self.form, _WHAT), (self.touched, _TOUCHED), (self.written, _WRITTEN)):
            page.setVisible(title == step)
        self.back.setVisible(step != _WHAT)
        self.forward.setText(self.form.verb if step == _WRITTEN else "Continuer")
        set_available(self.forward, self._desk.why_no_write)
        self._show_track()
        if step == _WHAT:
            self.form.begin()
        elif step == _TOUCHED:
            self._look_again()
            self.touched.table.setFocus()
        else:
            self._list_outcomes()
            self.forward.setFocus()

    def _steps(self) -> tuple[str, ...]:
        asks = self._request is not None and self._request.planned is not None
        return (_WHAT, _TOUCHED, _WRITTEN) if asks or self.form.touches else (_WHAT, _WRITTEN)

    def _show_track(self) -> None:
        clear(self.track)
        steps = self._steps()
        for number, title in enumerate(steps, 1):
            here = title == self._at
            words = label(f"{number}. {title}", "strong" if here else "quiet")
            words.setAccessibleName(f"Étape {number} sur {len(steps)}, {title}{', en cours' if here else ''}")
            self.track.addWidget(words)
        self.track.addStretch(1)

    def _go_back(self) -> None:
        steps = self._steps()
        self._show(steps[max(steps.index(self._at) - 1, 0)])

    def _go_on(self) -> None:
        if self._at == _WRITTEN:
            self._write()
        elif self._at == _TOUCHED:
            self._show(_WRITTEN)
        else:
            self._read_form()

    def _read_form(self) -> None:
        try:
            self._request = self.form.request()
        except (ValueError, UserError) as problem:
            self.problem.say(str(problem))
            return
        planned = self._request.planned
        if planned is None:
            self._show(_WRITTEN)
            return
        db, today = self._desk.db, self._desk.today

        def read() -> tuple[Touched, tuple[Touching, ...]]:
            check_possible(db, planned)
            found = touched_by(
                db, planned.kind, planned.row_id, planned.act, planned.day,
                into=planned.into, coordinating=planned.coordinating,
            )  # fmt: skip
            return found, falling_away(db, planned, today)

        self._desk.ops.do(read, self._take, self._refused, owner=self)

    def _take(self, answer: tuple[Touched, tuple[Touching, ...]]) -> None:
        self.touched.show_touched(*answer)
        self._show(_TOUCHED)

    def _look_again(self) -> None:
        if self._at == _TOUCHED:
            set_available(self.forward, self._desk.why_no_write or self.touched.why_not_yet())

    def _list_outcomes(self) -> None:
        request, found = self._request, self.touched.found()
        if request is None:
            return
        made = list(request.own)
        if request.planned is not None and found is not None:
            made += outcomes(found, self.touched.decisions, self.touched.names())
        self.written.set_rows(list(enumerate(made)))

    def _write(self, confirmed: frozenset[str] = frozenset()) -> None:
        """Once pressed, the button waits: a second click must not find it."""
        request = self._request
        if request is None:
            return
        set_available(self.forward, "Enregistrement…")
        decisions = dict(self.touched.decisions) if request.planned is not None else {}
        db = self._desk.db

        def verb(also: frozenset[str]) -> Callable[[], tuple[Centre, Changes]]:
            return lambda: request.write(db, decisions, also)

        self._desk.run(verb(confirmed), self._done, failed=self._refused, confirmed=lambda key: verb(confirmed | {key}))

    def _done(self, result: tuple[Centre, Any]) -> None:
        said = self._request.said if self._request is not None else ""
        self.accept()
        self._desk.centre_wanted.emit(*result[0])
        self._desk.done.emit(said)

    def _refused(self, error: Exception) -> None:
        set_available(self.forward, self._desk.why_no_write)
        if isinstance(error, UserError):
            self.problem.say(str(error))
        else:
            self._desk.show_problem(error)

    def _lead(self, where: str, row_id: int) -> None:
        if where == "dossier":
            self.reject()
            self._desk.sheet_wanted.emit(row_id)


def _columns() -> Sequence[Column[tuple[int, Outcome]]]:
    def sign(row: tuple[int, Outcome]) -> Cell:
        words, icon, tone = _SIGNS[row[1].sign]
        return Cell(words, icon=icon, tone=tone)

    return (
        Column("Effet", sign, width=110),
        Column("Quoi", lambda row: Cell(row[1].what, tip=row[1].what), stretch=5),
        Column("Ce qu’il devient", lambda row: Cell(row[1].becomes, tip=row[1].becomes), stretch=4),
    )
