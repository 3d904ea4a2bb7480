"""The quiet mark beside a value that an import wrote: which file, sheet and cell it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from crmr_desk.model.network.rows import CentreSheet, PersonLine
from crmr_desk.model.terms import short_date
from crmr_desk.ui import icons
from crmr_desk.ui.desk import Desk
from crmr_desk.workbooks.imports.rows import Origin

Key = tuple[str, int, str]
"""Table, row id and field of a value of the register."""
Origins = Mapping[Key, Origin]

_MANDATE = ("person_id", "start", "end")
_PERSON = ("title", "first_name", "last_name", "status")


class OriginMark(QPushButton):
    """A small sheet; its tooltip says where the value comes from, and a click opens the import at that line."""

    def __init__(self, desk: Desk, what: str, origin: Origin, parent: QWidget | None = None) -> None:
        """``what`` names the value for a screen reader (« File active »)."""
        super().__init__(parent)
        self.origin = origin
        self.setProperty("kind", "crumb")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{said(origin)}. Un clic ouvre l’import à cette ligne.")
        self.setAccessibleName(f"Origine de {what}\u00a0: {said(origin)}")
        icons.bind(self, "file-spreadsheet", "text3", 14)
        self.clicked.connect(lambda: open_origin(desk, origin))


def said(origin: Origin) -> str:
    """CCMR_AURA.xlsx, feuille « Centres », cellule G37, ARS Auvergne-Rhône-Alpes, reçu le 17/11/2026."""
    sheet = f"feuille «\u202f{origin.sheet}\u202f»" if origin.sheet else ""
    cell = f"cellule {origin.cell}" if origin.cell else ""
    day = f"reçu le {short_date(origin.received_on)}"
    return ", ".join(part for part in (origin.file, sheet, cell, origin.sender, day) if part)


def open_origin(desk: Desk, origin: Origin) -> None:
    """Show the import at the line of that cell."""
    found = re.search(r"\d+$", origin.cell)
    line = f"/apply/{origin.sheet}!{found.group()}" if found else ""
    desk.page_wanted.emit("imports", f"{origin.import_id}{line}")


def origins_of(held: Iterable[Key], origins: Origins) -> list[Origin]:
    """Where these values come from, each line of a file once."""
    found: dict[tuple[int, str, str], Origin] = {}
    for key in held:
        origin = origins.get(key)
        if origin is not None:
            found.setdefault((origin.import_id, origin.sheet, re.sub(r"^\D+", "", origin.cell)), origin)
    return list(found.values())


def held_by(person: PersonLine) -> tuple[Key, ...]:
    """The values that the entry of a person says; of somebody who is only proposed, those of the person."""
    of_mandate = tuple(("mandate", person.mandate_id, field) for field in _MANDATE) if person.mandate_id else ()
    return (*of_mandate, *(("person", person.person_id, field) for field in _PERSON))


def values_shown(shown: CentreSheet) -> tuple[Key, ...]:
    """Every value of a sheet whose origin can be told."""
    facts = tuple(key for fact in shown.identity for key in fact.held)
    return (*facts, *(key for person in shown.people for key in held_by(person)))
