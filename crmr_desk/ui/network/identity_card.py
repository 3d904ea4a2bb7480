"""Who and where a centre is: its facts in two columns where there is room, with their place in the text, each changed
where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from crmr_desk.model.network.rows import CentreSheet, Fact
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.fact_row import FactRow
from crmr_desk.ui.network.field_editor import FieldEditor
from crmr_desk.ui.network.origin_mark import Origins, origins_of
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.halves_card import HalvesCard

_LABEL_WIDTH = 136


class IdentityCard(HalvesCard):
    """Two halves beside each other, or one below the other where the sheet is narrow (``set_wide``). F2 edits the fact
    that has the focus, a double click the one under the pointer; one is edited at a time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Identité", label_width=_LABEL_WIDTH, gap=24, parent=parent)
        self._desk = desk
        self._centre: tuple[str, int] = ("", 0)
        self._facts: Sequence[Fact] = ()
        self._origins: Origins = {}
        self.editor: FieldEditor | None = None
        self.rows: list[FactRow] = []
        """Those that show a fact now."""
        self._pool: list[tuple[QLabel, FactRow]] = []
        self._laid: list[tuple[QWidget, QWidget]] = []
        keys = QShortcut(QKeySequence("F2"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._edit_focused)

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
        self.editor = FieldEditor(self._desk, fact.edit, self)
        self.editor.closed.connect(self._close)
        self._fill()

    def _fill(self) -> None:
        """Rows are made once and filled again: a sheet shows some fifteen of them."""
        while len(self._pool) < len(self._facts):
            self._pool.append(self._made())
        self.rows = []
        lines: list[tuple[QWidget, QWidget]] = []
        for fact, (title, row) in zip(self._facts, self._pool, strict=False):
            title.setText(fact.label)
            lines.append((title, self._value(fact, row)))
            title.show()
        self._lay(lines)
        for title, row in self._pool[len(self._facts) :]:
            title.hide()
            row.hide()

    def _lay(self, lines: list[tuple[QWidget, QWidget]]) -> None:
        """Titles and values in their halves; those of another centre mostly stand where they are. What is added again
        leaves its former place."""
        if lines == self._laid:
            return
        self._laid, middle = lines, (len(lines) + 1) // 2
        for place, (title, value) in enumerate(lines):
            half, line = (self.halves[0], place) if place < middle else (self.halves[1], place - middle)
            half.addWidget(title, line, 0, Qt.AlignmentFlag.AlignTop)
            half.addWidget(value, line, 1)

    def _made(self) -> tuple[QLabel, FactRow]:
        title, row = label("", "quiet", parent=self), FactRow(self._desk, self)
        row.edit_wanted.connect(lambda: self.edit(row.fact))
        return title, row

    def _value(self, fact: Fact, row: FactRow) -> QWidget:
        if self.editor is not None and fact.edit == self.editor.key:
            row.hide()
            return self.editor
        row.show_fact(fact, origins_of(fact.held, self._origins))
        row.show()
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
        again = next((row for row in self.rows if row.fact.edit == key), None)
        if again is not None:
            again.pencil.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_editor(self) -> None:
        if self.editor is not None:
            old, self.editor = self.editor, None
            old.hide()
            old.deleteLater()
