"""A month asks for its month, at any size."""

from __future__ import annotations

import pytest

from benchmarks import DAY
from benchmarks.deadline_facts import add_deadline_facts
from benchmarks.dossiers import add_dossiers
from benchmarks.generator import make_register
from crmr_desk.model.deadlines.gathering import derived
from crmr_desk.model.deadlines.scope import Scope
from crmr_desk.model.deadlines.sources import SOURCES
from crmr_desk.model.deadlines.upcoming import between
from crmr_desk.model.deadlines.window import Window
from crmr_desk.model.store.database import Database
from tests.conftest import WHO, fixed_clock
from tests.model.network.building import D, counted_statements

FIRST, LAST = D(2027, 3, 1), D(2027, 3, 31)


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A tenth of the national network."""
    path = tmp_path_factory.mktemp("month") / "r.sqlite"
    make_register(path, 0.1)
    add_dossiers(path, 200, 0.1)
    add_deadline_facts(path, 0.1)
    return Database(Database.url_of(path), who=WHO, now=fixed_clock)


def test_a_month_reads_its_month_and_no_more(network: Database) -> None:
    window = Window(FIRST, LAST, DAY, Scope())
    with network.reading() as session:
        found = derived(session, window)
        read = sum(len(list(source.read(session, window))) for source in SOURCES if not source.yearly)
    assert 5 < len(found) <= read <= 2 * len(found)


def test_a_month_in_which_no_year_ends_asks_for_nothing_owed_by_the_year(network: Database) -> None:
    with counted_statements(network) as march:
        between(network, FIRST, LAST, DAY)
    with counted_statements(network) as december:
        between(network, D(2026, 12, 1), D(2026, 12, 31), DAY)
    assert len(march) < len(december) <= len(SOURCES) + 12
    assert not any(sent.startswith("SELECT attachment") and "ccmr_id IN" not in sent for sent in march)


def test_what_was_put_off_is_found_by_its_new_day_and_asks_for_its_kind_only(network: Database) -> None:
    day = D(2026, 12, 15)
    with counted_statements(network) as sent:
        rows = between(network, day, day, DAY)
    moved = [row for row in rows if row.fell_on is not None]
    assert {row.fell_on for row in moved} == {D(2025, 12, 31)}
    assert all(row.kind == "annual_report" and row.reckoning.evaluate() == row.fell_on for row in moved)
    assert sum("FROM site JOIN crmr" in each for each in sent) == 1
    assert sum("FROM mandate LEFT OUTER JOIN person" in each for each in sent) == 2
