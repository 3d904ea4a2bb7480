"""Who is reminded of what: nothing twice, nobody forgotten, and every reason is said."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.correspondence.reminders.due import due
from crmr_desk.model.correspondence.reminders.kinds import KINDS
from crmr_desk.model.correspondence.reminders.rows import Choice, Standing
from crmr_desk.model.deadlines import marks
from crmr_desk.model.deadlines.upcoming import between
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from tests.model.correspondence.reminders.conftest import SOON, Owing
from tests.model.network.building import TODAY, counted_statements

LAST = dt.date(2025, 12, 31)


def test_a_report_is_owed_by_the_sites_and_never_by_a_ccmr(owing: Owing) -> None:
    lines = owing.lines("annual_report", year=2025)
    assert {line.centre for line in lines.values()} == {"CERVCO", "CERVCO, CHU de Lille", "MARIH"}
    assert {(line.place, line.since) for line in lines.values()} == {("A1 A-c", LAST)}
    assert "ccmr" in {line.centre_kind for line in owing.lines("bndmr").values()}
    assert {line.place for line in owing.lines("bndmr").values()} == {"A1 A-c", "A1 B-b"}


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
    assert (lines[cervco].standing, lines[cervco].why_not[:14]) == (Standing.NOT_DUE, "Faite par Nadi")
    assert (lines[marih].standing, "15 janvier 2027" in lines[marih].why_not) == (Standing.TO_CHOOSE, True)


def test_a_follow_up_that_has_the_report_answers_for_every_site(owing: Owing) -> None:
    answers, opened = {"crmr.annual_report_filed": True}, dt.date(2025, 5, 4)
    owing.register.succession(owing.cervco, request="follow_up", answers=answers, opened_on=opened)
    lines = [line for line in owing.lines("annual_report").values() if line.centre.startswith("CERVCO")]
    assert [(line.standing, "dit le suivi" in line.why_not) for line in lines] == [(Standing.NOT_DUE, True)] * 2


def test_an_open_dossier_that_deals_with_it_leaves_it_to_the_user(owing: Owing) -> None:
    owing.register.succession(owing.cervco, number="2026-0099")
    ends = owing.lines("mandate_end")
    assert {line.why_not for line in ends.values() if line.centre == "CERVCO"} == {
        "Le dossier 2026-0099, ouvert, en traite."
    }
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
        ("annual_report", {"year": 2027}, "est à venir"),
        ("label_end", {"until": TODAY - dt.timedelta(days=1)}, "est passé"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    owing: Owing, kind: str, wanted: dict[str, object], said: str
) -> None:
    with pytest.raises(UserError, match=said):
        owing.lines(kind, **wanted)
