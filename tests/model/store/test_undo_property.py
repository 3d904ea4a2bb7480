"""Whatever is written, undoing everything gives the former register back, and redoing everything what was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import check_chain
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Crmr, Dossier, Label, Mandate, Person, Setting
from crmr_desk.model.store.undo import last_redoable, last_undoable, redo, undo
from tests.model.store.dumps import dump, empty

Step = Callable[[WriteSession], None]
Entity = TypeVar("Entity", Person, Crmr, Mandate, Dossier, Setting)

NUMBERS = st.integers(0, 4)
TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=6)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
VALUES = st.dictionaries(TEXTS, st.none() | st.booleans() | st.integers(-9, 9) | TEXTS | st.lists(TEXTS), max_size=3)


def chosen(session: WriteSession, entity: type[Entity], number: int) -> Entity | None:
    """The row of this rank, turning round at the last; None in an empty table."""
    rows = session.scalars(select(entity).order_by(entity.id)).all()
    return rows[number % len(rows)] if rows else None


def add_someone(code: str, name: str, born: dt.date | None) -> Step:
    return lambda session: session.add(Person(code=code, first_name=name, last_name=name, birth_date=born))


def change_someone(number: int, code: str, name: str) -> Step:
    def step(session: WriteSession) -> None:
        if row := chosen(session, Person, number):
            row.code, row.last_name = code, name

    return step


def add_centre(code: str) -> Step:
    return lambda session: session.add(Crmr(code=code, title=code))


def add_label(number: int, start: dt.date) -> Step:
    def step(session: WriteSession) -> None:
        if crmr := chosen(session, Crmr, number):
            session.add(Label(crmr_id=crmr.id, start=start))

    return step


def appoint(who: int, where: int, start: dt.date, end: dt.date | None) -> Step:
    def step(session: WriteSession) -> None:
        someone, crmr = chosen(session, Person, who), chosen(session, Crmr, where)
        if someone and crmr:
            seat = {"function": "coordonnateur", "crmr_id": crmr.id}
            session.add(Mandate(person_id=someone.id, start=start, end=end, **seat))

    return step


def succeed(number: int, who: int, day: dt.date) -> Step:
    """Close a mandate, open the next and let a dossier name both, as a decision does."""

    def step(session: WriteSession) -> None:
        former, someone, dossier = chosen(session, Mandate, number), chosen(session, Person, who), None
        if former and someone:
            dossier = chosen(session, Dossier, number)
            former.end = day
            following = Mandate(
                person_id=someone.id,
                function=former.function,
                crmr_id=former.crmr_id,
                start=day + dt.timedelta(days=1),
            )
            session.add(following)
            session.flush()
            if dossier:
                dossier.former_mandate_id, dossier.new_mandate_id = former.id, following.id

    return step


def open_dossier(number: str, where: int, answers: dict[str, object]) -> Step:
    def step(session: WriteSession) -> None:
        if crmr := chosen(session, Crmr, where):
            fixed = {"pack": "2016", "request": "succession", "function": "coordonnateur", "state": "open"}
            opened = {"instructor": "Nadia Belkacem", "opened_on": dt.date(2026, 11, 20)}
            session.add(Dossier(number=number, crmr_id=crmr.id, answers=answers, **fixed, **opened))

    return step


def answer(number: int, answers: dict[str, object]) -> Step:
    def step(session: WriteSession) -> None:
        if row := chosen(session, Dossier, number):
            row.answers = answers

    return step


def remove(entity: type[Entity], number: int) -> Step:
    def step(session: WriteSession) -> None:
        row = chosen(session, entity, number)
        if row is not None:
            session.delete(row)

    return step


STEPS = st.one_of(
    st.builds(add_someone, TEXTS, TEXTS, st.none() | DAYS),
    st.builds(change_someone, NUMBERS, TEXTS, TEXTS),
    st.builds(add_centre, TEXTS),
    st.builds(add_label, NUMBERS, DAYS),
    st.builds(appoint, NUMBERS, NUMBERS, DAYS, st.none() | DAYS),
    st.builds(succeed, NUMBERS, NUMBERS, DAYS),
    st.builds(open_dossier, TEXTS, NUMBERS, VALUES),
    st.builds(answer, NUMBERS, VALUES),
    st.builds(remove, st.sampled_from([Person, Crmr, Mandate, Dossier, Setting]), NUMBERS),
)
WRITES = st.lists(st.lists(st.tuples(STEPS, st.booleans()), min_size=1, max_size=8), min_size=1, max_size=8)


def write(db: Database, steps: list[tuple[Step, bool]]) -> None:
    """One operation, flushed here and there; nothing when the register refuses it."""
    try:
        with db.writing("Essai") as session:
            for step, flushed in steps:
                step(session)
                if flushed:
                    session.flush()
    except UserError:
        return


@given(writes=WRITES)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_and_redoing_everything_is_exact(db: Database, writes: list[list[tuple[Step, bool]]]) -> None:
    empty(db)
    states = [dump(db)]
    for steps in writes:
        write(db, steps)
        if dump(db) != states[-1]:
            states.append(dump(db))
    for state in reversed(states[:-1]):
        operation = last_undoable(db)
        assert operation is not None
        undo(db, operation.id)
        assert dump(db) == state
    assert last_undoable(db) is None
    for state in states[1:]:
        redo(db)
        assert dump(db) == state
    assert last_redoable(db) is None
    assert check_chain(db) == []
