"""Deadlines as a calendar file (RFC 5545): whole days, each under a name that stays, with an alarm ahead."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from crmr_desk.model.deadlines.kinds import CESSATION, DESIGNATION_END, LABEL_END, MANDATE_END, NOTICE
from crmr_desk.model.deadlines.leaving import Entry, events
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.errors import UserError
from crmr_desk.model.terms import french_place

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

_PROGRAM: Final = "-//CRMR Desk//Échéances//FR"
_DOMAIN: Final = "crmr-desk"
_MIDNIGHT: Final = dt.time(0, 0, tzinfo=dt.UTC)
WEEK, MONTH = dt.timedelta(days=7), dt.timedelta(days=30)
_EARLY: Final = frozenset({MANDATE_END, LABEL_END, DESIGNATION_END, NOTICE, CESSATION})
"""Kinds that take weeks to answer: they ring a month ahead too."""


def write_ics(
    rows: Iterable[DeadlineRow],
    path: str | Path,
    *,
    name: str,
    today: dt.date,
    alarms: bool = True,
    with_ages: bool = False,
    narrowed: str = "",
) -> int:
    """Write a calendar called ``name`` to ``path``; returns how many entries it holds, a duty of a year being one.

    The same entry has the same UID in every file, whatever its day, so that a calendar takes the newer one for it; a
    duty of a year has another for each of those to whom the list was ``narrowed`` (``choosing.narrowing``). What was
    lifted is cancelled, what is done is marked so; ages of people only ``with_ages``. Raises UserError when the file
    cannot be written.
    """
    calendar = _calendar(name)
    shown = events(rows, with_ages=with_ages, narrowed=narrowed)
    for entry in shown:
        calendar.add_component(_event(entry, today, alarms=alarms))
    try:
        Path(path).write_bytes(calendar.to_ical())
    except OSError as failure:
        raise UserError(
            f"Le calendrier ne peut pas être écrit dans «\u202f{path}\u202f»\u00a0: choisissez un autre emplacement."
        ) from failure
    return len(shown)


def uid(key: str) -> str:
    """The name in every calendar of the entry with this key; it says nothing of whom it concerns."""
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@{_DOMAIN}"


def _calendar(name: str) -> Calendar:
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", _PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # A name that no standard knows is written as it stands, unless its value says that it is a text to be escaped.
    calendar.add("x-wr-calname", vText(name))
    return calendar


def _event(entry: Entry, today: dt.date, *, alarms: bool) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid(entry.key))
    event.add("dtstamp", dt.datetime.combine(today, _MIDNIGHT))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + dt.timedelta(days=1))
    event.add("summary", f"{'✓ ' if entry.done else ''}{entry.title}, {entry.detail}" if entry.detail else entry.title)
    event.add("description", "\n".join(f"{heading}\u00a0: {sentence}" for heading, sentence in entry.explanation))
    event.add("categories", [part for part in (*entry.fsmr.split(", "), french_place(entry.place)) if part])
    event.add("transp", "TRANSPARENT")
    if entry.decided_on is not None:
        # No SEQUENCE: a decision that is taken back leaves none that grows, and a lower one would not be taken.
        event.add("last-modified", dt.datetime.combine(entry.decided_on, _MIDNIGHT))
    if entry.lifted:
        event.add("status", "CANCELLED")
    if alarms and not (entry.done or entry.lifted) and entry.on >= today:
        for ahead in (WEEK, MONTH) if entry.kind in _EARLY else (WEEK,):
            event.add_component(_alarm(entry, ahead))
    return event


def _alarm(entry: Entry, ahead: dt.timedelta) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", -ahead)
    return alarm
