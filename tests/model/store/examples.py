"""A small network of invented people at a real hospital, for the tests of the store."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Crmr, Fsmr, Hospital, Mandate, Person


@dataclass(frozen=True)
class Centre:
    """The ids of a CRMR, its coordonnateur Aubrac until 31/12/2028, and Bizet who has no function."""

    hospital: int
    fsmr: int
    crmr: int
    aubrac: int
    bizet: int
    mandate: int


def person(code: str, first_name: str = "Solène", last_name: str = "Aubrac", title: str = "Pr") -> Person:
    return Person(code=code, title=title, first_name=first_name, last_name=last_name)


def add_person(db: Database, code: str = "aubrac", label: str = "Ajout d’une personne") -> int:
    with db.writing(label) as session:
        added = person(code)
        session.add(added)
    return added.id


def rename(db: Database, person_id: int, last_name: str, label: str = "Correction d’un nom") -> int:
    """Returns the id of the operation."""
    with db.writing(label) as session:
        session.get_one(Person, person_id).last_name = last_name
    assert session.changes.operation_id is not None
    return session.changes.operation_id


def mandate(person_id: int, crmr_id: int, start: dt.date, end: dt.date | None = None) -> Mandate:
    return Mandate(person_id=person_id, function="coordonnateur", crmr_id=crmr_id, start=start, end=end)


def add_centre(db: Database) -> Centre:
    """The CERVCO with its coordonnateur, in one operation."""
    with db.writing("Création du CERVCO") as session:
        hospital = Hospital(
            finess_et="750100042", finess_ej="750712184", name="Hôpital Lariboisière", town="Paris", region="11"
        )
        fsmr = Fsmr(sigle="BRAIN-TEAM", name="Maladies rares du système nerveux central")
        aubrac, bizet = person("aubrac"), person("bizet", "Jean", "Bizet", "Dr")
        session.add_all([hospital, fsmr, aubrac, bizet])
        session.flush()
        crmr = Crmr(code="cervco", title="Maladies vasculaires rares du cerveau", acronym="CERVCO", fsmr_id=fsmr.id)
        session.add(crmr)
        session.flush()
        seat = mandate(aubrac.id, crmr.id, dt.date(2024, 1, 1), dt.date(2028, 12, 31))
        session.add(seat)
    return Centre(hospital.id, fsmr.id, crmr.id, aubrac.id, bizet.id, seat.id)


def succeed(db: Database, centre: Centre) -> int:
    """Bizet succeeds Aubrac on 1 May 2027; returns the id of the operation."""
    with db.writing("Succession du CERVCO") as session:
        former = session.get_one(Mandate, centre.mandate)
        session.add(mandate(centre.bizet, centre.crmr, dt.date(2027, 5, 1), dt.date(2032, 4, 30)))
        former.end = dt.date(2027, 4, 30)
    assert session.changes.operation_id is not None
    return session.changes.operation_id
