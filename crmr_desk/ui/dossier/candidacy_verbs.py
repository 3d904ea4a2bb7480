"""What the user does with the structures of an application, each one verb of the model, run in the lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from crmr_desk.model.dossiers import candidacies
from crmr_desk.model.dossiers.candidacy_rows import CandidacyLine, NewStructure, Outcome
from crmr_desk.model.dossiers.free_structures import free_structures
from crmr_desk.ui.dossier.chooser import Entry
from crmr_desk.ui.dossier.verbs import Verbs


class CandidacyVerbs:
    """The verbs of one application; a refusal is shown, and the page then read again."""

    def __init__(self, verbs: Verbs) -> None:
        self.verbs = verbs
        self._desk = verbs.desk

    def note(self, lines: Sequence[CandidacyLine], criterion: str, met: bool | None, evidence: str) -> None:
        """Note a criterion, for one structure or for several alike."""
        db, ids = self._desk.db, [line.id for line in lines]
        self._run(lambda: candidacies.set_criterion(db, ids, criterion, met=met, evidence=evidence))

    def settle(self, lines: Sequence[CandidacyLine], outcome: Outcome | None, reason: str) -> None:
        """Give one structure its outcome, or several alike; None takes it back."""
        db, ids = self._desk.db, [line.id for line in lines]
        self._run(lambda: candidacies.set_outcome(db, ids, outcome, reason=reason))

    def add(self, structure: NewStructure, then: Callable[[], None], refused: Callable[[Exception], None]) -> None:
        """Add a structure; a refusal goes to ``refused``, inside the form."""
        db, dossier = self._desk.db, self.verbs.dossier_id
        self._desk.run(
            lambda: candidacies.add_structure(db, dossier, structure), lambda _result: then(), failed=refused
        )

    def change(
        self, line: CandidacyLine, structure: NewStructure, then: Callable[[], None],
        refused: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        """Change what is known of a structure."""
        db = self._desk.db
        self._desk.run(
            lambda: candidacies.change_structure(db, line.id, structure, version=line.version),
            lambda _result: then(),
            failed=refused,
        )

    def remove(self, line: CandidacyLine) -> None:
        """Take a structure that is not of the centre yet out of the application."""
        db = self._desk.db
        self._run(lambda: candidacies.remove_structure(db, line.id))

    def free_structures(self, kind: str, then: Callable[[tuple[Entry, ...]], None]) -> None:
        """The structures of the register that may still join the application, ready for a chooser."""
        db, dossier, today = self._desk.db, self.verbs.dossier_id, self._desk.today
        self._desk.read(
            lambda: tuple(Entry(row.row_id, row.name, row.detail) for row in free_structures(db, dossier, kind, today)),
            then,
        )

    def _run(self, verb: Callable[[], Any]) -> None:
        self._desk.run(verb, failed=self._show)

    def _show(self, error: Exception) -> None:
        self._desk.show_problem(error)
        self._desk.reload_everything()
