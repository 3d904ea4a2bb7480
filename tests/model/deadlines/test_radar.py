"""The radar of successions: who may leave, why, and whether a dossier is open."""

from __future__ import annotations

import pytest

from crmr_desk.model.deadlines.radar import Leaving, Why, successions_ahead
from crmr_desk.model.dossiers import life, rule_packs
from crmr_desk.model.kinds import Function
from crmr_desk.model.store.database import Database
from tests.model.network.building import END, TODAY, D, Register, counted_statements

UNTIL = D(2027, 11, 20)


@pytest.fixture
def register(sqlite_db: Database) -> Register:
    return Register(sqlite_db)


def ahead(register: Register) -> list[Leaving]:
    return successions_ahead(register.db, TODAY, UNTIL)


def coordinated(register: Register, end: D | None, born: D | None = None) -> tuple[int, int]:
    """A labelled centre with a coordinating site, and who leads it."""
    crmr_id = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM", None))
    person_id = register.person("Aubrac", birth_date=born)
    return crmr_id, register.mandate(Function.COORDONNATEUR, crmr_id, person_id, D(2024, 1, 1), end)


def announced(register: Register, crmr_id: int, effective: str = "") -> int:
    """A succession with a letter of cessation, and the day that it tells."""
    pack = rule_packs.active_pack(register.db)
    dossier_id, _changes = life.open_dossier(
        register.db, pack, request="succession", function="coordonnateur", target_id=crmr_id, today=TODAY
    )
    answers = {"cessation_letter.date": "2026-11-01"}
    told = {**answers, "cessation_letter.effective": effective} if effective else answers
    life.answer(register.db, dossier_id, told, today=TODAY)
    return dossier_id


def test_an_end_of_mandate_says_until_when_the_letter_of_cessation_is_in_time(register: Register) -> None:
    coordinated(register, D(2027, 8, 31))
    (one,) = ahead(register)
    assert (one.centre, one.fsmr, one.on, one.letter_by) == ("CERVCO", "BRAIN-TEAM", D(2027, 8, 31), D(2027, 2, 28))
    assert [reason.why for reason in one.reasons] == [Why.MANDATE]
    assert one.dossier_id is None


def test_a_birthday_within_the_mandate_comes_before_its_end_and_both_are_said(register: Register) -> None:
    coordinated(register, D(2027, 8, 31), born=D(1962, 2, 28))
    (one,) = ahead(register)
    assert [(reason.why, reason.on) for reason in one.reasons] == [
        (Why.AGE, D(2027, 2, 28)),
        (Why.MANDATE, D(2027, 8, 31)),
    ]
    assert (one.on, one.letter_by) == (D(2027, 2, 28), D(2027, 2, 28))


@pytest.mark.parametrize(
    ("status", "letter_by"), [("PU-PH", None), ("PR-CONSULTANT", D(2026, 12, 3))], ids=["nobody", "a consultant"]
)
def test_an_age_that_binds_nobody_has_no_day_for_a_letter(
    register: Register, status: str, letter_by: D | None
) -> None:  # fmt: skip
    crmr_id = register.crmr("CERVCO")
    aged = register.person("Aubrac", status=status, birth_date=D(1959, 6, 3))
    register.mandate(Function.COORDONNATEUR, crmr_id, aged, D(2024, 1, 1), END)
    (one,) = ahead(register)
    assert (one.on, one.letter_by, one.is_bound) == (D(2027, 6, 3), letter_by, letter_by is not None)


def test_what_somebody_announced_comes_before_what_his_age_suggests(register: Register) -> None:
    crmr_id, _mandate = coordinated(register, D(2028, 8, 31), born=D(1962, 2, 28))
    announced(register, crmr_id, "2027-10-31")
    (one,) = ahead(register)
    assert (one.on, [reason.why for reason in one.reasons]) == (D(2027, 10, 31), [Why.ANNOUNCED, Why.AGE])
    assert successions_ahead(register.db, TODAY, D(2027, 10, 30)) == []


def test_who_has_written_is_asked_for_no_letter(register: Register) -> None:
    crmr_id, _mandate = coordinated(register, D(2027, 8, 31))
    announced(register, crmr_id)
    (one,) = ahead(register)
    assert (one.on, one.letter_by) == (D(2027, 8, 31), None)


def test_a_cessation_announced_is_seen_long_before_the_mandate_ends_with_its_dossier(register: Register) -> None:
    crmr_id, _mandate = coordinated(register, D(2030, 12, 31))
    assert ahead(register) == []
    dossier_id = announced(register, crmr_id, "2027-06-01")
    (one,) = ahead(register)
    assert (one.on, [reason.why for reason in one.reasons]) == (D(2027, 6, 1), [Why.ANNOUNCED])
    assert (one.person, one.letter_by, one.dossier_id) == ("Pr Solène Aubrac", None, dossier_id)
    assert successions_ahead(register.db, TODAY, D(2027, 5, 31)) == []


def test_who_has_a_successor_already_or_a_seat_that_closes_is_not_expected(register: Register) -> None:
    crmr_id, _mandate = coordinated(register, D(2027, 1, 31))
    register.mandate(Function.COORDONNATEUR, crmr_id, register.person("Bizet"), D(2027, 2, 1), D(2030, 1, 31))
    assert ahead(register) == []


def test_the_number_of_statements_does_not_grow(register: Register) -> None:
    coordinated(register, D(2027, 8, 31))
    with counted_statements(register.db) as few:
        ahead(register)
    for name in ("LEUKOFRANCE", "CREAK", "FAI"):
        other = register.crmr(name, None)
        register.mandate(Function.COORDONNATEUR, other, register.person(name), D(2024, 1, 1), D(2027, 8, 31))
    with counted_statements(register.db) as many:
        assert len(ahead(register)) == 4
    assert len(many) == len(few)
