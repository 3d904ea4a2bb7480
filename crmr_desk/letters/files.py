"""A PDF file written object after object: what is written is not kept in memory."""

from __future__ import annotations

import zlib
from array import array
from hashlib import md5
from typing import BinaryIO, Final

_HEAD: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_FREE: Final = b"0000000000 65535 f \n"
_ROWS: Final = 1000
"""Of the table at the end, as many are put together in memory."""


class PdfFile:
    """Writes to ``out``; the same objects in the same order give the same bytes."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._offsets = array("Q", [0])
        self._at = 0
        self._digest = md5(usedforsecurity=False)
        self._put(_HEAD)

    def number(self) -> int:
        """A number for an object that is written later."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def add(self, body: bytes, number: int = 0) -> int:
        """Write one object, under a new number unless one was taken for it; its number."""
        number = number or self.number()
        self._offsets[number] = self._at
        self._put(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def add_stream(self, content: bytes) -> int:
        """Write one stream, compressed."""
        return self.add_ready_stream(zlib.compress(content), b"/Filter /FlateDecode")

    def add_ready_stream(self, content: bytes, entries: bytes, number: int = 0) -> int:
        """Write one stream as it is; ``entries`` say how it is to be read."""
        return self.add(b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content), number)

    def close(self, root: int, info: int) -> None:
        """Write what tells where each object stands. ``root`` is the catalog, ``info`` the properties."""
        start, name = self._at, self._digest.hexdigest().encode()
        self._put(b"xref\n0 %d\n%b" % (len(self._offsets), _FREE))
        for first in range(1, len(self._offsets), _ROWS):
            rows = self._offsets[first : first + _ROWS]
            self._put(b"".join(b"%010d 00000 n \n" % offset for offset in rows))
        self._put(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID [<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (len(self._offsets), root, info, name, name, start)
        )

    def _put(self, some: bytes) -> None:
        self._out.write(some)
        self._digest.update(some)
        self._at += len(some)


def text_string(text: str) -> bytes:
    """``text`` as PDF writes it in its properties."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(%b)" % escaped.encode()
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().upper().encode()


def references(numbers: list[int]) -> bytes:
    """An array that refers to these objects."""
    return b"[%b]" % b" ".join(b"%d 0 R" % number for number in numbers)
