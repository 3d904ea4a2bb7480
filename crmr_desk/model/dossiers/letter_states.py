"""The states and purposes of a kept letter, as the register writes them."""

from __future__ import annotations

from typing import Final

FINAL: Final = "final"
SENT: Final = "sent"
ACKNOWLEDGED: Final = "acknowledged"
LIFTED: Final = "lifted"

DECISION: Final = "decision"
"""A letter of the recipients grid."""
EXCHANGE: Final = "exchange"
"""A letter written before the decision: a request, a reminder, an acknowledgement of receipt, an adjournment."""
