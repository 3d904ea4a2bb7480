"""The register as lines are matched with it: read in a constant number of statements."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.kinds import Function
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.matching.index import index_of
from tests.model.network.building import TODAY, Register, cervco, counted_statements

D = dt.date


def test_a_register_of_any_size_is_read_in_as_many_statements(sqlite_db: Database) -> None:
    small = _statements(sqlite_db)
    cervco(Register(sqlite_db))
    assert _statements(sqlite_db) == small


def _statements(db: Database) -> int:
    with counted_statements(db) as sent, db.reading() as session:
        index_of(session, TODAY)
    return len(sent)


def test_a_seat_gives_who_sits_there_who_sat_there_and_who_will(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr = register.crmr("CERVCO", start=D(2010, 1, 1))
    terms = ((D(2019, 1, 1), D(2023, 12, 31)), (D(2024, 1, 1), D(2026, 12, 31)), (D(2027, 1, 1), D(2028, 12, 31)))
    people = [register.person(name) for name in ("Vial", "Aubrac", "Roy")]
    for person, (start, end) in zip(people, terms, strict=True):
        register.mandate(Function.COORDONNATEUR, crmr, person, start, end)
    with sqlite_db.reading() as session:
        index = index_of(session, TODAY)
    seat = ("crmr", crmr)
    holder = index.holder(seat)
    assert [one.person_id for one in index.held[seat]] == people
    assert holder is not None
    assert holder.person_id == people[1]
    assert {person: index.seats.get(person, ()) for person in people} == {
        people[0]: (),
        people[1]: (seat,),
        people[2]: (seat,),
    }


def test_a_centre_is_found_by_its_code_and_by_that_of_its_coordinating_site(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    register.crmr("CERVCO")
    with sqlite_db.reading() as session:
        index = index_of(session, TODAY)
    (centre,) = index.centres.values()
    assert (
        centre.code != centre.row_code,
        index.by_code[centre.code.lower()],
        index.by_code[centre.row_code.lower()],
    ) == (
        True,
        centre,
        centre,
    )
    assert index.named["cervco"] == (centre,)
