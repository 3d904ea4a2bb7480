"""Who and where a centre is: its facts in two columns where there is room, with their place in the text, each changed
where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from crmr_desk.model.network.rows import CentreSheet, Fact
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.fact_row import FactRow
from crmr_desk.ui.network.field_editor import FieldEditor
from crmr_desk.ui.network.origin_mark import Origins, origins_of
from crmr_desk.ui.parts.card import Card, label

_LABEL_WIDTH = 136
_LAST = 99
"""A row below all facts, which takes what the longer half leaves."""


class IdentityCard(Card):
    """Two halves beside each other, or one below the other where the sheet is narrow (``set_wide``). F2 edits the fact
    that has the focus, a double click the one under the pointer; one is edited at a time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Identité", parent=parent)
        self._desk = desk
        self._centre: tuple[str, int] = ("", 0)
        self._facts: Sequence[Fact] = ()
        self._origins: Origins = {}
        self.editor: FieldEditor | None = None
        self.rows: list[FactRow] = []
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves = (QGridLayout(), QGridLayout())
        for half in self._halves:
            half.setColumnMinimumWidth(0, _LABEL_WIDTH)
            half.setColumnStretch(1, 1)
            half.setHorizontalSpacing(12)
            half.setVerticalSpacing(6)
            self._columns.addLayout(half, 1)
        self.body.addLayout(self._columns)
        self.set_wide(wide=True)
        keys = QShortcut(QKeySequence("F2"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._edit_focused)

    def set_wide(self, *, wide: bool) -> None:
        """Whether there is room for two columns."""
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(24 if wide else 6)

    def show_sheet(self, shown: CentreSheet, origins: Origins) -> None:
        """Show the facts of another centre, or the same ones changed: what is being typed then stays. They are read
        down the first column, then the second; a value that an import wrote bears a mark."""
        if (shown.kind, shown.row_id) != self._centre or self._desk.why_no_write:
            self._drop_editor()
        self._centre = (shown.kind, shown.row_id)
        self._facts, self._origins = shown.identity, origins
        self._fill()

    def edit(self, fact: Fact) -> None:
        """Open the editor in the place of a value."""
        self._drop_editor()
        if fact.edit is None:
            return
        self.editor = FieldEditor(self._desk, fact.edit)
        self.editor.closed.connect(self._close)
        self._fill()

    def _fill(self) -> None:
        middle = (len(self._facts) + 1) // 2
        self.rows = []
        for half, part in zip(self._halves, (self._facts[:middle], self._facts[middle:]), strict=True):
            _empty(half, but=self.editor)
            for line, fact in enumerate(part):
                half.addWidget(label(fact.label, "quiet"), line, 0, Qt.AlignmentFlag.AlignTop)
                half.addWidget(self._value(fact), line, 1)
            half.setRowStretch(_LAST, 1)

    def _value(self, fact: Fact) -> QWidget:
        if self.editor is not None and fact.edit == self.editor.key:
            return self.editor
        row = FactRow(self._desk, fact, origins_of(fact.held, self._origins))
        row.edit_wanted.connect(partial(self.edit, fact))
        self.rows.append(row)
        return row

    def _edit_focused(self) -> None:
        rows = [row for row in self.rows if row.can_edit]
        found = next((row for row in rows if row.isAncestorOf(self.focusWidget() or self)), None)
        if found is not None:
            self.edit(found.fact)

    def _close(self) -> None:
        key = self.editor.key if self.editor is not None else None
        self._drop_editor()
        self._fill()
        again = next((row for row in self.rows if row.fact.edit == key and row.pencil is not None), None)
        if again is not None and again.pencil is not None:
            again.pencil.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_editor(self) -> None:
        if self.editor is not None:
            old, self.editor = self.editor, None
            old.hide()
            old.deleteLater()


def _empty(grid: QGridLayout, but: QWidget | None) -> None:
    while (item := grid.takeAt(0)) is not None:
        old = item.widget()
        if old is not None and old is not but:
            old.hide()
            old.deleteLater()
