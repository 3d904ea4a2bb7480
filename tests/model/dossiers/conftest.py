"""A small register on which a succession can be run: one mono-site centre, one with two constitutive sites."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from crmr_desk.model.dossiers import findings, life, pieces
from crmr_desk.model.law import packs
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Crmr, Fsmr, Hospital, Label, Mandate, Person, Site

TODAY = dt.date(2027, 1, 22)
RECEIVED = dt.date(2026, 11, 16)


@dataclass(frozen=True)
class Network:
    """Ids of the rows that the tests speak of."""

    db: Database
    mono_site: int
    multi_site: int
    new_centre: int
    leaver: int
    successor: int
    former_mandate: int
    new_hospital: int

    def open(self, target: int | None = None, request: str = "succession") -> int:
        """Open a dossier of coordonnateur on a centre (the mono-site one unless told)."""
        dossier_id, _changes = life.open_dossier(
            self.db,
            packs.load_named("2016"),
            request=request,
            function="coordonnateur",
            target_id=target or self.mono_site,
            today=TODAY,
        )
        return dossier_id

    def answer(self, dossier_id: int, **answers: object) -> None:
        """Answers by path, with a double underscore for the dot."""
        life.answer(self.db, dossier_id, {path.replace("__", "."): v for path, v in answers.items()}, today=TODAY)


@pytest.fixture
def network(db: Database) -> Network:
    return make_network(db)


def make_network(db: Database) -> Network:
    """Hospitals, filières and titles are real; people are invented."""
    with db.writing("Registre des essais") as session:
        lariboisiere = Hospital(
            finess_et="750100042", finess_ej="750712184", name="Hôpital Lariboisière, AP-HP", town="Paris", region="11"
        )
        necker = Hospital(
            finess_et="750100208", finess_ej="750712184", name="Hôpital Necker-Enfants malades, AP-HP",
            town="Paris", region="11",
        )  # fmt: skip
        lille = Hospital(
            finess_et="590796975", finess_ej="590780193", name="CHU de Lille, hôpital Roger Salengro",
            town="Lille", region="32",
        )  # fmt: skip
        fsmr = Fsmr(sigle="BRAIN-TEAM", name="Maladies rares du système nerveux central")
        leaver = Person(
            code="P1",
            title="Pr",
            first_name="Solène",
            last_name="Aubrac",
            status="PU-PH",
            birth_date=dt.date(1962, 3, 4),
        )
        successor = Person(
            code="P2", title="Pr", first_name="Clément", last_name="Rouvière", status="PU-PH",
            birth_date=dt.date(1975, 6, 14), email="clement.rouviere@hopital.example",
        )  # fmt: skip
        session.add_all([lariboisiere, necker, lille, fsmr, leaver, successor])
        session.flush()
        cervco = Crmr(
            code="CERVCO", title="Maladies vasculaires rares du cerveau et de l’œil", acronym="CERVCO", fsmr_id=fsmr.id
        )
        multi = Crmr(code="LEUCO", title="Leucodystrophies et leucoencéphalopathies rares", fsmr_id=fsmr.id)
        new = Crmr(code="NOUVEAU", title="Maladies inflammatoires rares du cerveau", acronym="MIRCEM")
        session.add_all([cervco, multi, new])
        session.flush()
        for crmr in (cervco, multi, new):
            session.add(Label(crmr_id=crmr.id, start=dt.date(2024, 1, 1), end=dt.date(2028, 12, 31), act="Arrêté"))
            session.add(
                Site(
                    code=f"{crmr.code}-S1",
                    crmr_id=crmr.id,
                    role="coordonnateur",
                    hospital_id=lariboisiere.id,
                    unit="Service de neurologie",
                    start=dt.date(2005, 1, 1),
                )  # fmt: skip
            )
        for number, hospital in ((2, necker), (3, lille)):
            session.add(
                Site(
                    code=f"LEUCO-S{number}",
                    crmr_id=multi.id,
                    role="constitutif",
                    hospital_id=hospital.id,
                    ground="complementarite",
                    start=dt.date(2017, 1, 1),
                )  # fmt: skip
            )
        session.flush()
        mandates = [
            Mandate(
                person_id=leaver.id,
                function="coordonnateur",
                crmr_id=crmr.id,
                start=dt.date(2019, 1, 1),
                end=dt.date(2028, 12, 31),
            )  # fmt: skip
            for crmr in (cervco, multi)
        ]
        heads = [
            Person(code=f"R{n}", title="Dr", first_name="Inès", last_name=f"Vandam{n}", status="PH") for n in (2, 3)
        ]
        session.add_all([*mandates, *heads])
        session.flush()
        sites = {site.code: site.id for site in session.query(Site)}
        for number, head in zip((2, 3), heads, strict=True):
            session.add(
                Mandate(
                    person_id=head.id,
                    function="responsable_site",
                    site_id=sites[f"LEUCO-S{number}"],
                    start=dt.date(2017, 1, 1),
                    end=dt.date(2028, 12, 31),
                )  # fmt: skip
            )
        session.flush()
        ids = (cervco.id, multi.id, new.id, leaver.id, successor.id, mandates[0].id, necker.id)
    return Network(db, *ids)


def ready_to_decide(network: Network, target: int | None = None) -> int:
    """A succession with every answer and paper in hand, a short notice lifted, and the visa given."""
    dossier_id = network.open(target)
    fill(network, dossier_id)
    return dossier_id


def fill(network: Network, dossier_id: int) -> None:
    """Answer and receive everything that a succession of the tests asks."""
    network.answer(
        dossier_id,
        cessation_letter__exists=True,
        cessation_letter__date="2026-11-12",
        cessation_letter__effective="2027-04-30",
        cessation_letter__addressed_to="director",
        cessation_letter__copy_to_dgos=True,
        changes_hospital=False,
        proposal="agreed",
        candidate=network.successor,
    )
    receive_everything(network, dossier_id)
    findings.lift(
        network.db, dossier_id, "notice_too_short", "cessation_letter", "",
        "Mutation notifiée par son établissement le 10/11/2026.", today=TODAY,
    )  # fmt: skip
    network.answer(
        dossier_id,
        decision__outcome="favourable",
        decision__date="2027-01-18",
        decision__signatory="Claire Montagnac",
        start="2027-05-01",
    )


def receive_everything(network: Network, dossier_id: int) -> None:
    """The five papers of a succession, and the agreement of each constitutive site."""
    from crmr_desk.model.dossiers.view import dossier_view

    for line in dossier_view(network.db, dossier_id, TODAY).pieces:
        pieces.receive(
            network.db,
            dossier_id,
            line.kind,
            line.of,
            received_on=RECEIVED,
            signed=True if line.signature_asked else None,
            vouches=True if line.vouches_asked else None,
            opinion="favourable" if line.opinion_asked else None,
        )
