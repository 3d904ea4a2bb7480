from __future__ import annotations

import pytest

from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.values.codes import (
    Nature,
    fsmr_key,
    fsmr_named,
    read_count,
    read_email,
    read_nature,
    read_population,
    read_rpps,
)
from crmr_desk.workbooks.incoming.values.regions import read_department, read_region
from crmr_desk.workbooks.incoming.values.status import read_quota, read_status
from crmr_desk.workbooks.reading.book import Value
from tests.workbooks.incoming.sheets import codes, typed

FILIERES = (
    "AnDDI-Rares", "BRAIN-TEAM", "CARDIOGEN", "DéfiScience", "FAI²R", "FAVA-Multi", "FILFOIE", "FILNEMUS", "FILSLAN",
    "FIMARAD", "FIMATHO", "FIRENDO", "G2M", "MaRIH", "MCGRE", "MHEMO", "MUCO-CFTR", "NeuroSphinx", "ORKiD", "OSCAR",
    "RespiFIL", "SENSGENE", "TETECOU",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("CCMR", Nature.CCMR),
        ("competence", Nature.CCMR),
        ("Centre de Compétences", Nature.CCMR),
        ("CRC", Nature.CRC),
        ("CRCM mixte", Nature.CRC),
        ("Centre de ressources et de compétences", Nature.CRC),
        ("CRMR coordonnateur", Nature.COORDONNATEUR),
        ("Coordonateur", Nature.COORDONNATEUR),
        ("coordinateur", Nature.COORDONNATEUR),
        ("coordonnateur et animateur filiere", Nature.COORDONNATEUR),
        ("Site constitutif", Nature.CONSTITUTIF),
        ("constitutif CRMR", Nature.CONSTITUTIF),
        ("Centre de référence", Nature.CRMR),
    ],
)
def test_the_nature_of_a_centre_is_read_in_any_spelling(text: str, nature: Nature) -> None:
    found = read_nature(typed(text, Target.NATURE))
    assert (found.value, found.doubts) == (nature, ())


def test_a_nature_may_say_the_public_and_the_filiere_too() -> None:
    assert read_nature(typed("CRCM pédiatrique (hôpital sud)", Target.NATURE)).population == "enfant"
    assert read_nature(typed("coordonnateur et animateur filiere", Target.NATURE)).animateur


def test_several_natures_in_one_cell_are_several_lines() -> None:
    found = read_nature(typed("CRCM pédiatrique\nCRCM adultes", Target.NATURE))
    assert (found.value, codes(found.doubts)) == (None, ["nature_several"])
    assert codes(read_nature(typed("neurologie", Target.NATURE)).doubts) == ["nature_unknown"]


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("Adultes", "adulte"), ("pédiatrique", "enfant"), ("Enfant", "enfant"), ("A/E", "mixte"),
        ("adulte et enfant", "mixte"), ("mixte", "mixte"), ("A", "adulte"), ("tous âges", "mixte"),
    ],
)  # fmt: skip
def test_the_public_is_read(text: str, population: str) -> None:
    assert read_population(typed(text, Target.POPULATION)).value == population


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("FAIIR", "FAI²R"), ("fai2r", "FAI²R"), ("TETE COU", "TETECOU"), ("TêteCou", "TETECOU"),
        ("BRAIN TEAM", "BRAIN-TEAM"), ("Filière DefiScience", "DéfiScience"), ("AnDDI", "AnDDI-Rares"),
        ("MUCO", "MUCO-CFTR"), ("Muco/CFTR", "MUCO-CFTR"), ("G2m", "G2M"), ("RESPIFIL", "RespiFIL"),
    ],
)  # fmt: skip
def test_a_filiere_is_known_by_its_letters(text: str, name: str) -> None:
    assert fsmr_named(text, frozenset(map(fsmr_key, FILIERES))) == fsmr_key(name)


def test_an_acronym_that_several_filieres_begin_with_names_none() -> None:
    assert fsmr_named("FILF", frozenset(("filfoie", "filfuture"))) is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("PU-PH", "PU-PH"), ("PUPH", "PU-PH"), ("PH temps plein", "PH"), ("Praticien hospitalier", "PH"),
        ("P.H.", "PH"), ("Professeur consultant", "PR-CONSULTANT"), ("PU-PH 100 %", "PU-PH"),
    ],
)  # fmt: skip
def test_a_status_of_the_instruction_is_read(text: str, status: str) -> None:
    found = read_status(typed(text, Target.STATUS))
    assert (found.value, found.doubts) == (status, ())


@pytest.mark.parametrize(
    ("text", "status"),
    [("MCU-PH", "MCU-PH"), ("PHC", "PHC"), ("Praticien attaché", None), ("Professeur émérite", None)],
)
def test_a_status_outside_of_the_instruction_is_asked(text: str, status: str | None) -> None:
    found = read_status(typed(text, Target.STATUS))
    assert (found.value, codes(found.doubts)) == (status, ["status_not_provided_for"])


@pytest.mark.parametrize(
    ("value", "percent", "full", "code"),
    [
        ("100 %", 100, True, []),
        (1, 100, True, []),
        ("temps plein", 100, True, []),
        (0.8, 80, False, ["quota_not_provided_for"]),
        ("80 %", 80, False, ["quota_not_provided_for"]),
        ("0,5 ETP", 50, False, ["quota_not_provided_for"]),
        ("temps partiel", None, False, ["quota_not_provided_for"]),
        ("selon planning", None, None, ["quota_unreadable"]),
    ],
)
def test_a_share_of_a_post_is_read(value: Value, percent: float | None, full: bool | None, code: list[str]) -> None:
    found = read_quota(typed(value, Target.QUOTA))
    assert (found.percent, found.full_time, codes(found.doubts)) == (percent, full, code)


@pytest.mark.parametrize(
    ("text", "region", "code"),
    [
        ("ARS Auvergne-Rhône-Alpes", "84", []),
        ("ARS ARA", "84", []),
        ("agence régionale de santé de Bretagne", "53", []),
        ("Ile de France", "11", []),
        ("84", "84", []),
        ("Rhône-Alpes", "84", ["region_former"]),
        ("ARS Nord - Pas-de-Calais", "32", ["region_former"]),
        ("ARS océan Indien", None, ["region_shared"]),
        ("Bavière", None, ["region_unknown"]),
    ],
)
def test_a_region_is_known_by_its_names_of_any_year(text: str, region: str | None, code: list[str]) -> None:
    found = read_region(typed(text, Target.REGION))
    assert (found.value, codes(found.doubts)) == (region, code)


@pytest.mark.parametrize(
    ("value", "region"),
    [
        ("69", "84"),
        (1, "84"),
        ("2A", "94"),
        ("9D", "04"),
        ("974", "04"),
        ("Rhône (69)", "84"),
        ("69003", "84"),
        ("Isère", "84"),
    ],
)
def test_a_department_gives_its_region(value: Value, region: str) -> None:
    assert read_department(typed(value, Target.DEPARTMENT)).value == region


def test_counts_addresses_and_rpps_numbers_are_read_or_told() -> None:
    assert read_count(typed("1 250 patients", Target.ACTIVE_FILE)).value == 1250
    assert codes(read_count(typed("beaucoup", Target.ACTIVE_FILE)).doubts) == ["count_unreadable"]
    assert read_email(typed("lea.pons@hopital.example", Target.EMAIL)).value == "lea.pons@hopital.example"
    assert codes(read_email(typed("lea.pons chez hopital", Target.EMAIL)).doubts) == ["email_unreadable"]
    assert read_rpps(typed(10001234567, Target.RPPS)).value == "10001234567"
    assert codes(read_rpps(typed("1234", Target.RPPS)).doubts) == ["rpps_form"]
