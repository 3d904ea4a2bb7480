"""Asks for a mandate of the past, or for the right days of a mandate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.acts.outcomes import Outcome
from crmr_desk.model.network.acts.seating import correct_mandate, mandates_of, record_mandate
from crmr_desk.model.network.holders import Holder
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.people import people_on
from crmr_desk.model.network.rows import PersonRow
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.pick_field import person_entry
from crmr_desk.ui.network.acts.fields import TargetField, day_of
from crmr_desk.ui.network.acts.form import ActForm, Request, Subject
from crmr_desk.ui.parts.table import Column, DataTable

if TYPE_CHECKING:
    from crmr_desk.model.network.acts.rows import Decisions
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database
    from crmr_desk.ui.network.acts.form import Centre

SEATS = {
    "fsmr": Function.ANIMATEUR,
    "crmr": Function.COORDONNATEUR,
    "site": Function.RESPONSABLE_SITE,
    "ccmr": Function.RESPONSABLE_CCMR,
}


class MandateForm(ActForm):
    """The mandates of a seat since 2004: one to add, or one to correct."""

    icon = "history"
    verb = "Enregistrer"
    law = (
        "Qui est en fonction l’est par un dossier de désignation ou de succession (annexe 3). Ici, le passé se complète"
        " et les fautes de saisie se corrigent."
    )

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        self.heading = f"Mandats de {subject.title}"
        self.table: DataTable[Holder] = DataTable(
            (
                Column("Personne", lambda held: held.name, stretch=3),
                Column("Du", lambda held: short_date(held.start), sort=lambda held: held.start, width=110),
                Column("Au", _last_day, sort=lambda held: held.end, width=110),
            ),
            key=lambda held: held.mandate_id, name="Mandats connus", fit=3,
        )  # fmt: skip
        self.put("Mandats connus", self.table, wide=True)
        choices = (Choice("add", "Ajouter au passé"), Choice("correct", "Corriger les dates"))
        self.which = self.choice("Que faire", choices, "add")
        self.person = TargetField("Personne", "person")
        self._person_row = self.put("", self.person, wide=True)
        self.start, self.end = self.day("Premier jour, inclus"), self.day("Dernier jour, inclus")
        self.why = self.reason("Motif, s’il court encore")
        self.which.chosen.connect(lambda _value: self._show())
        self.table.current_changed.connect(lambda _row: self._show())
        db, today = desk.db, desk.today
        desk.read(lambda: people_on(db, today), self._offer, owner=self)
        desk.read(lambda: mandates_of(db, SEATS[subject.kind], subject.row_id), self._fill, owner=self)
        self._show()

    def request(self) -> Request:
        return self._adding() if self.which.value() == "add" else self._correcting()

    def _adding(self) -> Request:
        subject, today, person = self.subject, self.desk.today, self.person.value()
        if person is None:
            raise ValueError("Choisissez la personne.")
        start, end = day_of(self.start, "le premier jour"), day_of(self.end, "le dernier jour")
        name = self.person.chosen_name()

        def write(db: Database, _decisions: Decisions, _confirmed: frozenset[str]) -> tuple[Centre, Changes]:
            _mandate, changes = record_mandate(
                db, person_id=person, function=SEATS[subject.kind], target_id=subject.row_id, start=start, end=end,
                today=today,
            )  # fmt: skip
            return subject.centre, changes

        return Request(
            own=(Outcome("+", f"Mandat de {name}, {subject.title}", period_words(start, end)),),
            said=f"Mandat passé de {name} enregistré.",
            write=write,
        )

    def _correcting(self) -> Request:
        subject, today, reason, held = self.subject, self.desk.today, self.why.text(), self.table.current()
        if held is None:
            raise ValueError("Choisissez le mandat dans la liste.")
        start, end = day_of(self.start, "le premier jour"), self.end.day()
        was = period_words(held.start, held.end)
        return Request(
            own=(Outcome(">", f"Mandat de {held.name}", f"{period_words(start, end)}, et non {was}"),),
            said=f"Dates du mandat de {held.name} corrigées.",
            write=lambda db, _decisions, _confirmed: (
                subject.centre,
                correct_mandate(db, held.mandate_id, start, end, today=today, reason=reason),
            ),
        )

    def _offer(self, found: list[PersonRow]) -> None:
        self.person.set_entries([person_entry(one) for one in found])

    def _fill(self, rows: list[Holder]) -> None:
        self.table.set_rows(rows)

    def _show(self) -> None:
        """A correction begins with the days that are known."""
        correcting, held = self.which.value() == "correct", self.table.current()
        self._person_row.setVisible(not correcting)
        if correcting and held is not None:
            self.start.set_day(held.start)
            self.end.set_day(held.end)


def _last_day(held: Holder) -> str:
    return short_date(held.end) if held.end is not None else "–"
