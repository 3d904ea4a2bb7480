"""A file that is made reaches its place whole or not at all; an archive of the same files has the same bytes."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from crmr_desk.model.errors import UserError

_DAY: Final = (2000, 1, 1, 0, 0, 0)
"""That of every entry of an archive."""


@contextmanager
def placed(path: Path) -> Iterator[Path]:
    """A file beside ``path``, to be written; it takes the place of ``path`` when the block has ended, and goes when the
    block raises. Raises UserError where the folder cannot be written to, or the file is open elsewhere."""
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".crmr-desk-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        part = Path(name)
        yield part
        part.chmod(0o644)
        part.replace(path)
    except OSError as error:
        raise unwritable(path) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def unwritable(path: Path) -> UserError:
    """The sentence for a place that cannot be written to."""
    return UserError(
        f"{path} ne peut pas être écrit\u00a0: fermez le fichier s’il est ouvert, ou choisissez un autre dossier."
    )


def put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Put one file into ``archive``. What is packed already, a PDF or a picture, is packed no further."""
    entry = zipfile.ZipInfo(name, _DAY)
    packed = content[:4] in (b"%PDF", b"\x89PNG") or content[:3] == b"\xff\xd8\xff"
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
