"""What a line becomes, whatever is wrong with it: status, action and why. The cases are those of the design's page on
workbooks, a family of defects each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from crmr_desk.workbooks.checking.check import check_book
from crmr_desk.workbooks.checking.rows import Action, Checked, Doubt, Line, Shown, Status
from crmr_desk.workbooks.imports.choices import Choices
from crmr_desk.workbooks.incoming.fields import ListKind
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.reading.book import Book, Mark, Value
from tests.workbooks.checking.region import (
    AJACCIO,
    ANNECY,
    AURA,
    CROIX_ROUSSE,
    ESTAING,
    FLEYRIAT,
    GRENOBLE,
    HFME,
    MONTPIED,
    NANTES,
    SAINT_ETIENNE,
    TODAY,
    book_of,
    line,
)

D = dt.date
Cells = Mapping[str, Value]
OK, REVIEW, REJECTED = Status.OK, Status.REVIEW, Status.REJECTED
CREATE, UPDATE, UNCHANGED, NONE = Action.CREATE, Action.UPDATE, Action.UNCHANGED, Action.NONE

AT_GRENOBLE = {"finess": "380000067", "hospital": GRENOBLE, "person": "Pr Tristan Maubert"}
AT_MONTPIED = {"finess": "630000404", "hospital": MONTPIED, "person": "Dr Capucine Roy"}
AT_FLEYRIAT: dict[str, Value] = {"finess": "010000024", "hospital": FLEYRIAT, "person": "Dr Ophélie Granger"}
VACANT: dict[str, Value] = {"finess": "740000237", "hospital": ANNECY, "person": "Dr Léa Pons"}
SITE = {
    "finess": "420785354",
    "hospital": SAINT_ETIENNE,
    "centre": "NEPHROGONES",
    "nature": "Site constitutif",
    "person": "Dr Yanis Haddad",
}
VACANT_SITE = SITE | {"finess": "630781268", "hospital": ESTAING, "person": "Dr Léa Pons"}
HEAD = SITE | {
    "finess": "690007539",
    "hospital": HFME,
    "nature": "Site coordonnateur",
    "person": "Dr Margaux Vial",
}
NO_HEAD = HEAD | {
    "finess": "690784152",
    "hospital": CROIX_ROUSSE,
    "centre": "VASFOIE",
    "person": "Pr Odile Carrel",
}
EXPIRED = {
    "finess": "690784152",
    "hospital": CROIX_ROUSSE,
    "centre": "AMYLOSE",
    "person": "Pr Ombeline Sagnoux",
    "start": None,
}

AS_IT_IS: dict[str, Cells] = {
    "as the register has it": {},
    "a FINESS that is a number": {"finess": 690784178},
    "a FINESS that is a real number": {"finess": 690784178.0},
    "a FINESS in groups": {"finess": "690 784 178"},
    "no FINESS but an unambiguous name": {"finess": None},
    "a name in capitals without accents": {"hospital": "HOPITAL PIERRE WERTHEIMER"},
    "no centre named, the only one of its kind there": {"centre": None},
    "neither centre nor nature, the only centre there": {"centre": None, "nature": None},
    "the title of the reference centre": {"centre": "Maladies vasculaires rares du cerveau et de l'oeil"},
    "the specialty that tells two centres apart": {**AT_MONTPIED, "specialty": "neurologie"},
    "no-break spaces, double spaces and line breaks": {"person": "Pr\u00a0Amaury  \nTEYSSIER"},
    "the last name first, the title after": {"person": "TEYSSIER Amaury (Pr)"},
    "decomposed accents": {**AT_FLEYRIAT, "person": "Dr Ophe\u0301lie Granger"},
    "a title that stands lower than the register’s": {"person": "Dr Amaury Teyssier"},
    "a date that is one": {"start": D(2024, 1, 1)},
    "a date as a serial number": {"start": 45292},
    "a date in words": {"start": "1er janvier 2024"},
    "no start": {"start": None},
    "the end that the register has": {"end": "31/12/2028"},
    "the status and quotité that the register has": {"status": "PU-PH", "quota": "100 %"},
    "the active file that the register has": {"active_file": 40},
    "the coordonnateur that the register has": HEAD,
    "the responsable of a constitutive site": SITE,
}

CHANGES: dict[str, tuple[Cells, Action]] = {
    "somebody new, with a start": ({"person": "Dr Léa Pons", "start": "01/09/2026"}, UPDATE),
    "somebody in a vacant seat": (VACANT, CREATE),
    "somebody in the vacant seat of a site": (VACANT_SITE, CREATE),
    "another start": ({"start": "15/03/2025"}, UPDATE),
    "a start read day first": ({"start": "09/01/2026"}, UPDATE),
    "another end": ({"end": "30/06/2027"}, UPDATE),
    "an e-mail address": ({"email": "amaury.teyssier@exemple.fr"}, UPDATE),
    "another active file": ({"active_file": 52}, UPDATE),
    "a status that was not known": ({**AT_FLEYRIAT, "status": "PH"}, UPDATE),
}
DOUBTFUL: dict[str, tuple[Cells, Status, set[str]]] = {
    # Which hospital?
    "a FINESS that lost its leading zero": ({**AT_FLEYRIAT, "finess": 10000024}, REVIEW, {"finess_eight_digits"}),
    "a FINESS of eight digits in a text": ({"finess": "69078417"}, REVIEW, {"finess_eight_digits"}),
    "a FINESS that Excel made a power of ten": ({"finess": "1,23E+08"}, REVIEW, {"finess_damaged"}),
    "a power of ten, and a name nobody knows": (
        {"finess": "1,23E+08", "hospital": "Hôpital central"},
        REJECTED,
        {"finess_damaged", "hospital_unknown"},
    ),
    "a FINESS whose key is wrong": ({"finess": "690784179"}, REVIEW, {"finess_key"}),
    "a FINESS and a name that disagree": ({"hospital": GRENOBLE}, REVIEW, {"finess_name_disagree"}),
    "a legal number only": ({"finess": "690781810", "hospital": "Hospices civils de Lyon"}, REVIEW, {"finess_ej_only"}),
    "a hospital of another region": (
        {"finess": "440000271", "hospital": NANTES, "person": "Pr Yann Kermarec"},
        REVIEW,
        {"hospital_outside_region"},
    ),
    "a name that two hospitals bear": (
        {**AT_MONTPIED, "finess": None, "hospital": "CHU de Clermont-Ferrand"},
        REVIEW,
        {"hospital_ambiguous"},
    ),
    "neither number nor name of a hospital": ({"finess": None, "hospital": None}, REJECTED, {"hospital_missing"}),
    "a number and a name that the register does not know": (
        {"finess": "330781360", "hospital": "Clinique des Lilas"},
        REJECTED,
        {"hospital_unknown"},
    ),
    # Which centre?
    "a centre that is not there": ({"centre": "MIRCEM"}, REVIEW, {"centre_unknown"}),
    "two centres of that name there": (AT_MONTPIED, REVIEW, {"centre_ambiguous"}),
    "an expired label": (EXPIRED, REVIEW, {"label_expired"}),
    # Who?
    "no name": ({"person": None}, REJECTED, {"person_missing"}),
    "a seat said to be vacant": ({"person": "poste vacant", "start": None}, REVIEW, {"seat_said_vacant"}),
    "two people in one cell": ({"person": "DUPONT / ROY"}, REVIEW, {"person_two"}),
    "somebody new without a start": ({"person": "Dr Léa Pons", "start": None}, REVIEW, {"start_missing"}),
    "ditto with nothing above": ({"person": "idem"}, REVIEW, {"ditto_nothing_above"}),
    "a status that the instruction does not provide for": ({"status": "Attaché"}, REVIEW, {"status_not_provided_for"}),
    "a quotité that the instruction does not provide for": (
        {**AT_GRENOBLE, "status": "PH", "quota": "50 %"},
        REVIEW,
        {"quota_not_provided_for"},
    ),
    # When?
    "a month without a day": ({"start": "sept. 2023"}, REVIEW, {"date_incomplete"}),
    "a year": ({"start": 2023}, REVIEW, {"date_incomplete"}),
    "a day that does not exist": ({"start": "31/02/2024"}, REVIEW, {"date_impossible"}),
    "a year of two digits": ({"start": "01/02/24"}, REVIEW, {"date_two_digit_year"}),
    "before the first labels": ({"start": "31/12/2003"}, REVIEW, {"date_improbable", "outside_centre_period"}),
    "too far ahead": ({"start": "01/01/2035"}, REVIEW, {"date_improbable", "end_before_start"}),
    "words that are no date": ({"start": "dès que possible"}, REVIEW, {"date_unreadable"}),
    # What the register would refuse
    "before whoever sits there": ({"person": "Dr Léa Pons", "start": "01/06/2023"}, REVIEW, {"start_before_holder"}),
    "a mandate longer than its centre": ({"end": "31/12/2030"}, REVIEW, {"outside_centre_period"}),
    "an end before its start": ({"start": "01/09/2026", "end": "01/08/2026"}, REVIEW, {"end_before_start"}),
    # What an agency does not decide
    "another coordonnateur": ({**HEAD, "person": "Pr Odile Carrel"}, REVIEW, {"coordonnateur_differs"}),
    "other dates for the coordonnateur": ({**HEAD, "start": "01/02/2025"}, REVIEW, {"coordonnateur_dates"}),
    "a name where there is no coordonnateur": (NO_HEAD, REVIEW, {"coordonnateur_vacant"}),
    # Whom else?
    "somebody who leads another centre": (
        {**VACANT, "person": "Pr Tristan Maubert"},
        REVIEW,
        {"person_on_several_centres"},
    ),
}


def check(index: RegisterIndex, *lines: Cells, region: str | None = AURA, book: Book | None = None) -> Checked:
    """The lines, each given by what differs from the first of the register, checked as a sheet of that region."""
    book = book or book_of(*(line(**cells) for cells in lines))
    return check_book(index, book, ListKind.ARS, Choices(), {}, region, TODAY)


def of_line(index: RegisterIndex, *lines: Cells, region: str | None = AURA, row: int = 2) -> Line:
    return next(each for each in check(index, *lines, region=region).lines if each.row == row)


def doubts(one: Line) -> set[str]:
    """The codes of what is more than a note."""
    return {reason.code for reason in one.reasons if reason.doubt is not Doubt.NOTE}


@pytest.mark.parametrize("case", AS_IT_IS)
def test_what_the_register_holds_already_changes_nothing(index: RegisterIndex, case: str) -> None:
    one = of_line(index, AS_IT_IS[case])
    assert (one.status, one.action, doubts(one), one.writes) == (OK, UNCHANGED, set(), ())


@pytest.mark.parametrize("case", CHANGES)
def test_what_differs_is_written_and_said_before(index: RegisterIndex, case: str) -> None:
    cells, action = CHANGES[case]
    one = of_line(index, cells)
    assert (one.status, one.action, doubts(one)) == (OK, action, set())
    assert one.writes


@pytest.mark.parametrize("case", DOUBTFUL)
def test_what_is_doubtful_is_asked(index: RegisterIndex, case: str) -> None:
    cells, status, codes = DOUBTFUL[case]
    one = of_line(index, cells)
    assert (one.status, one.action, doubts(one), one.writes) == (status, NONE, codes, ())


def test_a_corsican_number_is_read_in_lower_case_too(index: RegisterIndex) -> None:
    one = of_line(index, {"finess": "2a0004842", "hospital": AJACCIO, "person": "Dr Livia Casalta"}, region=None)
    assert (one.status, one.action, one.hospital) == (OK, UNCHANGED, "2A0004842")


def test_a_national_sheet_knows_no_region(index: RegisterIndex) -> None:
    one = of_line(index, {"finess": "440000271", "hospital": NANTES, "person": "Pr Yann Kermarec"}, region=None)
    assert (one.status, one.action) == (OK, UNCHANGED)


def test_a_sign_for_ditto_takes_what_stands_above(index: RegisterIndex) -> None:
    second = {**AT_GRENOBLE, "centre": "idem", "start": "//", "nature": '"'}
    one = of_line(index, {}, second, row=3)
    assert (one.status, one.action) == (OK, UNCHANGED)


def test_an_american_date_makes_the_others_of_its_column_ambiguous(index: RegisterIndex) -> None:
    checked = check(index, {"start": "01/25/2024"}, {**AT_GRENOBLE, "start": "09/01/2026"})
    assert [(one.status, doubts(one)) for one in checked.lines if one.row > 1] == [
        (REVIEW, {"date_month_first"}),
        (REVIEW, {"date_ambiguous"}),
    ]


def test_two_lines_for_one_seat_are_both_asked(index: RegisterIndex) -> None:
    checked = check(index, {}, {"person": "Dr Léa Pons", "start": "01/09/2026"})
    first, second = checked.lines[-2:]
    assert [doubts(one) for one in (first, second)] == [{"two_lines_one_seat"}, {"two_lines_one_seat"}]
    assert "ligne 3" in first.reasons[-1].text
    assert "ligne 2" in second.reasons[-1].text


def test_two_lines_that_say_the_same_are_asked_too(index: RegisterIndex) -> None:
    assert [one.status for one in check(index, {}, {}).lines[-2:]] == [REVIEW, REVIEW]


def test_one_person_on_two_lines_is_asked(index: RegisterIndex) -> None:
    checked = check(index, VACANT, {**VACANT_SITE, "person": "Dr Léa PONS"})
    assert [doubts(one) for one in checked.lines[-2:]] == [{"person_on_several_centres"}] * 2


def test_an_error_cannot_be_read(index: RegisterIndex) -> None:
    book = book_of(line(centre="#REF!"), marks={(2, 3): Mark(error="#REF!")})
    one = check(index, book=book).lines[-1]
    assert (one.status, one.shown, doubts(one)) == (REVIEW, Shown.UNREADABLE, {"cell_error"})


def test_a_formula_that_was_never_calculated_cannot_be_read(index: RegisterIndex) -> None:
    book = book_of(line(start=None), marks={(2, 7): Mark(formula=True)})
    one = check(index, book=book).lines[-1]
    assert (one.status, doubts(one)) == (REVIEW, {"formula_not_calculated"})
