"""Asks for another name of a centre, from a day on or as a correction."""

from __future__ import annotations

from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.network.acts.outcomes import Outcome
from crmr_desk.model.network.acts.renaming import NAMES, names_now, rename_centre
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.acts.fields import day_of
from crmr_desk.ui.network.acts.form import ActForm, Request, Subject

_WORDS = {
    "sigle": "Sigle",
    "name": "Nom",
    "title": "Intitulé",
    "acronym": "Sigle, facultatif",
    "unit": "Unité, service",
}


class RenameForm(ActForm):
    """The names of a centre as they are, to be written over."""

    verb = "Renommer"
    law = "L’ancien nom reste lu à ses dates, sauf s’il s’agit d’une faute\u00a0: alors il n’a jamais été."

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        self.heading = f"Renommer {subject.title}"
        fields = NAMES[subject.kind]
        self.names = {field: self.text(_WORDS[field], wide=field in ("title", "name", "unit")) for field in fields}
        choices = (Choice("from", "Nouveau nom, à compter d’un jour"), Choice("mistake", "Faute à corriger"))
        self.which = self.choice("Nature du changement", choices, "from")
        self.start = self.day("À compter du, inclus", desk.today)
        self.why = self.reason()
        self.which.chosen.connect(lambda value: self.start.setEnabled(value == "from"))
        self._before: dict[str, str] = {}
        db = desk.db
        desk.read(lambda: names_now(db, subject.kind, subject.row_id), self._show, owner=self)

    def request(self) -> Request:
        subject, today, reason = self.subject, self.desk.today, self.why.text()
        names = {field: line.text() for field, line in self.names.items()}
        start = day_of(self.start, "le jour du changement") if self.which.value() == "from" else None
        since = f"à compter du {short_date(start)}" if start is not None else "faute corrigée, à toutes les dates"
        changed = [field for field in names if names[field].strip() != self._before.get(field)]
        own = [
            Outcome(
                ">",
                f"{_WORDS[field]}\u00a0: {self._before.get(field) or 'aucun'}",
                f"{names[field] or 'aucun'}, {since}",
            )
            for field in changed
        ]
        if not own:
            raise ValueError("Écrivez le nouveau nom\u00a0: celui-ci n’a pas changé.")
        return Request(
            own=tuple(own),
            said=f"Nouveau nom enregistré pour {subject.title}.",
            write=lambda db, _decisions, _confirmed: (
                subject.centre,
                rename_centre(db, subject.kind, subject.row_id, names, today=today, start=start, reason=reason),
            ),
        )

    def _show(self, names: dict[str, str]) -> None:
        self._before = names
        for field, line in self.names.items():
            line.setText(names[field])
