"""Whether a register is sound: its file, its references, and the chain of its journal."""

from __future__ import annotations

from crmr_desk.model.store.chain_check import check_chain
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.words import NBSP, quoted

MOST = 20
"""Broken references told one by one."""


def problems_of(db: Database) -> list[str]:
    """Everything that is wrong, in French sentences; empty when the register is sound.

    A PostgreSQL server looks after its files and references itself: there only the journal is checked.
    """
    return [*_file_problems(db), *check_chain(db)]


def _file_problems(db: Database) -> list[str]:
    if db.is_shared:
        return []
    with db.reading() as session:
        damages = session.connection().exec_driver_sql("PRAGMA integrity_check").scalars().all()
        broken = session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()
    problems = [f"Le fichier est endommagé ({damage}){NBSP}: restaurez la dernière sauvegarde." for damage in damages]
    if damages == ["ok"]:
        problems = []
    for table, row_id, parent, _number in broken[:MOST]:
        problems.append(
            f"La ligne {row_id} de {quoted(table)} renvoie à une ligne de {quoted(parent)} qui n’existe pas."
        )
    if len(broken) > MOST:
        problems.append(f"{len(broken) - MOST} autres renvois sont rompus.")
    return problems
