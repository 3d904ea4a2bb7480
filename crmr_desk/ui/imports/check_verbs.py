"""What the user decides about the lines of an import: each decision is one operation, with a name to undo it by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from crmr_desk.model.store.words import thousands
from crmr_desk.ui.desk import Desk
from crmr_desk.workbooks.checking.alike import alike
from crmr_desk.workbooks.checking.details import cells
from crmr_desk.workbooks.checking.rows import Checked, Line
from crmr_desk.workbooks.checking.verdicts import confirmable
from crmr_desk.workbooks.imports import drafts, recipes
from crmr_desk.workbooks.imports.choices import Choice, ChoiceKind
from crmr_desk.workbooks.incoming.fields import Target

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes

Key = tuple[ChoiceKind, str, str]
Then = Callable[[], object]

_DONE = {
    ChoiceKind.HOSPITAL: ("établissement choisi", "établissement choisi pour"),
    ChoiceKind.CENTRE: ("centre choisi", "centre choisi pour"),
    ChoiceKind.PERSON: ("personne choisie", "personne choisie pour"),
    ChoiceKind.CONFIRM: ("confirmée", "confirmation de"),
}


class CheckVerbs:
    """Runs them for the check of one import. ``name`` is that of its file, which begins every label; ``begun`` is
    called before each, ``ended`` once it is over, whatever became of it."""

    def __init__(self, desk: Desk, begun: Then, ended: Then) -> None:
        self._desk, self._begun, self._ended = desk, begun, ended
        self.import_id = 0
        self.name = ""

    def settle(self, checked: Checked, line: Line, kind: ChoiceKind, value: Any, *, with_alike: bool) -> None:
        """Answer the question of ``line``, and of those that ask the same where ``with_alike``."""
        lines = (line, *(alike(checked, line, kind) if with_alike else ()))
        alone, several = _DONE[kind]
        self._choose(
            [Choice(kind, each.sheet, str(each.row), _value(each, kind, value)) for each in lines],
            f"ligne {line.row}, {alone}" if len(lines) == 1 else f"{several} {thousands(len(lines))} lignes",
        )

    def correct(self, checked: Checked, lines: Sequence[Line], target: Target, text: str, then: Then) -> None:
        """Write ``text`` in the place of what the cells of this column hold in ``lines``."""
        choices = [
            Choice(ChoiceKind.CELL, line.sheet, cell.cell, text)
            for line in lines
            for cell in cells(checked, line)
            if cell.target is target
        ]
        alone = len(choices) == 1
        label = f"cellule {choices[0].place} corrigée" if alone else f"{thousands(len(choices))} cellules corrigées"
        self._choose(choices, label, then)

    def set_aside(self, lines: Sequence[Line], reason: str) -> None:
        """Leave lines out of the import, and say why."""
        alone = len(lines) == 1
        label = f"ligne {lines[0].row} écartée" if alone else f"{thousands(len(lines))} lignes écartées"
        self._choose([Choice(ChoiceKind.SKIP, line.sheet, str(line.row), reason) for line in lines], label)

    def take_back(self, line: Line, keys: Sequence[Key]) -> None:
        """Forget what was chosen for a line."""
        db, import_id, label = self._desk.db, self.import_id, self._label(f"ligne {line.row} remise en question")
        self._run(lambda: drafts.withdraw(db, import_id, keys, label))

    def remember(self, name: str, then: Then) -> None:
        """Keep the columns and corrections of this import as the recipe ``name``."""
        db, import_id = self._desk.db, self.import_id
        self._run(lambda: recipes.keep_recipe(db, import_id, name, corrections=True), then)

    def _choose(self, choices: Sequence[Choice], label: str, then: Then | None = None) -> None:
        db, import_id, words = self._desk.db, self.import_id, self._label(label)
        self._run(lambda: drafts.choose(db, import_id, choices, words), then)

    def _label(self, what: str) -> str:
        return f"{self.name}\u00a0: {what}"

    def _run(self, verb: Callable[[], Changes], then: Then | None = None) -> None:
        def done(_changes: Changes) -> None:
            if then is not None:
                then()
            self._ended()

        def refused(error: Exception) -> None:
            self._desk.show_problem(error)
            self._ended()

        self._begun()
        self._desk.run(verb, done, failed=refused)


def _value(line: Line, kind: ChoiceKind, value: Any) -> Any:
    """The doubts of a line among those that the user has read on the first one; any other answer as it is."""
    if kind is not ChoiceKind.CONFIRM:
        return value
    return [code for code in dict.fromkeys(reason.code for reason in confirmable(line)) if code in value]
