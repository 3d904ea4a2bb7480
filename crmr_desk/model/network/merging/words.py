"""Values of people and hospitals as a reader sees them."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.network.merging.rows import Kind
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.store.words import value_text


def value_words(kind: Kind, field: str, value: object) -> str:
    """A value of a person or a hospital, "" for none."""
    if value in (None, ""):
        return ""
    if field == "region" and value in REGIONS:
        return REGIONS[str(value)].name
    return value_text(kind.value, field, value.isoformat() if isinstance(value, dt.date) else value)
