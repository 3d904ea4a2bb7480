"""Where each region stands on the tile map: columns and lines of equal squares, overseas at the bottom."""

from __future__ import annotations

from typing import Final

COLUMNS, LINES = 5, 7
OVERSEAS_LINE = 6

PLACES: Final[dict[str, tuple[int, int, str]]] = {
    "32": (2, 0, "Hauts-de-Fr."),
    "28": (1, 1, "Normandie"),
    "11": (2, 1, "Île-de-France"),
    "44": (3, 1, "Grand Est"),
    "53": (0, 2, "Bretagne"),
    "52": (1, 2, "Pays Loire"),
    "24": (2, 2, "Centre-VL"),
    "27": (3, 2, "Bourg.-FC"),
    "75": (1, 3, "N.-Aquitaine"),
    "84": (2, 3, "Auvergne-RA"),
    "76": (1, 4, "Occitanie"),
    "93": (2, 4, "PACA"),
    "94": (3, 5, "Corse"),
    "01": (0, 6, "Guadeloupe"),
    "02": (1, 6, "Martinique"),
    "03": (2, 6, "Guyane"),
    "04": (3, 6, "La Réunion"),
    "06": (4, 6, "Mayotte"),
}
"""INSEE code: column, line, and the name that fits into a tile."""


def neighbour(code: str, right: int, down: int) -> str:
    """The tile that an arrow key leads to: the nearest that way, one on the same line or column first; the same tile
    where there is none."""
    column, line, _name = PLACES[code]

    def distance(other: str) -> tuple[int, int] | None:
        across, below = PLACES[other][0] - column, PLACES[other][1] - line
        ahead, aside = across * right + below * down, abs(across * down) + abs(below * right)
        return (ahead + 2 * aside, aside) if ahead > 0 else None

    found = {other: reach for other in PLACES if (reach := distance(other)) is not None}
    return min(found, key=found.__getitem__) if found else code
