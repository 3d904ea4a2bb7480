"""Over a bordereau that comes back: which of its letters bear the signature, and since when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from crmr_desk.model.correspondence import signing_lists
from crmr_desk.model.correspondence.rows import KeptLetter, SigningListRow
from crmr_desk.ui.correspondence.verb_sheet import VerbSheet
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label

_TALLEST, _AROUND = 260, 8
_ID = Qt.ItemDataRole.UserRole


class ReturnForm(VerbSheet):
    """Every letter that still waits on the bordereau, ticked; one that is not is to be signed again."""

    def __init__(
        self, desk: Desk, signing_list: SigningListRow, letters: Sequence[KeptLetter], then: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """``then(how many were signed)`` once the return is noted."""
        super().__init__(
            desk, parent, f"Retour du bordereau {signing_list.number}",
            f"Cochez ce que {signing_list.signatory} a signé. Le reste redevient à signer.", "Noter le retour",
            icon="rubber-stamp", width=640,
        )  # fmt: skip
        self._list, self._then = signing_list, then
        self.day = DateEdit("Signés le", desk.today)
        self.day.set_day(desk.today)
        self.lines = QListWidget()
        self.lines.setAccessibleName("Courriers du bordereau")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Pourquoi le reste n’est pas signé, facultatif")
        self.reason.setAccessibleName("Pourquoi le reste n’est pas signé, facultatif")
        self.count = label("", "quiet")
        self._fill(letters)
        self._lay()
        self.lines.itemChanged.connect(lambda _item: self._tell())
        self._tell()

    def signed(self) -> list[int]:
        """The ids of the letters that are ticked."""
        return [item.data(_ID) for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def tick(self, *, every: bool) -> None:
        """Tick every letter, or none."""
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if every else Qt.CheckState.Unchecked)

    def finish(self) -> None:
        day = self.required_day(self.day, "Indiquez le jour de la signature.")
        if day is None:
            return
        db, list_id, today = self.desk.db, self._list.id, self.desk.today
        signed, reason = self.signed(), self.reason.text()

        def verb(_job: object) -> Any:
            return signing_lists.note_returned(db, list_id, signed, signed_on=day, today=today, reason=reason)

        self.run(verb, lambda _changes: self._then(len(signed)))

    def _items(self) -> list[QListWidgetItem]:
        return [self.lines.item(place) for place in range(self.lines.count())]

    def _fill(self, letters: Sequence[KeptLetter]) -> None:
        for letter in letters:
            item = QListWidgetItem(f"{letter.number}, {letter.title}, {letter.addressee}", self.lines)
            item.setToolTip(item.text())
            item.setData(_ID, letter.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        lines = self.lines.sizeHintForRow(0) * max(len(letters), 2)
        self.lines.setFixedHeight(min(lines + _AROUND, _TALLEST))

    def _lay(self) -> None:
        ticks = QHBoxLayout()
        ticks.addWidget(self.count, 1)
        for text, every in (("Tout cocher", True), ("Tout décocher", False)):
            made = button(text, "link")
            made.clicked.connect(lambda _on=False, every=every: self.tick(every=every))
            ticks.addWidget(made)
        self.body.addLayout(named("Signés le", self.day))
        self.body.addLayout(ticks)
        self.body.addWidget(self.lines)
        self.body.addWidget(self.reason)
        self.settle()

    def _tell(self) -> None:
        signed, every = len(self.signed()), self.lines.count()
        self.count.setText(f"{plural(signed, 'signé')} sur {every}")
        self.reason.setVisible(signed < every)
