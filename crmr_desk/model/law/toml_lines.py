"""On which line of a TOML file each key stands: the standard reader does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

KeyPath = tuple[str | int, ...]

_HEADER: Final = re.compile(r"^\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_NAME: Final = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_PART: Final = re.compile(_NAME)
_KEY: Final = re.compile(rf"^\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=")
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"' + r"|'[^']*'")
_LONG_QUOTES: Final = ('"""', "'''")


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line, counted from 1, of every table and key that starts a line of ``text``, a valid TOML document.

    A table of a list has its rank in the path: ``("pieces", 2, "id")``; so has each text of a list that starts a line
    of its own. Keys inside a value have no line of their own.
    """
    index = _Index()
    for number, line in enumerate(text.splitlines(), start=1):
        index.read(number, line)
    return index.lines


@dataclass(slots=True)
class _Index:
    """What has been read so far: the table and the value that are open, the depth of brackets, a long quote."""

    lines: dict[KeyPath, int] = field(default_factory=lambda: {(): 1})
    counts: dict[KeyPath, int] = field(default_factory=dict)
    table: KeyPath = ()
    value: KeyPath = ()
    rank: int = 0
    depth: int = 0
    quote: str = ""

    def read(self, number: int, line: str) -> None:
        if self.quote:
            self.quote = "" if self.quote in line else self.quote
        elif self.depth == 0 and (header := _HEADER.match(line)):
            self.table = _opened(_parts(header[2]), header[1] == "[[", self.counts)
            self.lines.setdefault(self.table, number)
        else:
            self._read_value(number, line)

    def _read_value(self, number: int, line: str) -> None:
        if self.depth == 0 and (key := _KEY.match(line)):
            parts = _parts(key[1])
            for length in range(1, len(parts) + 1):
                self.lines.setdefault((*self.table, *parts[:length]), number)
            self.value, self.rank = (*self.table, *parts), 0
        elif self.depth == 1 and line.lstrip().startswith(("'", '"')):
            self.lines[(*self.value, self.rank)] = number
            self.rank += 1
        self.depth, self.quote = _after(line, self.depth)


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """The line of ``path``, or of the nearest thing around it."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _opened(parts: tuple[str, ...], repeated: bool, counts: dict[KeyPath, int]) -> KeyPath:
    """The path of the table that a header opens, with the rank of each list of tables on the way."""
    path: KeyPath = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, parts[-1])
    if repeated:
        counts[path] = counts.get(path, 0) + 1
        path = (*path, counts[path] - 1)
    return path


def _after(line: str, depth: int) -> tuple[int, str]:
    """Depth of brackets, and the long quote still open, once ``line`` is read."""
    for quote in _LONG_QUOTES:
        if line.count(quote) % 2:
            return depth, quote
    bare = _STRING.sub("", line).split("#", 1)[0]
    return depth + bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}"), ""
