"""« Origine »: the workbooks from which values of a centre come, with their cells."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.origin_mark import Key, Origins, held_by, open_origin
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, clear, label
from crmr_desk.workbooks.imports.rows import Origin


class OriginsCard(Card):
    """One entry an import; hidden where no value comes from one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Origine", parent=parent)
        self._desk = desk
        self.hide()

    def show_origins(self, shown: CentreSheet, origins: Origins) -> None:
        """Show where the values of another centre come from."""
        clear(self.body)
        found = _by_import(shown, origins)
        self.setVisible(bool(found))
        for entries in found.values():
            self.body.addWidget(self._entry(entries))

    def _entry(self, entries: Sequence[tuple[str, Origin]]) -> QWidget:
        made, words = QWidget(), QVBoxLayout()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        words.setSpacing(0)
        first = entries[0][1]
        words.addWidget(label(f"{first.file}, {first.sender}, reçu le {short_date(first.received_on)}", wrap=True))
        cells = ", ".join(f"{what} ({_place(origin)})" for what, origin in entries)
        words.addWidget(label(cells, "secondary", wrap=True))
        line.addLayout(words, 1)
        lead = button("Ouvrir l’import", "link", "external-link")
        lead.setAccessibleName(f"Ouvrir l’import de {first.file}")
        lead.clicked.connect(lambda: open_origin(self._desk, first))
        line.addWidget(lead)
        return made


def _by_import(shown: CentreSheet, origins: Origins) -> dict[int, list[tuple[str, Origin]]]:
    """What is said of each import: the name of a value and its cell, each once."""
    named: list[tuple[str, Key]] = [
        (_OF_MANDATE.get(key[2], person.name), key) for person in shown.people for key in held_by(person)
    ]
    named += [(fact.label, key) for fact in shown.identity for key in fact.held]
    found: dict[int, list[tuple[str, Origin]]] = {}
    for what, key in named:
        origin = origins.get(key)
        if origin is not None and (what, origin) not in found.setdefault(origin.import_id, []):
            found[origin.import_id].append((what, origin))
    return found


_OF_MANDATE = {"start": "début du mandat", "end": "fin du mandat", "status": "statut"}


def _place(origin: Origin) -> str:
    return ", ".join(part for part in (origin.sheet, origin.cell) if part)
