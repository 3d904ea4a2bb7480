"""Asks for the move of a centre to another hospital, or of a reference centre to another filière."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmr_desk.model.dossiers import procedures
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.acts.moving import change_fsmr, move_centre
from crmr_desk.model.network.acts.outcomes import Outcome
from crmr_desk.model.network.acts.reasons import MOVE_IS_DOSSIER, require_reason
from crmr_desk.model.network.acts.rows import Act, Planned
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.acts.fields import day_of
from crmr_desk.ui.network.acts.form import ActForm, Request, Subject

if TYPE_CHECKING:
    from crmr_desk.model.network.acts.rows import Decisions
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database
    from crmr_desk.ui.network.acts.form import Centre

_RELOCATION = (
    "Un site change d’établissement par un dossier de délocalisation, que la DGOS valide (annexe 1, A\u00a0c). Cet acte"
    " n’enregistre qu’un déplacement déjà validé."
)


class MoveForm(ActForm):
    """Another hospital for a site or a competence centre."""

    icon = "switch-horizontal"
    touches = True

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        site = subject.kind == CentreKind.SITE
        self.heading = (
            f"Enregistrer un déplacement déjà validé\u00a0: {subject.title}" if site else f"Déplacer {subject.title}"
        )
        self.verb = "Enregistrer le déplacement"
        self.law = _RELOCATION if site else "Le texte ne dit rien du déplacement d’un centre de compétences."
        self.hospital = self.pick("Nouvel établissement", "hospital")
        self.start = self.day("À compter du, inclus", desk.today)
        self.unit = self.text("Unité, si elle change") if site else None
        self.why = self.reason("Référence de l’acte qui valide le déplacement" if site else "Motif, facultatif")
        if site:
            db = desk.db
            desk.read(lambda: procedures.offered(db, subject.kind, subject.row_id), self._offer_dossier, owner=self)

    def request(self) -> Request:
        subject, today, reason = self.subject, self.desk.today, self.why.text()
        hospital = self.hospital.value()
        if hospital is None:
            raise ValueError("Choisissez le nouvel établissement.")
        start = day_of(self.start, "le jour du déplacement")
        if subject.kind == CentreKind.SITE:
            require_reason(reason, MOVE_IS_DOSSIER)
        unit = self.unit.text().strip() or None if self.unit is not None else None
        where = self.hospital.chosen_name()

        def write(db: Database, decisions: Decisions, _confirmed: frozenset[str]) -> tuple[Centre, Changes]:
            moved, changes = move_centre(
                db, subject.kind, subject.row_id, hospital, start, decisions, today=today, reason=reason, unit=unit
            )
            return (subject.kind, moved), changes

        return Request(
            own=(Outcome(">", subject.title, f"passe à {where} à compter du {short_date(start)}"),),
            said=f"{subject.title} passe à {where}.",
            write=write,
            planned=Planned(Act.MOVE, subject.kind, subject.row_id, start),
        )

    def _offer_dossier(self, offered: tuple[Procedure, ...]) -> None:
        found = next((one for one in offered if one.request == "relocation"), None)
        if found is None:
            return
        lead = self.note("Pas encore validé\u202f?", "Le dossier réunit les avis des deux directions.", found.title)
        if lead is not None:
            lead.clicked.connect(lambda: self._start(found))

    def _start(self, procedure: Procedure) -> None:
        self.window().close()
        self.desk.start_wanted.emit(procedure.request, procedure.function, self.subject.row_id)


class FsmrForm(ActForm):
    """Another filière for a reference centre."""

    verb = "Changer de filière"
    icon = "affiliate"
    law = "Le périmètre d’une filière peut être révisé (annexe 1, C, et annexe 2, §\u00a02)."

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        self.heading = f"Changer {subject.title} de filière"
        choices = (Choice("other", "Une autre filière"), Choice("none", "Aucune filière"))
        self.which = self.choice("Le centre relève désormais de", choices, "other")
        self.fsmr = self.pick("Nouvelle filière", "fsmr")
        self.start = self.day("À compter du, inclus", desk.today)
        self.why = self.reason()
        self.which.chosen.connect(lambda value: self.fsmr.setVisible(value == "other"))

    def request(self) -> Request:
        subject, today, reason = self.subject, self.desk.today, self.why.text()
        fsmr = self.fsmr.value() if self.which.value() == "other" else None
        if self.which.value() == "other" and fsmr is None:
            raise ValueError("Choisissez la nouvelle filière, ou dites qu’il n’en a aucune.")
        start = day_of(self.start, "le jour du changement")
        where = f"filière {self.fsmr.chosen_name()}" if fsmr is not None else "sans filière"
        return Request(
            own=(Outcome(">", subject.title, f"{where} à compter du {short_date(start)}"),),
            said=f"{subject.title}\u00a0: {where}.",
            write=lambda db, _decisions, _confirmed: (
                subject.centre,
                change_fsmr(db, subject.row_id, fsmr, start, today=today, reason=reason),
            ),
        )
