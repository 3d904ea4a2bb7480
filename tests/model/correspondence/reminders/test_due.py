"""Who is reminded of what: nothing twice, nobody forgotten, and every reason is said."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.correspondence.reminders.due import due, looks_at, usual_year
from crmr_desk.model.correspondence.reminders.kinds import KINDS, deadline_kind
from crmr_desk.model.correspondence.reminders.rows import Choice, Standing
from crmr_desk.model.deadlines import marks
from crmr_desk.model.deadlines.upcoming import between
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.centres import add_crmr, designate_fsmr, label_crmr
from tests.model.correspondence.reminders.conftest import SOON, Owing
from tests.model.network.building import END, START, TODAY, D, counted_statements

LAST = dt.date(2025, 12, 31)


def test_a_report_is_owed_by_the_sites_and_never_by_a_ccmr(owing: Owing) -> None:
    lines = owing.lines("annual_report", year=2025)
    assert {line.centre for line in lines.values()} == {"CERVCO", "CERVCO, CHU de Lille", "MARIH"}
    assert {(line.place, line.since) for line in lines.values()} == {("A1 A-c", LAST)}
    assert "ccmr" in {line.centre_kind for line in owing.lines("bndmr").values()}
    assert {line.place for line in owing.lines("bndmr").values()} == {"A1 A-c", "A1 B-b"}


def test_what_closed_this_year_still_owes_last_years_report_and_its_establishment_is_written_to(owing: Owing) -> None:
    closed = owing.register.constitutive(owing.cervco, "CHU de Bordeaux", end=dt.date(2026, 6, 30))
    (line,) = owing.lines("annual_report", choice=Choice(centre=("site", closed))).values()
    assert (line.who, line.addressee) == ("site_director", "Direction du CHU de Bordeaux")
    assert line.remark.startswith("Fermé au 30/06/2026\u00a0:")


def test_whoever_has_an_open_deadline_is_a_line_or_is_named_with_the_reason(owing: Owing) -> None:
    _much_that_is_not_there_today(owing)
    until, written = TODAY.replace(year=2030), dict[str, int]()
    for kind, about in KINDS.items():
        last = dt.date(usual_year(kind, TODAY), 12, 31)
        first, last, wanted = {
            "year": (last, last, {}),
            "until": (TODAY.replace(year=2025), until, {"until": until}),
            "": (TODAY.replace(year=2021), TODAY, {}),
        }[about.asks]
        open_ = {row.key for row in between(owing.db, first, last, TODAY) if row.kind == deadline_kind(kind)}
        lines = owing.lines(kind, **wanted).values()
        assert (open_ - {line.deadline for line in lines}, kind) == (set(), kind)
        assert open_
        assert all(line.why_not for line in lines if line.standing is Standing.NOT_WRITTEN)
        written[kind] = sum(not line.template for line in lines)
    assert written == {
        "annual_report": 0, "plan": 1, "bndmr": 1, "fsmr_report": 0, "fsmr_plan": 1, "label_end": 0, "mandate_end": 1,
        "designation_end": 0, "age": 2,
    }  # fmt: skip


def _much_that_is_not_there_today(owing: Owing) -> None:
    """A site, a CCMR and a centre that closed, a centre without any site, a CCMR to open, a second label and a second
    designation, mandates that lapsed, are to come or have no end, and the end of a label put off from long ago."""
    register, closed = owing.register, dt.date(2026, 6, 30)
    site = register.constitutive(owing.cervco, "CHU de Bordeaux", end=closed)
    ccmr = register.ccmr("CHU de Rouen", owing.marih, end=closed)
    register.crmr("FAI2R", owing.fsmr, end=closed, label=(START, dt.date(2026, 5, 31)))
    register.ccmr("CHU de Lille", owing.marih, start=dt.date(2026, 12, 1))
    filiere = register.fsmr("FIRENDO", dt.date(2022, 1, 1), closed)
    first = register.crmr("ORPHE", owing.fsmr, start=dt.date(2022, 1, 1), label=(dt.date(2022, 1, 1), closed))
    register.label(first, closed + dt.timedelta(days=1), END)
    old = register.crmr("ANCIEN", owing.fsmr, label=(dt.date(2020, 1, 1), dt.date(2024, 12, 31)))
    born = dt.date(1963, 5, 4)
    for function, seat, start, end in (
        (Function.RESPONSABLE_SITE, site, START, dt.date(2026, 5, 31)),
        (Function.RESPONSABLE_CCMR, ccmr, START, dt.date(2026, 3, 31)),
        (Function.RESPONSABLE_SITE, owing.site, SOON + dt.timedelta(days=1), dt.date(2029, 12, 31)),
        (Function.COORDONNATEUR, owing.marih, START, None),
    ):
        register.mandate(function, seat, register.person("Destrade", birth_date=born), start=start, end=end)
    with owing.db.writing("Essai") as session:
        no_site = add_crmr(session, code="R9999", title="Sans site", acronym="", fsmr_id=owing.fsmr)
        label_crmr(session, no_site, START, END)
        designate_fsmr(session, filiere, closed + dt.timedelta(days=1), END)
    ended_on = dt.date(2024, 12, 31)
    ended = next(row for row in between(owing.db, ended_on, ended_on, TODAY) if row.centre_id == old)
    marks.postpone(owing.db, ended, dt.date(2027, 1, 4), "Arrêté attendu", today=TODAY)


def test_where_nobody_leads_the_director_is_written_to_instead_and_it_is_said(owing: Owing) -> None:
    (line,) = owing.lines("annual_report", choice=Choice(centre=("crmr", owing.marih))).values()
    assert (line.part, line.who, line.addressee) == ("director", "current_director", "Direction de Necker, AP-HP")
    assert line.remark.startswith("Siège vacant\u00a0:")
    assert line.template == "batch_annual_report_director"


def test_an_addressee_without_street_and_mailbox_is_left_to_the_user(owing: Owing) -> None:
    lines = {line.addressee: line for line in owing.lines("annual_report").values()}
    known, unknown = lines["Pr Solène Aubrac"], lines["Dr Yann Lambertin"]
    assert known.standing is Standing.PROPOSED
    assert known.address == ("Pr Solène Aubrac", "Lariboisière, AP-HP", "2, rue Ambroise-Paré", "75010 Paris")
    assert (unknown.standing, unknown.address[-1]) == (Standing.TO_CHOOSE, "Lille")
    assert unknown.why_not == "Ni adresse ni courriel connus\u00a0: le courrier ne porterait que le nom et la ville."


def test_what_is_marked_as_done_is_not_due_and_what_was_put_off_is_a_choice(owing: Owing) -> None:
    rows = {row.key: row for row in between(owing.db, LAST, LAST, TODAY) if row.kind == "annual_report"}
    cervco = next(key for key, line in owing.lines("annual_report").items() if line.centre == "CERVCO")
    marih = next(key for key, line in owing.lines("annual_report").items() if line.centre == "MARIH")
    marks.mark_done(owing.db, rows[cervco.partition("|")[0]], on=TODAY, today=TODAY)
    marks.postpone(owing.db, rows[marih.partition("|")[0]], dt.date(2027, 1, 15), "Congé", today=TODAY)
    lines = owing.lines("annual_report")
    assert (lines[cervco].standing, lines[cervco].why_not[:14]) == (Standing.NOT_WRITTEN, "Faite par Nadi")
    assert (lines[marih].standing, "15 janvier 2027" in lines[marih].why_not) == (Standing.TO_CHOOSE, True)


def test_a_follow_up_that_has_the_report_answers_for_every_site(owing: Owing) -> None:
    answers, opened = {"crmr.annual_report_filed": True}, dt.date(2025, 5, 4)
    owing.register.succession(owing.cervco, request="follow_up", answers=answers, opened_on=opened)
    lines = [line for line in owing.lines("annual_report").values() if line.centre.startswith("CERVCO")]
    assert [(line.standing, "dit le suivi" in line.why_not) for line in lines] == [(Standing.NOT_WRITTEN, True)] * 2


def test_an_open_dossier_that_deals_with_it_leaves_it_to_the_user(owing: Owing) -> None:
    owing.register.succession(owing.cervco, number="2026-0099")
    ends = owing.lines("mandate_end")
    assert {line.why_not for line in ends.values() if line.centre == "CERVCO"} == {
        "Le dossier 2026-0099, ouvert, en traite."
    }
    assert not any("2026-0099" in line.why_not for line in ends.values() if line.centre != "CERVCO")
    reports = owing.lines("annual_report", choice=Choice(centre=("site", owing.site)))
    assert "2026-0099" not in next(iter(reports.values())).why_not


def test_the_end_of_a_label_is_written_to_the_coordonnateur_and_to_the_director(owing: Owing) -> None:
    lines = owing.lines("label_end")
    assert [(line.centre, line.part, line.since) for line in lines.values()] == [
        ("CERVCO", "head", SOON),
        ("CERVCO", "director", SOON),
    ]
    assert not owing.lines("label_end", until=dt.date(2027, 3, 30))
    assert list(owing.lines("label_end", choice=Choice(to=("director",)))) == list(lines)[1:]


def test_a_mandate_that_lapsed_is_written_of_to_the_director(owing: Owing) -> None:
    person = owing.register.person("Vasselin")
    owing.register.mandate(Function.RESPONSABLE_CCMR, owing.ccmr, person, end=dt.date(2026, 9, 30))
    (line,) = owing.lines("mandate_end", choice=Choice(centre=("ccmr", owing.ccmr))).values()
    assert (line.who, line.remark.partition("\u00a0")[0]) == ("ccmr_director", "Mandat échu")
    assert line.facts["holder"] == "la personne qui exerçait cette fonction"


def test_a_filiere_without_animateur_is_reached_at_its_seat(owing: Owing) -> None:
    (line,) = owing.lines("designation_end").values()
    assert (line.who, line.addressee) == ("animateur_director", "Direction du CHU de Rouen")


def test_an_age_is_never_proposed_and_the_list_gives_no_day(owing: Owing) -> None:
    (line,) = owing.lines("age").values()
    assert (line.addressee, line.since, line.detail) == ("Dr Yann Lambertin", None, "65 ans pendant le mandat")
    assert line.standing is Standing.TO_CHOOSE
    assert line.why_not.endswith("Courrier personnel\u00a0: à cocher un par un.")
    assert "1962" not in f"{line.facts} {line.remark}"


def test_a_plan_is_asked_for_under_the_label_that_runs(owing: Owing) -> None:
    assert {line.centre for line in owing.lines("plan").values()} == {"CERVCO", "MARIH"}
    owing.register.label(owing.cervco, SOON + dt.timedelta(days=1), dt.date(2032, 3, 31))
    assert {line.centre for line in owing.lines("plan").values()} == {"CERVCO", "MARIH"}


def test_the_number_of_statements_does_not_grow_with_the_network(owing: Owing) -> None:
    with counted_statements(owing.db) as before:
        for kind in KINDS:
            due(owing.db, kind, TODAY)
    owing.register.ccmr("CHU de Rouen", owing.register.crmr("FAI2R", owing.fsmr, at="CHU de Bordeaux"))
    with counted_statements(owing.db) as after:
        for kind in KINDS:
            due(owing.db, kind, TODAY)
    assert len(before) == len(after)


@pytest.mark.parametrize(
    ("kind", "wanted", "said"),
    [
        ("voeux", {}, "n’existe pas"),
        ("annual_report", {"year": 2027}, "une année de 2017 à 2026"),
        ("fsmr_report", {"year": 0}, "L’année 0 ne se rappelle pas"),
        ("annual_report", {"year": 10**9}, "L’année 1000000000 ne se rappelle pas"),
        ("bndmr", {"year": 2025}, "choisissez 2026"),
        ("label_end", {"until": TODAY - dt.timedelta(days=1)}, "est passé"),
        ("age", {"until": dt.date.max}, "Le 31/12/9999 est trop loin"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    owing: Owing, kind: str, wanted: dict[str, object], said: str
) -> None:
    with pytest.raises(UserError, match=said):
        owing.lines(kind, **wanted)


@pytest.mark.parametrize(
    ("kind", "due_on", "reached"),
    [
        ("annual_report", D(2026, 12, 31), True), ("annual_report", D(2027, 12, 31), False),
        ("bndmr", D(2026, 12, 31), True), ("plan", D(2027, 1, 1), False), ("label_end", D(2027, 5, 20), True),
        ("label_end", D(2027, 5, 21), False), ("mandate_end", D(2025, 11, 19), False),
    ],
)  # fmt: skip
def test_a_reminder_is_offered_of_what_it_reaches(kind: str, due_on: D, *, reached: bool) -> None:
    assert looks_at(kind, due_on, TODAY) is reached
