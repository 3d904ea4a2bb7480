"""Who the person in charge is: the same name is the same person, a name alike is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import Typed
from crmr_desk.workbooks.incoming.values.people import PersonRead, read_person
from crmr_desk.workbooks.matching.index import RegisterIndex, name_key
from crmr_desk.workbooks.matching.people import PersonMatch, candidates, find_person
from crmr_desk.workbooks.matching.register import Person

SEAT = ("ccmr", 1)
"""That of Pierre-Wertheimer, where Amaury Teyssier sits."""
RPPS = "10001234567"


def read(name: str) -> PersonRead:
    return read_person({Target.PERSON: Typed(Target.PERSON, "F2", name, name)})


def codes(match: PersonMatch) -> list[str]:
    return [doubt.code for doubt in match.doubts]


@pytest.fixture(scope="module")
def homonyms(index: RegisterIndex) -> RegisterIndex:
    """The register with another Amaury Teyssier, who has a RPPS number."""
    (known,) = index.people_named[name_key("Amaury", "Teyssier")]
    other = known._replace(id=999, code="P-00999", rpps=RPPS)
    key = name_key("Amaury", "Teyssier")
    return replace(
        index, people_named={**index.people_named, key: (known, other)}, people_rpps={RPPS: other}, names_sought={}
    )


@pytest.mark.parametrize("typed", ["Pr Amaury Teyssier", "TEYSSIER Amaury (Dr)", "amaury TEYSSIER"])
def test_a_name_is_known_whatever_its_title_order_and_case(index: RegisterIndex, typed: str) -> None:
    match = find_person(index, read(typed), None, None)
    assert match.found is not None
    assert (match.found.last_name, match.doubts) == ("Teyssier", ())


@pytest.mark.parametrize("typed", ["Pr Amaury Tessier", "Pr A. Teyssier", "Pr A.-M. Teyssier", "Pr TEYSSIER"])
def test_a_name_alike_is_asked_not_taken(index: RegisterIndex, typed: str) -> None:
    match = find_person(index, read(typed), None, None)
    assert (match.found, match.new, codes(match)) == (None, False, ["person_alike"])
    offered = candidates(index, read(typed), match.offered)
    assert (next(one.name for one in offered), offered[-1].key) == ("Pr Amaury Teyssier", "new")


@pytest.mark.parametrize("typed", ["Dr Léa Pons", "Pr Benoît Teyssier", "Pr B. Teyssier"])
def test_a_name_that_nobody_bears_is_somebody_new(index: RegisterIndex, typed: str) -> None:
    match = find_person(index, read(typed), None, None)
    assert (match.found, match.new, match.doubts) == (None, True, ())


def test_the_register_may_hold_the_initials_and_the_sheet_the_name(index: RegisterIndex) -> None:
    short = Person(998, 1, "P-00998", "Dr", "J.-M.", "Valcourt", None, None, None, None)
    known = replace(index, people_last={**index.people_last, "valcourt": (short,)}, names_sought={})
    assert find_person(known, read("Dr Jean-Marc Valcourt"), None, None).offered == (short,)


def test_of_two_people_of_one_name_the_seat_or_the_number_tells(homonyms: RegisterIndex) -> None:
    person = read("Pr Amaury Teyssier")
    assert codes(find_person(homonyms, person, None, None)) == ["person_ambiguous"]
    sitting = find_person(homonyms, person, None, SEAT).found
    numbered = find_person(homonyms, person, RPPS, None).found
    assert (sitting and sitting.id != 999, numbered and numbered.id) == (True, 999)


def test_a_number_that_is_somebody_else_s_is_asked(homonyms: RegisterIndex) -> None:
    match = find_person(homonyms, read("Dr Ophélie Granger"), RPPS, None)
    assert (match.found, codes(match), len(match.offered)) == (None, ["rpps_of_another"], 2)
