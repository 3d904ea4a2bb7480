"""A workbook reaches its place whole or not at all."""

from __future__ import annotations

import io
import os
import re
import tempfile
import zipfile
from pathlib import Path

from openpyxl import Workbook

from crmr_desk.model.errors import UserError

_FIXED_DAY = (2000, 1, 1, 0, 0, 0)
_FIXED_STAMP = b"2000-01-01T00:00:00Z"
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def save(workbook: Workbook, path: Path) -> None:
    """Write ``workbook`` beside ``path``, then rename: a reader never meets half a file.

    Raises UserError when the folder is missing or cannot be written, or when the file is open elsewhere.
    """
    content = _without_clock(_bytes_of(workbook))
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
    workbook.save(stream)
    return stream.getvalue()


def _without_clock(content: bytes) -> bytes:
    """The same archive with fixed dates, so that the same rows give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _STAMPS.sub(rb"\g<1>" + _FIXED_STAMP + rb"\g<2>", data)
            fixed = zipfile.ZipInfo(entry.filename, _FIXED_DAY)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(fixed, data)
    return target.getvalue()


def _current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
