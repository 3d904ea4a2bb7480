"""What a name and two dates make of the mandates of a seat."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.workbooks.checking.mandates import Seat, Told, plan
from crmr_desk.workbooks.checking.rows import Action, Write
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import Typed
from crmr_desk.workbooks.matching.register import Holding

D = dt.date
TODAY = D(2026, 11, 20)
FORMER = Holding(1, 1, 10, "Dr Livia Casalta", D(2017, 1, 1), D(2023, 12, 31))
SITTING = Holding(2, 5, 20, "Pr Amaury Teyssier", D(2024, 1, 1), D(2028, 12, 31))
NEXT = Holding(3, 1, 30, "Dr Léa Pons", D(2027, 1, 1), D(2028, 12, 31))
SHORT = SITTING._replace(end=D(2026, 12, 31))
LABEL_END = D(2028, 12, 31)
CELLS = {Target.START: Typed(Target.START, "G2", ""), Target.END: Typed(Target.END, "H2", "")}


def seat(*held: Holding, end: dt.date | None = None, label_end: dt.date | None = LABEL_END) -> Seat:
    return Seat("responsable_ccmr", "ccmr_id", 7, D(2017, 1, 1), end, label_end, held)


def told(person: int, start: dt.date | None = None, end: dt.date | None = None) -> Told:
    return Told(person, start, end, CELLS, "F2")


def opened(writes: tuple[Write, ...]) -> tuple[object, ...]:
    """Who, from when to when, of the mandate that begins."""
    (write,) = (each for each in writes if each.row_id is None)
    return write.after["person_id"], write.after["start"], write.after["end"]


@pytest.mark.parametrize(
    "what",
    [
        told(20),
        told(20, D(2024, 1, 1)),
        told(20, D(2024, 1, 1), D(2028, 12, 31)),
    ],
)
def test_the_same_person_with_the_same_dates_changes_nothing(what: Told) -> None:
    outcome = plan(seat(FORMER, SITTING), what, TODAY)
    assert (outcome.action, outcome.writes, outcome.reasons) == (Action.UNCHANGED, (), ())


def test_a_successor_whom_the_register_knows_already_changes_nothing() -> None:
    assert plan(seat(FORMER, SHORT, NEXT), told(30, D(2027, 1, 1)), TODAY).action is Action.UNCHANGED


def test_other_dates_of_the_same_person_change_the_mandate() -> None:
    outcome = plan(seat(FORMER, SITTING), told(20, D(2024, 3, 1), D(2027, 6, 30)), TODAY)
    (write,) = outcome.writes
    assert (write.row_id, write.version) == (2, 5)
    assert write.before == {"start": D(2024, 1, 1), "end": D(2028, 12, 31)}
    assert write.after == {"start": D(2024, 3, 1), "end": D(2027, 6, 30)}
    assert write.cells == {"start": "G2", "end": "H2"}


def test_somebody_else_ends_the_mandate_on_the_eve_and_takes_over_its_end() -> None:
    outcome = plan(seat(FORMER, SITTING), told(40, D(2026, 9, 1)), TODAY)
    closing, _opening = outcome.writes
    assert outcome.action is Action.UPDATE
    assert (closing.row_id, closing.after, closing.cells) == (2, {"end": D(2026, 8, 31)}, {"end": "G2"})
    assert opened(outcome.writes) == (40, D(2026, 9, 1), D(2028, 12, 31))


def test_an_end_that_the_sheet_gives_wins() -> None:
    outcome = plan(seat(SITTING), told(40, D(2026, 9, 1), D(2027, 8, 31)), TODAY)
    assert opened(outcome.writes) == (40, D(2026, 9, 1), D(2027, 8, 31))


@pytest.mark.parametrize(
    ("label_end", "centre_end", "end"),
    [
        (D(2028, 12, 31), None, D(2028, 12, 31)),
        (D(2028, 12, 31), D(2027, 12, 31), D(2027, 12, 31)),
        (None, D(2027, 12, 31), D(2027, 12, 31)),
        (None, None, None),
    ],
)
def test_a_vacant_seat_is_filled_to_the_end_of_the_label(
    label_end: dt.date | None, centre_end: dt.date | None, end: dt.date | None
) -> None:
    outcome = plan(seat(FORMER, end=centre_end, label_end=label_end), told(40, D(2026, 9, 1)), TODAY)
    assert outcome.action is Action.CREATE
    assert opened(outcome.writes) == (40, D(2026, 9, 1), end)


def test_a_mandate_that_begins_again_after_the_last_one_is_a_new_one() -> None:
    outcome = plan(seat(FORMER), told(10, D(2024, 1, 1)), TODAY)
    assert (outcome.action, opened(outcome.writes)) == (Action.CREATE, (10, D(2024, 1, 1), D(2028, 12, 31)))


def test_a_mandate_that_is_over_is_recognised_the_second_time() -> None:
    over = Holding(9, 1, 40, "Dr Léa Pons", D(2024, 1, 1), D(2025, 12, 31))
    outcome = plan(seat(over), told(40, D(2024, 1, 1), D(2025, 12, 31)), TODAY)
    assert outcome.action is Action.UNCHANGED


@pytest.mark.parametrize(
    ("held", "what", "code"),
    [
        ((SITTING,), told(40), "start_missing"),
        ((FORMER,), told(10), "start_missing"),
        ((FORMER, SITTING), told(10), "start_missing"),
        ((SITTING,), told(40, D(2023, 1, 1)), "start_before_holder"),
        ((SITTING,), told(40, D(2024, 1, 1)), "start_before_holder"),
        ((FORMER, SITTING), told(40, D(2020, 1, 1)), "start_before_holder"),
        ((SHORT, NEXT), told(40, D(2026, 9, 1), D(2027, 6, 30)), "mandate_overlap"),
        ((FORMER, SITTING), told(20, D(2023, 6, 1)), "mandate_overlap"),
        ((SITTING,), told(20, D(2016, 1, 1)), "outside_centre_period"),
        ((SITTING,), told(20, None, D(2023, 1, 1)), "end_before_start"),
        ((SITTING,), told(40, D(2026, 9, 1), D(2026, 8, 1)), "end_before_start"),
        ((SITTING,), told(20, None, D(2031, 12, 31)), "mandate_after_label"),
        ((FORMER,), told(40, D(2026, 9, 1), D(2031, 8, 31)), "mandate_after_label"),
    ],
)
def test_what_the_register_would_refuse_is_said_before(held: tuple[Holding, ...], what: Told, code: str) -> None:
    assert [reason.code for reason in plan(seat(*held), what, TODAY).reasons] == [code]
