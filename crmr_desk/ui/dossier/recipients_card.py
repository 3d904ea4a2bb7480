"""The recipients grid, to be settled: who is written to, in what right, by which channel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.dossiers.rows import DossierView, RecipientLine
from crmr_desk.model.terms import french_place
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.lines import Line
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.card import Card, clear, label

_PART, _PLACE, _CHANNEL = 88, 74, 152


class RecipientRow(Line):
    """One recipient. ``included_wanted(bool)`` and ``channel_wanted(str)`` say what was asked for."""

    included_wanted = Signal(bool)
    channel_wanted = Signal(str)

    def __init__(self, line: RecipientLine, *, frozen: bool, parent: QWidget | None = None) -> None:
        super().__init__(48, selectable=True, parent=parent)
        self.line = line
        word, tone = words.PARTS[line.part]
        self.setAccessibleName(f"{line.name}, {line.detail}, {word}")
        self.check = QCheckBox()
        self.check.setChecked(line.included)
        self.check.setEnabled(not frozen)
        self.check.setAccessibleName(f"Écrire à {line.name}")
        self.check.clicked.connect(self._clicked)
        self.channel = self._channels(frozen=frozen)
        self.row.addWidget(self.check)
        detail = line.detail if line.included else f"Levé\u00a0: {line.reason or 'copie non retenue'}"
        self.row.addLayout(self.words(line.name, detail), 1)
        self.row.addWidget(cell(Badge(word, tone), _PART))
        place = label(words.short_place(line.place), "secondary")
        place.setToolTip(french_place(line.place))
        self.row.addWidget(cell(place, _PLACE))
        self.row.addWidget(cell(self.channel, _CHANNEL))

    def _clicked(self, checked: bool) -> None:
        self.check.setChecked(self.line.included)
        self.included_wanted.emit(checked)

    def _channels(self, *, frozen: bool) -> QComboBox:
        box = QComboBox()
        for code, word in CHANNELS.items():
            box.addItem(word, code)
        box.setCurrentIndex(box.findData(self.line.channel))
        box.setEnabled(self.line.included and not frozen)
        box.setAccessibleName(f"Canal pour {self.line.name}")
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.activated.connect(lambda place: self.channel_wanted.emit(box.itemData(place)))
        return box


class RecipientsCard(Card):
    """The rows; ``letter_chosen(who, of)`` when one becomes current."""

    letter_chosen = Signal(str, str)
    change_wanted = Signal(object, bool, str)
    """The line, whether to keep it, its channel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Destinataires", pad=0, parent=parent)
        self.rows: list[RecipientRow] = []
        self._shown: tuple[tuple[RecipientLine, ...], str] | None = None
        self._current = ("", "")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addWidget(_header())
        self.body.addLayout(self._list)

    def show_view(self, view: DossierView) -> None:
        """Show the recipients of ``view``."""
        if self._shown == (view.recipients, view.state):
            return
        self._shown = (view.recipients, view.state)
        count = sum(line.included for line in view.recipients)
        self.set_count(words.plural(count, "destinataire"))
        clear(self._list)
        self.rows = [self._make(line, frozen=view.state != "open") for line in view.recipients]
        for row in self.rows:
            self._list.addWidget(row)
        self.set_current(*self._current)

    def set_current(self, who: str, of: str) -> None:
        """Mark the recipient whose letter is beside."""
        self._current = (who, of)
        for row in self.rows:
            row.set_current((row.line.who, row.line.of) == (who, of))

    def _make(self, line: RecipientLine, *, frozen: bool) -> RecipientRow:
        row = RecipientRow(line, frozen=frozen)
        row.chosen.connect(lambda: self.letter_chosen.emit(line.who, line.of))
        row.included_wanted.connect(lambda keep: self.change_wanted.emit(line, keep, line.channel))
        row.channel_wanted.connect(lambda channel: self.change_wanted.emit(line, line.included, channel))
        return row


def cell(widget: QWidget, width: int) -> QWidget:
    """``widget`` at the left of a place of ``width`` pixels, so that lines stand in columns."""
    holder = QWidget()
    holder.setFixedWidth(width)
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(widget)
    if isinstance(widget, Badge):
        line.addStretch(1)
    return holder


def _header() -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(16, 0, 12, 0)
    line.setSpacing(12)
    line.addWidget(label("Destinataire", "small"), 1)
    for title, width in (("Titre", _PART), ("Place", _PLACE), ("Canal", _CHANNEL)):
        line.addWidget(cell(label(title, "small"), width))
    return holder
