"""One header of the file: what stands below it, what it is read as, and what its empty cells do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.imports.columns_look import column_look, proposal_of, remark, samples_said
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label, rule
from crmr_desk.workbooks.imports.rows import ColumnLine
from crmr_desk.workbooks.incoming.fields import IGNORED, Target

_BADGE, _COMBO, _ERASE = 124, 268, 116
_GROUPS = (
    (Target.FINESS, Target.FINESS_EJ, Target.HOSPITAL, Target.TOWN, Target.REGION, Target.DEPARTMENT),
    (Target.CODE, Target.CENTRE, Target.FSMR, Target.NATURE, Target.SPECIALTY, Target.POPULATION, Target.UNIT,
     Target.ACTIVE_FILE),
    (Target.PERSON, Target.TITLE, Target.FIRST_NAME, Target.LAST_NAME, Target.RPPS, Target.EMAIL, Target.STATUS,
     Target.QUOTA),
    (Target.START, Target.END, Target.LABEL_END),
)  # fmt: skip
"""The targets as the list shows them: hospital, centre, person, dates."""
TO_SAY = "À dire"


class TargetBox(QComboBox):
    """``picked(target or "ignore")`` when the user chooses."""

    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"Se lit comme, {name}")
        self.setPlaceholderText(TO_SAY)
        self.setMaxVisibleItems(32)
        self.setFixedWidth(_COMBO)
        self.addItem("Ignorer", IGNORED)
        for group in _GROUPS:
            self.insertSeparator(self.count())
            for target in group:
                self.addItem(target.label, target.value)
        self.setCurrentIndex(-1)
        self.activated.connect(lambda place: self.picked.emit(self.itemData(place)))

    def show_choice(self, target: Target | None, *, ignored: bool) -> None:
        """Show what is chosen without telling anybody."""
        value = IGNORED if ignored else target.value if target is not None else None
        self.setCurrentIndex(-1 if value is None else self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page: it would choose for every column that passes under the pointer."""
        event.ignore()


class ColumnRow(QWidget):
    """``target_wanted(value)``, ``erase_wanted(on)``: what the user says; ``show_line`` draws what is kept."""

    target_wanted = Signal(str)
    erase_wanted = Signal(bool)

    def __init__(self, line: ColumnLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        header = line.column.header
        self.setAccessibleName(header)
        self.name, self.samples = ElidedLabel(header, "strong"), ElidedLabel("", "secondary")
        self.badge = Badge("")
        self.box = TargetBox(header)
        self.erase = QCheckBox("Vide efface")
        self.erase.setAccessibleName(f"Une cellule vide efface, {header}")
        self.erase.setToolTip("Décoché, une cellule vide ne change rien au registre.")
        self.remark, self.accept = label("", "secondary", wrap=True), button("", "link", "check")
        self._below = QWidget()
        self._lay()
        self.box.picked.connect(self.target_wanted)
        self.erase.clicked.connect(self.erase_wanted)
        self.accept.clicked.connect(self._accept)

    def show_line(self, line: ColumnLine, *, chosen: bool, taken: str, editable: bool) -> None:
        """Draw the column as it is kept; see ``columns_look`` for ``chosen`` and ``taken``."""
        self.line = line
        self.samples.say(samples_said(line))
        self.badge.set(*column_look(line, chosen=chosen, taken=taken))
        self.box.show_choice(line.target, ignored=line.ignored)
        self.box.setEnabled(editable)
        self.erase.setChecked(line.erases)
        self.erase.setEnabled(editable and line.target is not None)
        said, tone, proposal = remark(line, chosen=chosen, taken=taken)
        self._say(said, tone)
        self.accept.setVisible(editable and bool(proposal))
        self.accept.setText(proposal)
        self.accept.setAccessibleName(f"{proposal}, {line.column.header}")

    def refuse(self, sentence: str) -> None:
        """What the user wanted cannot be: say why, and show again what is kept."""
        self.box.show_choice(self.line.target, ignored=self.line.ignored)
        self._say(sentence, "stop")
        self.accept.hide()

    def _say(self, sentence: str, tone: str) -> None:
        self._below.setVisible(bool(sentence))
        self.remark.setText(sentence)
        self.box.setAccessibleDescription(sentence)
        if self.remark.property("tone") != tone:
            self.remark.setProperty("tone", tone)
            self.remark.style().unpolish(self.remark)
            self.remark.style().polish(self.remark)

    def _accept(self) -> None:
        proposed = proposal_of(self.line)
        if proposed is not None:
            self.target_wanted.emit(proposed.value)

    def _lay(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.name)
        texts.addWidget(self.samples)
        place = QWidget()
        place.setFixedWidth(_BADGE)
        in_place = QHBoxLayout(place)
        in_place.setContentsMargins(0, 0, 0, 0)
        in_place.addWidget(self.badge)
        in_place.addStretch(1)
        line = QHBoxLayout()
        line.setContentsMargins(16, 7, 16, 7)
        line.setSpacing(12)
        line.addLayout(texts, 1)
        self.erase.setFixedWidth(_ERASE)
        for part in (place, self.box, self.erase):
            line.addWidget(part)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(16, 0, 16, 8)
        below.setSpacing(8)
        below.addWidget(self.remark, 1)
        below.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._below)
        column.addWidget(rule())
