"""The floors of the house (docs/architecture.md): who may import whom, by direct imports."""

from __future__ import annotations

import pytest
from pytest_archon import archrule

DATABASE = ("sqlalchemy*", "alembic*", "psycopg*")
QT = ("PySide6*", "shiboken6*")
WORKBOOKS = ("openpyxl*",)
LETTERS = ("reportlab*", "pyphen*")
TOP = (
    "crmr_desk.app",
    "crmr_desk.cli",
    "crmr_desk.commands",
    "crmr_desk.import_command",
    "crmr_desk.demo",
    "crmr_desk.demonstration",
    "crmr_desk.self_test",
    "crmr_desk.__main__",
)

FLOORS = {
    "crmr_desk.letters": ("crmr_desk.model*", "crmr_desk.workbooks*", "crmr_desk.ui*", *DATABASE, *QT, *WORKBOOKS),
    "crmr_desk.model": ("crmr_desk.workbooks*", "crmr_desk.ui*", *QT, *WORKBOOKS, "reportlab*"),
    "crmr_desk.model.law": (
        "crmr_desk.letters*",
        "crmr_desk.model.store*",
        "crmr_desk.model.network*",
        "crmr_desk.model.dossiers*",
        "crmr_desk.model.deadlines*",
        "crmr_desk.model.bureau*",
        "crmr_desk.model.correspondence*",
        "crmr_desk.model.finding*",
        *DATABASE,
        *LETTERS,
    ),
    "crmr_desk.model.store": (
        "crmr_desk.letters*",
        "crmr_desk.model.law*",
        "crmr_desk.model.network*",
        "crmr_desk.model.dossiers*",
        "crmr_desk.model.deadlines*",
        "crmr_desk.model.bureau*",
        "crmr_desk.model.correspondence*",
        "crmr_desk.model.finding*",
    ),
    "crmr_desk.model.network": (
        "crmr_desk.letters*",
        "crmr_desk.model.law*",
        "crmr_desk.model.dossiers*",
        "crmr_desk.model.deadlines*",
        "crmr_desk.model.bureau*",
        "crmr_desk.model.correspondence*",
        "crmr_desk.model.finding*",
    ),
    "crmr_desk.model.bureau": (
        "crmr_desk.model.dossiers*",
        "crmr_desk.model.deadlines*",
        "crmr_desk.model.correspondence*",
        "crmr_desk.model.finding*",
    ),
    "crmr_desk.model.dossiers": (
        "crmr_desk.model.deadlines*",
        "crmr_desk.model.correspondence*",
        "crmr_desk.model.finding*",
    ),
    "crmr_desk.model.deadlines": ("crmr_desk.model.correspondence*", "crmr_desk.model.finding*"),
    "crmr_desk.model.correspondence": ("crmr_desk.model.finding*",),
    "crmr_desk.model.finding": ("crmr_desk.model.deadlines*", "crmr_desk.model.correspondence*"),
    "crmr_desk.workbooks": ("crmr_desk.ui*", "crmr_desk.calendars*", *QT, "reportlab*"),
    "crmr_desk.calendars": ("crmr_desk.ui*", "crmr_desk.workbooks*", *DATABASE, *QT, *WORKBOOKS, "reportlab*"),
    "crmr_desk.ui": (*DATABASE, *WORKBOOKS, "reportlab*"),
}
"""Each floor and what it must not import."""


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_imports_only_what_lies_below(floor: str) -> None:
    (
        archrule(floor)
        .match(floor, f"{floor}.*")
        .should_not_import(*FLOORS[floor])
        .check("crmr_desk", only_direct_imports=True, skip_type_checking=True)
    )


def test_no_floor_imports_what_wires_them() -> None:
    (
        archrule("the top is imported by the top only")
        .match("crmr_desk.model*", "crmr_desk.letters*", "crmr_desk.workbooks*", "crmr_desk.ui*")
        .should_not_import(*TOP)
        .check("crmr_desk", only_direct_imports=True)
    )


def test_qt_is_imported_by_the_window_only() -> None:
    (
        archrule("Qt")
        .match("crmr_desk*")
        .exclude("crmr_desk.ui*", "crmr_desk.app", "crmr_desk.demo", "crmr_desk.__main__")
        .should_not_import(*QT)
        .check("crmr_desk", only_direct_imports=True)
    )
