"""What nobody may forget: what was put off beyond its own day, what has been late for years, who has no end written."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.deadlines import entries, kinds, marks
from crmr_desk.model.deadlines.entries import EntryValues
from crmr_desk.model.deadlines.leaving import leaving
from crmr_desk.model.deadlines.radar import successions_ahead
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.sources import SOURCES
from crmr_desk.model.deadlines.upcoming import between, for_centre, waiting
from crmr_desk.model.kinds import Function
from crmr_desk.model.network import centres
from crmr_desk.model.store.database import Database
from tests.model.network.building import END, START, TODAY, D, Register, counted_statements

DAY = dt.timedelta(days=1)
ENDED = D(2024, 6, 30)
"""Years ago."""


@pytest.fixture
def register(sqlite_db: Database) -> Register:
    return Register(sqlite_db)


def seen(register: Register, day: D, *, marked: bool = False) -> dict[str, DeadlineRow]:
    """What falls in the winter, as it is seen on a day."""
    rows = between(register.db, D(2026, 11, 1), D(2027, 3, 31), day, marked=marked)
    return {row.key: row for row in rows if row.kind in kinds.PASSING}


def forgotten(register: Register) -> int:
    """A filière, its centre and who leads it, all of them at their end years ago."""
    fsmr = register.fsmr("BRAIN-TEAM", D(2019, 7, 1), ENDED)
    crmr = register.crmr("CERVCO", fsmr, label=(D(2019, 7, 1), ENDED), start=D(2015, 1, 1))
    register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"), D(2019, 7, 1), ENDED)
    return crmr


def test_what_passes_with_its_day_is_told_until_the_day_to_which_it_was_put_off_and_after(register: Register) -> None:
    crmr = register.crmr("CERVCO")
    register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac", birth_date=D(1961, 11, 25)))
    until = {"birthday:1:65": D(2026, 12, 15), "bndmr:site:1:2026": D(2027, 1, 31)}
    for key, day in until.items():
        marks.postpone(register.db, seen(register, TODAY)[key], day, "Vu avec lui.", today=TODAY)
    for today in (TODAY, D(2026, 11, 26), D(2027, 1, 2), D(2027, 3, 1)):
        rows = seen(register, today)
        assert {key: rows[key].on for key in until} == until
        assert all(row.days == (row.on - today).days for row in rows.values())
    assert {row.key for row in waiting(register.db, D(2027, 2, 28), D(2027, 3, 1))} >= set(until)


def test_it_can_be_done_after_its_own_day_and_is_then_told_to_be(register: Register) -> None:
    register.crmr("CERVCO")
    key, today = "bndmr:site:1:2026", D(2027, 1, 10)
    marks.postpone(register.db, seen(register, TODAY)[key], D(2027, 1, 31), "Saisie en janvier.", today=TODAY)
    marks.mark_done(register.db, seen(register, today)[key], on=today, today=today)
    assert key not in seen(register, today)
    assert (seen(register, today, marked=True)[key].on, seen(register, today, marked=True)[key].days) == (
        D(2026, 12, 31), -10,
    )  # fmt: skip


def test_what_was_put_off_and_falls_on_another_day_since_is_not_told_on_the_day_of_then(register: Register) -> None:
    crmr = register.crmr("CERVCO")
    mandate = register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"))
    day = D(2029, 3, 1)
    for row in between(register.db, D(2027, 12, 31), END, TODAY):
        if row.key in (f"mandate_end:{mandate}", "annual_report:site:1:2027"):
            marks.postpone(register.db, row, day, "Label attendu.", today=TODAY)
    assert [row.kind for row in between(register.db, day, day, TODAY)] == ["annual_report", "mandate_end"]
    register.close(mandate, D(2028, 6, 30))
    assert [row.kind for row in between(register.db, day, day, TODAY)] == ["annual_report"]


def test_who_sits_beyond_an_end_is_late_however_long_and_on_the_radar(register: Register) -> None:
    crmr = forgotten(register)
    entries.add_entry(register.db, EntryValues(D(2023, 5, 1), "other", "Rappeler"), today=D(2023, 1, 1))
    rows = waiting(register.db, TODAY - DAY, TODAY)
    late = [row.kind for row in rows]
    assert late == ["other", "designation_end", "label_end", "mandate_end"]
    assert [row.kind for row in for_centre(register.db, "crmr", crmr, TODAY)] == ["label_end", "mandate_end"]
    (one,) = successions_ahead(register.db, TODAY, D(2027, 11, 20))
    assert (one.centre, one.on, one.letter_by) == ("CERVCO", ENDED, None)


def test_who_was_followed_is_not_late_and_the_years_do_not_add_statements(register: Register) -> None:
    crmr = forgotten(register)
    with counted_statements(register.db) as few:
        waiting(register.db, TODAY, TODAY)
    register.label(crmr, ENDED + DAY, END)
    register.mandate(Function.COORDONNATEUR, crmr, register.person("Bizet"), ENDED + DAY, END)
    with counted_statements(register.db) as many:
        rows = waiting(register.db, TODAY, TODAY)
    assert {row.kind for row in rows} == {"annual_report", "designation_end"}
    assert len(many) == len(few)


def test_reports_are_recalled_from_the_year_before_on_and_earlier_ones_for_whoever_asks(register: Register) -> None:
    register.crmr("CERVCO", label=(D(2020, 1, 1), END), start=D(2015, 1, 1))
    late = [row.on for row in waiting(register.db, TODAY, TODAY)]
    assert late == [D(2025, 12, 31)]
    assert between(register.db, D(2021, 12, 31), D(2021, 12, 31), TODAY) != []


def test_whatever_falls_is_late_for_a_while_or_without_limit() -> None:
    of_sources = {kind for source in SOURCES for kind in source.kinds}
    assert of_sources == {*kinds.WITHOUT_LIMIT, *kinds.RECALLED_FOR_A_WHILE}
    assert set(kinds.WITHOUT_LIMIT).isdisjoint(kinds.RECALLED_FOR_A_WHILE)


def test_an_animateur_without_an_end_leaves_with_the_designation_of_the_filiere(register: Register) -> None:
    fsmr = register.fsmr("FAI²R", D(2022, 3, 1), D(2027, 2, 28))
    register.mandate(Function.ANIMATEUR, fsmr, register.person("Estève"), D(2024, 5, 1), None)
    (row,) = (row for row in for_centre(register.db, "fsmr", fsmr, TODAY) if row.kind == "mandate_end")
    assert (row.on, row.place) == (D(2027, 2, 28), "A3 §5")
    why = dict(row.explanation)
    assert why["Le calcul"] == "Fin de la désignation\u00a0: 28/02/2027, dernier jour compris."
    assert why["L’événement"].endswith("sans fin enregistrée.")
    (one,) = successions_ahead(register.db, TODAY, D(2027, 11, 20))
    assert (one.on, str(one.reasons[0].why)) == (D(2027, 2, 28), "mandate")


def test_a_label_that_ended_before_a_mandate_says_nothing_of_its_end(register: Register) -> None:
    crmr = register.crmr("CERVCO", label=(D(2021, 7, 1), D(2026, 6, 30)), start=D(2015, 1, 1))
    register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"), D(2026, 9, 1), None)
    ccmr = register.ccmr("CHU de Nantes", crmr, end=None)
    register.mandate(Function.RESPONSABLE_CCMR, ccmr, register.person("Bizet"), D(2026, 9, 1), None)
    rows = waiting(register.db, END, TODAY)
    assert {row.kind for row in rows} == {"label_end", "annual_report", "bndmr"}


def test_a_label_that_a_competence_centre_has_left_does_not_end_its_mandate(register: Register) -> None:
    left = register.crmr("CERVCO", label=(D(2022, 1, 1), D(2026, 12, 31)))
    ccmr = register.ccmr("CHU de Nantes", register.crmr("MIRCEM"), end=None)
    with register.db.writing("Essai") as session:
        centres.attach(session, ccmr_id=ccmr, crmr_id=left, start=START, end=TODAY - DAY)
    register.mandate(Function.RESPONSABLE_CCMR, ccmr, register.person("Aubrac"), START, None)
    ends = [row.on for row in for_centre(register.db, "ccmr", ccmr, TODAY) if row.kind == "mandate_end"]
    assert ends == [END]


def test_a_centre_that_closes_with_its_label_needs_no_other(register: Register) -> None:
    register.crmr("CERVCO", end=END)
    assert "label_end" not in {row.kind for row in waiting(register.db, END, TODAY)}


def test_a_letter_in_a_dossier_that_is_over_leaves_the_next_one_due(register: Register) -> None:
    crmr = register.crmr("CERVCO")
    register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"))
    register.succession(crmr, state="abandoned", answers={"cessation_letter.date": "2026-11-12"})
    assert "notice" in {row.kind for row in for_centre(register.db, "crmr", crmr, TODAY)}


def test_a_workbook_has_what_was_lifted_where_it_is_shown(register: Register) -> None:
    entries.add_entry(register.db, EntryValues(TODAY, "other", "Rappeler"), today=TODAY)
    (row,) = between(register.db, TODAY, TODAY, TODAY)
    marks.lift(register.db, row, "Sans objet.", today=TODAY)
    rows = between(register.db, TODAY, TODAY, TODAY, marked=True)
    assert leaving(rows, with_ages=False) == rows != []
