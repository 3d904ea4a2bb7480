"""A possible match: its name, how sure it is, and what speaks for it and against it; one of several is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.flow import FlowingLabel
from crmr_desk.workbooks.checking.rows import Candidate

_VERDICTS = {"sure": ("sûr", "ok"), "confirm": ("à confirmer", "warn"), "new": ("À créer", "mute")}
_INDENT = 32
_SHORT = 170
"""Pixels up to which a name stands on one line beside its badge."""


class CandidateCard(QFrame):
    """``chosen`` when the user picks it, ``confirmed`` by Enter on it, ``left(1 or -1)`` by an arrow to another."""

    chosen = Signal()
    confirmed = Signal()
    left = Signal(int)

    def __init__(self, candidate: Candidate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.candidate = candidate
        self.radio = _Radio()
        self.radio.setAccessibleName(_spoken(candidate))
        self.radio.toggled.connect(self._show_chosen)
        self.radio.clicked.connect(self.chosen)
        self.radio.entered.connect(self.confirmed)
        self.radio.left.connect(self.left)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        self._fill(candidate)
        self._show_chosen(on=False)

    def set_chosen(self) -> None:
        """Pick it, without a word to anybody."""
        self.radio.setChecked(True)

    def pick(self) -> None:
        """Pick it as a click does."""
        self.radio.setFocus()
        self.radio.click()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pick()
        event.accept()

    def _fill(self, candidate: Candidate) -> None:
        words, tone = _VERDICTS[candidate.verdict]
        text = words if candidate.verdict == "new" else f"{candidate.score}, {words}"
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        name = FlowingLabel(candidate.name, "strong")
        name.setContentsMargins(0, 2, 0, 0)
        first.addWidget(name, 1)
        self._column.addLayout(first)
        rest = QVBoxLayout()
        rest.setContentsMargins(_INDENT, 0, 0, 0)
        rest.setSpacing(3)
        badge = Badge(text, tone, tip=_about(candidate))
        badge.setMinimumWidth(badge.sizeHint().width())
        if name.sizeHint().width() > _SHORT:
            rest.addWidget(badge)
        else:
            first.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        if candidate.detail:
            rest.addWidget(label(candidate.detail, "secondary", wrap=True))
        for speaks_for, reason in candidate.reasons:
            rest.addLayout(_reason(reason, speaks_for=speaks_for))
        self._column.addLayout(rest)

    def _show_chosen(self, on: bool) -> None:
        """The edge is one pixel wider then, and nothing moves."""
        self.setProperty("card", "on" if on else "true")
        inset = 9 if on else 10
        self._column.setContentsMargins(inset + 2, inset, inset + 2, inset)
        self.style().unpolish(self)
        self.style().polish(self)


_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class _Radio(QRadioButton):
    """Qt's arrows stay within one parent; here each card is one."""

    entered = Signal()
    left = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in _ARROWS:
            self.left.emit(_ARROWS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _reason(text: str, *, speaks_for: bool) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    icon, token, words = ("check", "ok", "pour") if speaks_for else ("x", "stop", "contre")
    line.addWidget(icons.IconLabel(icon, token, 16, words), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(text, "secondary", wrap=True), 1)
    return line


def _about(candidate: Candidate) -> str:
    if candidate.verdict == "new":
        return "Rien n’est créé sans votre accord"
    return f"{candidate.score} sur 100"


def _spoken(candidate: Candidate) -> str:
    verdict = _VERDICTS[candidate.verdict][0]
    reasons = [f"{'pour' if speaks_for else 'contre'}\u00a0: {text}" for speaks_for, text in candidate.reasons]
    score = "" if candidate.verdict == "new" else f"{candidate.score} sur 100"
    return ", ".join(part for part in (candidate.name, candidate.detail, score, verdict, *reasons) if part)
