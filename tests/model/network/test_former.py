"""What a centre was called and belonged to on a day: everything read of it says it as it was."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.centres_on import ccmr_on, fsmr_on, site_on
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.snapshot import crmr_on, network_on
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Ccmr, Crmr, Fsmr, Hospital, Site
from tests.model.network.building import TODAY, D, Register

CHANGE, EVE = D(2026, 7, 1), D(2026, 6, 30)


def changed(db: Database) -> tuple[Register, dict[str, int]]:
    """One of two reference centres of MHEMO goes to OSCAR under another title; its competence centre, the hospital
    where that one was, its service and OSCAR itself change on the same day."""
    register = Register(db)
    oscar, mhemo = register.fsmr("OSCAR", seat="CHU de Lille"), register.fsmr("MHEMO")
    moved, _stays = register.crmr("CERVCO", mhemo), register.crmr("LEUKO", mhemo)
    register.mandate(Function.ANIMATEUR, mhemo, register.person("Teyssier"))
    ccmr = register.ccmr("CHU de Lille", moved)
    site = register.constitutive(moved, "CHU de Rouen")
    nantes, rouen = register.hospital("CHU de Nantes"), register.hospital("CHU de Rouen")
    with db.writing("Réorganisation") as session:
        change_from(session, session.get_one(Crmr, moved), CHANGE, TODAY, fsmr_id=oscar, acronym="CERVO")
        change_from(session, session.get_one(Ccmr, ccmr), CHANGE, TODAY, hospital_id=nantes)
        numbered = {"name": "CHU de Rouen-Normandie", "finess_ej": "750712184"}
        change_from(session, session.get_one(Hospital, rouen), CHANGE, TODAY, **numbered)
        change_from(session, session.get_one(Fsmr, oscar), CHANGE, TODAY, sigle="OSCAR+")
        change_from(session, session.get_one(Site, site), CHANGE, TODAY, unit="Neurologie vasculaire")
    return register, {"oscar": oscar, "mhemo": mhemo, "crmr": moved, "ccmr": ccmr, "site": site}


def told(db: Database, ids: dict[str, int], on: dt.date) -> dict[str, object]:
    with db.reading() as session:
        crmr, ccmr = crmr_on(session, ids["crmr"], on), ccmr_on(session, ids["ccmr"], on)
        site, network = site_on(session, ids["site"], on), network_on(session, on)
        oscar, mhemo = fsmr_on(session, ids["oscar"], on), fsmr_on(session, ids["mhemo"], on)
    assert crmr.fsmr is not None
    return {
        "crmr": (crmr.acronym, crmr.fsmr.sigle, crmr.fsmr.crmr_count),
        "led": crmr.fsmr.animateur is not None,
        "ccmr": (ccmr.hospital.name, [(one.name, one.fsmr) for one in ccmr.attachments]),
        "site": (site.unit, site.hospital.name, site.hospital.finess_ej, crmr.constitutive[0].hospital.name),
        "counts": (oscar.crmr_count, oscar.ccmr_count, mhemo.crmr_count, mhemo.ccmr_count),
        "tree": sorted((row.acronym, row.fsmr_id) for row in network.crmrs),
    }


def test_the_eve_of_a_change_is_told_as_it_was_and_the_day_itself_as_it_is(db: Database) -> None:
    _register, ids = changed(db)
    assert told(db, ids, EVE) == {
        "crmr": ("CERVCO", "MHEMO", 2),
        "led": True,
        "ccmr": ("CHU de Lille", [("CERVCO", "MHEMO")]),
        "site": ("", "CHU de Rouen", "760780239", "CHU de Rouen"),
        "counts": (0, 0, 2, 1),
        "tree": [("CERVCO", ids["mhemo"]), ("LEUKO", ids["mhemo"])],
    }
    assert told(db, ids, CHANGE) == {
        "crmr": ("CERVO", "OSCAR+", 1),
        "led": False,
        "ccmr": ("CHU de Nantes", [("CERVO", "OSCAR+")]),
        "site": ("Neurologie vasculaire", "CHU de Rouen-Normandie", "750712184", "CHU de Rouen-Normandie"),
        "counts": (1, 1, 1, 0),
        "tree": [("CERVO", ids["oscar"]), ("LEUKO", ids["mhemo"])],
    }
