"""The card of the check that lists lines: filtered by state and by words, with the columns that the user wants."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSettings, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from crmr_desk.model.network.names import fold
from crmr_desk.model.store.words import thousands
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports.line_looks import TO_SETTLE
from crmr_desk.ui.imports.line_places import LinePlaces
from crmr_desk.ui.imports.lines_table import Key, LinesTable, texts_of
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.workbooks.checking.rows import Checked, Line, Shown, Status
from crmr_desk.workbooks.imports.rows import DraftView
from crmr_desk.workbooks.incoming.fields import Target

_HIDDEN = "imports/hidden"
_AT_ONCE = 2_000
"""Lines whose words are gathered without leaving the window; more of them are in the lane."""
_SETTLED = "Tout est réglé. Rien n’est écrit tant que l’import n’est pas appliqué."
_MANY = 5
"""Columns from which the less telling ones are left out until the user wants them."""
_TELLING = frozenset({
    Target.FINESS, Target.HOSPITAL, Target.CENTRE, Target.CODE, Target.PERSON, Target.FIRST_NAME, Target.LAST_NAME,
    Target.START,
})  # fmt: skip


class LinesCard(Card):
    """``moved(line or None)`` as the cursor goes, ``corrected(line, cell, text)`` and ``opened(line)`` as the table;
    ``menu_wanted(line, place on the screen)``; ``everything_wanted`` and ``check_wanted`` from the empty states."""

    moved = Signal(object)
    corrected = Signal(object, object, str)
    opened = Signal(object)
    menu_wanted = Signal(object, QPoint)
    everything_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """``page`` is the step within which Ctrl+F leads to the filter."""
        super().__init__("À régler", pad=8)
        self._desk = desk
        self._settings = getattr(desk.window, "settings", None)
        self.checked: Checked | None = None
        self._wanted: frozenset[Shown] = frozenset()
        self._texts: dict[Key, str] | None = None
        self._held: Key | None = None
        self._places: LinePlaces | None = None
        self.search = SearchField("Filtrer les lignes", parent=page)
        self.search.setMinimumWidth(200)
        self.choose_columns = button("Choisir les colonnes", "icon", "columns-3")
        self.corner.addWidget(self.search)
        self.corner.addWidget(self.choose_columns)
        self.stack = QStackedWidget()
        self.table: LinesTable | None = None
        self.all_settled = EmptyState("circle-check", _SETTLED, "Voir toutes les lignes", "list")
        self.none_kept = EmptyState("search", "Aucune ligne ne répond à ce filtre.", "Voir toutes les lignes", "list")
        self.nothing = EmptyState("list", "Aucune ligne n’est lue dans ce classeur.")
        self.waiting = EmptyState("hourglass", "Le contrôle est en cours.")
        self.failed = EmptyState("alert-triangle", "Le contrôle n’a pas abouti.", "Contrôler de nouveau", "refresh")
        for part in (self.waiting, self.all_settled, self.none_kept, self.nothing, self.failed):
            self.stack.addWidget(part)
        self.body.addWidget(self.stack, 1)
        self.search.textChanged.connect(lambda _text: self._search())
        self.choose_columns.clicked.connect(self._pop_columns)
        for empty in (self.all_settled, self.none_kept):
            if empty.action is not None:
                empty.action.clicked.connect(self.everything_wanted)
        if self.failed.action is not None:
            self.failed.action.clicked.connect(self.check_wanted)
        self.wait()

    def show_checked(self, checked: Checked, view: DraftView, wanted: frozenset[Shown]) -> None:
        """Show another check of the same file, or another file. The line under the cursor stays in the list even where
        it is no longer wanted: it has just been settled, and the user sees that."""
        self.checked, self._wanted, self._texts = checked, wanted, None
        self._places, targets = LinePlaces(view), targets_of(view)
        sheets = len({line.sheet for line in checked.lines}) > 1
        if self.table is None or (self.table.targets(), self.table.with_sheets) != (targets, sheets):
            self._make_table(targets, sheets=sheets)
        current = self.current()
        self._held = current.key if current is not None else None
        if self.search.text() and len(checked.lines) > _AT_ONCE:
            self._search()
        else:
            self._sift()

    def wait(self) -> None:
        """Nothing is known of the file yet."""
        self.checked = None
        self._leave_lines(self.waiting)

    def tell_failed(self) -> None:
        """The check has come to no end; lines of an earlier one stay."""
        if self.checked is None:
            self._leave_lines(self.failed)

    def want(self, wanted: frozenset[Shown]) -> None:
        """Show the lines of these states; all of them where it is empty."""
        self._wanted, self._held = wanted, None
        self._sift()

    def current(self) -> Line | None:
        """The line under the cursor."""
        return self.table.current() if self.table is not None else None

    def select(self, key: Key) -> bool:
        """Put the cursor on a line; False when it is not shown."""
        return self.table is not None and self.table.select(key)

    def problem_after(self, key: Key | None, step: int = 1) -> Line | None:
        """The next line in the list that is to be settled, round and round; None when there is none."""
        lines = self.table.shown_rows() if self.table is not None else []
        here = next((place for place, line in enumerate(lines) if line.key == key), -1 if step > 0 else 0)
        for far in range(1, len(lines) + 1):
            line = lines[(here + step * far) % len(lines)]
            if not line.settled and line.key != key:
                return line
        return None

    def columns_menu(self) -> QMenu:
        """Every mapped column, to show or to hide; the caller shows it."""
        menu, hidden = QMenu(self), self._hidden()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for target in self.table.targets() if self.table is not None else ():
            action = menu.addAction(target.label)
            action.setCheckable(True)
            action.setChecked(target not in hidden)
            action.triggered.connect(lambda _on, target=target: self._keep_hidden(hidden ^ {target}))
        menu.addSeparator()
        menu.addAction("Colonnes du départ", lambda: self._keep_hidden(None))
        return menu

    # --- filter ---------------------------------------------------------------------------------------------------

    def _search(self) -> None:
        """Words are looked for in what was typed anywhere in the line; of a long file they are gathered in the lane."""
        checked = self.checked
        if checked is None:
            return
        if self._texts is not None or not self.search.text() or len(checked.lines) <= _AT_ONCE:
            self._sift()
            return

        def gathered(texts: dict[Key, str]) -> None:
            if self.checked is checked:
                self._texts = texts
                self._sift()

        self._desk.read(texts_of(checked), gathered, owner=self)

    def _sift(self) -> None:
        checked, table, places = self.checked, self.table, self._places
        if checked is None or table is None or places is None:
            return
        words = fold(self.search.text()).split()
        if words and self._texts is None:
            self._texts = texts_of(checked)()
        texts = self._texts or {}
        lines = [
            line
            for line in checked.lines
            if line.key == self._held
            or ((not self._wanted or line.shown in self._wanted) and all(word in texts[line.key] for word in words))
        ]
        table.show_lines(checked, places, lines)
        self._show_columns(lines)
        self._say(len(lines), len(checked.lines))
        if lines and table.current() is None:
            table.select(lines[0].key)
        if not lines:
            self.moved.emit(None)

    def _leave_lines(self, shown: EmptyState) -> None:
        self.stack.setCurrentWidget(shown)
        self.set_count(None)
        for part in (self.search, self.choose_columns):
            part.hide()

    def _say(self, shown: int, every: int) -> None:
        self.set_title("À régler" if self._wanted and self._wanted <= TO_SETTLE else "Lignes")
        self.set_count(counted(shown, every))
        empty = self.nothing if not every else self.none_kept
        if every and self._wanted <= TO_SETTLE and not self.search.text():
            empty = self.all_settled
        self.stack.setCurrentWidget(self.table if shown and self.table is not None else empty)
        for part in (self.search, self.choose_columns):
            part.setVisible(every > 0)

    # --- table ----------------------------------------------------------------------------------------------------

    def _make_table(self, targets: Sequence[Target], *, sheets: bool) -> None:
        if self.table is not None:
            self.stack.removeWidget(self.table)
            self.table.deleteLater()
        self.table = made = LinesTable(targets, sheets=sheets)
        self.stack.addWidget(made)
        self.setTabOrder(self.choose_columns, made)
        made.current_changed.connect(self.moved)
        made.corrected.connect(self.corrected)
        made.opened.connect(self.opened)
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(self._ask_menu)
        header = made.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.columns_menu().popup(header.mapToGlobal(at)))

    def _ask_menu(self, at: QPoint) -> None:
        line = self.current()
        if self.table is not None and line is not None:
            self.menu_wanted.emit(line, self.table.viewport().mapToGlobal(at))

    def _pop_columns(self) -> None:
        below = QPoint(0, self.choose_columns.height() + 2)
        self.columns_menu().popup(self.choose_columns.mapToGlobal(below))

    def _show_columns(self, lines: Sequence[Line]) -> None:
        """A column that the user did not choose shows itself while one of its cells is doubtful."""
        if self.table is None:
            return
        hidden = self._hidden()
        if self._kept() is None:
            hidden -= {reason.target for line in lines for reason in line.reasons if line.status is not Status.IGNORED}
        self.table.show_targets(without=hidden)

    def _hidden(self) -> set[Target]:
        targets = self.table.targets() if self.table is not None else ()
        kept = self._kept()
        if kept is not None:
            return {target for target in targets if target.value in kept}
        return {target for target in targets if target not in _TELLING} if len(targets) > _MANY else set()

    def _kept(self) -> set[str] | None:
        kept = self._settings.value(_HIDDEN) if isinstance(self._settings, QSettings) else None
        return set(kept.split("\n")) - {""} if isinstance(kept, str) else None

    def _keep_hidden(self, targets: set[Target] | None) -> None:
        if isinstance(self._settings, QSettings):
            if targets is None:
                self._settings.remove(_HIDDEN)
            else:
                self._settings.setValue(_HIDDEN, "\n".join(sorted(target.value for target in targets)))
        if self.table is not None:
            self._show_columns(self.table.shown_rows())


def targets_of(view: DraftView) -> tuple[Target, ...]:
    """The mapped columns, in the order of the workbook."""
    return tuple(dict.fromkeys(column.target for column in view.columns if column.target is not None))


def counted(shown: int, every: int) -> str:
    """« 9 lignes sur 148 », « 148 lignes » where all are shown, "" without any."""
    said = f"{thousands(shown)} ligne{'s' if shown > 1 else ''}"
    return f"{said} sur {thousands(every)}" if shown != every else said if every else ""
