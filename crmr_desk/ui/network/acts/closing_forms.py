"""Asks for the closing of a centre, or for another last day."""

from __future__ import annotations

from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.acts.closing import close_centre
from crmr_desk.model.network.acts.outcomes import Outcome
from crmr_desk.model.network.acts.reopening import correct_last_day, stays_elsewhere
from crmr_desk.model.network.acts.rows import ONE_DAY, Act, Planned
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.acts.fields import day_of
from crmr_desk.ui.network.acts.form import ActForm, Request, Subject

_LAW = {
    CentreKind.FSMR.value: "La suppression d’une filière suit un suivi qui y conclut (annexe 2, §\u00a02). Cet acte"
    " enregistre ce qui est décidé.",
    CentreKind.CRMR.value: "L’instruction ne décrit pas la fermeture d’un centre\u00a0: cet acte enregistre ce qui est"
    " décidé.",
}
_VERBS = {CentreKind.FSMR.value: "Fermer la filière", CentreKind.SITE.value: "Fermer le site"}
"""« Fermer » alone would close the dialog."""
_OTHER_LAW = "Cet acte enregistre une fermeture décidée ailleurs. Rien ne reste rattaché au centre après ce jour."
_ELSEWHERE = "a continué ailleurs le lendemain\u00a0: n’est pas repris"


class CloseForm(ActForm):
    """The last day of a centre."""

    icon = "lock"
    touches = True

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        self.heading = f"Fermer {subject.title}"
        self.verb = _VERBS.get(subject.kind, "Fermer le centre")
        self.law = _LAW.get(subject.kind, _OTHER_LAW)
        past = subject.kind == CentreKind.FSMR
        self.last = self.day("Dernier jour, inclus", desk.today - ONE_DAY if past else desk.today)
        self.why = self.reason()

    def request(self) -> Request:
        subject, today, reason = self.subject, self.desk.today, self.why.text()
        last = day_of(self.last, "le dernier jour")
        return Request(
            own=(Outcome("-", subject.title, f"ferme le {short_date(last)} inclus"),),
            said=f"{subject.title} ferme le {short_date(last)}.",
            write=lambda db, decisions, _confirmed: (
                subject.centre,
                close_centre(db, subject.kind, subject.row_id, last, decisions, today=today, reason=reason),
            ),
            planned=Planned(Act.CLOSE, subject.kind, subject.row_id, last),
        )


class LastDayForm(ActForm):
    """Another last day of a centre that has closed, or is to close."""

    verb = "Corriger le dernier jour"
    icon = "calendar-event"
    law = (
        "Ce qui a pris fin avec le centre va jusqu’au nouveau jour. Une fermeture toute récente s’annule plutôt depuis"
        " l’historique."
    )

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        self.heading = f"Corriger le dernier jour de {subject.title}"
        choices = (Choice("day", "Ferme un autre jour"), Choice("open", "Reste ouvert, sans fin connue"))
        self.which = self.choice("Ce qui est vrai", choices, "day")
        self.last = self.day("Dernier jour, inclus")
        self.why = self.reason()
        self.elsewhere: tuple[str, ...] = ()
        db = desk.db
        desk.read(lambda: stays_elsewhere(db, subject.kind, subject.row_id), self._show_elsewhere, owner=self)

    def _show_elsewhere(self, named: tuple[str, ...]) -> None:
        self.elsewhere = named

    def request(self) -> Request:
        subject, today, reason = self.subject, self.desk.today, self.why.text()
        last = day_of(self.last, "le dernier jour") if self.which.value() == "day" else None
        said = f"ferme le {short_date(last)}" if last is not None else "reste ouvert, sans fin connue"
        also = "ce qui avait pris fin avec lui va jusqu’à ce jour" if last is not None else ""
        return Request(
            own=(
                Outcome("+", subject.title, said),
                *((Outcome(">", "Mandats, équipe, rattachements, label", also),) if also else ()),
                *(Outcome("=", what, _ELSEWHERE) for what in self.elsewhere),
            ),
            said=f"{subject.title} {said}.",
            write=lambda db, _decisions, _confirmed: (
                subject.centre,
                correct_last_day(db, subject.kind, subject.row_id, last, today=today, reason=reason),
            ),
        )
