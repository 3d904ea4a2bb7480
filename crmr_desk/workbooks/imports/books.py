"""The files received, read again from the bytes that were kept; the last few stay in memory."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import replace

from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import content_of
from crmr_desk.model.store.schema import StoredFile
from crmr_desk.workbooks.imports.records import import_of
from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.reading.opening import read_book

_REMEMBERED = 3
"""Books of 50,000 lines take tens of MB: enough to go from one import to another and back."""

_READ: OrderedDict[str, Book] = OrderedDict()
_LOCK = threading.Lock()


def book_of(db: Database, import_id: int) -> Book:
    """The file of an import. Raises UserError when the import is gone or its bytes were altered."""
    with db.reading() as session:
        kept = import_of(session, import_id)
        file = session.get_one(StoredFile, kept.file_id)
    known = _known(file.sha256)
    if known is None:
        return read(kept.name, content_of(db, kept.file_id).content)
    return replace(known, name=kept.name)


def read(name: str, content: bytes) -> Book:
    """The book in ``content``, which is remembered. Raises UserError for what cannot be read as a workbook."""
    sha256 = hashlib.sha256(content).hexdigest()
    book = _known(sha256) or read_book(name, content)
    with _LOCK:
        _READ[sha256] = book
        _READ.move_to_end(sha256)
        while len(_READ) > _REMEMBERED:
            _READ.popitem(last=False)
    return replace(book, name=name)


def _known(sha256: str) -> Book | None:
    with _LOCK:
        return _READ.get(sha256)
