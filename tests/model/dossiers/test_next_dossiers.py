"""What a decision leaves to be opened: the empty seats of its centre."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.dossiers.next_dossiers import next_dossiers
from crmr_desk.model.kinds import Function
from crmr_desk.model.store.database import Database
from tests.model.network.building import Register


def test_each_empty_seat_of_the_centre_is_followed_by_its_dossier(db: Database, today: dt.date) -> None:
    register = Register(db)
    crmr = register.crmr("MIRCEM")
    register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"))
    held = register.constitutive(crmr, "CHU de Lille")
    register.mandate(Function.RESPONSABLE_SITE, held, register.person("Sarrazin"))
    empty = register.constitutive(crmr, "CHU de Rouen")

    (following,) = next_dossiers(db, "crmr", crmr, today)

    assert (following.procedure.request, following.procedure.function) == ("designation", "responsable_site")
    assert (following.target_id, following.centre) == (empty, "CHU de Rouen")


def test_a_centre_that_is_led_by_one_person_is_followed_by_nothing(db: Database, today: dt.date) -> None:
    register = Register(db)
    fsmr = register.fsmr("BRAIN-TEAM")
    assert next_dossiers(db, "fsmr", fsmr, today) == ()
