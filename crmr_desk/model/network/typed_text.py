"""A text that somebody types into a field of one line. Standard library only."""

from __future__ import annotations

from typing import Final

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.names import as_typed

LONGEST_NAME: Final = 200
LONGEST_REASON: Final = 500
"""Characters of the name of somebody, and of why something is done: the tables set no limit."""


def typed_text(label: str, text: str, longest: int) -> str:
    """``text`` without what cannot be seen. Raises UserError, naming the field, beyond ``longest`` characters."""
    words = as_typed(text)
    if len(words) > longest:
        raise UserError(f"«\u202f{label}\u202f» a {len(words)} signes\u00a0: {longest} au plus.")
    return words
