"""Who signs has a delegation, and the delegation has dates."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.bureau.signatories import (
    SignatoryLines,
    add_signatory,
    change_signatory,
    remove_signatory,
    signatories,
    signatories_on,
    signing_as,
    why_not_signing,
)
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database

SINCE, UNTIL = dt.date(2025, 1, 1), dt.date(2026, 6, 30)
LINES = SignatoryLines(
    "Hélène Morvan", "la sous-directrice", SINCE, UNTIL, "Pour la ministre et par délégation,", "Acte 1"
)


def test_a_signatory_signs_from_the_first_to_the_last_day_of_the_delegation(sqlite_db: Database) -> None:
    add_signatory(sqlite_db, LINES)

    days = (SINCE - dt.timedelta(1), SINCE, UNTIL, UNTIL + dt.timedelta(1))
    assert [len(signatories_on(sqlite_db, day)) for day in days] == [0, 1, 1, 0]


def test_a_name_without_delegation_on_the_day_is_refused_and_an_unknown_one_is_not(sqlite_db: Database) -> None:
    add_signatory(sqlite_db, LINES)

    known = signatories(sqlite_db)
    found = signing_as(known, "helene morvan", SINCE)
    assert found is not None
    assert found.lines == LINES
    assert signing_as(known, "Quelqu’un", SINCE) is None
    assert signing_as(known, "Hélène Morvan", dt.date(2026, 7, 1)) is None
    assert "ne couvre pas le 01/07/2026" in why_not_signing(known, "Hélène Morvan", dt.date(2026, 7, 1))
    assert why_not_signing(known, "Quelqu’un", SINCE) == ""


def test_a_signatory_is_changed_and_taken_out(sqlite_db: Database) -> None:
    row_id, _changes = add_signatory(sqlite_db, LINES)
    change_signatory(sqlite_db, row_id, SignatoryLines("Hélène Morvan", "la directrice", SINCE))
    assert [row.lines.capacity for row in signatories(sqlite_db)] == ["la directrice"]

    remove_signatory(sqlite_db, row_id)
    assert signatories(sqlite_db) == ()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (SignatoryLines(" \u200b", "la directrice", SINCE), "une qualité"),
        (SignatoryLines("Hélène Morvan", "", SINCE), "une qualité"),
        (SignatoryLines("Hélène Morvan", "la directrice", UNTIL, SINCE), "avant de commencer"),
    ],
)
def test_a_signatory_needs_a_name_a_capacity_and_days_in_order(
    sqlite_db: Database, lines: SignatoryLines, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        add_signatory(sqlite_db, lines)
    assert signatories(sqlite_db) == ()
