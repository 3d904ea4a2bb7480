"""Joins the field of the top bar, the list under it, and the index of the open register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from crmr_desk.model.finding.asked import Asked, asked
from crmr_desk.model.finding.found import Found, Group
from crmr_desk.model.terms import short_date
from crmr_desk.ui.day.looking import day_in
from crmr_desk.ui.finding import openings
from crmr_desk.ui.finding.acts import act_in, acts_on
from crmr_desk.ui.finding.commands import Command, answering, commands
from crmr_desk.ui.finding.indexing import Indexing
from crmr_desk.ui.finding.lines import Line, heading
from crmr_desk.ui.finding.opening import ICONS, open_found, verbs_of
from crmr_desk.ui.finding.palette import Palette
from crmr_desk.ui.finding.recent import Recent
from crmr_desk.ui.finding.tree_loaded import centres_loaded
from crmr_desk.ui.ops import Ops

if TYPE_CHECKING:
    from crmr_desk.model.dossiers.procedures import Procedure
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.main_window import MainWindow

_BEGIN_AFTER_MS = 1000
"""The lane has had nothing to do for so long: the window is usable."""
_COMMANDS, _FIRST_COMMANDS, _OPENINGS = 6, 8, 3
_EIGHT: Final = 8


class Finder(QObject):
    """Lives as long as the desk."""

    told = Signal()

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(desk)
        self._desk, self._window, self.field = desk, window, window.top_bar.search
        self.palette = Palette(self.field, window)
        self._commands = commands(desk, window)
        self._recent = Recent(window.settings, str(desk.db.url))
        self._before: QWidget | None = None
        self._shows_verbs = False
        self.index = Indexing(desk.db, desk.today, self.told.emit)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._begin = QTimer(self, singleShot=True, interval=_BEGIN_AFTER_MS)
        self._connect()

    def find(self) -> None:
        """Show what answers the text of the field now."""
        self._soon.stop()
        self._shows_verbs = False
        looked_for = asked(self.field.text())
        lines = list(self._lines(looked_for)) if looked_for.words else list(self._at_first())
        self.palette.show_lines(lines, looked_for, self._note(looked_for, nothing=not lines))

    def leave(self) -> None:
        """Fold the list and give the focus back to where it was."""
        self._hide()
        self.field.clear()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        else:
            self._window.stack.setFocus()

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _lines(self, looked_for: Asked) -> Iterator[Line]:
        found = self.index.find(self.field.text())
        if Group.CENTRE not in self.index.ready:
            found = centres_loaded(self._window, looked_for)
        yield from self._days()
        opened = list(self._openings(looked_for))
        if opened:
            yield heading("Ouvrir un dossier")
            yield from opened
        acts = list(self._acts(looked_for))
        if acts:
            yield heading("Actes")
            yield from acts
        for group, together in groupby(found, lambda each: each.kind.group):
            yield heading(group.label)
            yield from map(self._line, together)
        run = answering(self._commands, looked_for)[:_COMMANDS]
        if run:
            yield heading("Commandes")
            yield from map(self._command, run)

    def _at_first(self) -> Iterator[Line]:
        """Nothing typed yet: what was opened last, and the pages."""
        recent = self.index.standing(self._recent.rows())
        if recent:
            yield heading("Ouverts récemment")
            yield from map(self._line, recent)
        yield heading("Commandes")
        yield from map(self._command, self._commands[:_FIRST_COMMANDS])

    def _openings(self, looked_for: Asked) -> Iterator[Line]:
        typed = openings.request_in(looked_for)
        if typed is None:
            return
        request, centre = typed
        if not centre:
            text = f"{request.typed} "
            title = f"Ouvrir {request.words} pour…"
            yield Line(title, "Tapez ensuite le centre", "folder-open", lambda: self.field.setText(text))
            return
        for each in self._centres(centre):
            open_it = partial(openings.open_dossier, self._desk, request, each)
            title = f"Ouvrir {request.words} pour {each.title}"
            yield Line(title, each.detail, "folder-open", partial(self._after_leaving, open_it))

    def _days(self) -> Iterator[Line]:
        """A date typed turns the pages to that day."""
        day = day_in(self.field.text())
        if day is not None:
            yield heading("Jour affiché")
            turn = partial(self._after_leaving, partial(self._desk.look, day))
            yield Line(f"Réseau au {short_date(day)}", "Tourne toutes les pages vers ce jour", "calendar", turn)

    def _acts(self, looked_for: Asked) -> Iterator[Line]:
        typed = act_in(looked_for)
        if typed is not None and typed[1]:
            for each in self._centres(typed[1]):
                for act in acts_on(self._desk, each, typed[0]):
                    title = f"{act.words.rstrip('…')}\u00a0: {each.title}…"
                    yield Line(title, each.detail, act.icon, partial(self._after_leaving, act.run))

    def _centres(self, text: str) -> list[Found]:
        """The first centres that answer ``text``."""
        return [each for each in self.index.find(text) if each.kind.group is Group.CENTRE][:_OPENINGS]

    def _line(self, found: Found) -> Line:
        return Line(
            found.title,
            found.detail,
            ICONS[found.kind],
            lambda: self._open(found),
            lambda: self._ask_verbs(found),
            quiet=found.former,
        )

    def _command(self, command: Command) -> Line:
        return Line(command.title, command.detail, command.icon, lambda: self._after_leaving(command.run))

    def _note(self, looked_for: Asked, *, nothing: bool) -> str:
        if self.index.problem:
            return self.index.problem
        if not self.index.is_whole:
            ready = Group.CENTRE in self.index.ready
            missing = [group.label.lower() for group in Group if group not in self.index.ready]
            if ready:
                return f"L’index se prépare\u00a0: {', '.join(missing)} viendront ensuite." if missing else ""
            return "L’index se prépare\u00a0: seuls les centres déjà affichés et les commandes sont trouvés."
        if nothing:
            return "Rien ne répond dans le registre. Essayez le début d’un nom, d’un sigle ou d’un numéro."
        if looked_for.joined.isdigit() and len(looked_for.joined) == _EIGHT:
            return (
                f"{looked_for.joined} compte huit chiffres, un numéro FINESS en compte neuf\u00a0: voici ceux qui"
                " conviendraient."
            )
        return ""

    # --- what is done -----------------------------------------------------------------------------------------------

    def _open(self, found: Found) -> None:
        self._recent.add(found)
        self._after_leaving(lambda: open_found(self._desk, found))

    def _after_leaving(self, then: Callable[[], object]) -> None:
        self.leave()
        then()

    def _ask_verbs(self, found: Found) -> None:
        """What fits a centre is asked of the model; the rest is known."""
        db, today, (kind, row_id) = self._desk.db, self._desk.today, found.leads

        def offered() -> tuple[Procedure, ...]:
            from crmr_desk.model.dossiers import procedures

            return procedures.offered(db, kind, row_id, today) if found.kind.group is Group.CENTRE else ()

        self._desk.read(offered, lambda answer: self._show_verbs(found, answer), owner=self)

    def _show_verbs(self, found: Found, offered: tuple[Procedure, ...]) -> None:
        self._shows_verbs = True
        lines = verbs_of(self._desk, self._window, found, offered, self.leave)
        self.palette.show_lines(lines, Asked(()))

    def _run_current(self) -> None:
        if self._soon.isActive():
            self.find()
        line = self.palette.current()
        if line is not None and line.go is not None and self.palette.isVisible():
            line.go()

    def _more(self) -> None:
        line = self.palette.current()
        if line is not None and line.more is not None and self.palette.isVisible():
            line.more()

    def _back(self) -> None:
        if self._shows_verbs:
            self.find()

    def _give_up(self) -> None:
        """Escape: from the verbs back to what was found, else back to the page."""
        if self._shows_verbs:
            self.find()
        else:
            self.leave()

    def _entered(self) -> None:
        """A window that is going away hands the focus on to what is left of it."""
        if not self._window.isVisible():
            return
        self._begin.stop()
        self.index.begin()
        self._soon.start()

    def _wait_for_rest(self, busy: bool) -> None:
        if busy:
            self._begin.stop()
        else:
            self._begin.start()

    def _hide(self) -> None:
        self._soon.stop()
        self.palette.hide()

    def _tell(self) -> None:
        """More can be found now: show it to whoever waits for it."""
        if self.palette.isVisible() and not self._shows_verbs and not self._soon.isActive():
            self._soon.start(0 if self.index.is_whole else 250)

    def _note_change(self, changes: Changes | None) -> None:
        if changes is not None:
            self.index.note(changes)

    def _remember(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self.field and old is not None:
            self._before = old

    def _connect(self) -> None:
        field, index = self.field, self.index
        field.textChanged.connect(lambda _text: self._soon.start(0) if field.hasFocus() else None)
        field.stepped.connect(self.palette.step)
        field.opened.connect(self._run_current)
        field.more_wanted.connect(self._more)
        field.back_wanted.connect(self._back)
        field.given_up.connect(self._give_up)
        field.entered.connect(self._entered)
        field.left.connect(self._hide)
        self.palette.list.clicked.connect(lambda _index: self._run_current())
        self._soon.timeout.connect(self.find)
        self._begin.timeout.connect(index.begin)
        if isinstance(self._desk.ops, Ops):
            self._desk.ops.busy_changed.connect(self._wait_for_rest)
        self.told.connect(self._tell)
        self._desk.changed.connect(self._note_change)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._remember)
        self.destroyed.connect(lambda: index.close())
        self._window.closing.connect(index.close)
