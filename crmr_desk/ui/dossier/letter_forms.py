"""The form over the letters: when and how one has gone."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.dossiers.rows import Choice, LetterLine
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.problems import ProblemStrip, Sheet


class SentForm(Sheet):
    """When and how a letter has gone."""

    def __init__(self, letter: LetterLine, verbs: Verbs, parent: QWidget | None = None) -> None:
        last = "Une fois un courrier parti, la décision ne s’annule plus." if letter.purpose == "decision" else ""
        super().__init__(parent, f"Marquer envoyé\u00a0: {letter.title}", last, icon="send")
        self._letter, self._verbs = letter, verbs
        self.day = DateEdit("Envoyé le", verbs.desk.today)
        self.day.set_day(verbs.desk.today)
        self.channel = Options([Choice(code, word) for code, word in CHANNELS.items()], "Canal")
        self.channel.set_value(letter.channel)
        self.problem = ProblemStrip()
        self.body.addLayout(named("Envoyé le", self.day))
        self.body.addLayout(named("Canal", self.channel))
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        keep = button("Marquer envoyé", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.finish)
        self.verbs.addWidget(keep)

    def finish(self) -> None:
        """Note the sending, or say what is missing."""
        try:
            day = self.day.day()
        except ValueError as problem:
            self.problem.say(str(problem))
            return
        if day is None:
            self.problem.say("Indiquez le jour d’envoi.")
            return
        self._verbs.mark_sent(self._letter, day, self.channel.value() or self._letter.channel)
        self.accept()
