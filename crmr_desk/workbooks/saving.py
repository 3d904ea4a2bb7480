"""A workbook reaches its place whole or not at all."""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from crmr_desk.model.errors import UserError

_FIXED_DAY = (2000, 1, 1, 0, 0, 0)
_FIXED_STAMP = b"2000-01-01T00:00:00Z"
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def save(workbook: Workbook, path: Path) -> None:
    """Write ``workbook`` beside ``path``, then rename: a reader never meets half a file.

    Raises UserError when the folder is missing or cannot be written, or when the file is open elsewhere.
    """
    content = _bytes_of(workbook)
    try:
        handle, name = tempfile.mkstemp(prefix=".crmr-desk-", suffix=".xlsx", dir=path.parent)
    except OSError as error:
        raise UserError(_folder_sentence(path)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        temporary.chmod(0o666 & ~_current_umask())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise UserError(
            f"Le classeur {path.name} n’a pas pu être écrit dans {path.parent}. "
            "S’il est ouvert dans Excel, fermez-le, puis recommencez."
        ) from error


def _folder_sentence(path: Path) -> str:
    if not path.parent.is_dir():
        return f"Le dossier {path.parent} n’existe pas. Choisissez un autre dossier pour {path.name}."
    return f"Le dossier {path.parent} ne peut pas être écrit. Choisissez un autre dossier pour {path.name}."


def _bytes_of(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    ExcelWriter(workbook, _Undated(stream, "w", zipfile.ZIP_DEFLATED)).save()
    return stream.getvalue()


class _Undated(zipfile.ZipFile):
    """An archive with fixed dates, so that the same rows give the same bytes."""

    def writestr(self, entry: str | zipfile.ZipInfo, data: bytes | str, *_compression: Any) -> None:  # type: ignore[override]
        """Add ``data`` under the name ``entry``."""
        content = data.encode() if isinstance(data, str) else data
        name = entry.filename if isinstance(entry, zipfile.ZipInfo) else entry
        if name == "docProps/core.xml":
            content = _STAMPS.sub(rb"\g<1>" + _FIXED_STAMP + rb"\g<2>", content)
        super().writestr(_entry(name), content)

    def write(self, filename: Any, arcname: Any = None, *_compression: Any) -> None:
        """Add the file ``filename`` under the name ``arcname``."""
        with open(filename, "rb") as source, self.open(_entry(str(arcname)), "w") as target:
            shutil.copyfileobj(source, target)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIXED_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
