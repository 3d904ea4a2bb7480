"""The calendar file is read back by the rules of RFC 5545: lines of 75 octets, signs that are escaped."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from icalendar import Calendar

from crmr_desk.calendars.ics import write_ics
from tests.calendars.test_calendars import ENDING, TODAY

LONG = "Réunion préparatoire de la journée annuelle du réseau à l’hôpital Necker\u202f: " * 4


@pytest.mark.parametrize(
    "said",
    ["Comité, bureau", "Lire\u202f; signer", "Dossier \\ annexe", "Deux\nlignes", "De\r\nWindows", 'Dit "non"', LONG],
)
def test_whatever_is_said_is_read_as_it_was(said: str, tmp_path: Path) -> None:
    row = ENDING._replace(key="entry:1", title=said, detail="", fsmr="BRAIN-TEAM, MHEMO")
    path = tmp_path / "a.ics"
    write_ics([row], path, name=said, today=TODAY)
    content = path.read_bytes()
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") for line in lines)  # no sign is cut in two
    plain = said.replace("\r\n", "\n")
    assert _value(content, "X-WR-CALNAME") == _value(content, "SUMMARY") == plain
    (event,) = Calendar.from_ical(content).events
    assert str(event["SUMMARY"]) == plain
    assert list(event.categories) == ["BRAIN-TEAM", "MHEMO", "Annexe\u00a03, §\u00a05"]
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(days=1)


def _value(content: bytes, name: str) -> str:
    """The text of a line as section 3.3.11 wants it read, the folds of section 3.1 taken out."""
    unfolded = content.decode("utf-8").replace("\r\n ", "")
    found = re.search(rf"^{name}:(.*)\r$", unfolded, re.MULTILINE)
    assert found is not None
    return re.sub(r"\\([\\;,nN])", lambda sign: "\n" if sign[1] in "nN" else sign[1], found[1])
