"""Reads a JSON object into a frozen dataclass whose annotations say how each field is told.

Absent is UNKNOWN, null is None. What cannot be read stays UNKNOWN and is reported, as is a key that nobody knows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Annotated, Any, Final, TypeAlias, TypeVar, get_origin, get_type_hints


class Unknown(Enum):
    """The one value that stands for what nobody has said."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN


@dataclass(slots=True)
class Notes:
    """What a reading left aside: paths of unknown keys, and of values that cannot be read."""

    unknown_keys: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


_YEARS: Final = range(1900, 2200)
"""A date outside these years is a slip of the pen, and has no calendar term that could be counted."""

Reader = Callable[[Any, str, Notes], Any]
_T = TypeVar("_T")


class _UnreadableError(ValueError):
    """The value is not of the kind expected."""


def read(cls: Callable[..., _T], data: Mapping[str, Any], path: str, notes: Notes) -> _T:
    """``cls`` filled from ``data``; ``path`` is where ``data`` stands, for the notes."""
    readers = _readers(cls)
    values: dict[str, Any] = {}
    for key, value in data.items():
        place = f"{path}.{key}" if path else str(key)
        if key not in readers:
            notes.unknown_keys.append(place)
            continue
        try:
            values[key] = None if value is None else readers[key](value, place, notes)
        except _UnreadableError:
            notes.unreadable.append(place)
    return cls(**values)


@cache
def _readers(cls: Hashable) -> dict[str, Reader]:
    """How each field is told: the last note of its annotation."""
    hints = get_type_hints(cls, include_extras=True)
    return {name: hint.__metadata__[-1] for name, hint in hints.items() if get_origin(hint) is Annotated}


def text(value: Any, _path: str, _notes: Notes) -> str:
    if not isinstance(value, str):
        raise _UnreadableError
    return value.strip()


def flag(value: Any, _path: str, _notes: Notes) -> bool:
    if not isinstance(value, bool):
        raise _UnreadableError
    return value


def number(value: Any, _path: str, _notes: Notes) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _UnreadableError
    return value


def day(value: Any, _path: str, _notes: Notes) -> dt.date:
    if not isinstance(value, str):
        raise _UnreadableError
    try:
        told = dt.date.fromisoformat(value)
    except ValueError:
        raise _UnreadableError from None
    if told.year not in _YEARS:
        raise _UnreadableError
    return told


Maybe: TypeAlias = _T | Unknown | None
Text = Annotated[str | Unknown | None, text]
Flag = Annotated[bool | Unknown | None, flag]
Day = Annotated[dt.date | Unknown | None, day]
Number = Annotated[float | Unknown | None, number]


def anything(value: Any, _path: str, _notes: Notes) -> Any:
    return value


def one_of(words: Collection[str]) -> Reader:
    """A text among ``words``."""

    def reader(value: Any, _path: str, _notes: Notes) -> str:
        if value not in words:
            raise _UnreadableError
        return str(value)

    return reader


def record(cls: type[Any]) -> Reader:
    """A JSON object read as ``cls``."""

    def reader(value: Any, path: str, notes: Notes) -> Any:
        if not isinstance(value, Mapping):
            raise _UnreadableError
        return read(cls, value, path, notes)

    return reader


def records(cls: type[Any]) -> Reader:
    """A list of JSON objects read as a tuple of ``cls``; null inside the list is unreadable."""

    def reader(value: Any, path: str, notes: Notes) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _UnreadableError
        items = []
        for rank, item in enumerate(value):
            place = f"{path}[{rank}]"
            if isinstance(item, Mapping):
                items.append(read(cls, item, place, notes))
            else:
                notes.unreadable.append(place)
        return tuple(items)

    return reader
