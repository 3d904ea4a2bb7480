"""The colours of a workbook as red, green and blue: of its theme, lighter or darker, and of old palettes."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping

from openpyxl.styles.colors import COLOR_INDEX

from crmr_desk.workbooks.reading import plain_xml

_OFFICE = (
    "FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF",
    "800080",
)  # fmt: skip
_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
"""How a cell counts the colours of a theme: light and dark change places."""
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


class Colours:
    """The colours of one workbook."""

    def __init__(self, theme: bytes) -> None:
        """``theme`` is the XML of its theme, b"" when it has none."""
        self._theme = _theme(theme) if theme else _OFFICE

    def of(self, told: Mapping[str, str]) -> str:
        """Six hexadecimal digits for the attributes of a colour, "" for that of the program."""
        if _HEX.fullmatch(told.get("rgb", "")[-6:]):
            return told["rgb"][-6:].upper()
        if told.get("indexed", "").isdecimal():
            number = int(told["indexed"])
            return str(COLOR_INDEX[number])[-6:] if number < len(COLOR_INDEX) else ""
        if told.get("theme", "").isdecimal() and int(told["theme"]) < len(self._theme):
            return _tinted(self._theme[int(told["theme"])], told.get("tint", "0"))
        return ""


def _theme(content: bytes) -> tuple[str, ...]:
    """The colours that a theme names; those of Office for what it leaves out."""
    found: dict[str, str] = {}
    name = ""
    for element, told in plain_xml.elements(content):
        if element in _ORDER:
            name = element
        elif name and element in ("srgbClr", "sysClr"):
            value = told.get("lastClr") or told.get("val", "")
            if _HEX.fullmatch(value):
                found.setdefault(name, value.upper())
            name = ""
    return tuple(found.get(each, office) for each, office in zip(_ORDER, _OFFICE, strict=True))


def _tinted(colour: str, tint: str) -> str:
    """Lighter for a tint above 0, darker below, as Excel works it out."""
    try:
        share = max(min(float(tint), 1.0), -1.0)
    except ValueError:
        share = 0.0
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + share) if share < 0 else light * (1 - share) + share
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))
