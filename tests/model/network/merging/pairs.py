"""Two rows of one person, two of one hospital, and everything that may refer to them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from crmr_desk.model.kinds import Function
from crmr_desk.model.network import hospitals
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.mandates import open_mandate
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Ccmr, Dossier, Fsmr, Hospital, Mandate, Note, TeamMember
from tests.model.network.building import START, TODAY, Register

D = dt.date


class Pair(NamedTuple):
    """``kept`` and ``double`` are one; ``other`` is somebody else, ``seat`` the CRMR that the double coordinates."""

    kept: int
    double: int
    other: int
    crmr: int
    mandate: int
    dossier: int


def people(db: Database) -> Pair:
    """The double coordinates a CRMR, is in a team, is proposed by a dossier; a note speaks of each."""
    register = Register(db)
    kept, double = register.person("Le Goff", "Anne-Marie"), register.person("Legoff", "A.-M.", rpps="10001234567")
    other, crmr = register.person("Bizet", "Luc"), register.crmr("CERVCO")
    ccmr = register.ccmr("CHU de Nantes", crmr)
    with db.writing("Essai") as session:
        mandate = open_mandate(
            session, person_id=double, function=Function.COORDONNATEUR, target_id=crmr, start=START, end=None
        )
        open_mandate(
            session, person_id=kept, function=Function.RESPONSABLE_CCMR, target_id=ccmr, start=START, end=D(2025, 1, 1)
        )
        session.add(TeamMember(ccmr_id=ccmr, person_id=double, role="medecin", start=START))
        for each, text in ((kept, "Joindre le matin."), (double, "Vu.")):
            session.add(Note(person_id=each, text=text, by="NB", written_on=TODAY))
        dossier = a_dossier(crmr, candidate_id=double)
        session.add(dossier)
        session.flush()
        return Pair(kept, double, other, crmr, mandate, dossier.id)


def houses(db: Database) -> Pair:
    """A site, a filière, a CCMR that has moved since and the answers of a dossier name the double."""
    register = Register(db)
    kept, other = register.hospital("CHU de Lille"), register.hospital("CHU de Nantes")
    with db.writing("Essai") as session:
        double = hospitals.add_hospital(
            session, finess_et="590000238", finess_ej="590780193", name="CHRU Lille", town="Lille", region_code="32"
        )
    crmr, fsmr = register.crmr("CERVCO", at="CHU de Lille"), register.fsmr("BRAIN-TEAM")
    ccmr = register.ccmr("CHU de Nantes", crmr)
    with db.writing("Essai") as session:
        session.get_one(Ccmr, ccmr).hospital_id = double
        session.get_one(Fsmr, fsmr).seat_id = double
    with db.writing("Déménagement") as session:
        change_from(session, session.get_one(Ccmr, ccmr), D(2025, 6, 1), TODAY, hospital_id=other)
        dossier = a_dossier(crmr, answers={"new_hospital": double, "site.hospital": other, "start": "2027-01-01"})
        session.add(dossier)
        session.flush()
        return Pair(kept, double, other, crmr, 0, dossier.id)


def a_dossier(crmr: int, **values: object) -> Dossier:
    known = {"answers": {}, "number": "2026-001", "pack": "2016", "request": "succession", "state": "open"}
    return Dossier(
        **{**known, "function": "coordonnateur", "crmr_id": crmr, "instructor": "NB", "opened_on": TODAY, **values}
    )


def holders(db: Database) -> dict[int, int]:
    """Who holds each mandate."""
    with db.reading() as session:
        return {row.id: row.person_id for row in session.query(Mandate)}


def finess_of(db: Database, hospital_id: int) -> str:
    with db.reading() as session:
        return session.get_one(Hospital, hospital_id).finess_et
