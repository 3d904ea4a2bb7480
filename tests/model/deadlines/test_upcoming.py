"""What is due, when and why."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.sources import SOURCES
from crmr_desk.model.deadlines.upcoming import between, for_centre
from crmr_desk.model.kinds import Function
from crmr_desk.model.store.database import Database
from tests.model.network.building import END, START, TODAY, D, Register, counted_statements

DAY = dt.timedelta(days=1)
EVER = (D(2000, 1, 1), D(2100, 1, 1))
OWED = {"annual_report", "plan", "fsmr_report", "fsmr_plan", "bndmr"}
"""Of them tells ``test_duties``."""


@pytest.fixture
def db(sqlite_db: Database) -> Database:
    """On SQLite: ``test_of_dossiers`` reads the deadlines on both kinds of database."""
    return sqlite_db


def due(db: Database, first: D = EVER[0], last: D = EVER[1]) -> dict[str, DeadlineRow]:
    return {row.key.split(":")[0]: row for row in falling(db, first, last)}


def falling(db: Database, first: D = EVER[0], last: D = EVER[1]) -> list[DeadlineRow]:
    return [row for row in between(db, first, last, TODAY) if row.kind not in OWED]


def at(db: Database, kind: str, row_id: int) -> list[DeadlineRow]:
    return [row for row in for_centre(db, kind, row_id, TODAY) if row.kind not in OWED]


def why(row: DeadlineRow) -> dict[str, str]:
    return dict(row.explanation)


def coordinated(
    register: Register, start: D = START, end: D | None = END, status: str | None = None, birth_date: D | None = None
) -> tuple[int, int]:
    crmr_id = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM", None))
    person_id = register.person("Aubrac", status=status, birth_date=birth_date)
    return crmr_id, register.mandate(Function.COORDONNATEUR, crmr_id, person_id, start, end)


def test_an_animateur_designated_for_five_years_ends_on_the_last_day_included(db: Database) -> None:
    register = Register(db)
    fsmr_id = register.fsmr("FAI²R", D(2021, 12, 1), None)
    register.mandate(Function.ANIMATEUR, fsmr_id, register.person("Estève", "Ludovic"), D(2021, 12, 1), D(2026, 11, 30))
    row = due(db)["mandate_end"]
    assert (row.on, row.days, row.place) == (D(2026, 11, 30), 10, "A3 §5")
    assert (row.title, row.detail) == ("Fin de mandat, animation de filière", "FAI²R, Pr Ludovic Estève")
    assert (row.centre_kind, row.centre_id, row.fsmr) == ("fsmr", fsmr_id, "FAI²R")
    assert why(row) == {
        "L’événement": "Pr Ludovic Estève, en fonction depuis le 1ᵉʳ décembre 2021.",
        "La règle": "L’animateur est désigné pour cinq ans, comme la filière.",
        "Le calcul": "01/12/2021 + 5 ans = 30/11/2026, dernier jour compris.",
        "Le calendrier": "Lundi ouvré, la date n’est pas décalée.",
        "Ce qui la changerait": "Une cessation plus tôt, une désignation de la filière prolongée, ou un successeur "
        "enregistré à la suite.",
    }
    assert due(db)["designation_end"].on == D(2026, 11, 30)


def test_a_successor_s_mandate_is_explained_by_the_end_of_the_label(db: Database) -> None:
    coordinated(Register(db), D(2026, 5, 1))
    row = due(db)["mandate_end"]
    assert row.place == "A3 §2b"
    assert why(row)["Le calcul"] == "Fin du label\u00a0: 31/12/2028, dernier jour compris."


def test_a_mandate_that_ends_on_another_day_says_that_the_date_was_recorded(db: Database) -> None:
    coordinated(Register(db), START, D(2027, 4, 30))
    assert why(due(db)["mandate_end"])["Le calcul"] == "Date enregistrée\u00a0: 30/04/2027, dernier jour compris."


def test_the_letter_of_cessation_is_due_six_calendar_months_before_the_end(db: Database) -> None:
    coordinated(Register(db))
    row = due(db)["notice"]
    assert (row.on, row.place) == (D(2028, 6, 30), "A3 §2b")
    assert why(row)["Le calcul"] == "30/06/2028 + 6 mois = 30/12/2028, au plus tard le 31/12/2028."


def test_only_a_coordonnateur_writes_a_letter_of_cessation(db: Database) -> None:
    register = Register(db)
    ccmr_id = register.ccmr("CHU de Lille", register.crmr("CERVCO"), end=None)
    register.mandate(Function.RESPONSABLE_CCMR, ccmr_id, register.person("Aubrac"))
    assert set(due(db)) == {"mandate_end", "label_end"}


def test_the_end_of_a_label_is_due_until_the_next_is_known(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM", None))
    row = due(db)["label_end"]
    assert (row.on, row.place, row.fsmr) == (END, "A1 A-c", "BRAIN-TEAM")
    assert why(row)["Le calcul"] == "01/01/2024 + 5 ans = 31/12/2028, dernier jour compris."
    register.label(crmr_id, END + DAY, D(2033, 12, 31))
    assert [line.on for line in between(db, *EVER, TODAY) if line.kind == "label_end"] == [D(2033, 12, 31)]


def test_an_end_after_which_a_successor_is_known_is_no_longer_due(db: Database) -> None:
    register = Register(db)
    crmr_id, mandate_id = coordinated(register)
    register.close(mandate_id, D(2027, 4, 30))
    register.mandate(Function.COORDONNATEUR, crmr_id, register.person("Rouvière"), D(2027, 5, 1), END)
    ends = [row.on for row in between(db, *EVER, TODAY) if row.kind == "mandate_end"]
    assert ends == [END]
    assert due(db)["notice"].on == D(2028, 6, 30)


def test_a_seat_that_closes_with_its_last_mandate_is_due_no_more(db: Database) -> None:
    register = Register(db)
    site_id = register.constitutive(register.crmr("CERVCO"), "CHU de Lille", START, D(2026, 12, 31))
    register.mandate(Function.RESPONSABLE_SITE, site_id, register.person("Aubrac"), START, D(2026, 12, 31))
    assert set(due(db)) == {"label_end"}


@pytest.mark.parametrize(
    ("status", "born", "expected"),
    [
        ("PR-CONSULTANT", D(1959, 2, 3), [D(2024, 2, 3), D(2027, 2, 3)]),
        ("PU-PH", D(1960, 2, 29), [D(2025, 3, 1), D(2028, 2, 29)]),
        ("PU-PH", D(1963, 12, 31), [END]),
        ("PU-PH", D(1964, 1, 1), []),
        ("PH", D(1960, 5, 1), [D(2025, 5, 1), D(2028, 5, 1)]),
        (None, D(1963, 12, 31), [END]),
        ("PR-CONSULTANT", None, []),
    ],
)
def test_birthdays_of_65_and_68_within_a_mandate_are_due_whatever_the_status(
    db: Database, status: str | None, born: D | None, expected: list[D]
) -> None:
    coordinated(Register(db), status=status, birth_date=born)
    assert [row.on for row in between(db, *EVER, START) if row.kind == "birthday"] == expected
    for day in expected:
        assert "birthday" in {row.kind for row in between(db, day, day, day)}
        assert "birthday" not in {row.kind for row in between(db, day, day, day + DAY)}


def test_a_birthday_explains_its_arithmetic(db: Database) -> None:
    coordinated(Register(db), status="PR-CONSULTANT", birth_date=D(1959, 2, 3))
    row = due(db)["birthday"]
    assert (row.title, row.place, row.days) == ("68 ans", "A3 §1", 75)
    assert why(row)["Le calcul"] == "03/02/1959 + 68 ans = 03/02/2027, avant la fin du mandat (31/12/2028)."
    assert "ne peut plus être coordonnateur" in why(row)["La règle"]


def test_an_open_dossier_brings_its_own_dates_in_place_of_the_notice(db: Database) -> None:
    register = Register(db)
    crmr_id, mandate_id = coordinated(register)
    answers = {"cessation_letter.date": "2026-11-12", "cessation_letter.effective": "2027-04-30"}
    register.succession(crmr_id, answers=answers, former_mandate_id=mandate_id)
    rows = due(db)
    assert rows["cessation"].on == D(2027, 4, 30)
    assert rows["cessation"].detail == "CERVCO, Pr Solène Aubrac"
    assert rows["notice"].on == D(2027, 5, 12)
    assert why(rows["notice"])["Le calcul"] == (
        "12/11/2026 + 6 mois = 12/05/2027\u202f; cessation annoncée le 30/04/2027, 12 jours plus tôt."
    )
    assert len([row for row in between(db, *EVER, TODAY) if row.kind == "notice"]) == 1


def test_a_dossier_without_a_letter_changes_nothing(db: Database) -> None:
    register = Register(db)
    crmr_id, _ = coordinated(register)
    register.succession(crmr_id, answers={"cessation_letter.date": ""})
    assert due(db)["notice"].on == D(2028, 6, 30)


def test_only_the_days_asked_for_are_given_both_included(db: Database) -> None:
    coordinated(Register(db))
    assert {row.kind for row in falling(db, END, END)} == {"mandate_end", "label_end"}
    assert falling(db, D(2028, 7, 1), END - DAY) == []
    assert {row.kind for row in falling(db, D(2028, 6, 30), D(2028, 6, 30))} == {"notice"}


def test_a_competence_centre_of_two_filieres_names_both(db: Database) -> None:
    register = Register(db)
    crmrs = [register.crmr(name, register.fsmr(name, None)) for name in ("SENSGENE", "BRAIN-TEAM")]
    ccmr_id = register.ccmr("CHU de Nantes", *crmrs, end=None)
    register.mandate(Function.RESPONSABLE_CCMR, ccmr_id, register.person("Aubrac"))
    row = due(db)["mandate_end"]
    assert (row.fsmr, row.place) == ("BRAIN-TEAM, SENSGENE", "A3 §4")
    assert row.detail == "CHU de Nantes, neurologie, Pr Solène Aubrac"


def test_the_deadlines_of_one_centre_are_its_own(db: Database) -> None:
    register = Register(db)
    crmr_id, _ = coordinated(register, status="PR-CONSULTANT", birth_date=D(1959, 2, 3))
    site_id = register.constitutive(crmr_id, "CHU de Lille")
    register.mandate(Function.RESPONSABLE_SITE, site_id, register.person("Élan"))
    other = register.crmr("MIRCEM")
    register.mandate(Function.COORDONNATEUR, other, register.person("Zola"))
    kinds = [row.kind for row in at(db, "crmr", crmr_id)]
    assert kinds == ["birthday", "notice", "label_end", "mandate_end", "mandate_end"]
    assert [row.kind for row in at(db, "site", site_id)] == ["label_end", "mandate_end"]
    assert {row.centre_id for row in at(db, "crmr", other)} == {other}
    assert for_centre(db, "ccmr", 1, TODAY) == for_centre(db, "fsmr", 1, TODAY) == []


def test_what_is_late_counts_its_days_below_zero(db: Database) -> None:
    register = Register(db)
    crmr_id, _ = coordinated(register, START, D(2026, 11, 10))
    late = [row for row in at(db, "crmr", crmr_id) if row.days < 0]
    assert [(row.kind, row.days) for row in late] == [("mandate_end", -10)]


def test_the_number_of_statements_does_not_grow_with_what_is_due(db: Database) -> None:
    register = Register(db)
    coordinated(register)
    counts = []
    for _ in range(2):
        with counted_statements(db) as sent:
            between(db, *EVER, TODAY)
        counts.append(len(sent))
        for acronym in ("MIRCEM", "LEUKOFRANCE"):
            register.mandate(Function.COORDONNATEUR, register.crmr(acronym), register.person("Zola"))
    assert counts[0] == counts[1] <= len(SOURCES) + 7


def test_a_mandate_without_an_end_of_its_own_ends_with_the_label(db: Database) -> None:
    register = Register(db)
    label = (D(2022, 6, 1), D(2027, 5, 31))
    crmr_id = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM", None), label=label)
    register.mandate(Function.COORDONNATEUR, crmr_id, register.person("Aubrac"), START, None)
    other = register.crmr("CREAK", label=(D(2021, 1, 1), D(2026, 12, 31)))
    ccmr_id = register.ccmr("CHU de Lille", crmr_id, other, end=None)
    register.mandate(Function.RESPONSABLE_CCMR, ccmr_id, register.person("Bizet"), START, None)
    ends = {row.detail: row for row in falling(db) if row.kind == "mandate_end"}
    assert [row.on for row in ends.values()] == [D(2026, 12, 31), D(2027, 5, 31)]
    explained = why(ends["CERVCO, Pr Solène Aubrac"])
    assert explained["L’événement"].endswith("sans fin enregistrée.")
    assert explained["Le calcul"] == "Fin du label\u00a0: 31/05/2027, dernier jour compris."
    assert due(db)["notice"].on == D(2026, 11, 30)
