"""Who changed a row meanwhile: the sentences of a Conflict."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import Conflict
from crmr_desk.model.store.names import Row, names_of
from crmr_desk.model.store.schema import Base, Operation, OperationChange
from crmr_desk.model.store.words import NBSP, TABLES, quoted


def changed_meanwhile(session: Session, versions: Mapping[Row, int]) -> Conflict:
    """The refusal of a write that expected ``versions`` of its rows and found another one."""
    for row, version in versions.items():
        table = Base.metadata.tables[row[0]]
        if session.scalar(select(table.c.version).where(table.c.id == row[1])) != version:
            break
    return row_changed(session, row)


def row_changed(session: Session, row: Row) -> Conflict:
    """The refusal of a write over ``row``, which is no longer as it was shown."""
    return Conflict(
        f"{row_title(session, row)} a changé entre-temps{_by_whom(session, row)}. Rien n’a été enregistré{NBSP}:"
        " rouvrez la fiche, puis recommencez."
    )


def changed_since(session: Session, row: Row, changer: Operation | None) -> Conflict:
    """The refusal to undo what ``changer`` (None for somebody outside of the program) has built upon."""
    by = f", {signature(changer)}" if changer else ""
    return Conflict(f"{row_title(session, row)} a changé depuis{by}. Rien n’a été annulé.")


def used_since(session: Session, row: Row, user: Row) -> Conflict:
    """The refusal to undo the creation of ``row``, which ``user`` now refers to."""
    by = _by_whom(session, user)
    used_by = row_title(session, user)
    return Conflict(
        f"{row_title(session, row)} sert depuis à une autre{NBSP}: {used_by[0].lower()}{used_by[1:]}{by}. Rien n’a été"
        " annulé."
    )


def row_title(session: Session, row: Row) -> str:
    """What heads the sentence: La fiche personne « Pr Solène Aubrac »."""
    name = names_of(session, [row], {}).get(row) or f"n°{NBSP}{row[1]}"
    return f"La fiche {TABLES[row[0]].name} {quoted(name)}"


def last_operation_on(session: Session, row: Row) -> Operation | None:
    """The last operation of the journal that touched ``row``."""
    touching = select(OperationChange.operation_id).where(
        OperationChange.table_name == row[0], OperationChange.row_id == row[1]
    )
    return session.scalar(select(Operation).where(Operation.id.in_(touching)).order_by(Operation.id.desc()).limit(1))


def signature(operation: Operation) -> str:
    """par Nadia Belkacem le 20/11/2026 à 10:00 (« Succession »), in the time zone of this computer."""
    return f"par {operation.who} le {operation.at.astimezone():%d/%m/%Y à %H:%M} ({quoted(operation.label)})"


def _by_whom(session: Session, row: Row) -> str:
    operation = last_operation_on(session, row)
    return f", {signature(operation)}" if operation else ""
