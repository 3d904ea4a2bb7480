"""One operation of the journal: how its state is shown, and how it is taken back, with its confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmr_desk.model.store import undo
from crmr_desk.ui import problems
from crmr_desk.ui.parts.cell import Cell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crmr_desk.model.store.journal import OperationRow
    from crmr_desk.ui.desk import Desk

_NBSP, _NNBSP = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


def state_cell(row: OperationRow) -> Cell:
    """Whether the operation still stands, and whether it could be taken back."""
    if row.undone:
        return Cell("Annulée", badge=True, tone="mute", icon="arrow-back-up")
    if not row.undoable:
        return Cell("Définitive", badge=True, tone="mute", icon="lock")
    return Cell("En vigueur", badge=True, tone="ok", icon="circle-check")


def why_not(row: OperationRow) -> str:
    """Why the operation is not taken back; "" where it may be."""
    if row.undone:
        return "Cette opération a déjà été annulée."
    if not row.undoable:
        return f"Cette opération ne s’annule pas{_NBSP}: elle a produit un effet hors du registre."
    return ""


def ask(desk: Desk, over: QWidget, row: OperationRow, reach: str) -> None:
    """Ask, then take the operation back; ``reach`` says of what (« pour ce centre et pour le reste »)."""
    moment = row.at.astimezone()
    problems.confirm(
        over,
        f"Ce que cette opération a écrit sera remis comme avant, {reach}. Elle est de {row.who}, le {moment:%d/%m/%Y}"
        f" à {moment:%H:%M}.",
        lambda: _take_back(desk, row), title=f"Annuler «{_NNBSP}{row.label}{_NNBSP}»",
        verb="Annuler l’opération", refuse="Ne rien changer",
    )  # fmt: skip


def _take_back(desk: Desk, row: OperationRow) -> None:
    db = desk.db
    desk.run(
        lambda: undo.undo(db, row.id),
        lambda _changes: desk.toast.emit(f"Annulé{_NBSP}: «{_NNBSP}{row.label}{_NNBSP}»"),
    )
