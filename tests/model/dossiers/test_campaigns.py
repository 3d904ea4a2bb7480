"""Labelling campaigns: their dates, their applications, who may still apply."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from crmr_desk.model.dossiers.application_opening import open_application, open_applications
from crmr_desk.model.dossiers.applications import applications, centres_for
from crmr_desk.model.dossiers.campaigns import campaigns, change_campaign, create_campaign
from crmr_desk.model.dossiers.candidacy_rows import NewCentre
from crmr_desk.model.dossiers.life import abandon
from crmr_desk.model.errors import UserError
from crmr_desk.model.law import packs
from crmr_desk.model.network.tree import tree_on
from crmr_desk.model.store import undo
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier
from tests.model.network.building import D, Register
from tests.model.store.dumps import dump

TODAY = D(2028, 5, 2)
DATES: dict[str, Any] = {
    "name": "Appel à projets 2028",
    "opens_on": D(2028, 2, 1),
    "closes_on": D(2028, 6, 30),
    "label_start": D(2029, 1, 1),
    "label_years": 5,
    "act": "Arrêté du 12 décembre 2028",
}


def campaign(db: Database, **changed: Any) -> int:
    return create_campaign(db, **{**DATES, **changed})[0]


def apply(db: Database, campaign_id: int, crmr_id: int, today: dt.date = TODAY) -> int:
    pack = packs.load_named("2016")
    return open_application(db, pack, campaign_id=campaign_id, crmr_id=crmr_id, today=today)[0]


def test_a_label_of_five_years_ends_on_its_eve_five_years_later(sqlite_db: Database) -> None:
    campaign(sqlite_db)
    (row,) = campaigns(sqlite_db, TODAY)
    assert (row.label_start, row.label_end) == (D(2029, 1, 1), D(2033, 12, 31))
    assert (row.state, row.applications) == ("open", 0)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "  "}, "Donnez un nom à la campagne"),
        ({"closes_on": D(2028, 1, 31)}, "avant de s’ouvrir le 01/02/2028"),
        ({"label_start": D(2028, 6, 30)}, "avant la fin des dépôts, le 30/06/2028"),
        ({"label_years": 0}, "Un label de 0 ans n’est pas prévu"),
        ({"label_years": 50}, "tapez un nombre de 1 à 10"),
    ],
)
def test_a_campaign_that_cannot_be_is_refused_in_one_sentence(
    sqlite_db: Database, changed: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        campaign(sqlite_db, **changed)
    assert campaigns(sqlite_db, TODAY) == []


def test_two_campaigns_do_not_bear_one_name(sqlite_db: Database) -> None:
    campaign(sqlite_db)
    with pytest.raises(UserError, match="donnez-lui un autre nom"):
        campaign(sqlite_db)


def test_open_applications_take_over_the_dates_of_their_campaign(sqlite_db: Database) -> None:
    crmr_id = Register(sqlite_db).crmr("CERVCO")
    campaign_id = campaign(sqlite_db)
    dossier_id = apply(sqlite_db, campaign_id, crmr_id)
    change_campaign(sqlite_db, campaign_id, **{**DATES, "label_start": D(2029, 3, 1)})
    with sqlite_db.reading() as session:
        assert session.get_one(Dossier, dossier_id).answers["start"] == "2029-03-01"


def test_a_campaign_counts_its_applications_but_the_abandoned_ones(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    first, second = register.crmr("CERVCO"), register.crmr("MIRCEM")
    campaign_id = campaign(sqlite_db)
    apply(sqlite_db, campaign_id, first)
    abandon(sqlite_db, apply(sqlite_db, campaign_id, second), "Déposée deux fois.", today=TODAY)
    (row,) = campaigns(sqlite_db, TODAY)
    assert (row.applications, row.settled) == (1, 0)
    assert [(each.centre, each.structures, each.new) for each in applications(sqlite_db, campaign_id)] == [
        ("CERVCO", 2, False)
    ]


def test_several_centres_apply_in_one_operation(db: Database) -> None:
    register = Register(db)
    ids = [register.crmr("CERVCO"), register.crmr("MIRCEM")]
    campaign_id = campaign(db)
    before = dump(db)
    opened, changes = open_applications(
        db, packs.load_named("2016"), campaign_id=campaign_id, crmr_ids=ids, today=TODAY
    )
    assert len(opened) == 2
    assert [each.obstacle[:32] for each in centres_for(db, campaign_id, TODAY)] == [
        "Ce centre a déjà sa candidature,"
    ] * 2
    assert changes.operation_id is not None
    undo.undo(db, changes.operation_id)
    assert dump(db) == before


def test_a_centre_whose_label_still_runs_cannot_apply(sqlite_db: Database) -> None:
    crmr_id = Register(sqlite_db).crmr("CERVCO", label=(D(2026, 1, 1), D(2030, 12, 31)))
    campaign_id = campaign(sqlite_db)
    (centre,) = centres_for(sqlite_db, campaign_id, TODAY)
    assert "deux labels ne se recouvrent pas" in centre.obstacle
    with pytest.raises(UserError, match="CERVCO\u00a0: Le label en cours va jusqu’au 31/12/2030"):
        apply(sqlite_db, campaign_id, crmr_id)


def test_nobody_applies_before_the_campaign_opens(sqlite_db: Database) -> None:
    crmr_id = Register(sqlite_db).crmr("CERVCO")
    with pytest.raises(UserError, match="s’ouvrent le 01/02/2028"):
        apply(sqlite_db, campaign(sqlite_db), crmr_id, today=D(2028, 1, 31))


def test_a_new_centre_exists_nowhere_in_the_network_until_it_is_labelled(sqlite_db: Database) -> None:
    fsmr_id = Register(sqlite_db).fsmr("BRAIN-TEAM")
    pack, campaign_id = packs.load_named("2016"), campaign(sqlite_db)
    new = NewCentre("Vascularites rares du cerveau", "VASCO", fsmr_id)
    open_application(sqlite_db, pack, campaign_id=campaign_id, new=new, today=TODAY)
    assert [node.title for node in tree_on(sqlite_db, TODAY)] == ["BRAIN-TEAM"]
    (application,) = applications(sqlite_db, campaign_id)
    assert (application.centre, application.new, application.structures) == ("VASCO", True, 1)
    with pytest.raises(UserError, match="est déjà dans le registre"):
        open_application(sqlite_db, pack, campaign_id=campaign_id, new=new, today=TODAY)
