"""Between the check and what the user decides: what to ask about the line, and what to do with the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from crmr_desk.ui.dossier.piece_forms import ReasonForm
from crmr_desk.ui.imports.check_verbs import CheckVerbs
from crmr_desk.ui.imports.correction_note import Correction
from crmr_desk.ui.imports.new_ccmr_form import NewCcmrForm
from crmr_desk.ui.imports.new_hospital_form import NewHospitalForm
from crmr_desk.ui.imports.register_search import RegisterSearch
from crmr_desk.ui.imports.settle_question import Asked, Question, question_of
from crmr_desk.workbooks.checking import details
from crmr_desk.workbooks.checking.alike import alike
from crmr_desk.workbooks.checking.rows import Candidate, CellLine, Line
from crmr_desk.workbooks.imports.choices import ChoiceKind

if TYPE_CHECKING:
    from crmr_desk.ui.imports.check_step import CheckStep

_DOSSIERS = {
    "succession": "le dossier de succession",
    "designation": "le dossier de désignation",
    "renewal": "le dossier de renouvellement",
}


class CheckAnswers(QObject):
    """Listens to the lines and to the panel of ``step``."""

    def __init__(self, step: CheckStep) -> None:
        super().__init__(step)
        self._step = step
        self.verbs = CheckVerbs(step.desk, step.run.make_room, step.run.catch_up)
        panel, lines = step.panel, step.lines
        panel.confirmed.connect(self._confirmed)
        panel.passed.connect(lambda: step.to_next_problem())
        panel.keep_wanted.connect(lambda question: self._keep_alone(question.line))
        panel.search_wanted.connect(self._search)
        panel.aside_wanted.connect(lambda question: self.ask_aside(question.line))
        panel.correct_wanted.connect(self._correct)
        panel.back_wanted.connect(self._take_back)
        panel.dossier_wanted.connect(lambda question: self.open_dossier(question.line))
        panel.correction.alike_wanted.connect(self._correct_alike)
        panel.correction.remember_wanted.connect(self._remember)
        lines.corrected.connect(self.corrected)
        lines.menu_wanted.connect(lambda line, at: self.menu(line).popup(at))

    def show_line(self, line: Line | None) -> None:
        """Ask what ``line`` wants, in the panel."""
        step = self._step
        if step.view is not None:
            self.verbs.import_id, self.verbs.name = step.import_id, step.view.row.name
            step.panel.correction.compare(step.view.choices)
        question = self.question(line)
        locked = step.locked()
        step.panel.show_question(
            question, sender=self._sender(), alike=self._alike_count(question), locked=locked,
            dossier=dossier_words(line) if line is not None else "",
        )  # fmt: skip
        if step.lines.table is not None:
            step.lines.table.locked = locked

    def question(self, line: Line | None) -> Question | None:
        """What a line wants of the user."""
        checked, view, table = self._step.checked, self._step.view, self._step.lines.table
        if line is None or checked is None or view is None or table is None:
            return None
        return question_of(line, table.cells_of(line), details.candidates(checked, line), view.choices)

    def menu(self, line: Line) -> QMenu:
        """What can be done with a line; the caller shows it."""
        step, table = self._step, self._step.lines.table
        menu = QMenu(step)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        locked = step.locked()
        cell = table.current_cell() if table is not None else None
        name = f"Corriger {cell.cell}" if cell is not None else "Corriger la cellule"
        dossier = dossier_words(line)
        entries: tuple[tuple[str, Callable[[], object], str], ...] = (
            (name, lambda: table and table.edit_current(), locked or ("" if cell else "Placez-vous sur une cellule")),
            ("Écarter la ligne…", lambda: self.ask_aside(line), locked or self.no_setting_aside(line)),
            ("Ouvrir la fiche du centre", lambda: self.open_centre(line), _no_centre(line)),
            (f"Ouvrir {dossier or 'un dossier'}…", lambda: self.open_dossier(line), "" if dossier else _NO_DOSSIER),
            ("Copier les lignes", self._copy, ""),
        )
        for text, then, reason in entries:
            action = menu.addAction(text, then)
            action.setEnabled(not reason)
            action.setToolTip(reason)
        return menu

    def _copy(self) -> None:
        if self._step.lines.table is not None:
            self._step.lines.table.copy_rows()

    def no_setting_aside(self, line: Line) -> str:
        """Why a line cannot be set aside, "" when it can."""
        question = self.question(line)
        if question is None or question.asked in (Asked.SET_ASIDE, Asked.NO_DATA):
            return "Cette ligne n’est pas lue"
        return ""

    def ask_aside(self, line: Line) -> ReasonForm:
        """Ask why a line is left out, then leave it out."""
        form = ReasonForm(
            f"Écarter la ligne {line.row}",
            "Elle ne sera pas appliquée\u202f; le motif reste dans le résultat de l’import et dans le classeur de"
            " retour.",
            "Écarter la ligne", parent=self._step.window(),
        )  # fmt: skip
        form.given.connect(lambda reason: self._aside(line, reason))
        form.open()
        return form

    def open_centre(self, line: Line) -> None:
        """Go to the sheet of the centre that was found."""
        if line.seat is not None:
            self._step.desk.centre_wanted.emit(*line.seat)

    def open_dossier(self, line: Line) -> None:
        """Open the dossier that the line calls for."""
        if line.dossier is not None:
            self._step.desk.start_wanted.emit(*line.dossier)

    def corrected(self, line: Line, cell: CellLine, text: str) -> None:
        """Another text was typed over a cell."""
        step, checked = self._step, self._step.checked
        if checked is None:
            return
        made = Correction(checked, line, cell, text, alike(checked, line, cell.target))

        def corrected() -> None:
            step.panel.correction.show_correction(made, self._this_sender())
            self.show_line(step.line())

        self.verbs.correct(checked, [line], cell.target, text, corrected)

    # --- answers --------------------------------------------------------------------------------------------------

    def _confirmed(self, question: Question, candidate: Candidate | None, with_alike: bool) -> None:
        kind = question.kind
        if kind is ChoiceKind.CONFIRM:
            self._settle(question, kind, list(question.codes), with_alike=with_alike)
        elif candidate is not None and kind is not None:
            self._choose(question, kind, candidate, with_alike=with_alike)

    def _choose(self, question: Question, kind: ChoiceKind, candidate: Candidate, *, with_alike: bool) -> None:
        """Take a match; what is to be created is described first."""
        key, window, desk = candidate.key, self._step.window(), self._step.desk
        new = key.get("new") if isinstance(key, dict) else None
        if new is None:
            self._settle(question, kind, key, with_alike=with_alike)
            return
        region = self._step.view.row.region if self._step.view is not None else ""
        form = (
            NewHospitalForm(desk, new, region, window)
            if kind is ChoiceKind.HOSPITAL
            else NewCcmrForm(desk, new, window)
        )  # fmt: skip
        form.given.connect(lambda value: self._settle(question, kind, value, with_alike=with_alike))
        form.open()

    def _search(self, question: Question) -> None:
        kind = question.kind
        if kind is None:
            return
        form = RegisterSearch(self._step.desk, kind, f"Ligne {question.line.row}", self._step.window())
        form.picked.connect(
            lambda value: self._settle(question, kind, value, with_alike=self._step.panel.wants_alike())
        )  # fmt: skip
        form.open()

    def _settle(self, question: Question, kind: ChoiceKind, value: Any, *, with_alike: bool) -> None:
        checked = self._step.checked
        if checked is not None:
            self._step.go_on_from(question.line.key)
            self.verbs.settle(checked, question.line, kind, value, with_alike=with_alike)

    def _aside(self, line: Line, reason: str) -> None:
        self._step.go_on_from(line.key)
        self.verbs.set_aside([line], reason)

    def _keep_alone(self, line: Line) -> None:
        """Leave out the other lines of the seat of ``line``."""
        checked = self._step.checked
        of_seat = [each for each in checked.lines if each.seat == line.seat] if checked is not None else []
        others = [each for each in of_seat if each.key != line.key and not each.settled]
        self._step.go_on_from(line.key)
        self.verbs.set_aside(others, f"La ligne {line.row} de «\u202f{line.sheet}\u202f» parle du même siège.")

    def _take_back(self, question: Question) -> None:
        self.verbs.take_back(question.line, question.chosen)

    def _correct(self, question: Question) -> None:
        """Put the cursor on the cell that the question is about, with the field open."""
        table = self._step.lines.table
        if table is None:
            return
        found = next((cell for cell in table.cells_of(question.line).values() if cell.cell == question.cell), None)
        if found is not None:
            table.go_to_cell(found.target)
            table.edit_current()

    def _correct_alike(self, made: Correction) -> None:
        note = self._step.panel.correction
        self.verbs.correct(made.checked, made.others, made.cell.target, made.text, note.alike_done)

    def _remember(self) -> None:
        view, note = self._step.view, self._step.panel.correction
        if view is None:
            return
        name = view.recipe or view.row.sender

        def kept() -> None:
            note.remembered()
            self._step.desk.done.emit(f"Correction retenue dans la recette «\u202f{name}\u202f».")

        self.verbs.remember(name, kept)

    # --- words ----------------------------------------------------------------------------------------------------

    def _alike_count(self, question: Question | None) -> int:
        checked = self._step.checked
        if question is None or question.kind is None or checked is None:
            return 0
        return len(alike(checked, question.line, question.kind))

    def _sender(self) -> str:
        view = self._step.view
        return "l’ARS" if view is not None and view.row.region else "l’expéditeur"

    def _this_sender(self) -> str:
        view = self._step.view
        return "cette ARS" if view is not None and view.row.region else "cet expéditeur"


def dossier_words(line: Line) -> str:
    """« le dossier de succession » that a line calls for; "" when none."""
    return _DOSSIERS.get(line.dossier[0], "un dossier") if line.dossier is not None else ""


_NO_DOSSIER = "Cette ligne n’appelle aucun dossier"


def _no_centre(line: Line) -> str:
    return "" if line.seat is not None else "Aucun centre du registre n’est reconnu sur cette ligne"
