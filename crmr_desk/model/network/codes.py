"""Codes for structures that the window creates: readable, and borne by no other row."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session


def free_code(session: Session, column: InstrumentedAttribute[str], stem: str, width: int = 1) -> str:
    """``stem`` with the first number, of ``width`` figures at least, that no row has in ``column``: CERVCO-S1."""
    taken = set(session.scalars(select(column).where(column.like(f"{stem}%"))))
    number = 1
    while f"{stem}{number:0{width}d}" in taken:
        number += 1
    return f"{stem}{number:0{width}d}"
