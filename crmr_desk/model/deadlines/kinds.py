"""The kinds of deadlines, as keys and rows write them. Standard library only."""

from __future__ import annotations

from typing import Final

MANDATE_END: Final = "mandate_end"
LABEL_END: Final = "label_end"
DESIGNATION_END: Final = "designation_end"
NOTICE: Final = "notice"
"""The last day on which a letter of cessation keeps six months before the end of the mandate, or six months after the
letter received."""
CESSATION: Final = "cessation"
"""The day announced by an open dossier."""
BIRTHDAY: Final = "birthday"
OPINION_DUE: Final = "opinion_due"
REPLY_DUE: Final = "reply_due"
WAKING: Final = "waking"
"""Of a dossier on hold."""
LETTERS_TO_SIGN: Final = "letters_to_sign"
LETTERS_DUE: Final = "letters_due"
"""Signed, to be sent."""
LETTERS_UNACKNOWLEDGED: Final = "letters_unacknowledged"
ANNUAL_REPORT: Final = "annual_report"
"""Of a site (RAA, A1 A-c)."""
PLAN: Final = "plan"
FSMR_REPORT: Final = "fsmr_report"
FSMR_PLAN: Final = "fsmr_plan"
BNDMR: Final = "bndmr"
COMMITTEE: Final = "committee"
CAMPAIGN: Final = "campaign"
NETWORK_DAY: Final = "network_day"
MEETING: Final = "meeting"
OTHER: Final = "other"

TYPED: Final = (MEETING, NETWORK_DAY, COMMITTEE, OTHER)
"""What an entry typed by hand may be."""
OF_DOSSIERS: Final = (OPINION_DUE, REPLY_DUE, WAKING)
"""Those whose day a dossier holds, and that can be moved there; REPLY_DUE is also of the reminders of a batch."""
OF_LETTERS: Final = (LETTERS_TO_SIGN, LETTERS_DUE, LETTERS_UNACKNOWLEDGED)
SEEN_BY_THEMSELVES: Final = (*OF_DOSSIERS, *OF_LETTERS)
"""Those that fall by themselves once their paper or letter is noted: done without it, they need a reason."""
PASSING: Final = (BIRTHDAY, BNDMR)
"""Those that pass with their day, done or not: the next takes their place, or none."""
RECALLED_FOR_A_WHILE: Final = (ANNUAL_REPORT, PLAN, FSMR_REPORT, FSMR_PLAN, BNDMR, CAMPAIGN)
"""What a year, a label, a designation or a campaign makes due for hundreds: late for a while only."""
WITHOUT_LIMIT: Final = (
    MANDATE_END,
    LABEL_END,
    DESIGNATION_END,
    NOTICE,
    CESSATION,
    BIRTHDAY,
    *SEEN_BY_THEMSELVES,
    *TYPED,
)
"""All others: late until somebody has seen to them."""
REPORTS: Final = (ANNUAL_REPORT, FSMR_REPORT)
"""Of a year, owed also by what was active in a part of it."""
ENTRY: Final = "entry"
"""The head of the key of what was typed by hand."""


def kinds_of(key: str) -> tuple[str, ...]:
    """The kinds that the deadline of this key may have: the one that its key begins with, or any that may be typed."""
    head = key.partition(":")[0]
    return TYPED if head == ENTRY else (head,)


def batch_id_of(key: str) -> int | None:
    """The batch whose letters, or the answers to them, are waited for, by the key of the deadline; None for any
    other."""
    kind, _, rest = key.partition(":batch:")
    number = rest.partition(":")[0]
    return int(number) if kind in (*OF_LETTERS, REPLY_DUE) and number.isdecimal() else None


def entry_id_of(key: str) -> int | None:
    """The entry whose deadline bears this key; None where nobody typed it."""
    head, _, number = key.partition(":")
    return int(number) if head == ENTRY else None
