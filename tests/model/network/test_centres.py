"""Structures entered in the register, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import SiteRole
from crmr_desk.model.network import centres, snapshot
from crmr_desk.model.store.database import Database
from tests.model.network.building import END, START, TODAY, D, Register


def test_a_label_without_an_end_lasts_five_years_last_day_included(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO", label=None)
    with db.writing("Essai") as session:
        centres.label_crmr(session, crmr_id, D(2016, 3, 1))
    with db.reading() as session:
        label = snapshot.crmr_on(session, crmr_id, D(2021, 2, 28)).label
    assert label is not None
    assert label.end == D(2021, 2, 28)


def test_two_labels_of_one_centre_cannot_overlap(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    with pytest.raises(UserError, match="déjà labellisé du 01/01/2024 au 31/12/2028"):
        register.label(crmr_id, END, END + dt.timedelta(days=400))


def test_a_second_coordinating_site_on_one_day_is_refused(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    hospital_id = register.hospital("CHU de Lille")
    with pytest.raises(UserError, match="a déjà un site coordonnateur"), db.writing("Essai") as session:
        centres.open_site(
            session, code="S9", crmr_id=crmr_id, role=SiteRole.COORDONNATEUR, hospital_id=hospital_id, start=TODAY
        )


def test_a_constitutive_site_needs_one_of_the_three_grounds(db: Database) -> None:
    register = Register(db)
    crmr_id, hospital_id = register.crmr("CERVCO"), register.hospital("CHU de Lille")
    with pytest.raises(UserError, match="l’un des trois motifs"), db.writing("Essai") as session:
        centres.open_site(
            session, code="S9", crmr_id=crmr_id, role=SiteRole.CONSTITUTIF, hospital_id=hospital_id, start=TODAY
        )


def test_a_competence_centre_is_attached_once_to_one_reference_centre(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    ccmr_id = register.ccmr("CHU de Lille", crmr_id)
    with pytest.raises(UserError, match="déjà rattaché à ce centre de référence"), db.writing("Essai") as session:
        centres.attach(session, ccmr_id=ccmr_id, crmr_id=crmr_id, start=TODAY)


def test_an_end_before_the_start_is_refused(db: Database) -> None:
    register = Register(db)
    with pytest.raises(UserError, match="précède le début"):
        register.ccmr("CHU de Lille", start=END, end=START)
