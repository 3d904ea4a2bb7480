"""The container of old Office files (OLE): a small file system of sectors, read without trust ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from crmr_desk.workbooks.reading.refusals import DAMAGED, Refused

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = struct.Struct("<30x H H 14x I 4x I I 4x I I")
_ENTRY = struct.Struct("<64s H B 49x I I 4x")
_HEADER_SIZE = 512
_IN_HEADER = 109
"""How many sectors of the allocation table the header itself lists."""
_LAST_SECTOR = 0xFFFFFFFA
"""From here on a number is no sector: end of chain, free."""
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class Compound:
    """The streams of one file by their name."""

    def __init__(self, content: bytes) -> None:
        """Raises Refused when the directory cannot be followed to its end."""
        self._content = content
        try:
            self._open()
        except (struct.error, UnicodeDecodeError) as error:
            raise Refused(DAMAGED) from error

    def _open(self) -> None:
        shift, mini_shift, directory, self._cutoff, mini_table, next_list, lists = _HEADER.unpack_from(self._content)
        if shift not in (9, 12) or mini_shift > shift:
            raise Refused(DAMAGED)
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        self._table = self._allocation_table(next_list, lists)
        self._entries = self._directory(directory)
        self._mini_table = self._numbers(self._chained(mini_table)) if mini_table < _LAST_SECTOR else ()
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        self._mini = self._chained(root.start) if root and root.start < _LAST_SECTOR else b""

    def __contains__(self, name: str) -> bool:
        return any(entry.name == name and entry.kind == _STREAM for entry in self._entries)

    def read(self, name: str) -> bytes:
        """The stream, b"" when there is none. Raises Refused when its chain is broken."""
        for entry in self._entries:
            if entry.name == name and entry.kind == _STREAM:
                if entry.size >= self._cutoff:
                    return self._chained(entry.start)[: entry.size]
                return self._mini_chained(entry.start)[: entry.size]
        return b""

    def _sector(self, number: int) -> bytes:
        sector = self._content[(number + 1) * self._size : (number + 2) * self._size]
        if not sector:
            raise Refused(DAMAGED)
        return sector.ljust(self._size, b"\0")

    def _numbers(self, content: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(content) // 4}I", content)

    def _allocation_table(self, next_list: int, lists: int) -> tuple[int, ...]:
        """Which sector follows which: listed in the header, then in a chain of sectors of their own."""
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self._content, _HEADER_SIZE - 4 * _IN_HEADER))
        for _ in range(min(lists, len(self._content) // self._size)):
            if next_list >= _LAST_SECTOR:
                break
            *more, next_list = self._numbers(self._sector(next_list))
            sectors.extend(more)
        known = [number for number in dict.fromkeys(sectors) if number < _LAST_SECTOR]
        return self._numbers(b"".join(map(self._sector, known)))

    def _directory(self, start: int) -> list[_Entry]:
        return [
            _Entry(name[: max(length - 2, 0)].decode("utf-16-le"), kind, first, size)
            for name, length, kind, first, size in _ENTRY.iter_unpack(self._chained(start))
        ]

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(start, self._table)))

    def _mini_chained(self, start: int) -> bytes:
        size = self._mini_size
        return b"".join(self._mini[number * size : (number + 1) * size] for number in _chain(start, self._mini_table))


def _chain(start: int, table: tuple[int, ...]) -> list[int]:
    """The numbers from ``start`` to the end. Raises Refused when the chain runs in a circle or out of the table."""

    def follow(number: int) -> Iterator[int]:
        while number < _LAST_SECTOR:
            if number >= len(table):
                raise Refused(DAMAGED)
            yield number
            number = table[number]

    chain = list(islice(follow(start), len(table) + 1))
    if len(chain) > len(table):
        raise Refused(DAMAGED)
    return chain
