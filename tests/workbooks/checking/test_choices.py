"""What the user decides about a line counts, and nothing more than that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from crmr_desk.workbooks.checking.check import check_book
from crmr_desk.workbooks.checking.rows import Action, Line, Ref, Shown, Status
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import ListKind, Target
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.reading.book import Value
from tests.workbooks.checking.region import AURA, TODAY, book_of, line
from tests.workbooks.checking.test_lines import AT_FLEYRIAT, AT_MONTPIED, HEAD, VACANT, D, doubts

SHEET = "Centres"
LOST_ZERO: dict[str, Value] = {**AT_FLEYRIAT, "finess": 10000024}
CLINIC = {"finess_et": "330781360", "finess_ej": "330781196", "name": "Clinique", "town": "Lyon", "region": AURA}


def settled(
    index: RegisterIndex, cells: Mapping[str, Value], *choices: tuple[ChoiceKind, str, Any], row: int = 2
) -> Line:
    by_key = {(kind, "" if kind is ChoiceKind.ERASE else SHEET, place): value for kind, place, value in choices}
    checked = check_book(index, book_of(line(**cells)), ListKind.ARS, Choices(by_key), {}, AURA, TODAY)
    return next(each for each in checked.lines if each.row == row)


def hospital_id(index: RegisterIndex, finess: str) -> int:
    return index.by_et[finess].id


def person_id(index: RegisterIndex, last_name: str) -> int:
    return next(person.id for person in index.people.values() if person.last_name == last_name)


def test_the_hospital_that_was_chosen_wins(index: RegisterIndex) -> None:
    one = settled(index, LOST_ZERO, (ChoiceKind.HOSPITAL, "2", hospital_id(index, "010000024")))
    assert (one.status, one.action, doubts(one)) == (Status.OK, Action.UNCHANGED, set())


def test_the_centre_that_was_chosen_wins(index: RegisterIndex) -> None:
    vacant = next(each for each in index.centres.values() if each.specialty == "Ophtalmologie")
    choice = (ChoiceKind.CENTRE, "2", list(vacant.key))
    one = settled(index, {**AT_MONTPIED, "person": "Dr Léa Pons"}, choice)
    assert (one.status, one.action, one.seat) == (Status.OK, Action.CREATE, vacant.key)


def test_the_centre_that_was_chosen_says_where_it_is(index: RegisterIndex) -> None:
    seat = next(each.key for each in index.at[hospital_id(index, "690784178")])
    one = settled(index, {"finess": None, "hospital": "Clinique des Lilas"}, (ChoiceKind.CENTRE, "2", list(seat)))
    assert (one.status, one.hospital) == (Status.OK, "690784178")


def test_the_person_who_was_chosen_wins_over_the_name(index: RegisterIndex) -> None:
    sitting = person_id(index, "Teyssier")
    one = settled(index, {"person": "DUPONT / TEYSSIER"}, (ChoiceKind.PERSON, "2", sitting))
    assert (one.status, one.action) == (Status.OK, Action.UNCHANGED)


def test_somebody_new_may_bear_a_name_that_is_known(index: RegisterIndex) -> None:
    one = settled(index, {"start": "01/09/2026"}, (ChoiceKind.PERSON, "2", "new"))
    added, _closed, opened = one.writes
    assert (added.table, added.after["last_name"]) == ("person", "Teyssier")
    assert opened.after["person_id"] == Ref(added.ref)


def test_a_doubt_can_be_taken_upon_oneself(index: RegisterIndex) -> None:
    cells = {"status": "Attaché"}
    one = settled(index, cells, (ChoiceKind.CONFIRM, "2", ["status_not_provided_for"]))
    assert (one.status, doubts(one)) == (Status.OK, set())
    assert "status_not_provided_for" in {reason.code for reason in one.reasons}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"start": "sept. 2023"}, "date_incomplete"),
        ({"person": "DUPONT / ROY"}, "person_two"),
        (AT_MONTPIED, "centre_ambiguous"),
        ({"finess": "690781810", "hospital": "Hospices civils de Lyon"}, "finess_ej_only"),
        ({"finess": None, "hospital": None}, "hospital_missing"),
    ],
)
def test_what_has_to_be_corrected_or_chosen_cannot_be_confirmed(
    index: RegisterIndex, cells: Mapping[str, Value], code: str
) -> None:
    one = settled(index, cells, (ChoiceKind.CONFIRM, "2", [code]))
    assert not one.settled
    assert code in doubts(one)


def test_confirming_another_coordonnateur_writes_nothing(index: RegisterIndex) -> None:
    cells = {**HEAD, "person": "Pr Odile Carrel", "start": "01/09/2026", "email": "odile.carrel@exemple.fr"}
    one = settled(index, cells, (ChoiceKind.CONFIRM, "2", ["coordonnateur_differs"]))
    assert (one.status, one.action, one.writes) == (Status.OK, Action.UNCHANGED, ())


def test_another_coordonnateur_offers_the_dossier_of_a_succession(index: RegisterIndex) -> None:
    one = settled(index, {**HEAD, "person": "Pr Odile Carrel"})
    nephrogones = next(crmr.id for crmr in index.crmrs.values() if crmr.acronym == "NEPHROGONES")
    assert one.dossier == ("succession", "coordonnateur", nephrogones)


def test_a_line_set_aside_is_ignored_with_the_reason_of_the_user(index: RegisterIndex) -> None:
    one = settled(index, {"person": None}, (ChoiceKind.SKIP, "2", "Vu avec l’ARS par téléphone"))
    assert (one.status, one.shown, one.reasons[0].text) == (
        Status.IGNORED,
        Shown.IGNORED,
        "Vu avec l’ARS par téléphone",
    )


def test_a_cell_that_was_corrected_is_read_instead(index: RegisterIndex) -> None:
    one = settled(index, {"start": "sept. 2023"}, (ChoiceKind.CELL, "G2", "01/01/2024"))
    assert (one.status, one.action) == (Status.OK, Action.UNCHANGED)


def test_an_empty_cell_erases_only_where_the_user_says_so(index: RegisterIndex) -> None:
    cells = {"status": None, "active_file": None}
    assert settled(index, cells).writes == ()
    one = settled(index, cells, (ChoiceKind.ERASE, Target.STATUS.value, True))
    (write,) = one.writes
    assert (write.table, write.before, write.after) == ("person", {"status": "PU-PH"}, {"status": None})
    assert write.cells == {"status": "K2"}


def test_nothing_of_a_coordonnateur_is_erased(index: RegisterIndex) -> None:
    erased = [(ChoiceKind.ERASE, target.value, True) for target in Target]
    one = settled(index, {**HEAD, "start": None}, *erased)
    assert (one.status, one.writes) == (Status.OK, ())


def test_a_name_is_never_erased(index: RegisterIndex) -> None:
    erased = [(ChoiceKind.ERASE, target.value, True) for target in Target]
    one = settled(index, {"start": None}, *erased)
    assert not {"title", "first_name", "last_name", "start"} & {name for each in one.writes for name in each.after}


def test_a_new_centre_in_a_new_hospital_is_written_with_all_that_it_needs(index: RegisterIndex) -> None:
    cervco = next(crmr.id for crmr in index.crmrs.values() if crmr.acronym == "CERVCO")
    told = {"kind": "ccmr", "title": "CERVCO, Lyon", "crmr_id": cervco, "specialty": "Neurologie", "population": None}
    one = settled(
        index,
        {**VACANT, "finess": "330781360", "hospital": "Clinique"},
        (ChoiceKind.HOSPITAL, "2", {"new": CLINIC}),
        (ChoiceKind.CENTRE, "2", {"new": told}),
    )
    assert (one.status, one.action) == (Status.OK, Action.CREATE)
    assert [write.table for write in one.writes] == ["person", "hospital", "ccmr", "attachment", "mandate"]
    by_table = {write.table: write for write in one.writes}
    assert by_table["ccmr"].after["hospital_id"] == Ref(by_table["hospital"].ref)
    assert by_table["mandate"].after["ccmr_id"] == Ref(by_table["ccmr"].ref)
    assert by_table["mandate"].after["end"] == D(2028, 12, 31)


def test_a_new_hospital_without_its_number_is_not_created(index: RegisterIndex) -> None:
    told = {**CLINIC, "finess_et": ""}
    one = settled(index, {"finess": None, "hospital": "Clinique"}, (ChoiceKind.HOSPITAL, "2", {"new": told}))
    assert "hospital_new_incomplete" in doubts(one)
