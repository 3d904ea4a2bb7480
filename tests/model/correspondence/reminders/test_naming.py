"""Names of files: safe on Windows, unique, by a rule that is checked."""

from __future__ import annotations

import pytest

from crmr_desk.model.correspondence.reminders.naming import (
    NamingRule,
    checked_pattern,
    naming_rule,
    save_naming_rule,
    unique,
)
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from tests.model.correspondence.reminders.conftest import Owing
from tests.model.network.building import TODAY


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{date}_{centre}_relance_{objet}_{destinataire}", "2026-11-20_CERVCO_relance_rapport_coordonnateur.pdf"),
        ("{numero} {centre}", "R2026-0001 CERVCO.pdf"),
        ("con", "con-.pdf"),
        ("x" * 300, "x" * 116 + ".pdf"),
    ],
)
def test_a_rule_names_a_letter(owing: Owing, pattern: str, name: str) -> None:
    line = next(line for line in owing.lines("annual_report").values() if line.centre == "CERVCO")
    assert NamingRule(checked_pattern(pattern)).file_name(line, "R2026-0001", TODAY) == name


@pytest.mark.parametrize(
    ("pattern", "said"),
    [("  ", "est vide"), ("{ville}", "n’existe pas"), ("a/b", "que Windows refuse"), ("{date", "que Windows refuse")],
)
def test_a_rule_that_cannot_be_is_refused(pattern: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        checked_pattern(pattern)


def test_the_rule_is_a_setting_and_doubles_are_numbered(sqlite_db: Database) -> None:
    save_naming_rule(sqlite_db, "{numero}.pdf")
    assert naming_rule(sqlite_db) == NamingRule("{numero}")
    taken: set[str] = set()
    assert [unique(name, taken) for name in ("a.pdf", "A.pdf", "a.pdf")] == ["a.pdf", "A-2.pdf", "a-3.pdf"]
