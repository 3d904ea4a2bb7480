"""Pages of other PDF files, copied into the one that is being written."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf

from crmr_desk.letters.files import PdfFile


def first_page(content: bytes, file: PdfFile) -> int:
    """Write the first page of the PDF ``content`` into ``file``, as a form that pages can show; its number."""
    with pikepdf.open(BytesIO(content)) as source:
        return _Copy(file).of(source.make_indirect(source.pages[0].as_form_xobject()))


class _Copy:
    """Objects of another PDF, written into a file with all that they refer to."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._numbers: dict[tuple[int, int], int] = {}

    def of(self, found: pikepdf.Object) -> int:
        if found.objgen in self._numbers:
            return self._numbers[found.objgen]
        number = self._numbers[found.objgen] = self._file.number()
        if isinstance(found, pikepdf.Stream):
            entries = self._entries(found, without=("/Length", "/StructParent", "/StructParents"))
            return self._file.add_ready_stream(found.read_raw_bytes(), entries, number)
        return self._file.add(self._direct(found), number)

    def _value(self, found: Any) -> bytes:
        if isinstance(found, pikepdf.Object) and found.is_indirect:
            return b"%d 0 R" % self.of(found)
        return self._direct(found)

    def _direct(self, found: Any) -> bytes:
        if isinstance(found, pikepdf.Dictionary):
            return b"<<%b>>" % self._entries(found)
        if isinstance(found, pikepdf.Array):
            return b"[%b]" % b" ".join(self._value(one) for one in found)
        if isinstance(found, pikepdf.Object):
            return found.unparse()
        return b"null" if found is None else str(found).lower().encode()  # a number, true or false

    def _entries(self, found: Any, without: tuple[str, ...] = ()) -> bytes:
        pairs = sorted((key, value) for key, value in found.items() if key not in without)
        return b"".join(b"%b %b" % (key.encode(), self._value(value)) for key, value in pairs)
