"""Mandates of the past, written down late."""

from __future__ import annotations

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.acts.seating import record_mandate
from crmr_desk.model.network.tables import SITE
from crmr_desk.model.store.database import Database
from tests.model.network.building import TODAY, D, Register


def test_a_coordinating_site_has_no_responsable_of_its_own(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    register.crmr("MIRCEM", start=D(2006, 1, 1))
    with sqlite_db.reading() as session:
        site_id = session.scalars(SITE.select().with_only_columns(SITE.c.id)).one()
    person_id = register.person("Aubrac")
    with pytest.raises(UserError, match="dirigé par le coordonnateur"):
        record_mandate(
            sqlite_db, person_id=person_id, function=Function.RESPONSABLE_SITE, target_id=site_id,
            start=D(2010, 1, 1), end=D(2015, 12, 31), today=TODAY,
        )  # fmt: skip
