"""How long what is owed by the year is recalled. Standard library only."""

from __future__ import annotations

import datetime as dt


def recalled_since(today: dt.date) -> dt.date:
    """The first day whose reports, plans and campaigns are recalled on ``today``: that of the year before. Ours: the
    text says of none of them when it lapses, and a network owes hundreds a year."""
    return dt.date(today.year - 1, 1, 1)
