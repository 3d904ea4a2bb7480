"""Two rows that are one person, or one hospital, become one; the double leads to it."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.mandates import open_mandate
from crmr_desk.model.network.merging.merging import merge_people, plan_merge
from crmr_desk.model.network.merging.rows import Side
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.references import references_to
from crmr_desk.model.store.schema import Mandate, Note, Person
from crmr_desk.model.store.undo import undo
from tests.model.network.building import START, TODAY, Register
from tests.model.store.dumps import dump

D = dt.date


def seats(db: Database) -> dict[int, int]:
    with db.reading() as session:
        return {row.id: row.person_id for row in session.query(Mandate)}


def test_everything_that_named_the_double_names_the_kept_person(db: Database) -> None:
    register = Register(db)
    kept, double = register.person("Le Goff"), register.person("Legoff", rpps="10001234567")
    crmr = register.crmr("CERVCO")
    with db.writing("Essai") as session:
        mandate = open_mandate(
            session, person_id=double, function=Function.COORDONNATEUR, target_id=crmr, start=START, end=None
        )
        session.add(Note(person_id=double, text="Joindre le matin.", by="NB", written_on=TODAY))
    plan = plan_merge(db, "person", kept, double)
    assert [(used.noun, used.what) for used in plan.moved] == [("mandat", "CERVCO"), ("note", "personne")]
    assert {value.field: value.proposed for value in plan.values if value.differs} == {
        "last_name": Side.KEPT,
        "rpps": Side.DOUBLE,
    }
    before = dump(db)
    changes = merge_people(db, kept, double, {"rpps": "10001234567"})
    assert seats(db) == {mandate: kept}
    with db.reading() as session:
        assert references_to(session, ("person", double)) == []
        row, gone = session.get_one(Person, kept), session.get_one(Person, double)
        assert (row.rpps, gone.rpps, gone.merged_into_id) == ("10001234567", "10001234567", kept)
    assert changes.operation_id is not None
    undo(db, changes.operation_id)
    assert dump(db) == before
