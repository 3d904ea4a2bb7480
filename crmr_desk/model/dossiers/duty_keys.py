"""The names under which what a centre owes by the year is marked as received: they never change form."""

from __future__ import annotations

from crmr_desk.model.kinds import CentreKind


def duty_key(kind: str, centre: CentreKind, row_id: int, year: int) -> str:
    """annual_report:site:3:2026."""
    return ":".join((kind, centre, str(row_id), str(year)))
