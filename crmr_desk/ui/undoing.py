"""Ctrl+Z and Ctrl+Shift+Z on the register: asks first, naming the operation; the journal does the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crmr_desk.model.errors import UserError
from crmr_desk.ui import problems

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.journal import OperationRow
    from crmr_desk.ui.desk import Desk


class Undoing(QObject):
    """``next_undo(label)`` after each change: what Ctrl+Z would take back, "" for nothing."""

    next_undo = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Ask the journal what can be taken back now."""
        self._desk.read(self._last_undoable, lambda row: self.next_undo.emit(row.label if row else ""), owner=self)

    def ask_undo(self) -> None:
        """Name the last operation and take it back when the user agrees."""
        if self._only_looks():
            return
        self._desk.read(self._undoable_or_last, lambda found: self._confirm_undo(*found), owner=self)

    def ask_redo(self) -> None:
        """Name the operation taken back last and apply it again when the user agrees."""
        if self._only_looks():
            return
        self._desk.read(self._last_redoable, self._confirm_redo, owner=self)

    def _only_looks(self) -> bool:
        """Nothing is taken back behind a register that is looked at as it was once known."""
        if self._desk.why_no_write:
            self._desk.toast.emit(self._desk.why_no_write)
        return bool(self._desk.why_no_write)

    def _last_undoable(self) -> OperationRow | None:
        from crmr_desk.model.store import undo

        return undo.last_undoable(self._desk.db)

    def _undoable_or_last(self) -> tuple[OperationRow | None, OperationRow | None]:
        """What can be taken back, or None and the last operation of this person still in force."""
        from crmr_desk.model.store import journal

        row = self._last_undoable()
        if row is not None:
            return row, None
        own = (each for each in journal.operations(self._desk.db) if each.who == self._desk.db.who)
        return None, next((each for each in own if each.undoes is None and not each.undone), None)

    def _last_redoable(self) -> OperationRow | None:
        from crmr_desk.model.store import undo

        return undo.last_redoable(self._desk.db)

    def _confirm_undo(self, row: OperationRow | None, last: OperationRow | None) -> None:
        if row is None and last is not None:
            self._desk.show_problem(UserError(_final(last)))
            return
        if row is None:
            self._desk.toast.emit("Rien à annuler.")
            return
        problems.confirm(
            self._desk.window, _sentence("Ce que cette opération a écrit sera remis comme avant", row),
            lambda: self._undo(row), title=f"Annuler «\N{NARROW NO-BREAK SPACE}{row.label}\N{NARROW NO-BREAK SPACE}»",
            verb="Annuler l’opération", refuse="Ne rien changer",
        )  # fmt: skip

    def _confirm_redo(self, row: OperationRow | None) -> None:
        if row is None:
            self._desk.toast.emit("Rien à rétablir.")
            return
        problems.confirm(
            self._desk.window, _sentence("Cette opération sera appliquée de nouveau", row),
            self._redo, title=f"Rétablir «\N{NARROW NO-BREAK SPACE}{row.label}\N{NARROW NO-BREAK SPACE}»",
            verb="Rétablir l’opération", refuse="Ne rien changer",
        )  # fmt: skip

    def _undo(self, row: OperationRow) -> None:
        def verb() -> Changes:
            from crmr_desk.model.store import undo

            return undo.undo(self._desk.db, row.id)

        self._desk.run(verb, lambda _changes: self._desk.toast.emit("Opération annulée."))

    def _redo(self) -> None:
        def verb() -> Changes:
            from crmr_desk.model.store import undo

            return undo.redo(self._desk.db)

        self._desk.run(verb, lambda _changes: self._desk.toast.emit("Opération rétablie."))


def _final(row: OperationRow) -> str:
    label = f"«\N{NARROW NO-BREAK SPACE}{row.label}\N{NARROW NO-BREAK SPACE}»"
    return f"{label} ne s’annule pas\N{NO-BREAK SPACE}: le fait est accompli, et ce qui le précède reste acquis."


def _sentence(what: str, row: OperationRow) -> str:
    moment = row.at.astimezone()
    return f"{what}. Elle est de {row.who}, le {moment:%d/%m/%Y} à {moment:%H:%M}."
