"""Pairs that may be one, of both kinds: the door to what looks for them."""

from __future__ import annotations

from crmr_desk.model.network.merging.hospital_duplicates import hospital_duplicates
from crmr_desk.model.network.merging.pair import Pair, not_doubles
from crmr_desk.model.network.merging.person_duplicates import person_duplicates

__all__ = ["Pair", "hospital_duplicates", "not_doubles", "person_duplicates"]
