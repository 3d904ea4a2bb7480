"""What every page is given: the database, the lane, the day, the user, and the signals that join the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from crmr_desk.model.errors import NeedsConfirmation
from crmr_desk.model.terms import short_date
from crmr_desk.ui import problems
from crmr_desk.ui.day.looking import Looking
from crmr_desk.ui.parts import badge

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database
    from crmr_desk.ui.ops import Failed, Lane

T = TypeVar("T")


class Desk(QObject):
    """One open register.

    ``changed(Changes)`` follows each write, ours, an undo or a colleague's; ``written`` ours only. Pages ask to be
    taken elsewhere by ``centre_wanted(kind, row id)`` (kinds fsmr, crmr, site, ccmr), ``dossier_wanted(dossier id)``
    (its wizard), ``step_wanted(dossier id, step id)`` (its wizard, at a step), ``sheet_wanted(dossier id)``,
    ``start_wanted(request, function, target id)`` (opens a dossier, then its wizard) and ``page_wanted(key, detail)``
    (a key of ``pages.PAGES``; ``detail`` is what its page is asked to show, for imports "12" or "12/columns", for the
    journal "45", for two dates to compare "2025-12-31..2026-11-21", or "").
    ``centre_shown(kind, row id)`` tells the window what the network page shows, for back and forth. ``toast(sentence)``
    is good news, ``done(sentence)`` good news of a write that Ctrl+Z takes back, ``saved(sentence, path)`` of a file or
    a folder that was written, which is named after it; ``late_counted(n)`` says how many deadlines are behind us.

    The user may look at the register from another day: ``on`` is the day of which the network is shown, ``known`` the
    day on whose evening it was known so (None: what is known now), ``seen`` the register to read then, which is ``db``
    unless ``known`` says otherwise. ``look`` sets them, ``turned`` follows each change of them. Verbs always write in
    ``db``, and are not offered where ``why_no_write`` has a reason.
    """

    changed = Signal(object)
    written = Signal()
    centre_wanted = Signal(str, int)
    centre_shown = Signal(str, int)
    dossier_wanted = Signal(int)
    step_wanted = Signal(int, str)
    sheet_wanted = Signal(int)
    start_wanted = Signal(str, str, int)
    page_wanted = Signal(str, str)
    toast = Signal(str)
    done = Signal(str)
    saved = Signal(str, object)
    late_counted = Signal(int)
    turned = Signal()

    def __init__(
        self, db: Database, ops: Lane, *, today: dt.date, who: str, window: QWidget | None = None,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """``window`` is over what dialogs of problems appear."""
        super().__init__(parent)
        self.db = db
        self.ops = ops
        self.seen = db
        self.today = self.on = today
        self.known: dt.date | None = None
        self.who = who
        self.window = window
        self.looking = Looking(self)
        badge.places.wanted.connect(self._read_place)

    @property
    def why_no_write(self) -> str:
        """ "" where the register may be changed, else the reason to show beside what is disabled: nobody writes into
        the register as it was once known."""
        if self.known is None:
            return ""
        return (
            f"Vous regardez le registre tel qu’il était connu le {short_date(self.known)}\u00a0: rien ne peut y être"
            " modifié. Revenez à aujourd’hui."
        )

    def look(self, on: dt.date, known: dt.date | None = None) -> None:
        """Show the network of the day ``on``, as the register knew it on the evening of ``known`` (None, or a day that
        has not gone by: as it knows it now).

        A past is read in the lane; ``turned`` follows once it is there. What cannot be read is shown, and changes
        nothing.
        """
        self.looking.look(on, known)

    def leave(self) -> None:
        """Give back what looking at the past took. The desk is used no more."""
        self.looking.leave()

    def read(self, question: Callable[[], T], then: Callable[[T], None], owner: QObject | None = None) -> None:
        """Ask the model in the lane; ``then`` gets the answer in the GUI thread unless ``owner`` is gone."""
        self.ops.do(question, then, self.show_problem, owner=owner)

    def run(
        self, verb: Callable[[], Any], then: Callable[[Any], None] | None = None, *,
        failed: Failed | None = None, confirmed: Callable[[str], Callable[[], Any]] | None = None,
    ) -> None:  # fmt: skip
        """Run a verb of the model in the lane; it returns ``Changes`` or a tuple that ends with it.

        ``changed`` is sent first, then ``then(result)`` is called with all that the verb returned. A refusal goes to
        ``failed``, or is shown. Where the verb may ask for confirmation, ``confirmed(key)`` gives the verb to run
        once the user has agreed.
        """

        def done(result: Any) -> None:
            self._announce(result)
            if then is not None:
                then(result)

        def refused(error: Exception) -> None:
            if isinstance(error, NeedsConfirmation) and confirmed is not None:
                again = confirmed(error.key)
                problems.confirm(self.window, str(error), lambda: self.run(again, then, failed=failed))
            elif failed is not None:
                failed(error)
            else:
                self.show_problem(error)

        self.ops.do(verb, done, refused)

    def show_problem(self, error: Exception) -> None:
        """Show what went wrong over the window."""
        problems.show(self.window, error, reload=self.reload_everything)

    def reload_everything(self) -> None:
        """Make every view read again (F5, or after a conflict)."""
        self.changed.emit(None)

    def start(self, request: str, function: str, target_id: int) -> None:
        """Open a dossier under the active rule pack, then ask for its wizard. An application to a label first finds
        its campaign."""
        if request == "labelling":
            from crmr_desk.ui.campaigns import opening

            opening.offer(self, target_id)
            return

        def verb() -> tuple[int, Changes]:
            from crmr_desk.model.dossiers import life, rule_packs

            return life.open_dossier(
                self.db, rule_packs.active_pack(self.db), request=request, function=function, target_id=target_id,
                today=self.today,
            )  # fmt: skip

        self.run(verb, lambda result: self.dossier_wanted.emit(result[0]))

    def _read_place(self, asked: QWidget, place: str) -> None:
        """Of this window only: a rehearsal has one too, and another register may have been open before."""
        if _main_window_of(asked) is self.window:
            self.page_wanted.emit("rules", place)

    def _announce(self, result: Any) -> None:
        changes = result[-1] if isinstance(result, tuple) else result
        if changes is not None and changes.operation_id is not None:
            self.written.emit()
            self.changed.emit(changes)


def _main_window_of(widget: QWidget | None) -> QWidget | None:
    """The window where ``widget`` stands, itself or under a dialog; None outside of any."""
    above = widget
    while above is not None and not isinstance(above, QMainWindow):
        above = above.parentWidget()
    return above
