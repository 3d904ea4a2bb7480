"""Sites in the European reference networks."""

from __future__ import annotations

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.network import ern
from crmr_desk.model.network.former import Formers, change_from
from crmr_desk.model.network.sheet_rows import ErnLine
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Hospital
from tests.model.network.building import START, TODAY, D, Register


def networks_of(db: Database, site: int, on: D = TODAY) -> tuple[ErnLine, ...]:
    with db.reading() as session:
        return ern.memberships(session, Formers(session, on), [site], on)


def test_the_24_networks_are_known_in_their_order() -> None:
    assert len(ern.networks()) == 24
    assert list(ern.networks())[:2] == ["BOND", "CRANIO"]


def test_a_site_joins_and_leaves_a_network(db: Database) -> None:
    site = Register(db).constitutive(Register(db).crmr("CERVCO"), "CHU de Lille")
    ern.join_ern(db, site, "VASCERN", start=START)
    (line,) = networks_of(db, site)
    assert (line.ern, line.site, line.network) == ("VASCERN", "CHU de Lille", ern.networks()["VASCERN"])
    with pytest.raises(UserError, match="appartient déjà à VASCERN"):
        ern.join_ern(db, site, "VASCERN", start=TODAY)
    with db.writing("Nouveau nom") as session:
        (lille,) = session.query(Hospital).filter_by(name="CHU de Lille")
        change_from(session, lille, D(2026, 7, 1), TODAY, name="CHU Jeanne-de-Flandre")
    assert networks_of(db, site)[0].site == "CHU Jeanne-de-Flandre"
    ern.leave_ern(db, line.id, D(2026, 6, 30), version=line.version)
    assert networks_of(db, site) == ()
    (line,) = networks_of(db, site, D(2026, 6, 30))
    assert line.site == "CHU de Lille"
    ern.remove_ern(db, line.id, version=line.version)
    assert networks_of(db, site, START) == ()


def test_a_network_that_does_not_exist_is_refused(sqlite_db: Database) -> None:
    with pytest.raises(UserError, match="24 réseaux"):
        ern.join_ern(sqlite_db, 1, "ERN-FRANCE", start=START)
