"""What is owed by the year or for the time of a label, and by whom."""

from __future__ import annotations

import pytest

from crmr_desk.model.correspondence.reminders.due import due
from crmr_desk.model.deadlines import marks
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.upcoming import between, for_centre
from crmr_desk.model.dossiers.obligations import duties
from crmr_desk.model.kinds import Function, Ground
from crmr_desk.model.network import centres
from crmr_desk.model.network.acts.moving import move_centre
from crmr_desk.model.network.acts.splitting import merge_centres
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Attachment
from tests.model.network.building import END, START, TODAY, D, Register

YEAR_END = D(2026, 12, 31)
ORDER = "Arrêté du 1er octobre 2026"


@pytest.fixture
def register(sqlite_db: Database) -> Register:
    return Register(sqlite_db)


def owed(register: Register, kind: str, first: D = YEAR_END, last: D = YEAR_END, **more: bool) -> list[DeadlineRow]:
    return [row for row in between(register.db, first, last, TODAY, **more) if row.kind == kind]


def test_each_site_owes_a_report_a_year_and_no_competence_centre_does(register: Register) -> None:
    crmr = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM", None))
    site = register.constitutive(crmr, "CHU de Lille")
    register.ccmr("CHU de Nantes", crmr)
    reports = owed(register, "annual_report")
    assert [(row.detail, row.region) for row in reports] == [
        ("CERVCO, CHU de Lille", "32"), ("CERVCO, Lariboisière, AP-HP", "11"),
    ]  # fmt: skip
    assert (reports[0].key, reports[0].place) == (f"annual_report:site:{site}:2026", "A1 A-c")
    assert "retenu le 31 décembre" in dict(reports[0].explanation)["La règle"]
    assert {row.centre_kind for row in owed(register, "bndmr")} == {"site", "ccmr"}
    years = [
        row.on.year for row in owed(register, "annual_report", D(2000, 1, 1), D(2100, 1, 1)) if row.centre_id == site
    ]
    assert years == [2024, 2025, 2026, 2027, 2028]


def test_a_site_owes_the_year_in_which_it_was_active_under_a_label_and_once_when_the_label_changes(
    register: Register,
) -> None:
    crmr = register.crmr("CERVCO", label=(D(2015, 7, 1), D(2026, 9, 30)), start=D(2010, 1, 1))
    closed = register.constitutive(crmr, "CHU de Lille", D(2010, 1, 1), D(2026, 3, 31))
    assert len(owed(register, "annual_report")) == 2
    register.label(crmr, D(2026, 10, 1), D(2031, 9, 30))
    assert len(owed(register, "annual_report")) == 2
    assert closed not in {row.centre_id for row in owed(register, "bndmr")}
    every = owed(register, "annual_report", D(2010, 1, 1), D(2100, 1, 1))
    assert (min(row.on.year for row in every), max(row.on.year for row in every)) == (2017, 2031)


def test_a_site_that_was_not_there_during_the_label_owes_nothing_for_their_common_year(register: Register) -> None:
    crmr = register.crmr("CERVCO", label=(D(2021, 3, 2), D(2026, 3, 1)), start=D(2010, 1, 1))
    late = register.constitutive(crmr, "CHU de Lille", D(2026, 10, 1))
    assert late not in {row.centre_id for row in owed(register, "annual_report")}


def test_a_site_that_moves_owes_one_report_for_the_year_and_what_came_before_still_holds(register: Register) -> None:
    crmr = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"))
    site = register.constitutive(crmr, "CHU de Lille")
    register.mandate(Function.RESPONSABLE_SITE, site, register.person("Combronde"))
    for kind in ("annual_report", "bndmr"):
        (row,) = [row for row in owed(register, kind) if row.centre_id == site]
        marks.mark_done(register.db, row, on=TODAY, today=TODAY)
    moved, _changes = move_centre(
        register.db, "site", site, register.hospital("CHU de Rouen"), D(2026, 10, 1), today=TODAY, reason=ORDER
    )
    for kind in ("annual_report", "bndmr"):
        (told,) = [row for row in owed(register, kind, marked=True) if row.mark is not None]
        assert (told.key, told.centre_id) == (f"{kind}:site:{site}:2026", moved)
        assert told.detail == "CERVCO, CHU de Rouen"
    # What was owed of a year before the move is asked of the site where it is now, and is decided of on its sheet.
    (late,) = [row for row in for_centre(register.db, "site", moved, TODAY) if row.on == D(2025, 12, 31)]
    assert (late.detail, late.centre_id) == ("CERVCO, CHU de Lille", moved)
    asked = {line.deadline: line.addressee for line in due(register.db, "annual_report", TODAY, year=2025)}
    assert asked[late.key] == "Pr Solène Combronde"
    marks.lift(register.db, late, "Déménagement.", today=TODAY)
    told_of = duties(register.db, "site", moved, TODAY).obligations
    assert "Reçu pour 2026" in next(duty.known for duty in told_of if duty.id == "report")


def test_a_site_taken_over_by_another_centre_owes_one_report_for_that_year(register: Register) -> None:
    one, other = register.crmr("CERVCO"), register.crmr("MIRCEM", at="CHU de Nantes", label=(D(2023, 1, 1), END))
    merge_centres(
        register.db, "crmr", one, other, D(2026, 7, 1), today=TODAY, reason=ORDER, ground=Ground.MEME_ACTIVITE
    )
    assert [row.detail for row in owed(register, "annual_report")] == [
        "MIRCEM, CHU de Nantes", "MIRCEM, Lariboisière, AP-HP",
    ]  # fmt: skip


def test_a_point_on_the_data_bank_that_has_passed_gives_way_to_the_next(register: Register) -> None:
    register.ccmr("CHU de Nantes", register.crmr("CERVCO"))
    assert owed(register, "bndmr", D(2025, 12, 31), D(2025, 12, 31)) == []
    (point,) = [row for row in owed(register, "bndmr") if row.centre_kind == "ccmr"]
    assert (point.place, point.title) == ("A1 B-b", "Saisie dans la BNDMR, 2026")


def test_a_centre_that_has_left_a_crmr_owes_nothing_for_the_label_of_that_one(register: Register) -> None:
    left, joined = (register.crmr(name, label=(START, end)) for name, end in (("CERVCO", D(2030, 12, 31)), ("A", END)))
    ccmr = register.ccmr("CHU de Nantes", left, end=None)
    with register.db.writing("Essai") as session:
        session.query(Attachment).one().end = D(2026, 9, 30)
        centres.attach(session, ccmr_id=ccmr, crmr_id=joined, start=D(2026, 10, 1), end=None)
    points = [row.on.year for row in for_centre(register.db, "ccmr", ccmr, TODAY) if row.kind == "bndmr"]
    assert points == [2026, 2027, 2028]
    with register.db.writing("Essai") as session:
        session.query(Attachment).filter_by(crmr_id=left).one().end = D(2027, 6, 30)
    last = [row for row in for_centre(register.db, "ccmr", ccmr, TODAY) if row.kind == "bndmr"][-1]
    assert [row.key for row in owed(register, "bndmr", last.on, last.on) if row.centre_kind == "ccmr"] == [last.key]


def test_a_filiere_reports_each_year_since_2017(register: Register) -> None:
    fsmr = register.fsmr("FAI²R", D(2014, 1, 1), D(2018, 12, 31))
    rows = owed(register, "fsmr_report", D(2010, 1, 1), D(2030, 1, 1))
    assert [row.on for row in rows] == [D(2017, 12, 31), D(2018, 12, 31)]
    assert rows[0].key == f"fsmr_report:fsmr:{fsmr}:2017"
    assert "annexe\u00a01, C\u00a0d" in rows[0].fixed


def test_a_plan_goes_with_the_label_and_with_the_designation(register: Register) -> None:
    register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"))
    (plan,) = owed(register, "plan", START, START)
    assert (plan.title, plan.detail, plan.place) == ("Plan d’actions", "CERVCO", "A1 A-c")
    (plan,) = owed(register, "fsmr_plan", START, START)
    assert "hors texte" in dict(plan.explanation)["La règle"]


def test_a_follow_up_that_says_so_makes_the_reports_of_its_year_done(register: Register) -> None:
    crmr = register.crmr("CERVCO")
    register.succession(
        crmr, request="follow_up", answers={"crmr.annual_report_filed": True, "crmr.bndmr_filled": False}
    )
    assert owed(register, "annual_report") == []
    (done,) = owed(register, "annual_report", marked=True)
    assert done.mark is not None
    assert dict(done.explanation)["La suite donnée"].startswith("Faite, dit le suivi\u00a0: Dossier 2026-")
    assert len(owed(register, "bndmr")) == 1


def test_the_mandate_of_a_competence_centre_ends_with_the_first_of_the_labels_of_its_centres(
    register: Register,
) -> None:
    crmrs = [register.crmr(name, label=(START, end)) for name, end in (("CERVCO", END), ("MIRCEM", D(2028, 9, 30)))]
    ccmr = register.ccmr("CHU de Nantes", *crmrs, end=None)
    register.mandate(Function.RESPONSABLE_CCMR, ccmr, register.person("Aubrac"), D(2025, 5, 1), D(2028, 9, 30))
    (row,) = [row for row in for_centre(register.db, "ccmr", ccmr, TODAY) if row.kind == "mandate_end"]
    assert dict(row.explanation)["Le calcul"] == (
        "Fin des labels, le plus tôt de 30/09/2028, 31/12/2028\u00a0: 30/09/2028, dernier jour compris."
    )
