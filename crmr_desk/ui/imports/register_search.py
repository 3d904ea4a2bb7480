"""Another answer than those proposed: an establishment, a centre or a person looked up in the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network import hospitals, people, tree
from crmr_desk.model.network.rows import Node
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.chooser import Chooser, Entry
from crmr_desk.ui.dossier.pick_field import hospital_entry, person_entry
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import Sheet
from crmr_desk.workbooks.imports.choices import ChoiceKind

_TITLES = {
    ChoiceKind.HOSPITAL: ("Quel établissement", "Nom, ville, région ou FINESS…", "Aucun établissement choisi"),
    ChoiceKind.CENTRE: ("Quel centre", "Établissement, spécialité, sigle ou intitulé…", "Aucun centre choisi"),
    ChoiceKind.PERSON: ("Quelle personne", "Nom, prénom ou RPPS…", "Personne n’est choisi"),
}
_CENTRES = (CentreKind.CRMR, CentreKind.SITE, CentreKind.CCMR)


class RegisterSearch(Sheet):
    """``picked(value)`` with the value of the choice (see ``ChoiceKind``)."""

    picked = Signal(object)

    def __init__(self, desk: Desk, kind: ChoiceKind, line: str, parent: QWidget | None = None) -> None:
        """``line`` says for which line (« Ligne 37 »)."""
        title, hint, nothing = _TITLES[kind]
        super().__init__(parent, f"{line}, {title[:1].lower()}{title[1:]}", icon="search", width=640)
        self._values: list[Any] = []
        self._chosen: int | None = None
        self.chooser = Chooser(hint)
        self.chooser.setAccessibleName(title)
        self.chooser.picked.connect(self._pick)
        self.said = label(nothing, "secondary", wrap=True)
        self.body.addWidget(self.chooser)
        self.body.addWidget(self.said)
        self.add_verb("Annuler")
        self.keep = button("Choisir", "primary", parent=self)
        set_available(self.keep, f"{nothing}\u00a0: cherchez dans le registre")
        self.keep.clicked.connect(self._give)
        self.verbs.addWidget(self.keep)
        desk.read(_question(desk, kind), self._offer, owner=self)
        self.chooser.setFocus()

    def _offer(self, found: Sequence[tuple[Any, Entry]]) -> None:
        self._values = [value for value, _entry in found]
        self.chooser.set_entries([entry for _value, entry in found])

    def _pick(self, place: int) -> None:
        entry = self.chooser.entries.entry_of(place)
        self._chosen = place
        self.said.setText(", ".join(part for part in (entry.name, entry.detail) if part) if entry else "")
        set_available(self.keep)
        self.keep.setFocus()

    def _give(self) -> None:
        if self._chosen is not None:
            self.picked.emit(self._values[self._chosen])
            self.accept()


def _question(desk: Desk, kind: ChoiceKind) -> Callable[[], list[tuple[Any, Entry]]]:
    """To be run in the lane: (value of the choice, what is shown), an entry's id being its place."""
    db, today = desk.db, desk.today

    def ask() -> list[tuple[Any, Entry]]:
        if kind is ChoiceKind.HOSPITAL:
            return [(row.id, hospital_entry(row)) for row in hospitals.hospitals(db)]
        if kind is ChoiceKind.PERSON:
            return [(row.id, person_entry(row)) for row in people.people_on(db, today)]
        return _centres(tree.tree_on(db, today))

    return lambda: [
        (value, Entry(place, entry.name, entry.detail, entry.search)) for place, (value, entry) in enumerate(ask())
    ]


def _centres(nodes: Sequence[Node]) -> list[tuple[Any, Entry]]:
    """Each centre once, with those above it: a centre may stand under several."""
    found: dict[tuple[str, int], Entry] = {}
    for node in nodes:
        if node.kind in _CENTRES and (node.kind, node.row_id) not in found:
            above = _above(nodes, node)
            detail = ", ".join(part for part in (node.detail, *above, node.finess) if part)
            found[node.kind, node.row_id] = Entry(0, node.title, detail, node.search)
    return [(list(key), entry) for key, entry in found.items()]


def _above(nodes: Sequence[Node], node: Node) -> list[str]:
    titles, parent = [], node.parent
    while parent >= 0:
        if nodes[parent].kind in CentreKind.__members__.values():
            titles.append(nodes[parent].title)
        parent = nodes[parent].parent
    return titles
