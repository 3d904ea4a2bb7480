"""Asks for a new centre: filière, reference centre, constitutive site, competence centre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.kinds import CcmrKind, CentreKind, Function, Ground, Population
from crmr_desk.model.network.acts.creating import (
    LabelGiven,
    NewCcmr,
    NewCentre,
    NewCrmr,
    NewFsmr,
    NewSite,
    create_centre,
    require_complete,
)
from crmr_desk.model.network.acts.outcomes import Outcome
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.number_field import read_number
from crmr_desk.ui.network.acts.fields import day_of
from crmr_desk.ui.network.acts.form import ActForm, Request, Subject
from crmr_desk.ui.network.acts.splitting_forms import GROUNDS, LABELS

if TYPE_CHECKING:
    from crmr_desk.model.network.acts.rows import Decisions
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database
    from crmr_desk.ui.network.acts.form import Centre

_POPULATIONS = tuple(Choice(one.value, one.label) for one in Population)
_KINDS = tuple(Choice(one.value, one.label) for one in CcmrKind)


class _CreateForm(ActForm):
    verb = "Créer"
    icon = "plus"
    made = CentreKind.CRMR

    def new(self) -> tuple[NewCentre, tuple[Outcome, ...], str]:
        """What to create, what will be written, and what it is called."""
        raise NotImplementedError

    def request(self) -> Request:
        new, own, name = self.new()
        require_complete(new)
        today, made = self.desk.today, self.made.value

        def write(db: Database, _decisions: Decisions, _confirmed: frozenset[str]) -> tuple[Centre, Changes]:
            row_id, changes = create_centre(db, new, today=today)
            return (made, row_id), changes

        return Request(own=own, said=f"{name} est dans le registre.", write=write)


class FsmrForm(_CreateForm):
    """A filière and its first designation."""

    heading = "Créer une filière"
    law = "Une filière est désignée pour cinq ans (annexe 1, C\u00a0d), d’ordinaire par un dossier de désignation."
    made = CentreKind.FSMR

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        self.sigle, self.name = self.text("Sigle"), self.text("Nom")
        self.seat = self.pick("Établissement siège", "hospital")
        choices = (Choice("yes", "Désignée pour cinq ans (annexe 1, C\u00a0d)"), Choice("no", "Pas encore désignée"))
        self.designated = self.choice("Désignation", choices, "yes", wide=False)
        self.start = self.day("À compter du, inclus", desk.today)
        self.why = self.reason()
        self.designated.chosen.connect(lambda value: self.start.setEnabled(value == "yes"))

    def new(self) -> tuple[NewCentre, tuple[Outcome, ...], str]:
        sigle = self.sigle.text().strip()
        start = day_of(self.start, "le premier jour") if self.designated.value() == "yes" else None
        run = f"désignée pour cinq ans à compter du {short_date(start)}" if start else "pas encore désignée"
        new = NewFsmr(sigle, self.name.text(), self.seat.value(), start, reason=self.why.text())
        return new, (Outcome("+", f"Filière {sigle}", run),), sigle


class CrmrForm(_CreateForm):
    """A reference centre with its coordinating site."""

    heading = "Créer un centre de référence sans dossier"
    law = (
        "Un nouveau centre de référence vient d’une campagne de labellisation (annexe 2, §\u00a01). Cet acte enregistre"
        " celui qu’un arrêté a déjà créé\u00a0: donnez-en la référence."
    )

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        self.title, self.acronym = self.text("Intitulé"), self.text("Sigle, facultatif")
        self.fsmr = self.pick("Filière", "fsmr", wide=False)
        if subject.kind == CentreKind.FSMR:
            self.fsmr.set_value(subject.row_id)
        self.hospital = self.pick("Établissement du site coordonnateur", "hospital", wide=False)
        self.unit = self.text("Unité du site coordonnateur, facultatif")
        self.start = self.day("À compter du, inclus", desk.today)
        self.labelled = self.choice("Label", LABELS, "none", wide=False)
        self.why = self.reason("Arrêté ou motif")

    def new(self) -> tuple[NewCentre, tuple[Outcome, ...], str]:
        title, acronym = self.title.text().strip(), self.acronym.text().strip()
        hospital, start, reason = self.hospital.value(), day_of(self.start, "le premier jour"), self.why.text()
        if hospital is None:
            raise ValueError("Choisissez l’établissement du site coordonnateur.")
        label = LabelGiven(start, act=reason) if self.labelled.value() == "five" else None
        new = NewCrmr(title, hospital, start, reason, acronym, self.fsmr.value(), self.unit.text(), label)
        name, since = acronym or title, f"à compter du {short_date(start)}"
        own = (
            Outcome("+", f"Centre de référence {name}", f"{self.fsmr.chosen_name() or 'sans filière'}, {since}"),
            Outcome("+", "Site coordonnateur", f"{self.hospital.chosen_name()}, {since}"),
            Outcome("+" if label else "=", "Label", f"cinq ans {since}" if label else "aucun, et montré comme tel"),
            Outcome("=", "Coordination", "siège vacant, désignation à ouvrir (annexe 3, §\u00a02)"),
        )
        return new, own, name


class SiteForm(_CreateForm):
    """A constitutive site of a reference centre."""

    law = (
        "La création d’un site constitutif est un dossier, pour l’un des trois motifs (annexe 1, A\u00a0c). Cet acte"
        " enregistre un site déjà admis\u00a0: donnez la référence."
    )
    made = CentreKind.SITE

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        self.heading = f"Créer un site constitutif de {subject.title} sans dossier"
        self.hospital = self.pick("Établissement", "hospital")
        self.unit = self.text("Unité, service")
        self.start = self.day("À compter du, inclus", desk.today)
        self.ground = self.choice("Motif (annexe 1, A\u00a0c)", GROUNDS, None)
        self.why = self.reason("Référence de la décision, ou motif")
        lead = self.note(
            "Pas encore décidé\u202f?", "Le dossier réunit pièces et avis.", "Création d’un site constitutif…"
        )
        if lead is not None:
            lead.clicked.connect(self._start_dossier)

    def new(self) -> tuple[NewCentre, tuple[Outcome, ...], str]:
        hospital, ground = self.hospital.value(), self.ground.value()
        if hospital is None:
            raise ValueError("Choisissez l’établissement du site.")
        if ground is None:
            raise ValueError("Choisissez l’un des trois motifs de l’annexe\u00a01.")
        start = day_of(self.start, "le premier jour")
        new = NewSite(self.subject.row_id, hospital, Ground(ground), start, self.why.text(), self.unit.text())
        name = f"{self.subject.title}, {self.hospital.chosen_name()}"
        own = (
            Outcome("+", f"Site constitutif, {name}", f"{Ground(ground).label}, à compter du {short_date(start)}"),
            Outcome("=", "Responsable", "siège vacant, à désigner par le directeur (annexe 3, §\u00a03)"),
        )
        return new, own, name

    def _start_dossier(self) -> None:
        self.window().close()
        self.desk.start_wanted.emit("site_creation", Function.COORDONNATEUR.value, self.subject.row_id)


class CcmrForm(_CreateForm):
    """A competence centre and its attachments."""

    law = "Un centre de compétences est rattaché à un ou plusieurs centres de référence (annexe 1, B\u00a0c)."
    heading = "Créer un centre de compétences"
    made = CentreKind.CCMR

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        self.title, self.specialty = self.text("Intitulé"), self.text("Spécialité")
        self.hospital = self.pick("Établissement", "hospital")
        self.kind = self.choice("Type", _KINDS, CcmrKind.CCMR.value, wide=False)
        self.public = self.choice("Public", _POPULATIONS, None, wide=False)
        self.crmrs = self.several("Rattaché à", "crmr")
        if subject.kind == CentreKind.CRMR:
            self.crmrs.add(subject.row_id)
        self.start = self.day("À compter du, inclus", desk.today)
        self.patients = self.text("File active, en patients, facultatif")

    def new(self) -> tuple[NewCentre, tuple[Outcome, ...], str]:
        hospital, title, public = self.hospital.value(), self.title.text().strip(), self.public.value()
        if hospital is None:
            raise ValueError("Choisissez l’établissement.")
        start, patients = day_of(self.start, "le premier jour"), read_number(self.patients.text())
        new = NewCcmr(
            title, hospital, start, self.crmrs.values(), None, CcmrKind(self.kind.value() or CcmrKind.CCMR),
            self.specialty.text(), Population(public) if public else None, patients,
        )  # fmt: skip
        since = f"à compter du {short_date(start)}"
        own = (
            Outcome("+", f"Centre de compétences {title}", f"{self.hospital.chosen_name()}, {since}"),
            *(Outcome("+", "Rattachement", f"{name}, {since}") for name in self.crmrs.names()),
        )
        return new, own, title
