"""The hash that chains each operation of the journal to the one before it.

It is taken over the text of the changes exactly as the database keeps it, so that a check never has to parse it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any, NamedTuple

NO_OPERATION_YET = "0" * 64
"""What the first operation is chained to."""


class Header(NamedTuple):
    """The fields of an operation that its hash protects. ``at`` is in UTC."""

    id: int
    at: dt.datetime
    who: str
    label: str
    undoable: bool
    undoes: int | None


class Line(NamedTuple):
    """One changed row; ``before`` and ``after`` are canonical JSON text, or None."""

    position: int
    table: str
    row_id: int
    action: str
    before: str | None
    after: str | None


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same value always gives the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(previous: str, header: Header, lines: Iterable[Line]) -> str:
    """Hexadecimal SHA-256 of the operation and of the hash ``previous`` before it."""
    found = hashlib.sha256()
    found.update(canonical([previous, header.at.isoformat(), *header[:1], *header[2:]]).encode())
    for line in lines:
        names = canonical([line.position, line.table, line.row_id, line.action])
        found.update(f"\n{names}\n{line.before or ''}\n{line.after or ''}".encode())
    return found.hexdigest()
