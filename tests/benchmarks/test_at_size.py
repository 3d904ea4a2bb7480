"""What keeps the program fast whatever the size, without a clock: on a small part of the network that the benchmark
measures, and on one ten times as large."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from benchmarks import DAY
from benchmarks.centre_facts import add_centre_facts
from benchmarks.dossiers import add_dossiers
from benchmarks.generator import make_register
from crmr_desk.model.deadlines import upcoming
from crmr_desk.model.dossiers import listing, procedures
from crmr_desk.model.network import directory
from crmr_desk.model.network.hospital_sheet import hospital_sheet
from crmr_desk.model.network.person_sheet import person_sheet
from crmr_desk.model.network.sheet import centre_sheet
from crmr_desk.model.network.statistics.overview import overview
from crmr_desk.model.network.tree import tree_on
from crmr_desk.model.store.database import Database
from tests.conftest import WHO, fixed_clock
from tests.model.network.building import counted_statements

SMALL = 0.04
Reading = Callable[[Database], object]


def _sheet(kind: str, db: Database) -> None:
    centre_sheet(db, kind, 1, DAY)
    upcoming.for_centre(db, kind, 1, DAY)
    procedures.offered(db, kind, 1, DAY)


LISTS: dict[str, Reading] = {
    "tree": lambda db: tree_on(db, DAY),
    "statistics": lambda db: overview(db, DAY),
    "dossiers": lambda db: listing.dossier_list(db, DAY),
    "deadlines": lambda db: upcoming.between(db, DAY, DAY.replace(year=DAY.year + 1), DAY),
    "people": lambda db: directory.people_listed(db, DAY),
    "hospitals": lambda db: directory.hospitals_listed(db, DAY),
}
SHEETS: dict[str, Reading] = {
    **{f"sheet of a {kind}": partial(_sheet, kind) for kind in ("fsmr", "crmr", "site", "ccmr")},
    "sheet of a hospital": lambda db: hospital_sheet(db, 1, DAY),
}
PERSON: dict[str, Reading] = {"sheet of a person": lambda db: person_sheet(db, 1, DAY)}
"""Takes a statement more for each seat held."""

GROWING = {
    "person", "mandate", "crmr", "site", "ccmr", "attachment", "label", "dossier", "piece", "opinion", "letter",
    "disease", "team_member", "note", "former_value", "operation", "operation_change", "value_source",
}  # fmt: skip
NOTHING = "WHERE 0 = 1"
"""What is asked of a centre that has no label."""


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Database, Database]:
    """A part of the national network, and one ten times as large."""
    small, large = (_register(tmp_path_factory.mktemp("size") / "r.sqlite", SMALL * times) for times in (1, 10))
    return small, large


def _register(path: Path, scale: float) -> Database:
    make_register(path, scale)
    add_centre_facts(path, scale)
    add_dossiers(path, round(2_000 * scale), scale)
    return Database(Database.url_of(path), who=WHO, now=fixed_clock)


@pytest.mark.parametrize("name", [*LISTS, *SHEETS])
def test_ten_times_the_network_takes_no_statement_more(sizes: tuple[Database, Database], name: str) -> None:
    counts = []
    for db in sizes:
        with counted_statements(db) as sent:
            (LISTS | SHEETS)[name](db)
        counts.append(len(sent))
    assert counts[0] == counts[1] > 0


@pytest.mark.parametrize("name", [*SHEETS, *PERSON])
def test_a_sheet_scans_no_table_that_grows(sizes: tuple[Database, Database], name: str) -> None:
    db = sizes[1]
    with _asked(db) as asked:
        (SHEETS | PERSON)[name](db)
    scanned = {table for plan in _plans(db, asked) for table in re.findall(r"^SCAN (\w+)", plan)}
    assert not scanned & GROWING


@contextmanager
def _asked(db: Database) -> Iterator[list[tuple[str, Any]]]:
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, given: Any, *_rest: object) -> None:
        asked.append((statement, given))

    with db.reading() as session:
        engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _plans(db: Database, asked: list[tuple[str, Any]]) -> Iterator[str]:
    with db.reading() as session:
        connection = session.connection()
        for statement, given in asked:
            if statement.startswith("SELECT") and NOTHING not in statement:
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given):
                    yield row.detail
