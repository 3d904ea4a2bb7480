"""The file of an import as it was received."""

from __future__ import annotations

from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import StoredBytes, content_of
from crmr_desk.workbooks.imports.records import import_of


def original(db: Database, import_id: int) -> StoredBytes:
    """The bytes that were received, to the bit. Raises UserError when the import is gone or its bytes were altered."""
    with db.reading() as session:
        file_id = import_of(session, import_id).file_id
    return content_of(db, file_id)
