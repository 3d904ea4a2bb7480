"""The list of letters: a tab of their way, filtered, sorted, chosen several at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crmr_desk.model.correspondence import changed, listing
from crmr_desk.model.correspondence.rows import ChangedFact, KeptLetter, SigningListRow
from crmr_desk.model.dossiers.letter_states import UNSENT
from crmr_desk.ui import exports
from crmr_desk.ui.correspondence.columns import LIST_COLUMN, STATE_COLUMN, STATE_WIDTH, columns
from crmr_desk.ui.correspondence.filters import EVERYTHING, Facet, LetterFilter, letter_filter, searched, sift
from crmr_desk.ui.correspondence.list_layout import ListLayout
from crmr_desk.ui.correspondence.tabs import Tab, tab_of
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossiers.list_state import Sorting
from crmr_desk.ui.filter_menu import FilterMenu
from crmr_desk.ui.kept_filters import KeptFilters
from crmr_desk.ui.list_tools import ListTools
from crmr_desk.ui.live_view import LiveView

_ROOM_FOR_ALL, _ROOM_FOR_MOST = 640, 540
"""Widths in pixels, beside the column of states, under which columns that can be done without are left out, as long
as the user chose none."""
_SPARE, _SPARE_TOO = frozenset({"Numéro"}), frozenset({"Numéro", "Daté"})
_AT_ONCE = 10
"""Dossiers whose letters are compared in one question."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Every letter, and every bordereau."""

    letters: Sequence[KeptLetter]
    lists: Sequence[SigningListRow]


class LetterList(LiveView):
    """``shown(letter or None)`` when another is under the cursor, or reads otherwise; ``chosen_changed`` when others
    are selected, or another tab is shown; ``dropped(letter, path)`` for a PDF let go over a row."""

    TABLES = frozenset({
        "letter", "signing_list", "letter_batch", "dossier", "fsmr", "crmr", "site", "ccmr", "attachment", "hospital",
        "person", "mandate", "label", "setting", "letterhead", "signatory",
    })  # fmt: skip
    shown = Signal(object)
    chosen_changed = Signal()
    dropped = Signal(object, object)

    def __init__(self, desk: Desk, settings: QSettings | None, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.letters: list[KeptLetter] = []
        self.lists: Sequence[SigningListRow] = ()
        self.changes: Mapping[int, tuple[ChangedFact, ...]] = {}
        self.tab = Tab.TO_SIGN
        self._texts: dict[int, str] = {}
        self._read_once = False
        self._waiting: list[Callable[[], None]] = []
        self._flags_asked = 0
        self.columns = columns(lambda: self.changes)
        self.kept = KeptFilters(settings, "correspondence", letter_filter)
        self.parts = ListLayout(self, self.columns)
        self.table, self.filters, self.tabs = self.parts.table, self.parts.filters, self.parts.tabs
        newest = Sorting("Daté", descending=True)
        self.tools = ListTools(
            self.table, self.columns, settings, "correspondence", self.parts.choose_columns, newest
        )  # fmt: skip
        self.filters.show_wanted(self.kept.last())
        self.saved = FilterMenu(
            self.parts.saved_filters, self.kept, lambda: self.filters.wanted, self.want,
            "Les courriers qu’il montrait ne changent pas.",
        )  # fmt: skip
        self._connect()
        self._spare_columns()

    def question(self) -> Callable[[], Answer]:
        db, today = self.desk.db, self.desk.today
        return lambda: Answer(listing.letters(db, today=today), listing.signing_lists(db))

    def show_answer(self, answer: Answer) -> None:
        self.letters, self.lists, self._texts = list(answer.letters), answer.lists, {}
        self._sift()
        self._ask_changes()
        self._read_once = True
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def show_tab(self, tab: Tab) -> None:
        """Show another tab."""
        self.tab = tab
        self._spare_columns()
        self._sift()

    def want(self, wanted: LetterFilter) -> None:
        """Filter otherwise, and remember it."""
        self.filters.show_wanted(wanted)
        self._filter()

    def when_read(self, then: Callable[[], None]) -> None:
        """Call ``then`` once the letters are there: now, or when they have been read."""
        if self._read_once:
            then()
        else:
            self._waiting.append(then)

    def show_letter(self, letter_id: int) -> None:
        """Stand on a letter, in its tab; what the filter hides is no longer filtered."""
        self.when_read(lambda: self._stand_on(letter_id))

    def show_only(self, tab: Tab, wanted: LetterFilter) -> None:
        """Show the letters of a batch or of a bordereau, whatever the filter was."""
        self.filters.show_wanted(wanted)
        self.show_tab(tab)

    def chosen(self) -> list[KeptLetter]:
        """The letters selected, as the list is sorted."""
        return self.table.chosen()

    def export(self) -> None:
        """Ask where, then write the letters and columns on screen as a workbook."""
        wanted = [column for place, column in enumerate(self.columns) if not self.table.isColumnHidden(place)]
        rows = [[column.value(row) for column in wanted] for row in self.table.shown_rows()]
        exports.export_list(self.desk, "Courriers", [column.title for column in wanted], rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spare_columns()

    def _stand_on(self, letter_id: int, *, read_again: bool = False) -> None:
        """A letter that was just written may not be in the list yet: it is read again once."""
        letter = next((each for each in self.letters if each.id == letter_id), None)
        if letter is None and not read_again:
            self._waiting.append(lambda: self._stand_on(letter_id, read_again=True))
            self.reload()
            return
        if letter is None:
            self.desk.toast.emit("Ce courrier n’est plus dans le registre.")
            return
        self.show_tab(tab_of(letter))
        if not self.table.select(letter_id):
            self.filters.show_wanted(EVERYTHING)
            self._sift()
            self.table.select(letter_id)

    def _filter(self) -> None:
        self.kept.keep(self.filters.wanted)
        self.saved.say_current()
        self._sift()

    def _sift(self) -> None:
        found = sift(
            self.letters, self.tab, self.filters.wanted, who=self.desk.who, changed=self.changes,
            text_of=self._text_of,
        )  # fmt: skip
        batches = {str(row.batch_id): row.batch for row in self.letters if row.batch_id is not None}
        self.filters.show_counts(found.counts, batches, lists_apart=self.tab is Tab.AT_SIGNATURE)
        self.parts.show_tabs(self.tab, found.counts[Facet.TAB])
        self.parts.strip.show_lists(self.lists, self.filters.wanted.lists)
        self.parts.strip.setVisible(self.tab is Tab.AT_SIGNATURE and bool(self.parts.strip.chips))
        self.table.set_rows(found.rows)
        if self.table.current() is None and found.rows:
            self.table.select(self.table.shown_rows()[0].id)
        in_tab = sum(self.tab in (Tab.EVERY, tab_of(row)) for row in self.letters)
        self.parts.show_extent(self.tab, len(found.rows), in_tab, any_letter=bool(self.letters))
        self.chosen_changed.emit()

    def _ask_changes(self) -> None:
        """Only what has not left is compared: nobody corrects the others."""
        unsent: dict[int | None, list[int]] = defaultdict(list)
        for row in self.letters:
            if row.state in UNSENT:
                unsent[row.dossier_id].append(row.id)
        reminders = unsent.pop(None, [])
        of_dossiers = list(unsent.values())
        parts = [
            [letter_id for ids in of_dossiers[at : at + _AT_ONCE] for letter_id in ids]
            for at in range(0, len(of_dossiers), _AT_ONCE)
        ]
        parts += [reminders] if reminders else []
        self._flags_asked += 1
        self._ask_part(self._flags_asked, parts, {})

    def _ask_part(self, number: int, parts: list[list[int]], found: dict[int, tuple[ChangedFact, ...]]) -> None:
        """A few dossiers at a time, each of which is judged anew, then the reminders together: other questions are to
        pass in between."""
        if number != self._flags_asked:
            return
        if not parts:
            self._show_changes(found)
            return
        db, today, ids = self.desk.db, self.desk.today, parts[0]

        def take(answer: Mapping[int, tuple[ChangedFact, ...]]) -> None:
            self._ask_part(number, parts[1:], found | dict(answer))

        self.desk.read(lambda: changed.changed_since(db, ids, today), take, owner=self)

    def _show_changes(self, found: Mapping[int, tuple[ChangedFact, ...]]) -> None:
        if found != self.changes:
            self.changes = found
            self._sift()
            self.shown.emit(self.table.current())

    def _text_of(self, row: KeptLetter) -> str:
        if row.id not in self._texts:
            self._texts[row.id] = searched(row)
        return self._texts[row.id]

    def _spare_columns(self) -> None:
        state = self.tab in (Tab.ENDED, Tab.EVERY)
        width = self.width() - (STATE_WIDTH if state else 0)
        spare = _SPARE_TOO if width < _ROOM_FOR_MOST else _SPARE if width < _ROOM_FOR_ALL else frozenset()
        spare |= frozenset() if state else {STATE_COLUMN}
        self.tools.show_columns(spare, shown={LIST_COLUMN} if self.tab is Tab.AT_SIGNATURE else frozenset())

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.tabs.currentChanged.connect(lambda place: self.show_tab(list(Tab)[place]))
        self.parts.strip.chosen.connect(self._want_list)
        self.parts.none_kept_action(lambda: self.want(EVERYTHING))
        self.parts.export.clicked.connect(self.export)
        self.table.current_changed.connect(self.shown)
        self.table.chosen_changed.connect(self.chosen_changed)
        self.table.dropped.connect(self.dropped)

    def _want_list(self, number: str) -> None:
        lists: Any = frozenset({number}) if number else frozenset()
        self.want(replace(self.filters.wanted, lists=lists))
