"""What of an operation can be taken back, long after, without breaking what was built upon it."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.network.merging.merging import merge_people
from crmr_desk.model.store.bulk import RowUpdate
from crmr_desk.model.store.cell_undo import CellUndo, Why, plan_cells, take_back_cells
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Attachment, Ccmr, Crmr, Fsmr, Label, Mandate, Person, Site
from tests.model.store.examples import Centre, add_centre, add_person

FIRST, LAST = dt.date(2024, 1, 1), dt.date(2028, 12, 31)


@pytest.fixture
def centre(sqlite_db: Database) -> Centre:
    return add_centre(sqlite_db)


def taken_back(db: Database, operation: int) -> CellUndo:
    with db.writing("Annulation") as session:
        plan = plan_cells(session, operation)
        take_back_cells(session, plan)
    return plan


def why(plan: CellUndo) -> list[tuple[str, str, Why]]:
    return [(kept.row[0], kept.field, kept.why) for kept in plan.kept]


def test_a_period_is_kept_whole_when_its_other_end_moved_beyond(sqlite_db: Database, centre: Centre) -> None:
    with sqlite_db.writing("Import") as session:
        session.get_one(Mandate, centre.mandate).start = dt.date(2023, 1, 1)
        session.get_one(Person, centre.bizet).last_name = "Bisset"
    with sqlite_db.writing("Départ") as session:
        session.get_one(Mandate, centre.mandate).end = dt.date(2023, 6, 30)
    plan = taken_back(sqlite_db, 2)
    assert (plan.restored, why(plan)) == (1, [("mandate", "start", Why.PERIOD)])
    with sqlite_db.reading() as session:
        assert session.get_one(Mandate, centre.mandate).start == dt.date(2023, 1, 1)
        assert session.get_one(Person, centre.bizet).last_name == "Bizet"


def test_nothing_goes_back_to_a_row_that_was_deleted_meanwhile(sqlite_db: Database, centre: Centre) -> None:
    other = add_person(sqlite_db, "autre")
    with sqlite_db.writing("Import") as session:
        session.get_one(Mandate, centre.mandate).person_id = other
        session.get_one(Crmr, centre.crmr).fsmr_id = None
    with sqlite_db.writing("Suppression") as session:
        session.delete(session.get_one(Person, centre.aubrac))
        session.delete(session.get_one(Fsmr, centre.fsmr))
    plan = taken_back(sqlite_db, 3)
    assert sorted(why(plan)) == [("crmr", "fsmr_id", Why.GONE), ("mandate", "person_id", Why.GONE)]


def test_nothing_goes_back_to_a_row_that_was_merged_meanwhile(sqlite_db: Database, centre: Centre) -> None:
    other = add_person(sqlite_db, "autre")
    with sqlite_db.writing("Import") as session:
        session.get_one(Mandate, centre.mandate).person_id = other
    merge_people(sqlite_db, centre.bizet, centre.aubrac, {})
    plan = taken_back(sqlite_db, 3)
    assert (plan.restored, why(plan)) == (0, [("mandate", "person_id", Why.GONE)])


def test_a_row_deleted_meanwhile_is_told_and_one_used_by_what_stays_is_kept(
    sqlite_db: Database, centre: Centre
) -> None:
    with sqlite_db.writing("Import") as session:
        session.get_one(Person, centre.bizet).last_name = "Bisset"
        [crmr] = session.write_rows(Crmr, insert=[{"code": "neuf", "title": "Neuf"}])
        site = {"code": "S9", "crmr_id": crmr, "role": "coordonnateur", "hospital_id": centre.hospital, "start": FIRST}
        session.write_rows(Site, insert=[site])
        session.write_rows(Label, insert=[{"crmr_id": crmr, "start": FIRST, "end": LAST}])
    with sqlite_db.writing("Nomination") as session:
        session.delete(session.get_one(Person, centre.bizet))
        seat = {"function": "coordonnateur", "crmr_id": crmr, "start": FIRST, "person_id": centre.aubrac}
        session.write_rows(Mandate, insert=[seat])
    plan = taken_back(sqlite_db, 2)
    assert (plan.removed, why(plan)) == ((), [("person", "", Why.GONE), ("crmr", "", Why.USED)])


def test_what_stays_with_a_centre_that_was_changed_keeps_what_it_refers_to(sqlite_db: Database, centre: Centre) -> None:
    with sqlite_db.writing("Import") as session:
        [crmr] = session.write_rows(Crmr, insert=[{"code": "neuf", "title": "Neuf"}])
        [ccmr] = session.write_rows(
            Ccmr, insert=[{"code": "C9", "title": "C", "hospital_id": centre.hospital, "start": FIRST}]
        )
        session.write_rows(Attachment, insert=[{"ccmr_id": ccmr, "crmr_id": crmr, "start": FIRST}])
    with sqlite_db.writing("Correction") as session:
        session.get_one(Ccmr, ccmr).specialty = "neurologie"
    plan = taken_back(sqlite_db, 2)
    assert (plan.removed, why(plan)) == ((), [("ccmr", "specialty", Why.CHANGED), ("crmr", "", Why.USED)])


def test_two_periods_that_swapped_their_places_go_back_one_after_the_other(sqlite_db: Database, centre: Centre) -> None:
    with sqlite_db.writing("Suite") as session:
        seat = {"function": "coordonnateur", "crmr_id": centre.crmr, "person_id": centre.bizet}
        [second] = session.write_rows(
            Mandate, insert=[{**seat, "start": dt.date(2029, 1, 1), "end": dt.date(2033, 12, 31)}]
        )
    with sqlite_db.writing("Import") as session:
        session.write_rows(Mandate, update=[RowUpdate(second, {"start": dt.date(2030, 1, 1)})])
        session.write_rows(Mandate, update=[RowUpdate(centre.mandate, {"end": dt.date(2029, 12, 31)})])
    plan = taken_back(sqlite_db, 3)
    assert (plan.restored, plan.kept) == (2, ())
    with sqlite_db.reading() as session:
        assert session.get_one(Mandate, centre.mandate).end == LAST
        assert session.get_one(Mandate, second).start == dt.date(2029, 1, 1)
