"""Over letters that leave: when, and by which way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from crmr_desk.model.correspondence import sending
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.dossiers.letter_states import DECISION, SIGNED
from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.ui.correspondence.verb_sheet import VerbSheet
from crmr_desk.ui.correspondence.verbs import counted
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.card import label

_FOR_GOOD = "Une fois un courrier parti, la décision ne s’annule plus."


class SendingForm(VerbSheet):
    """``then()`` once the sending is noted."""

    def __init__(
        self, desk: Desk, letters: Sequence[KeptLetter], then: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        several = len(letters) > 1
        title = f"Marquer {'envoyés' if several else 'envoyé'}\u00a0: {counted(letters)}"
        last = _FOR_GOOD if any(letter.purpose == DECISION for letter in letters) else ""
        verb = "Marquer envoyés" if several else "Marquer envoyé"
        super().__init__(desk, parent, title, last, verb, icon="send")
        self._letters, self._then = tuple(letters), then
        self.day = DateEdit("Envoyé le", desk.today)
        self.day.set_day(desk.today)
        self.channel = Options([Choice(code, word) for code, word in CHANNELS.items()], "Voie")
        self.channel.set_value(Counter(letter.channel for letter in letters).most_common(1)[0][0])
        self.body.addLayout(named("Envoyé le", self.day))
        self.body.addLayout(named("Voie", self.channel))
        unsigned = sum(letter.signable and letter.state != SIGNED for letter in letters)
        if unsigned:
            self.body.addWidget(label(_unsigned(unsigned), "secondary", wrap=True))
        self.settle()

    def finish(self) -> None:
        day = self.required_day(self.day, "Indiquez le jour d’envoi.")
        if day is None:
            return
        db, today, channel = self.desk.db, self.desk.today, self.channel.value() or self._letters[0].channel
        ids = [letter.id for letter in self._letters]

        def verb(_job: object) -> Any:
            return sending.mark_sent(db, ids, sent_on=day, channel=channel, today=today)

        self.run(verb, lambda _changes: self._then())


def _unsigned(count: int) -> str:
    which = plural(count, "courrier n’a pas", "courriers n’ont pas")
    return f"{which} de signature notée au registre\u00a0: signés sur papier, ils peuvent partir."
