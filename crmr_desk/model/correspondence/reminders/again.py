"""A reminder that is kept as it would be written today: what is due is asked once for all of a kind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from crmr_desk.letters.content import Letter
from crmr_desk.model.correspondence.reminders.composing import composed, pass_in, typed_in
from crmr_desk.model.correspondence.reminders.due import due, years_of
from crmr_desk.model.correspondence.reminders.kinds import DIRECTOR, HEAD, KINDS, REMINDED_BY
from crmr_desk.model.correspondence.reminders.rows import Choice, ReminderLine
from crmr_desk.model.correspondence.reminders.writing import pdf_of, values_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.terms import add_years

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database
    from crmr_desk.model.store.schema import LetterRow

NO_LONGER_DUE: Final = "Cette relance n’a plus d’objet\u00a0: le registre ne dit plus que c’est dû."
_BOTH: Final = Choice(to=(HEAD, DIRECTOR))
_YEARS_AHEAD: Final = 6
"""A year more than a label: what is reminded of falls within them."""
_ReadAs = tuple[str, int | None]
"""The kind of a reminder, and the year for one of those that are owed each year."""


@dataclass(frozen=True, slots=True)
class WrittenAnew:
    """The values of the row of a letter, but for its batch and its file, and its pages."""

    values: dict[str, Any]
    content: bytes


def lines_now(db: Database, letters: Sequence[LetterRow], today: dt.date) -> dict[int, ReminderLine]:
    """What each of these reminders would be written from on ``today``, by the id of the letter; one of which nothing is
    due any more is not there."""
    asked: dict[_ReadAs, list[LetterRow]] = defaultdict(list)
    for letter in letters:
        asked[_read_as(letter)].append(letter)
    found: dict[int, ReminderLine] = {}
    for (kind, year), of_kind in asked.items():
        first, last = years_of(kind, today)
        if year is not None and not first <= year <= last:
            continue  # a point on the data bank of a year that is over: that of the next has taken its place
        until = add_years(today, _YEARS_AHEAD) if KINDS[kind].asks == "until" else None
        read = due(db, kind, today, year=year, until=until, choice=_BOTH)
        lines = {(line.deadline, line.who): line for line in read if line.template}
        found |= {each.id: lines[each.of, each.who] for each in of_kind if (each.of, each.who) in lines}
    return found


def written_anew(
    db: Database, letter: LetterRow, number: str, file_name: str, today: dt.date, first: str = ""
) -> WrittenAnew:
    """A reminder under a new number, with what was typed for its pass, and the sentence ``first`` before all else;
    where the day of the answer has gone by, it asks for one in a month. Raises UserError where nothing is due any
    more, or it cannot be printed."""
    line = lines_now(db, [letter], today).get(letter.id)
    if line is None:
        raise UserError(NO_LONGER_DUE)
    typed = typed_in(letter.facts)
    if typed.reply_by is not None and typed.reply_by <= today:
        typed = replace(typed, reply_by=None)
    with db.reading() as session:
        shared = pass_in(session, db.who, today, typed)
    reminder = composed(shared, line, number)
    if first:
        reminder = replace(reminder, letter=said_first(reminder.letter, first))
    return WrittenAnew(values_of(reminder, file_name, today), pdf_of(reminder, shared.under))


def said_first(letter: Letter, sentence: str) -> Letter:
    """The same letter with ``sentence`` before its first paragraph."""
    words = letter.words
    return replace(letter, words=replace(words, body=(sentence, *words.body)))


def _read_as(letter: LetterRow) -> _ReadAs:
    kind = REMINDED_BY[letter.of.partition(":")[0]]
    year = letter.facts.get("report_year")
    return kind, int(year) if year and KINDS[kind].asks == "year" else None
