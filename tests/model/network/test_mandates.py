"""Two mandates of one seat never overlap, and a mandate never outlives its seat."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network import snapshot
from crmr_desk.model.network.tables import MANDATE
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Mandate
from tests.conftest import WHO, fixed_clock
from tests.model.network.building import END, START, TODAY, D, Register

DAY = dt.timedelta(days=1)
COORDONNATEUR = Function.COORDONNATEUR


def holder_on(db: Database, crmr_id: int, on: D) -> str | None:
    with db.reading() as session:
        holder = snapshot.crmr_on(session, crmr_id, on).holder
    return holder.name if holder else None


def test_a_second_holder_is_refused_with_the_name_and_the_period_of_the_first(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    register.mandate(COORDONNATEUR, crmr_id, register.person("Aubrac"))
    other = register.person("Rouvière", "Clément")
    with pytest.raises(UserError, match="Pr Solène Aubrac, du 01/01/2024 au 31/12/2028"):
        register.mandate(COORDONNATEUR, crmr_id, other, END, END + DAY)
    with pytest.raises(UserError, match="déjà occupé"):
        register.mandate(COORDONNATEUR, crmr_id, other, D(2020, 1, 1), None)


def test_the_database_itself_refuses_two_holders_of_one_seat(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    register.mandate(COORDONNATEUR, crmr_id, register.person("Aubrac"))
    other = register.person("Rouvière", "Clément")
    with pytest.raises(UserError), db.writing("Essai") as session:
        session.add(Mandate(person_id=other, function="coordonnateur", crmr_id=crmr_id, start=END, end=None))
    assert holder_on(db, crmr_id, END) == "Pr Solène Aubrac"


def test_the_last_day_of_a_mandate_is_included_and_the_seat_is_vacant_on_the_next(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    register.mandate(COORDONNATEUR, crmr_id, register.person("Aubrac"))
    assert holder_on(db, crmr_id, START - DAY) is None
    assert holder_on(db, crmr_id, START) == "Pr Solène Aubrac"
    assert holder_on(db, crmr_id, END) == "Pr Solène Aubrac"
    assert holder_on(db, crmr_id, END + DAY) is None


def test_a_successor_starts_on_the_day_after_the_end(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    first = register.mandate(COORDONNATEUR, crmr_id, register.person("Aubrac"))
    register.close(first, D(2027, 4, 30))
    register.mandate(COORDONNATEUR, crmr_id, register.person("Rouvière", "Clément"), D(2027, 5, 1), END)
    assert holder_on(db, crmr_id, D(2027, 4, 30)) == "Pr Solène Aubrac"
    assert holder_on(db, crmr_id, D(2027, 5, 1)) == "Pr Clément Rouvière"


def test_a_mandate_cannot_be_prolonged_into_the_next(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    first = register.mandate(COORDONNATEUR, crmr_id, register.person("Aubrac"), START, D(2025, 12, 31))
    register.mandate(COORDONNATEUR, crmr_id, register.person("Rouvière", "Clément"), D(2026, 1, 1), END)
    with pytest.raises(UserError, match="Clément Rouvière, du 01/01/2026"):
        register.close(first, D(2026, 1, 1))
    register.close(first, D(2025, 6, 30))


def test_one_person_may_hold_two_seats_at_once(db: Database) -> None:
    register = Register(db)
    person_id = register.person("Aubrac")
    for acronym in ("CERVCO", "MIRCEM"):
        register.mandate(COORDONNATEUR, register.crmr(acronym), person_id)


def test_a_mandate_ends_after_it_starts(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    person_id = register.person("Aubrac")
    with pytest.raises(UserError, match="précède son début"):
        register.mandate(COORDONNATEUR, crmr_id, person_id, END, START)
    mandate_id = register.mandate(COORDONNATEUR, crmr_id, person_id)
    with pytest.raises(UserError, match="précède son début"):
        register.close(mandate_id, START - DAY)


@pytest.mark.parametrize(("start", "end"), [(D(2023, 12, 31), END), (START, D(2027, 1, 1)), (START, None)])
def test_a_mandate_stays_within_the_life_of_its_site(db: Database, start: D, end: D | None) -> None:
    register = Register(db)
    site_id = register.constitutive(register.crmr("CERVCO"), "CHU de Lille", START, D(2026, 12, 31))
    person_id = register.person("Aubrac")
    with pytest.raises(UserError, match="Ce site existe du 01/01/2024 au 31/12/2026"):
        register.mandate(Function.RESPONSABLE_SITE, site_id, person_id, start, end)
    register.mandate(Function.RESPONSABLE_SITE, site_id, person_id, START, D(2026, 12, 31))


def test_a_seat_or_a_person_that_is_not_there_is_refused(db: Database) -> None:
    register = Register(db)
    crmr_id, person_id = register.crmr("CERVCO"), register.person("Aubrac")
    with pytest.raises(UserError, match="Ce centre n’est plus"):
        register.mandate(COORDONNATEUR, crmr_id + 1, person_id)
    with pytest.raises(UserError, match="Cette personne n’est plus"):
        register.mandate(COORDONNATEUR, crmr_id, person_id + 1)
    with pytest.raises(UserError, match="Ce mandat n’est plus"):
        register.close(1, TODAY)


days = st.integers(0, 40).map(lambda n: START + n * DAY)
openings = st.tuples(st.just("open"), days, st.one_of(st.none(), days))
closings = st.tuples(st.just("close"), st.integers(0, 5), days)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(st.one_of(openings, closings), max_size=12))
def test_whatever_is_opened_and_closed_each_day_has_one_holder_or_none(
    migrated_file: Path, actions: list[tuple[str, object, object]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copyfile(migrated_file, Path(folder) / "registre.crmr"))
        db = Database(Database.url_of(path), who=WHO, now=fixed_clock)
        try:
            run_and_check(Register(db), actions)
        finally:
            db.dispose()


def run_and_check(register: Register, actions: list[tuple[str, object, object]]) -> None:
    """Apply the actions on a seat and on a plain list of periods; both must agree on what was refused."""
    crmr_id, person_id = register.crmr("CERVCO"), register.person("Aubrac")
    model: dict[int, tuple[D, D]] = {}
    for action, first, second in actions:
        try:
            if action == "open":
                assert isinstance(first, dt.date)
                end = second if isinstance(second, dt.date) else None
                model[register.mandate(COORDONNATEUR, crmr_id, person_id, first, end)] = (first, end or D.max)
            elif model:
                assert isinstance(first, int)
                assert isinstance(second, dt.date)
                mandate_id = list(model)[first % len(model)]
                register.close(mandate_id, second)
                model[mandate_id] = (model[mandate_id][0], second)
        except UserError:
            continue
    with register.db.reading() as session:
        stored = [(row.start, row.end or D.max) for row in session.execute(select(MANDATE.c.start, MANDATE.c.end))]
    assert sorted(stored) == sorted(model.values())
    for offset in range(-1, 43):
        day = START + offset * DAY
        assert sum(start <= day <= end for start, end in stored) <= 1
