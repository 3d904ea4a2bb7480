"""One site over all its moves, seen from the whole network and from its centre alone."""

from __future__ import annotations

from collections.abc import Sequence

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.moved_sites import moved_around, moved_in
from crmr_desk.model.network.moves import move_site
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Site
from tests.model.network.building import END, START, D, Register

MOVE, AGAIN = D(2027, 3, 1), D(2027, 9, 1)


def test_the_network_and_each_centre_tell_the_same_site_wherever_it_went(db: Database) -> None:
    register = Register(db)
    left, joined, still = (register.crmr(name) for name in ("CERVCO", "CREAK", "CRMHY"))
    first = register.constitutive(left, "CHU de Lille", START, END)
    alone = register.constitutive(still, "CHU de Nantes", START, END)
    rouen, nantes = register.hospital("CHU de Rouen"), register.hospital("CHU de Nantes")
    with db.writing("Transferts") as session:
        second = move_site(session, first, hospital_id=rouen, start=MOVE)
        third = move_site(session, second, hospital_id=nantes, start=AGAIN)
        session.get_one(Site, third).crmr_id = joined

    with db.reading() as session:
        every = ids(moved_in(session))
        assert every[third] == [first, second, third]
        assert alone not in every
        for kind, centre_id in (
            (CentreKind.CRMR, left),
            (CentreKind.CRMR, joined),
            *((CentreKind.SITE, site_id) for site_id in (first, second, third)),
        ):
            assert ids(moved_around(session, kind, centre_id)) == every
        assert moved_around(session, CentreKind.CRMR, still) == {}


def ids(moved: dict[int, Sequence[AnyRow]]) -> dict[int, list[int]]:
    return {row_id: [row.id for row in chain] for row_id, chain in moved.items()}
