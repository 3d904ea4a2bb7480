"""Échéances: what is due, by day, month, year, in a list or centre by centre; each explained at the right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSettings
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.model.deadlines import choosing
from crmr_desk.model.deadlines.choosing import OPEN, Choice
from crmr_desk.model.deadlines.kinds import batch_id_of
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.store.words import thousands
from crmr_desk.ui.deadlines import answers, menus
from crmr_desk.ui.deadlines.answers import Answer, KeptAnswers
from crmr_desk.ui.deadlines.batch_bar import BatchBar
from crmr_desk.ui.deadlines.explained import Explainer
from crmr_desk.ui.deadlines.filter_bar import AT_FIRST
from crmr_desk.ui.deadlines.header import Header
from crmr_desk.ui.deadlines.outputs import Outputs, Shown
from crmr_desk.ui.deadlines.periods import Period, View, month_of, period_of
from crmr_desk.ui.deadlines.row_verbs import Verb
from crmr_desk.ui.deadlines.side import Seen, Side
from crmr_desk.ui.deadlines.verbs import DeadlineVerbs
from crmr_desk.ui.deadlines.views import Views
from crmr_desk.ui.deadlines.wanted import Wanted
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.buttons import set_available
from crmr_desk.ui.parts.fields import SearchField

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes

_VIEW = "deadlines/view"


class DeadlinesPage(LiveView):
    """``go_to`` shows what a link asks for; ``bar`` is what stands at the bottom, over which a toast appears."""

    TABLES = frozenset(
        {
            "mandate", "label", "fsmr_designation", "person", "crmr", "site", "ccmr", "fsmr", "attachment", "hospital",
            "dossier", "opinion", "piece", "letter", "letter_batch", "campaign", "deadline_entry", "deadline_mark",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        found = getattr(desk.window, "settings", None)
        self._settings = found if isinstance(found, QSettings) else None
        self._kept = KeptAnswers()
        self._answer: Answer | None = None
        self._rows: Sequence[DeadlineRow] = ()
        """What the view shows, once filtered."""
        self._rows_of: Period | None = None
        """The view and the days of ``_rows``."""
        self.period = self._first_period()
        self.search = SearchField("Filtrer les échéances")
        self.header = Header(self.search)
        self.wanted = Wanted(self.header, self._settings, self)
        self.filters = self.wanted.bar
        self.views, self._bar = Views(desk, self._settings), BatchBar()
        self.verbs = DeadlineVerbs(desk, self, self._explain_new)
        self.explainer = Explainer(desk, self)
        self.outputs = Outputs(desk, self.shown)
        self.side = Side(desk, self.views, self.explainer)
        self._lay_out()
        self._connect()
        self._show_period()

    # --- reading --------------------------------------------------------------------------------------------------

    def question(self) -> Callable[[], Answer | None] | None:
        if self.period.view is View.RADAR:
            return None
        db, today, late = self.desk.db, self.desk.today, self._kept.late
        span, number = self.period.needed(today), self._asked
        # Months may be leafed through faster than they are read: those left behind are not read at all.
        return lambda: answers.read(db, span, today, late) if number == self._asked else None

    def show_answer(self, answer: Answer) -> None:
        self._kept.keep(answer)
        self.desk.late_counted.emit(len(answer.late))
        # Meanwhile the user may have gone back to days that were known.
        if answer.span == self.period.needed(self.desk.today):
            self._show(answer)

    def _show(self, answer: Answer) -> None:
        self._answer = answer
        self.wanted.expect(len(answer.rows))
        self._refresh()

    def _notice(self, changes: Changes | None) -> None:
        # Before anything is asked again: what is late is asked only where it is not known.
        if changes is None or self.TABLES & changes.tables:
            self._kept.forget()
            self.explainer.forget()
        super()._notice(changes)

    def move_to(self, period: Period) -> None:
        """Show another view or other days; what is known of them already is shown at once."""
        if period.view is not self.period.view and self._settings is not None:
            self._settings.setValue(_VIEW, str(period.view))
        self.period, self.side.day = period, None
        self._show_period()
        if period.view is View.RADAR:
            self.views.show_radar()
            return
        known = self._kept.of(period.needed(self.desk.today))
        if known is not None:
            self._show(known)
        else:
            self.reload()

    def go_to(self, what: str = "") -> None:
        """A horizon ("6", "12", "24", "all"), "late", "month/2026-11", "words/<what to look for>",
        "key/<key of a deadline>", or the name of a view; any other word leaves the page as it is."""
        if what == "late":
            self.wanted.want(Choice(state=OPEN, late=True))
            self.move_to(Period(View.LIST, self.desk.today, self.period.horizon))
        elif what.startswith("words/"):
            self.wanted.want(Choice(words=what.removeprefix("words/"), state=OPEN))
            self.move_to(Period(View.LIST, self.desk.today, "all"))
        elif what.startswith("key/"):
            self._read_row(what.removeprefix("key/"), self._to_row)
        elif (period := period_of(what, self.period, self.desk.today)) is not None:
            self.move_to(period)

    def _show_period(self) -> None:
        explains = self.period.view is not View.RADAR
        self.header.show_period(self.period)
        self.filters.setVisible(explains)
        self.filters.offer_over(shown=self.period.view in (View.LIST, View.CENTRES))
        self.side.place.want(wanted=explains)

    # --- showing --------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        # The radar reads and filters for itself: an answer that was under way when it was opened waits for its view.
        if self._answer is None or self.period.view is View.RADAR:
            return
        answer, today, who = self._answer, self.desk.today, self.desk.who
        choice = self.wanted.choice(self.period.view)
        before = self.views.in_order(self._rows) if self._rows_of == self.period else ()
        within = answer.shown_in(self.period, today)
        self._rows_of = self.period
        self._rows = shown = [row for row in within if choosing.kept(row, choice, who)]
        self.filters.show_counts(choosing.counts(within, choice, who), len(answer.late))
        counted = _counted(len(shown), len(within), choice)
        self.views.show_rows(self.period, shown, today, answer, counted=counted, every=len(within))
        self.side.show(Seen(answer, self.period, choice, shown), before)
        self._weigh()

    def shown(self) -> Shown:
        """What is on screen now."""
        day, choice = self.views.current_day() or self.period.day, self.wanted.choice(self.period.view)
        within = self._answer.shown_in(self.period, self.desk.today) if self._answer is not None else ()
        over = choosing.over(within, choice, self.desk.who)
        return Shown(self.views.in_order(self._rows), choice, day, over)

    # --- what the user does ---------------------------------------------------------------------------------------

    def _open(self, row: DeadlineRow) -> None:
        """To the dossier or the letters that wait, else to the centre, else to what can be changed of it."""
        if row.dossier_id is not None:
            self.desk.dossier_wanted.emit(row.dossier_id)
        elif (batch_id := batch_id_of(row.key)) is not None:
            self.desk.page_wanted.emit("correspondence", f"batch/{batch_id}")
        elif row.centre_kind:
            self.desk.centre_wanted.emit(row.centre_kind, row.centre_id)
        else:
            self.verbs.ask(Verb.EDIT, [row])

    def _walk(self, day: dt.date) -> None:
        """The cursor of the month went to another day: what falls on it is explained."""
        row = self.views.month.grid.first_of(day)
        if row is not None:
            self.side.choose(row)

    def _other_month(self, where: tuple[dt.date, int]) -> None:
        """Beyond the weeks on screen to ``where``: a day, and months from there."""
        day, by = where
        # Keys may come faster than answers: the month on screen is then not yet the one asked for last.
        here = month_of(day) == month_of(self.period.day) or not by
        self.move_to((replace(self.period, day=day) if here else self.period).stepped(by))

    def _read_row(self, key: str, then: Callable[[DeadlineRow | None], None]) -> None:
        db, today = self.desk.db, self.desk.today
        self.desk.read(lambda: answers.row_of(db, key, today), then, owner=self)

    def _explain_new(self, key: str) -> None:
        """What was just written is explained, wherever it falls."""
        self._read_row(key, lambda row: self.side.explain(row) if row is not None else None)

    def _to_row(self, row: DeadlineRow | None) -> None:
        if row is None:
            self.desk.toast.emit("Cette échéance n’est plus attendue.")
            return
        self.side.key = row.key
        self.move_to(Period(View.MONTH, row.on, self.period.horizon))
        self.side.explain(row)
        self.side.place.show()

    def _weigh(self) -> None:
        self._bar.show_chosen(self.views.chosen_rows(), self.desk.why_no_write)

    def _menu(self, row: DeadlineRow, where: QPoint) -> None:
        menus.menu(self, row, self.desk, self.verbs).popup(where)

    def _turn(self) -> None:
        """Another day is looked at: nothing can be decided of what was once known."""
        set_available(self.header.new, self.desk.why_no_write)
        self._weigh()
        self.side.tell()

    @property
    def bar(self) -> QWidget | None:
        """The bar at the bottom, while there is one."""
        return self._bar if self._bar.isVisible() else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.place.settle()

    def _to_list(self) -> None:
        """All that the panel has no room for: its day by words, or the months to come."""
        if self.side.day is not None:
            self.wanted.want_words(f"{self.side.day:%d/%m/%Y}")
        self.move_to(replace(self.period, view=View.LIST))

    # --- making ---------------------------------------------------------------------------------------------------

    def _first_period(self) -> Period:
        kept = self._settings.value(_VIEW) if self._settings is not None else None
        view = View(kept) if kept in list(View) and kept != View.RADAR else View.MONTH
        return Period(view, self.desk.today)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(24, 12, 16, 16)
        left.setSpacing(10)
        left.addWidget(self.header)
        left.addWidget(self.filters)
        left.addWidget(self.views, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(left, 1)
        column.addWidget(self._bar)
        self.side.stand(self, self.header.ahead, column)

    def _connect(self) -> None:
        header, views, grid = self.header, self.views, self.views.month.grid
        header.view_wanted.connect(lambda value: self.move_to(replace(self.period, view=View(value))))
        header.horizon_wanted.connect(lambda value: self.move_to(replace(self.period, horizon=value)))
        header.stepped.connect(lambda by: self.move_to(self.period.stepped(by)))
        header.today_wanted.connect(lambda: self.move_to(replace(self.period, day=self.desk.today)))
        header.new.clicked.connect(lambda: self.verbs.ask_new(views.current_day()))
        self.wanted.changed.connect(self._refresh)
        views.chosen.connect(self.side.choose)
        views.opened.connect(self._open)
        views.rows_chosen.connect(self._weigh)
        views.menu_wanted.connect(self._menu)
        views.everything_wanted.connect(self.filters.want_everything)
        views.new_wanted.connect(lambda: self.verbs.ask_new(None))
        grid.day_moved.connect(self._walk)
        grid.day_opened.connect(self.side.open_day)
        grid.month_wanted.connect(self._other_month)
        grid.move_wanted.connect(self.verbs.ask_move)
        views.year.month_wanted.connect(lambda day: self.move_to(Period(View.MONTH, day, self.period.horizon)))
        views.year.year_wanted.connect(lambda by: self.move_to(self.period.stepped(by)))
        self._bar.verb_wanted.connect(lambda verb: self.verbs.ask(verb, views.chosen_rows()))
        self.side.panel.list_wanted.connect(self._to_list)
        self.explainer.verb_wanted.connect(lambda verb, row: self.verbs.ask(verb, [row]))
        self.desk.turned.connect(self._turn)
        self.outputs.connect(header.calendar, header.print, header.export, header.remind)


def _counted(shown: int, every: int, choice: Choice) -> str:
    """ "12 échéances", "3 sur 12 échéances", and where nobody asked for a filter, what is over and left out."""
    if shown == every:
        return plural(every, "échéance")
    if choice == AT_FIRST:
        return f"{plural(shown, 'échéance')}, sans {plural(every - shown, 'faite ou levée', 'faites ou levées')}"
    return f"{thousands(shown)} sur {plural(every, 'échéance')}"
