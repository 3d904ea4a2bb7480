"""A centre that a national list brought in without its hospital is shown as such, until somebody says where it is."""

from __future__ import annotations

import pytest

from crmr_desk.model.dossiers.life import open_dossier
from crmr_desk.model.dossiers.rule_packs import active_pack
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.arrangement import Arrangement
from crmr_desk.model.network.placing import place_centre
from crmr_desk.model.network.sheet import centre_sheet
from crmr_desk.model.network.tree import tree_on
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Ccmr, Site
from tests.model.network.building import TODAY, Register


@pytest.fixture
def unplaced(sqlite_db: Database) -> tuple[int, int]:
    """The ids of a constitutive site and of a competence centre of the CERVCO, both without a hospital."""
    register = Register(sqlite_db)
    crmr_id = register.crmr("CERVCO")
    site_id, ccmr_id = register.constitutive(crmr_id, "CHU de Lille"), register.ccmr("CHU de Rouen", crmr_id)
    with sqlite_db.writing("Liste nationale") as session:
        session.get_one(Site, site_id).hospital_id = None
        session.get_one(Ccmr, ccmr_id).hospital_id = None
    return site_id, ccmr_id


@pytest.mark.usefixtures("unplaced")
def test_both_trees_show_it_with_its_code(sqlite_db: Database) -> None:
    by_fsmr = [node.title for node in tree_on(sqlite_db, TODAY) if "préciser" in node.title]
    by_region = [
        node for node in tree_on(sqlite_db, TODAY, Arrangement.REGION) if node.title == "Établissement à préciser"
    ]
    assert len(by_fsmr) == 2
    assert all("(" in title for title in by_fsmr)
    assert [node.count for node in by_region] == ["2"]


def test_its_sheet_and_the_lists_that_name_it_say_so(sqlite_db: Database, unplaced: tuple[int, int]) -> None:
    site_id, ccmr_id = unplaced
    site = centre_sheet(sqlite_db, CentreKind.SITE, site_id, TODAY)
    ccmr = centre_sheet(sqlite_db, CentreKind.CCMR, ccmr_id, TODAY)
    assert (site.placed, ccmr.placed) == (False, False)
    assert site.title == "Établissement à préciser"
    crmr = centre_sheet(sqlite_db, CentreKind.CRMR, 1, TODAY)
    assert "Établissement à préciser" in {line.hospital for line in (*crmr.sites, *crmr.ccmrs)}


def test_no_dossier_opens_on_it(sqlite_db: Database, unplaced: tuple[int, int]) -> None:
    pack = active_pack(sqlite_db)
    with pytest.raises(UserError, match="n’est pas encore connu"):
        open_dossier(
            sqlite_db, pack, request="succession", function="responsable_site", target_id=unplaced[0], today=TODAY
        )


def test_it_is_placed_once(sqlite_db: Database, unplaced: tuple[int, int]) -> None:
    site_id, _ = unplaced
    hospital_id = Register(sqlite_db).hospital("CHU de Nantes")
    place_centre(sqlite_db, CentreKind.SITE, site_id, hospital_id)
    assert centre_sheet(sqlite_db, CentreKind.SITE, site_id, TODAY).title == "CHU de Nantes"
    with pytest.raises(UserError, match="délocalisation"):
        place_centre(sqlite_db, CentreKind.SITE, site_id, hospital_id)
