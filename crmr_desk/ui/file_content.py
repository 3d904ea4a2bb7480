"""The bytes of a file that the user gives, to be kept in the register."""

from __future__ import annotations

from pathlib import Path

from crmr_desk.model.errors import UserError
from crmr_desk.model.store import documents


def content_of(path: Path) -> bytes:
    """The bytes of a file of the user; ask in the lane. Raises UserError when it cannot be read or is too large to
    keep."""
    try:
        if path.stat().st_size > documents.LARGEST_MIB * 2**20:
            limit = f"{documents.LARGEST_MIB}\u00a0Mio"
            raise UserError(f"Le fichier {path.name} dépasse {limit}\u00a0: réduisez-le avant de le joindre.")
        return path.read_bytes()
    except OSError:
        raise UserError(
            f"{path.name} ne peut pas être lu\u202f; vérifiez qu’il existe encore et qu’il vous est permis."
        ) from None
