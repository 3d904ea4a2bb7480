"""The states, purposes and kinds of a kept letter, as the register writes them."""

from __future__ import annotations

from typing import Final

FINAL: Final = "final"
TO_SIGN: Final = "to_sign"
"""On a signing list."""
SIGNED: Final = "signed"
SENT: Final = "sent"
ACKNOWLEDGED: Final = "acknowledged"
LIFTED: Final = "lifted"
REPLACED: Final = "replaced"
"""By a later edition, which goes its own way."""

UNSENT: Final = (FINAL, TO_SIGN, SIGNED)
GONE_OUT: Final = (SENT, ACKNOWLEDGED)
OVER: Final = (LIFTED, REPLACED)
"""Those that nobody sends."""

DECISION: Final = "decision"
"""A letter of the recipients grid."""
EXCHANGE: Final = "exchange"
"""A letter written before the decision: a request, a reminder, an acknowledgement of receipt, an adjournment."""
REMINDER: Final = "reminder"
"""A letter of a batch, to a centre, outside any dossier."""

SHEET: Final = "_sheet"
"""What the kind of a fiche adds to the kind of the letter that it goes with."""
DATA: Final = "_data"
"""What the kind of a structured file adds to it."""
