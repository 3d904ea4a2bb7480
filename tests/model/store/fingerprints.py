"""The bytes of a register on disk, to see whether anything touched them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from crmr_desk.model.store.database import Database


def fingerprint(db: Database) -> dict[str, str]:
    """SHA-256 of the file of a register and of its write-ahead log."""
    path = Path(str(db.url.database))
    found = {each.name: each for each in (path, path.with_name(f"{path.name}-wal")) if each.exists()}
    return {name: hashlib.sha256(each.read_bytes()).hexdigest() for name, each in found.items()}
