"""Deadlines as a calendar file and as printed pages."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from icalendar import Calendar

from crmr_desk.calendars.ics import uid, write_ics
from crmr_desk.calendars.printed import month_pages, week_pages
from crmr_desk.model.deadlines.choosing import OPEN, Choice, narrowing
from crmr_desk.model.deadlines.reckoning import Reckoning, term, year_end
from crmr_desk.model.deadlines.rows import DONE, LIFTED, POSTPONED, DeadlineRow, Mark, Story
from crmr_desk.model.errors import UserError
from tests.conftest import WHO

TODAY = dt.date(2026, 11, 20)


def row(key: str, on: dt.date, title: str, reckoning: Reckoning, detail: str = "CERVCO") -> DeadlineRow:
    story: Story = ("L’événement de l’essai.", "La règle de l’essai.", "Rien.")
    kind = key.partition(":")[0]
    return DeadlineRow(
        key,
        on,
        kind,
        title,
        detail,
        "crmr",
        1,
        "BRAIN-TEAM",
        "A3 §5",
        (on - TODAY).days,
        reckoning,
        lambda _facts: story,
        None,
    )


ENDING = row("designation_end:1", dt.date(2026, 11, 30), "Fin de la désignation", term(dt.date(2021, 12, 1), 5))
ROWS = [
    ENDING,
    row(
        "birthday:4:65",
        dt.date(2026, 12, 3),
        "65 ans",
        Reckoning("birthday", dt.date(1961, 12, 3), 65),
        "Pr Sixtine Combronde",
    ),
    *(
        row(f"annual_report:site:{site}:2026", dt.date(2026, 12, 31), "Rapport annuel d’activité 2026", year_end(2026))
        for site in range(12)
    ),
]


def events(path: Path) -> list[dict[str, str]]:
    read = Calendar.from_ical(path.read_bytes())
    return [
        {name: str(event[name]) for name in ("UID", "SUMMARY", "DESCRIPTION")}
        | {"on": event.decoded("dtstart").isoformat(), "alarms": str(len(event.subcomponents))}
        for event in read.walk("VEVENT")
    ]


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).split())


def test_every_entry_has_a_name_that_stays_whatever_else_is_in_the_file(tmp_path: Path) -> None:
    write_ics(ROWS, tmp_path / "a.ics", name="Tout", today=TODAY)
    write_ics(ROWS[::2], tmp_path / "b.ics", name="La moitié", today=TODAY + dt.timedelta(days=1))
    whole, part = ({each["UID"]: each["on"] for each in events(tmp_path / name)} for name in ("a.ics", "b.ics"))
    assert len(whole) == len(events(tmp_path / "a.ics"))
    assert part.items() <= whole.items()


def test_the_duties_of_a_year_are_one_entry_and_ages_stay_inside_unless_asked_for(tmp_path: Path) -> None:
    write_ics(ROWS, tmp_path / "a.ics", name="Échéances", today=TODAY)
    count = write_ics(ROWS, tmp_path / "b.ics", name="Échéances", today=TODAY, with_ages=True)
    shown, with_ages = events(tmp_path / "a.ics"), events(tmp_path / "b.ics")
    assert count == len(with_ages) == 3
    assert [each["SUMMARY"] for each in shown] == [
        "Fin de la désignation, CERVCO",
        "Rapport annuel d’activité 2026, 12 attendus, aucun reçu",
    ]


def test_an_entry_says_why_and_rings_ahead_unless_it_is_done_lifted_or_silent(tmp_path: Path) -> None:
    done = ENDING._replace(mark=Mark(DONE, TODAY, WHO))
    lifted = ENDING._replace(mark=Mark(LIFTED, TODAY, WHO, "Sans objet."))
    for shown, alarms, expected in ((ENDING, True, "2"), (ENDING, False, "0"), (done, True, "0")):
        write_ics([shown], tmp_path / "c.ics", name="Une", today=TODAY, alarms=alarms)
        (event,) = events(tmp_path / "c.ics")
        assert event["alarms"] == expected
        assert "+ 5 ans = 30/11/2026" in event["DESCRIPTION"]
    write_ics([lifted], tmp_path / "c.ics", name="Une", today=TODAY)
    (event,) = Calendar.from_ical((tmp_path / "c.ics").read_bytes()).events
    assert (str(event["UID"]), str(event["STATUS"]), event.subcomponents) == (uid(ENDING.key), "CANCELLED", [])


def test_what_was_put_off_again_keeps_its_name_and_leaves_the_others_theirs(tmp_path: Path) -> None:
    report, *others = ROWS[2:]
    names = []
    for until in (dt.date(2027, 2, 15), dt.date(2027, 2, 28)):
        mark = Mark(POSTPONED, TODAY, WHO, "Congés.", until)
        put_off = report._replace(on=until, fell_on=report.on, mark=mark)
        write_ics([*others, put_off], tmp_path / "a.ics", name="Tout", today=TODAY)
        rest, moved = events(tmp_path / "a.ics")
        assert (rest["SUMMARY"], moved["on"]) == ("Rapport annuel d’activité 2026, 11 attendus, aucun reçu", str(until))
        names.append((rest["UID"], moved["UID"]))
    assert names[0] == names[1]
    assert names[0][1] == uid(report.key)


def test_the_duties_of_some_are_another_event_than_those_of_all(tmp_path: Path) -> None:
    of_all, of_one, of_another = (
        narrowing(Choice(fsmrs=frozenset(fsmrs), kinds=frozenset({"annual_report"}), state=OPEN, late=True))
        for fsmrs in ((), ("BRAIN-TEAM",), ("SENSGENE",))
    )
    named = {}
    for narrowed in (of_all, of_one, of_another):
        write_ics(ROWS[2:], tmp_path / "a.ics", name="Des rapports", today=TODAY, narrowed=narrowed)
        (event,) = events(tmp_path / "a.ics")
        named[event["UID"]] = event["SUMMARY"]
    assert of_all == ""
    assert [said.rpartition(", ")[2] for said in named.values()] == ["aucun reçu", *["aucun reçu (BRAIN-TEAM)"] * 2]


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ne peut pas être écrit"):
        write_ics(ROWS, tmp_path / "absent" / "a.ics", name="Échéances", today=TODAY)


def test_a_month_is_one_lying_page_with_its_holidays_and_a_week_has_a_line_each() -> None:
    month = month_pages(ROWS, dt.date(2026, 12, 5), bureau="Bureau PF4", filtered="toutes les filières")
    with pikepdf.open(BytesIO(month)) as read:
        assert len(read.pages) == 1
        left, bottom, right, top = (float(edge) for edge in read.pages[0].mediabox)
        assert right - left > top - bottom
    words = words_of(month)
    for said in ("Échéances, décembre 2026", "25 Noël", "S53", "toutes les filières"):
        assert said in words
    meeting = ROWS[0]._replace(on=dt.date(2026, 12, 3), kind="meeting", title="Réunion du comité de suivi de la région")
    many = [meeting._replace(key=f"entry:{number}", title=f"{meeting.title} {number}") for number in range(12)]
    full = month_pages([*ROWS, *many], dt.date(2026, 12, 5), bureau="Bureau PF4")
    assert len(pikepdf.open(BytesIO(full)).pages) == 1
    assert "et 5 autres" in words_of(full)
    week = words_of(week_pages(ROWS, dt.date(2026, 12, 31), bureau="Bureau PF4"))
    assert "semaine du 28 décembre 2026" in week
    assert "Rapport annuel d’activité 2026 12 attendus" in week
    assert "Aucune échéance" in words_of(week_pages([], dt.date(2026, 12, 31), bureau="Bureau PF4"))
