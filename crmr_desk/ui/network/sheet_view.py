"""Right half of the network page: the sheet of the centre that is picked, or what to do until one is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.network.no_centre import NoCentre

if TYPE_CHECKING:
    from crmr_desk.ui.network.sheet_body import SheetAnswer, SheetBody


class SheetView(LiveView):
    """The sheet of ``centre`` (kind, row id), None until one is picked."""

    TABLES = frozenset(
        {
            "hospital", "person", "fsmr", "fsmr_designation", "crmr", "label", "site", "ccmr", "attachment",
            "mandate", "dossier", "letter", "workbook_import", "former_value", "disease", "ern_membership",
            "team_member", "note", "deadline_entry", "deadline_mark", "letter_batch",
        }
    )  # fmt: skip
    TURNS = True

    filter_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.centre: tuple[str, int] | None = None
        self.empty, self.stack = NoCentre(desk), QStackedWidget()
        self.stack.addWidget(self.empty)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.stack)
        self.empty.filter_wanted.connect(self.filter_wanted)

    @cached_property
    def body(self) -> SheetBody:
        """The sheet itself, made when the first centre is picked: the tree need not wait for it."""
        from crmr_desk.ui.network.sheet_body import SheetBody

        made = SheetBody(self.desk)
        self.stack.addWidget(made)
        return made

    def question(self) -> Callable[[], SheetAnswer | UserError] | None:
        if self.centre is None:
            return None
        db, on, today, (kind, row_id) = self.desk.seen, self.desk.on, self.desk.today, self.centre

        def read() -> SheetAnswer | UserError:
            from crmr_desk.ui.network.sheet_body import read_sheet

            try:
                return read_sheet(db, kind, row_id, on, today)
            except UserError as gone:
                return gone

        return read

    def show_centre(self, kind: str, row_id: int) -> None:
        """Show another centre, on the top of the first tab."""
        self.centre = (kind, row_id)
        self.body.begin()
        self.reload()

    def show_answer(self, answer: Any) -> None:
        if isinstance(answer, UserError):
            self._tell_gone(str(answer))
            return
        self.body.show_answer(answer)
        self.stack.setCurrentWidget(self.body)

    def tell_empty(self, *, empty: bool) -> None:
        """Whether the register has no centre at all: then the way to fill it is offered."""
        if self.centre is None:
            self.empty.ask_for_centre(empty=empty)

    def _tell_gone(self, sentence: str) -> None:
        """A centre that the register did not know yet on the day looked back to is there again when one returns."""
        known = self.desk.known
        if known is None or self.centre is None:
            self.centre = None
        else:
            which = "cette filière" if self.centre[0] == CentreKind.FSMR else "ce centre"
            sentence = f"Le {short_date(known)}, le registre ne connaissait pas encore {which}."
        self.empty.tell_gone(sentence)
        self.stack.setCurrentIndex(0)
