"""How many lines of each draft were still to settle at its last check: news, which the register does not keep."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from crmr_desk.model.store.database import Database

_TO_SETTLE: WeakKeyDictionary[Database, dict[int, int]] = WeakKeyDictionary()


def note(db: Database, import_id: int, to_settle: int) -> None:
    """The draft was checked just now."""
    _TO_SETTLE.setdefault(db, {})[import_id] = to_settle


def forget(db: Database, import_id: int) -> None:
    """Something was chosen since: the number may be another one."""
    _TO_SETTLE.get(db, {}).pop(import_id, None)


def to_settle(db: Database, import_id: int) -> int | None:
    """Lines still to settle as of the last check since the program was started, None when there was none."""
    return _TO_SETTLE.get(db, {}).get(import_id)
