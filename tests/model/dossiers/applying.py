"""The CERVCO applies to a labelling campaign: what the tests of applications begin with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from crmr_desk.model.dossiers.application_facts import Application
from crmr_desk.model.dossiers.application_opening import open_application
from crmr_desk.model.dossiers.campaigns import create_campaign
from crmr_desk.model.dossiers.candidacies import (
    set_outcome,
)
from crmr_desk.model.dossiers.candidacy_reading import application_of
from crmr_desk.model.dossiers.candidacy_rows import CandidacyLine, NewStructure, Outcome
from crmr_desk.model.dossiers.granting import grant
from crmr_desk.model.dossiers.labelling import plan_of
from crmr_desk.model.kinds import Function
from crmr_desk.model.law import packs
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Ccmr, Dossier, Mandate, Site
from tests.model.network.building import D, Register

TODAY = D(2028, 9, 4)
START, END = D(2029, 1, 1), D(2033, 12, 31)
FORMER_END = D(2028, 12, 31)


@dataclass
class Case:
    """The CERVCO applies: a coordinating site, a constitutive one, a CCMR of its own and one that it shares."""

    db: Database
    register: Register
    campaign: int
    crmr: int
    other: int
    dossier: int
    coordination: int
    """A mandate without known end."""

    def application(self) -> Application:
        with self.db.reading() as session:
            found = application_of(session, session.get_one(Dossier, self.dossier), TODAY)
        assert found is not None
        return found

    def line(self, name: str) -> CandidacyLine:
        return next(line for line in self.application().lines if line.name == name)

    def label_all(self, *but: str) -> None:
        ids = [line.id for line in self.application().lines if line.name not in but]
        set_outcome(self.db, ids, Outcome.LABELLED)

    def newcomer(self) -> NewStructure:
        house = self.register.hospital("CHU de Montpellier")
        return NewStructure("ccmr", hospital_id=house, unit="neurologie", active_file=30)

    def close_ccmr(self, name: str) -> None:
        row_id = self.line(name).row_id
        with self.db.writing("Essai") as session:
            session.get_one(Ccmr, row_id).end = D(2028, 8, 31)

    def grant(self) -> Changes:
        plan = plan_of(self.application())
        with self.db.writing("Essai") as session:
            grant(session, plan)
        return session.changes


def applied(db: Database) -> Case:
    register = Register(db)
    fsmr = register.fsmr("BRAIN-TEAM")
    crmr = register.crmr("CERVCO", fsmr, title="Maladies vasculaires rares du cerveau et de l’œil")
    other = register.crmr("MIRCEM", fsmr, at="CHU de Nantes", label=(D(2026, 1, 1), D(2030, 12, 31)))
    site = register.constitutive(crmr, "CHU de Rouen")
    own = register.ccmr("CHU de Lille", crmr, end=None)
    shared = register.ccmr("CHU de Bordeaux", crmr, other, end=None)
    register.hospital("CHU de Montpellier")
    coordination = register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"), end=None)
    register.mandate(Function.RESPONSABLE_SITE, site, register.person("Vandamme", "Inès", "Dr"))
    register.mandate(Function.RESPONSABLE_CCMR, own, register.person("Tison", "Élise", "Dr"), end=None)
    register.mandate(Function.RESPONSABLE_CCMR, shared, register.person("Morvan", "Yann", "Dr"), end=None)
    campaign, _changes = create_campaign(
        db, name="Appel à projets 2028", opens_on=D(2028, 2, 1), closes_on=D(2028, 6, 30), label_start=START,
        act="Arrêté du 12 décembre 2028",
    )  # fmt: skip
    pack = packs.load_named("2016")
    dossier, _changes = open_application(db, pack, campaign_id=campaign, crmr_id=crmr, today=TODAY)
    return Case(db, register, campaign, crmr, other, dossier, coordination)


def last_day(db: Database, table: type[Site] | type[Ccmr] | type[Mandate], row_id: int) -> D | None:
    with db.reading() as session:
        return session.scalar(select(table.end).where(table.id == row_id))
