"""« Et si… »: a candidate and a day on a seat, and what would follow, without opening a dossier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from crmr_desk.model.dossiers import life, rule_packs
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.model.dossiers.rows import Choice, Question, QuestionKind
from crmr_desk.model.dossiers.what_if import WhatIf, what_if
from crmr_desk.model.network import people
from crmr_desk.model.network.rows import PersonRow
from crmr_desk.model.store.changes import Changes
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.form import QuestionsForm
from crmr_desk.ui.dossier.person_form import PersonForm
from crmr_desk.ui.dossier.pick_field import person_entry
from crmr_desk.ui.parts.badge import places
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import ScrollPage
from crmr_desk.ui.problems import ProblemStrip, Sheet
from crmr_desk.ui.what_if_result import WhatIfResult

_PROCEDURE, _CANDIDATE, _START = "procedure", "candidate", "start"
_AROUND, _LOWEST, _TALLEST = 220, 240, 640
"""Pixels: what the dialog has above and below its page and leaves of the window; bounds of that page."""


class WhatIfDialog(Sheet):
    """Nothing is written before « Ouvrir ce dossier », which keeps the candidate and the day that were tried."""

    def __init__(
        self, desk: Desk, procedures: Sequence[Procedure], target_id: int, centre: str, parent: QWidget | None = None
    ) -> None:
        """``procedures`` are those that fit the centre ``target_id``, the likeliest first; ``centre`` is its name."""
        super().__init__(
            parent,
            f"Et si… {centre}",
            "Essayez un candidat et une date\u00a0: rien n’est écrit, aucun dossier ne s’ouvre.",
            icon="git-branch",
            width=640,
        )
        self._desk, self._procedures, self._target = desk, tuple(procedures), target_id
        self._answers: dict[str, str | bool | int | None] = {_PROCEDURE: "0", _CANDIDATE: None, _START: None}
        self._asked: frozenset[str] = frozenset()
        self.form = QuestionsForm(desk.today)
        self.form.answered.connect(self._answered)
        self.form.new_person_wanted.connect(lambda _question: self._add_person())
        self.form.edit_person_wanted.connect(self._complete)
        self.outcome = WhatIfResult()
        self.problem = ProblemStrip()
        self.open_dossier = button("Ouvrir ce dossier", "primary", "folder-open")
        self.open_dossier.clicked.connect(self._open_dossier)
        self.body.addWidget(self.problem)
        self.body.addWidget(self._page(parent))
        places.wanted.connect(self.accept)
        self.add_verb("Fermer")
        self.verbs.addWidget(self.open_dossier)
        self._read_journey()
        self._read_people()
        self._ask()

    def procedure(self) -> Procedure:
        """The procedure that is tried."""
        return self._procedures[int(str(self._answers[_PROCEDURE]))]

    def _page(self, over: QWidget | None) -> ScrollPage:
        """What is asked and what would follow scroll as one, within the window that the dialog is over."""
        page = ScrollPage()
        page.body.setContentsMargins(0, 0, 8, 0)
        page.body.addWidget(self.form)
        page.body.addWidget(self.outcome)
        page.body.addStretch(1)
        room = over.height() - _AROUND if over is not None else _TALLEST
        page.setFixedHeight(max(min(room, _TALLEST), _LOWEST))
        return page

    def _questions(self) -> tuple[Question, ...]:
        choices = tuple(Choice(str(place), each.title.rstrip("…")) for place, each in enumerate(self._procedures))
        asked = (
            Question(_PROCEDURE, QuestionKind.CHOICE, "Ce que l’on essaie", None, choices=choices),
            Question(_CANDIDATE, QuestionKind.PERSON, "Candidat", None, required=False),
            Question(_START, QuestionKind.DATE, "Date d’effet", None, required=False),
        )
        shown = [each for each in asked if each.id in self._asked or (each.choices and len(choices) > 1)]
        return tuple(replace(question, value=self._answers[question.id]) for question in shown)

    def _read_journey(self) -> None:
        """A procedure that names nobody asks for no candidate."""
        db, procedure = self._desk.db, self.procedure()

        def asked() -> frozenset[str]:
            journey = rule_packs.active_pack(db).journey(procedure.request, procedure.function)
            return frozenset(question for step in journey.steps for question in step.questions)

        self._desk.read(asked, self._show_questions, owner=self)

    def _show_questions(self, asked: frozenset[str]) -> None:
        self._asked = asked
        self.form.show_questions(self._questions())

    def _answered(self, question: str, value: str | bool | int | None) -> None:
        self._answers[question] = value
        self._read_journey()
        self._ask()

    def _ask(self) -> None:
        db, today, target, procedure = self._desk.db, self._desk.today, self._target, self.procedure()
        candidate, start = self._tried()

        def question() -> WhatIf:
            return what_if(
                db,
                request=procedure.request,
                function=procedure.function,
                target_id=target,
                candidate_id=candidate,
                start=start,
                today=today,
            )

        self._desk.ops.do(question, self._show_result, self._fail, owner=self)

    def _tried(self) -> tuple[int | None, dt.date | None]:
        candidate, start = (self._answers[key] if key in self._asked else None for key in (_CANDIDATE, _START))
        return candidate if isinstance(candidate, int) else None, dt.date.fromisoformat(str(start)) if start else None

    def _show_result(self, result: WhatIf) -> None:
        self.problem.say("")
        self.outcome.show_result(result)
        set_available(self.open_dossier)

    def _fail(self, error: Exception) -> None:
        self.problem.say(str(error))
        self.outcome.show_nothing()
        set_available(self.open_dossier, str(error))

    def _read_people(self) -> None:
        db, today = self._desk.db, self._desk.today
        self._desk.read(
            lambda: tuple(person_entry(row) for row in people.people_on(db, today)), self.form.set_people, owner=self
        )

    def _add_person(self) -> None:
        form = PersonForm(self._desk, parent=self)
        form.saved.connect(self._added)
        form.open()

    def _added(self, person: int) -> None:
        self._read_people()
        self._answered(_CANDIDATE, person)

    def _complete(self, person_id: int) -> None:
        db, today = self._desk.db, self._desk.today
        self._desk.read(lambda: people.person(db, person_id, today), self._ask_completion, owner=self)

    def _ask_completion(self, person: PersonRow) -> None:
        form = PersonForm(self._desk, person, self)
        form.saved.connect(self._added)
        form.open()

    def _open_dossier(self) -> None:
        """Open the dossier for good, with what was tried as its first answers."""
        db, today, target, procedure = self._desk.db, self._desk.today, self._target, self.procedure()
        tried = {key: value for key, value in self._answers.items() if key in self._asked and value is not None}

        def verb() -> tuple[int, Changes]:
            dossier, changes = life.open_dossier(
                db,
                rule_packs.active_pack(db),
                request=procedure.request,
                function=procedure.function,
                target_id=target,
                today=today,
            )
            return dossier, life.answer(db, dossier, tried, today=today) if tried else changes

        self._desk.run(verb, lambda result: self._opened(result[0]), failed=self._fail)

    def _opened(self, dossier: int) -> None:
        self.accept()
        self._desk.dossier_wanted.emit(dossier)
