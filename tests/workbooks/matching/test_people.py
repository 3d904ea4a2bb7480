"""Who the person in charge is: the same name is the same person, a name alike is asked."""

from __future__ import annotations

import pytest

from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import Typed
from crmr_desk.workbooks.incoming.values.people import PersonRead, read_person
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.people import candidates, find_person


def read(name: str) -> PersonRead:
    return read_person({Target.PERSON: Typed(Target.PERSON, "F2", name, name)})


@pytest.mark.parametrize("typed", ["Pr Amaury Teyssier", "TEYSSIER Amaury (Dr)", "amaury TEYSSIER"])
def test_a_name_is_known_whatever_its_title_order_and_case(index: RegisterIndex, typed: str) -> None:
    match = find_person(index, read(typed), None, None)
    assert match.found is not None
    assert (match.found.last_name, match.doubts) == ("Teyssier", ())


@pytest.mark.parametrize("typed", ["Pr Amaury Tessier", "Pr A. Teyssier"])
def test_a_name_alike_is_asked_not_taken(index: RegisterIndex, typed: str) -> None:
    match = find_person(index, read(typed), None, None)
    assert (match.found, match.new, [doubt.code for doubt in match.doubts]) == (None, False, ["person_alike"])
    offered = candidates(index, read(typed), match.offered)
    assert (next(one.name for one in offered), offered[-1].key) == ("Pr Amaury Teyssier", "new")


def test_a_name_that_nobody_bears_is_somebody_new(index: RegisterIndex) -> None:
    match = find_person(index, read("Dr Léa Pons"), None, None)
    assert (match.found, match.new, match.doubts) == (None, True, ())
