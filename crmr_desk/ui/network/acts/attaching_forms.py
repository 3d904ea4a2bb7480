"""Asks for attachments of competence centres: new ones, their end, their days corrected."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.acts.attaching import (
    AttachmentRow,
    attach_ccmr,
    attachments_of,
    change_attachment,
    detach_ccmr,
)
from crmr_desk.model.network.acts.outcomes import Outcome
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.acts.fields import day_of
from crmr_desk.ui.network.acts.form import ActForm, Request, Subject
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column, DataTable

_LAW = "Un centre de compétences est rattaché à un ou plusieurs centres de référence (annexe 1, B\u00a0c)."


class AttachForm(ActForm):
    """One or several centres to attach, from either side."""

    verb = "Rattacher"
    icon = "plus"
    law = _LAW

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        from_ccmr = subject.kind == CentreKind.CCMR
        self.heading = (
            f"Rattacher {subject.title}" if from_ccmr else f"Rattacher des centres de compétences à {subject.title}"
        )
        name = "Centres de référence" if from_ccmr else "Centres de compétences"
        self.others = self.several(name, "crmr" if from_ccmr else "ccmr")
        self.start = self.day("À compter du, inclus", desk.today)
        self.end = self.day("Dernier jour, s’il est connu")

    def request(self) -> Request:
        subject, others = self.subject, self.others.values()
        start, end = day_of(self.start, "le premier jour"), self.end.day()
        if not others:
            raise ValueError("Choisissez au moins un centre.")
        names = self.others.names()
        own, mine = list(others), [subject.row_id]
        ccmr_ids, crmr_ids = (mine, own) if subject.kind == CentreKind.CCMR else (own, mine)
        run = f"rattaché {period_words(start, end)}" if end else f"rattaché à compter du {short_date(start)}"
        return Request(
            own=tuple(Outcome("+", f"{subject.title} – {name}", run) for name in names),
            said=f"Rattachement enregistré\u00a0: {', '.join(names)}.",
            write=lambda db, _decisions, _confirmed: (
                subject.centre,
                attach_ccmr(db, ccmr_ids, crmr_ids, start, end)[1],
            ),
        )


class AttachmentsForm(ActForm):
    """The attachments of a centre: some to end, or one whose days are wrong."""

    verb = "Enregistrer"
    icon = "calendar-event"
    law = _LAW

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        self.heading = f"Rattachements de {subject.title}"
        self.table: DataTable[AttachmentRow] = DataTable(
            (
                Column("Centre", lambda row: Cell(row.name, tip=row.name), stretch=3),
                Column("Du", lambda row: short_date(row.start), sort=lambda row: row.start, width=110),
                Column("Au", lambda row: short_date(row.end) if row.end else "–", sort=lambda row: row.end, width=110),
            ),
            key=lambda row: row.id, name="Rattachements", fit=6,
        )  # fmt: skip
        self.put("Rattachements connus, choisissez-en un ou plusieurs", self.table, wide=True)
        choices = (Choice("end", "Terminer"), Choice("correct", "Corriger les jours"))
        self.which = self.choice("Que faire", choices, "end")
        self.start = self.day("Premier jour, inclus")
        self.end = self.day("Dernier jour, inclus", desk.today)
        self.which.chosen.connect(lambda _value: self._show())
        self.table.current_changed.connect(lambda _row: self._show())
        db = desk.db
        desk.read(lambda: attachments_of(db, subject.kind, subject.row_id), self._fill, owner=self)
        self._show()

    def request(self) -> Request:
        rows = self.table.chosen()
        if not rows:
            raise ValueError("Choisissez un rattachement dans la liste.")
        return self._ending(rows) if self.which.value() == "end" else self._correcting(rows)

    def _ending(self, rows: list[AttachmentRow]) -> Request:
        subject, last = self.subject, day_of(self.end, "le dernier jour")
        ids = [row.id for row in rows]
        return Request(
            own=tuple(Outcome("-", f"Rattachement, {row.name}", _ends(row, last)) for row in rows),
            said="Fin de rattachement enregistrée.",
            write=lambda db, _decisions, confirmed: (subject.centre, detach_ccmr(db, ids, last, confirmed=confirmed)),
        )

    def _correcting(self, rows: list[AttachmentRow]) -> Request:
        if len(rows) > 1:
            raise ValueError("Corrigez les jours d’un rattachement à la fois.")
        row, subject = rows[0], self.subject
        start, end = day_of(self.start, "le premier jour"), self.end.day()
        was = period_words(row.start, row.end)
        return Request(
            own=(Outcome(">", f"Rattachement, {row.name}", f"{period_words(start, end)}, et non {was}"),),
            said="Jours du rattachement corrigés.",
            write=lambda db, _decisions, _confirmed: (subject.centre, change_attachment(db, row.id, start, end)),
        )

    def _fill(self, rows: list[AttachmentRow]) -> None:
        self.table.set_rows(rows)
        if rows:
            self.table.select(rows[0].id)

    def _show(self) -> None:
        """A correction begins with the days that are known."""
        correcting, row = self.which.value() == "correct", self.table.current()
        self.start.setEnabled(correcting)
        self.start.set_day(row.start if correcting and row is not None else None)
        if correcting and row is not None:
            self.end.set_day(row.end)


def _ends(row: AttachmentRow, last: dt.date) -> str:
    if row.start > last:
        return "n’aura pas lieu\u00a0: retiré du registre"
    return f"prend fin le {short_date(last)} inclus"
