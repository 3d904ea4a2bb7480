"""A packed file (.xlsx, .ods) opened without trust: nothing is unpacked beyond the limits, whatever it declares."""

from __future__ import annotations

import io
import zipfile

from crmr_desk.workbooks.reading.limits import LARGEST_UNPACKED, MOST_ENTRIES
from crmr_desk.workbooks.reading.refusals import DAMAGED, LOCKED, TOO_LARGE, Refused

_ENCRYPTED = 0x1


class Archive:
    """The files inside, by a path without a leading slash, in any case (programs differ)."""

    def __init__(self, content: bytes) -> None:
        """Raises Refused when it is damaged, under a password, or declares too much."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except Exception as error:
            # zipfile lets through struct.error, ValueError and more for a directory that makes no sense.
            raise Refused(DAMAGED) from error
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
            raise Refused(TOO_LARGE)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise Refused(LOCKED)
        self._entries = {_folded(entry.filename): entry for entry in reversed(entries)}
        self._left = LARGEST_UNPACKED

    def __contains__(self, path: str) -> bool:
        return _folded(path) in self._entries

    def paths(self) -> list[str]:
        """Every path, in lower case."""
        return list(self._entries)

    def read(self, path: str) -> bytes:
        """The file at ``path``, b"" when there is none. Raises Refused when it is damaged or unpacks to too much."""
        entry = self._entries.get(_folded(path))
        if entry is None:
            return b""
        try:
            with self._zip.open(entry) as stream:
                content = stream.read(self._left + 1)
        except MemoryError:
            raise
        except Exception as error:
            # zlib.error, EOFError, NotImplementedError (an unknown compression) and others, all of a damaged entry.
            raise Refused(DAMAGED) from error
        self._left -= len(content)
        if self._left < 0:
            raise Refused(TOO_LARGE)
        return content


def _folded(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").lower()
