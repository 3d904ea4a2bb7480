"""Numbers as French writes them, with no-break spaces. Standard library only."""

from __future__ import annotations

NARROW, WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def number(value: float, places: int = 0) -> str:
    """12 345 or 2,4: ``places`` digits after the comma."""
    return f"{value:,.{places}f}".replace(",", NARROW).replace(".", ",").replace("-", MINUS)


def signed(value: float, places: int = 0) -> str:
    """+3, −2, or 0 without a sign."""
    return f"+{number(value, places)}" if value > 0 else number(value, places)


def counted(count: int, one: str, several: str) -> str:
    """1 centre, 2 centres."""
    return f"{number(count)}{WIDE}{several if count > 1 else one}"
