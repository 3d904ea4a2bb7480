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

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Header(NamedTuple):
    """The fields of an operation that its hash protects. ``at`` is in UTC."""

    id: int
    at: dt.datetime
    who: str
    label: str
    undoable: bool
    undoes: int | None


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same value always gives the same text."""
    return _ENCODER.encode(value)


def digest(previous: str, header: Header, lines: Iterable[str]) -> str:
    """Hexadecimal SHA-256 of the operation, of its ``line_of`` each step, and of the hash ``previous`` before it."""
    head = canonical([previous, header.at.isoformat(), *header[:1], *header[2:]])
    return hashlib.sha256("\n".join([head, *lines]).encode()).hexdigest()


def line_of(position: int, table: str, row_id: int, action: str, before: str, after: str) -> str:
    """One step as it is hashed; ``before`` and ``after`` are canonical JSON, empty for none. No part holds a line
    break, so that no two operations give the same text."""
    return f"{position} {table} {row_id} {action}\n{before}\n{after}"
