"""What the window shows of one line: its cells, its differences with the register, what may be meant, its alike."""

from __future__ import annotations

import pytest

from crmr_desk.workbooks.checking.alike import alike
from crmr_desk.workbooks.checking.details import candidates, cells, differences
from crmr_desk.workbooks.checking.rows import Checked, Difference, Doubt, Line
from crmr_desk.workbooks.imports.choices import ChoiceKind
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.reading.book import Value
from tests.workbooks.checking.test_lines import AT_FLEYRIAT, AT_MONTPIED, HEAD, Cells, check

LEGAL: dict[str, Value] = {"finess": "690781810", "hospital": "Hospices civils de Lyon"}


def one(index: RegisterIndex, cells: Cells) -> tuple[Checked, Line]:
    checked = check(index, cells)
    return checked, checked.lines[-1]


def shown(checked: Checked, line: Line) -> dict[str, Difference]:
    return {each.field: each for each in differences(checked, line)}


def test_a_cell_is_drawn_by_its_strongest_doubt(index: RegisterIndex) -> None:
    checked, line = one(index, {"start": "09/01/2026", "status": "Attaché", "quota": "à voir"})
    drawn = {cell.target: cell.doubt for cell in cells(checked, line)}
    assert drawn[Target.PERSON] is Doubt.NONE
    assert drawn[Target.START] is Doubt.CHANGED
    assert drawn[Target.STATUS] is Doubt.CONFIRM
    assert drawn[Target.QUOTA] is Doubt.CORRECT


def test_a_cell_says_what_was_typed_and_what_was_read(index: RegisterIndex) -> None:
    checked, line = one(index, {"start": "1er janvier 2024", "person": "TEYSSIER Amaury (Pr)"})
    read = {cell.target: (cell.cell, cell.typed, cell.value) for cell in cells(checked, line)}
    assert read[Target.START] == ("G2", "1er janvier 2024", "2024-01-01")
    assert read[Target.PERSON] == ("F2", "TEYSSIER Amaury (Pr)", "Pr Amaury TEYSSIER")


def test_a_successor_shows_who_goes_and_until_when(index: RegisterIndex) -> None:
    rows = shown(*one(index, {"person": "Dr Léa Pons", "start": "01/09/2026"}))
    assert (rows["Responsable"].register, rows["Responsable"].written) == (
        "Pr Amaury Teyssier",
        "Dr Léa Pons (nouvelle fiche)",
    )
    assert (rows["Début du mandat"].register, rows["Début du mandat"].cell) == ("01/01/2024", "G2")
    assert rows["Début du mandat"].written == "01/09/2026"
    assert rows["Fin du mandat de Pr Amaury Teyssier"].written == "31/08/2026"


def test_a_number_of_the_legal_entity_waits_for_a_choice(index: RegisterIndex) -> None:
    row = shown(*one(index, LEGAL))["Établissement"]
    assert (row.workbook, row.cell, row.written, row.doubt) == (
        "690781810, Hospices civils de Lyon",
        "A2",
        "",
        Doubt.CONFIRM,
    )


def test_an_address_that_differs_is_shown_before_it_is_written(index: RegisterIndex) -> None:
    row = shown(*one(index, {**AT_MONTPIED, "specialty": "Neurologie", "email": "c.roy@exemple.fr"}))["Courriel"]
    assert (row.register, row.workbook, row.written) == (
        "capucine.roy@exemple.fr",
        "c.roy@exemple.fr",
        "c.roy@exemple.fr",
    )


def test_another_coordonnateur_shows_that_nothing_will_be_written(index: RegisterIndex) -> None:
    row = shown(*one(index, {**HEAD, "person": "Pr Odile Carrel"}))["Responsable"]
    assert (row.register, row.workbook, row.written) == ("Dr Margaux Vial", "Pr Odile Carrel", "")


def test_nothing_is_shown_of_a_line_that_is_no_data(index: RegisterIndex) -> None:
    checked = check(index, {})
    header = checked.lines[0]
    assert (cells(checked, header), differences(checked, header), candidates(checked, header)) == ((), (), ())


def test_the_hospital_where_the_responsable_is_comes_first(index: RegisterIndex) -> None:
    found = candidates(*one(index, LEGAL))
    assert {each.of for each in found} == {"hospital"}
    assert found[0].key == index.by_et["690784178"].id
    assert found[-1].verdict == "new"


def test_the_centres_of_the_hospital_are_offered(index: RegisterIndex) -> None:
    found = candidates(*one(index, AT_MONTPIED))
    assert {tuple(each.key) for each in found if each.verdict != "new"} == {
        centre.key for centre in index.at[index.by_et["630000404"].id]
    }


def test_people_of_a_near_name_are_offered(index: RegisterIndex) -> None:
    found = candidates(*one(index, {"person": "Pr Amaury Teysier"}))
    assert [each.name for each in found][:1] == ["Pr Amaury Teyssier"]
    assert found[-1].key == "new"


def test_of_two_people_in_a_cell_those_of_the_register_are_offered(index: RegisterIndex) -> None:
    found = candidates(*one(index, {"person": "Pr MAUBERT Tristan / Pr Teyssier"}))
    assert [each.name for each in found] == ["Pr Amaury Teyssier", "Pr Tristan Maubert"]


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (LEGAL, ChoiceKind.HOSPITAL),
        ({"person": "DUPONT / ROY"}, ChoiceKind.PERSON),
        ({"status": "Attaché"}, ChoiceKind.CONFIRM),
        ({"start": "sept. 2023"}, Target.START),
        ({"start": "sept. 2023"}, ChoiceKind.SKIP),
    ],
)
def test_the_lines_that_ask_the_same_are_found(index: RegisterIndex, cells: Cells, what: Target | ChoiceKind) -> None:
    other = {**AT_FLEYRIAT, **cells} if "person" not in cells else {**AT_FLEYRIAT, "person": cells["person"]}
    checked = check(index, cells, other, {**AT_MONTPIED, "specialty": "Neurologie"})
    first, second = checked.lines[1:3]
    assert alike(checked, first, what) == (second,)


def test_no_other_line_speaks_of_the_same_centre(index: RegisterIndex) -> None:
    checked = check(index, AT_MONTPIED, AT_MONTPIED)
    assert alike(checked, checked.lines[-1], ChoiceKind.CENTRE) == ()
