"""One reference centre as it stands on a date."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.snapshot import CrmrOn, crmr_on
from crmr_desk.model.store.database import Database
from tests.model.network.building import END, START, TODAY, D, Register, cervco

DAY = dt.timedelta(days=1)


def on(db: Database, crmr_id: int, day: D) -> CrmrOn:
    with db.reading() as session:
        return crmr_on(session, crmr_id, day)


def test_the_cervco_with_24_competence_centres_is_mono_site(db: Database) -> None:
    _, crmr_id = cervco(Register(db))
    crmr = on(db, crmr_id, TODAY)
    assert crmr.ccmr_count == 24
    assert not crmr.multi_site
    assert crmr.coordinating is not None
    assert crmr.coordinating.hospital.finess_et == "750100042"


def test_a_centre_is_multi_site_only_on_the_days_of_a_constitutive_site(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    register.constitutive(crmr_id, "CHU de Lille", D(2025, 1, 1), D(2026, 6, 30))
    days = (D(2024, 12, 31), D(2025, 1, 1), D(2026, 6, 30), D(2026, 7, 1))
    assert [on(db, crmr_id, day).multi_site for day in days] == [False, True, True, False]


def test_the_label_holds_on_its_last_day_and_not_on_the_next(db: Database) -> None:
    crmr_id = Register(db).crmr("CERVCO")
    assert on(db, crmr_id, END).label is not None
    after = on(db, crmr_id, END + DAY)
    assert after.label is None
    assert after.last_label is not None
    assert after.last_label.end == END


def test_every_holder_is_named_with_the_sites_in_french_order(db: Database) -> None:
    register = Register(db)
    fsmr_id = register.fsmr("BRAIN-TEAM")
    crmr_id = register.crmr("CERVCO", fsmr_id)
    rouen = register.constitutive(crmr_id, "CHU de Rouen")
    register.constitutive(crmr_id, "CHU de Lille")
    register.mandate(Function.RESPONSABLE_SITE, rouen, register.person("Élan"))
    register.mandate(Function.ANIMATEUR, fsmr_id, register.person("Teyssier", "Amaury"))
    crmr = on(db, crmr_id, TODAY)
    assert [site.hospital.name for site in crmr.constitutive] == ["CHU de Lille", "CHU de Rouen"]
    assert [site.holder.name if site.holder else None for site in crmr.constitutive] == [None, "Pr Solène Élan"]
    assert crmr.fsmr is not None
    assert crmr.fsmr.animateur is not None
    assert (crmr.fsmr.animateur.name, crmr.fsmr.crmr_count) == ("Pr Amaury Teyssier", 1)
    assert crmr.holder is None


def test_the_agency_is_that_of_the_geographic_finess_on_the_date(db: Database) -> None:
    crmr_id = Register(db).crmr("CERVCO", at="San Salvadour, AP-HP")
    site = on(db, crmr_id, START).coordinating
    assert site is not None
    assert (site.hospital.finess_ej, site.hospital.ars) == ("750712184", "ARS Provence-Alpes-Côte d’Azur")


def test_a_centre_that_vanished_is_said(db: Database) -> None:
    with pytest.raises(UserError, match="n’est plus dans le registre"):
        on(db, 1, TODAY)
