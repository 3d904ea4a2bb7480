"""Which dossiers are offered on a centre, and which are refused when they are opened."""

from __future__ import annotations

import pytest

from crmr_desk.model.dossiers import campaigns, life
from crmr_desk.model.dossiers.procedures import offered
from crmr_desk.model.dossiers.rule_packs import active_pack
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.store.database import Database
from tests.model.network.building import D, Register

DAY = D(2026, 11, 20)


def keys(db: Database, kind: str, row_id: int, on: D = DAY) -> list[tuple[str, str]]:
    return [(one.request, one.function) for one in offered(db, kind, row_id, on)]


def test_a_centre_is_offered_a_designation_until_a_first_holder_is_known(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    others = [("relocation", "coordonnateur"), ("site_creation", "coordonnateur"), ("follow_up", "coordonnateur")]

    assert keys(db, "crmr", crmr_id) == [("designation", "coordonnateur"), *others]
    register.mandate(Function.COORDONNATEUR, crmr_id, register.person("Aubrac"))
    assert keys(db, "crmr", crmr_id) == [("succession", "coordonnateur"), *others]


def test_a_renewed_label_beneath_which_nobody_sits_calls_for_a_designation(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id = register.crmr("CERVCO", start=D(2019, 1, 1), label=(D(2019, 1, 1), D(2023, 12, 31)))
    register.mandate(Function.COORDONNATEUR, crmr_id, register.person("Aubrac"), D(2019, 1, 1), D(2023, 12, 31))
    assert keys(sqlite_db, "crmr", crmr_id, D(2023, 6, 1))[0] == ("succession", "coordonnateur")

    register.label(crmr_id, D(2024, 1, 1), D(2028, 12, 31))

    assert keys(sqlite_db, "crmr", crmr_id)[0] == ("designation", "coordonnateur")


def test_each_kind_of_centre_has_its_own_procedures(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    fsmr_id = register.fsmr("BRAIN-TEAM")
    crmr_id = register.crmr("CERVCO", fsmr_id)
    site_id = register.constitutive(crmr_id, "CHU de Lille")
    ccmr_id = register.ccmr("CHU de Rouen", crmr_id)
    register.mandate(Function.RESPONSABLE_CCMR, ccmr_id, register.person("Élan"))

    site = [("designation", "responsable_site"), ("relocation", "responsable_site")]
    fsmr = [("designation", "animateur"), ("follow_up", "animateur")]
    assert keys(sqlite_db, "site", site_id) == site
    assert keys(sqlite_db, "ccmr", ccmr_id) == [("succession", "responsable_ccmr")]
    assert keys(sqlite_db, "fsmr", fsmr_id) == fsmr
    assert keys(sqlite_db, "fsmr", fsmr_id, D(2029, 1, 1))[:1] == [("fsmr_designation", "animateur")]


def test_nothing_is_offered_on_a_centre_that_is_closed_or_led_elsewhere(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id = register.crmr("CERVCO", end=D(2027, 12, 31))
    site_id = register.constitutive(crmr_id, "CHU de Lille", end=D(2026, 6, 30))
    assert keys(sqlite_db, "crmr", crmr_id, D(2028, 1, 1)) == []
    assert keys(sqlite_db, "site", site_id) == []
    assert keys(sqlite_db, "site", 1) == [], "the coordinating site is led by the coordonnateur of its centre"
    assert keys(sqlite_db, "ccmr", register.ccmr("CHU de Rouen")) == [], "a CCMR hangs on at least one CRMR"


def test_every_procedure_says_its_place_before_its_reason(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    for procedure in offered(sqlite_db, "crmr", register.crmr("CERVCO"), DAY):
        place, colon, reason = procedure.why.partition("\u00a0: ")
        assert place.startswith("Annexe ")
        assert colon
        assert reason.endswith(".")


def opened(db: Database, request: str, function: Function, target_id: int) -> int:
    pack = active_pack(db)
    return life.open_dossier(db, pack, request=request, function=function, target_id=target_id, today=DAY)[0]


def test_two_requests_about_one_seat_are_one_and_another_request_is_not(sqlite_db: Database) -> None:
    crmr_id = Register(sqlite_db).crmr("CERVCO")
    opened(sqlite_db, "designation", Function.COORDONNATEUR, crmr_id)

    with pytest.raises(UserError, match="2026-0001 est déjà ouvert"):
        opened(sqlite_db, "succession", Function.COORDONNATEUR, crmr_id)
    opened(sqlite_db, "relocation", Function.COORDONNATEUR, crmr_id)
    with pytest.raises(UserError, match="2026-0002 est déjà ouvert"):
        opened(sqlite_db, "relocation", Function.COORDONNATEUR, crmr_id)


def test_a_dossier_is_not_opened_on_a_site_that_has_closed(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    site_id = register.constitutive(register.crmr("CERVCO"), "CHU de Lille", end=D(2026, 6, 30))
    with pytest.raises(UserError, match="a fermé le 30/06/2026"):
        opened(sqlite_db, "relocation", Function.RESPONSABLE_SITE, site_id)


def test_a_ccmr_attached_nowhere_has_no_dossier(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    ccmr_id = register.ccmr("CHU de Rouen")
    with pytest.raises(UserError, match="rattaché à aucun centre de référence au 20/11/2026"):
        opened(sqlite_db, "designation", Function.RESPONSABLE_CCMR, ccmr_id)


def test_an_application_goes_to_the_campaign_that_receives_them(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id = register.crmr("CERVCO", label=(D(2022, 1, 1), D(2026, 12, 31)))
    application = ("labelling", "coordonnateur")
    assert application not in keys(sqlite_db, "crmr", crmr_id)
    with pytest.raises(UserError, match="Aucune campagne de labellisation ne reçoit de candidature le 20/11/2026"):
        opened(sqlite_db, "labelling", Function.COORDONNATEUR, crmr_id)

    campaigns.create_campaign(
        sqlite_db, name="2026", opens_on=D(2026, 10, 1), closes_on=D(2026, 12, 1), label_start=D(2027, 1, 1)
    )

    assert application in keys(sqlite_db, "crmr", crmr_id)
    assert application not in keys(sqlite_db, "crmr", register.crmr("LEUKO")), "its label runs to the end of 2028"
    opened(sqlite_db, "labelling", Function.COORDONNATEUR, crmr_id)
    assert application not in keys(sqlite_db, "crmr", crmr_id)
