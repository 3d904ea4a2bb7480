"""The letters written before the decision, each read before it is kept: pieces, receipt, opinions, adjournment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from crmr_desk.model.dossiers import exchanges, opinions
from crmr_desk.model.dossiers.live_words import LivePages
from crmr_desk.model.dossiers.rows import OpinionLine
from crmr_desk.ui.dossier.letter_form import Asked, Load

if TYPE_CHECKING:
    from crmr_desk.ui.dossier.verbs import Verbs


class ExchangeVerbs:
    """The exchanges of the dossier of ``verbs``. A ``*_letter`` fetches what the verb beside it would keep."""

    def __init__(self, verbs: Verbs) -> None:
        self._verbs = verbs

    def pieces_letter(self) -> Load:
        """The request for all that is missing or to be redone."""
        return self._load(lambda asked: partial(exchanges.live_request, reply_by=asked.due_on))

    def request_pieces(self, asked: Asked) -> None:
        """Keep that letter."""
        self._run(partial(exchanges.request_pieces, reply_by=asked.due_on), "La demande de pièces est prête.")

    def receipt_letter(self) -> Load:
        """The acknowledgement of receipt."""
        return self._load(lambda _asked: exchanges.live_acknowledgement)

    def acknowledge_receipt(self, _asked: Asked) -> None:
        """Keep that letter."""
        self._run(exchanges.acknowledge_receipt, "L’accusé de réception est prêt.")

    def opinion_letter(self, line: OpinionLine) -> Load:
        """The request for an opinion."""
        return self._load(lambda asked: partial(opinions.live_request, **self._request(line, asked)))

    def ask_opinion(self, line: OpinionLine, asked: Asked) -> None:
        """Keep that letter: the opinion is waited for."""
        self._run(partial(opinions.ask, **self._request(line, asked)), "L’avis est demandé, le courrier est prêt.")

    def reminder_letter(self, line: OpinionLine) -> Load:
        """The reminder of an opinion that does not come."""
        return self._load(
            lambda asked: partial(opinions.live_reminder, kind=line.kind, of=line.of, due_on=asked.due_on)
        )

    def remind_opinion(self, line: OpinionLine, asked: Asked) -> None:
        """Keep that letter, and wait until the new day."""
        self._run(partial(opinions.remind, kind=line.kind, of=line.of, due_on=asked.due_on), "La relance est prête.")

    def note_unanswered(self, line: OpinionLine, on: dt.date) -> None:
        """Note that no opinion was given."""
        self._run(partial(opinions.note_unanswered, kind=line.kind, of=line.of, on=on), "L’absence d’avis est notée.")

    def adjourn(self, then: Callable[[], None]) -> None:
        """Put the dossier off: its letters are written, it goes back to gathering."""
        db, dossier, today = self._verbs.desk.db, self._verbs.dossier_id, self._verbs.desk.today
        self._verbs.run(lambda: exchanges.adjourn(db, dossier, today=today), lambda _result: then())

    def _request(self, line: OpinionLine, asked: Asked) -> dict[str, Any]:
        today = self._verbs.desk.today
        return {"kind": line.kind, "of": line.of, "body": asked.body, "asked_on": today, "due_on": asked.due_on}

    def _run(self, verb: Callable[..., Any], said: str) -> None:
        desk, dossier = self._verbs.desk, self._verbs.dossier_id
        db, today = desk.db, desk.today
        self._verbs.run(lambda: verb(db, dossier, today=today), lambda _result: desk.done.emit(said))

    def _load(self, letter: Callable[[Asked], Callable[..., LivePages]]) -> Load:
        desk, dossier = self._verbs.desk, self._verbs.dossier_id
        db, today = desk.db, desk.today

        def load(asked: Asked, then: Callable[[LivePages], None], failed: Callable[[Exception], None]) -> None:
            live = letter(asked)
            desk.ops.do(lambda: live(db, dossier, today=today), then, failed)

        return load
