"""Whatever is opened, closed, moved, merged, told apart and undone, in any order: the network stays whole.

Nobody sits in a closed seat, two mandates of a seat never meet, nothing refers to a double or to nothing, a refusal
writes nothing, undoing everything gives the first register back, and the register as known on an evening is the one
that was there that evening.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.kinds import Function, Ground
from crmr_desk.model.network.acts.attaching import attach_ccmr
from crmr_desk.model.network.acts.closing import close_centre
from crmr_desk.model.network.acts.creating import NewCcmr, NewCrmr, NewSite, create_centre
from crmr_desk.model.network.acts.moving import change_fsmr, move_centre
from crmr_desk.model.network.acts.orphans import orphans
from crmr_desk.model.network.acts.renaming import rename_centre
from crmr_desk.model.network.acts.rows import Act, Decision, Fate, Touched
from crmr_desk.model.network.acts.seating import record_mandate
from crmr_desk.model.network.acts.splitting import NewPart, merge_centres, split_crmr
from crmr_desk.model.network.acts.touching import touched_by
from crmr_desk.model.network.differences.compare import differences
from crmr_desk.model.network.differences.rows import Side
from crmr_desk.model.network.former import FOLLOWED
from crmr_desk.model.network.mandates import open_mandate
from crmr_desk.model.network.merging.merging import MERGES, plan_merge
from crmr_desk.model.network.merging.rows import Kind
from crmr_desk.model.network.merging.unmerging import plan_unmerge, unmerge
from crmr_desk.model.network.tables import CCMR, CRMR, FORMER, FSMR, HOSPITAL, MANDATE, PERSON, SITE
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.integrity import problems_of
from crmr_desk.model.store.past import as_known
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.references import references_to
from crmr_desk.model.store.schema import Fsmr, Hospital, Person
from crmr_desk.model.store.undo import last_redoable, last_undoable, redo, undo
from tests.model.store.dumps import dump, empty

D = dt.date
TODAY = D(2026, 11, 20)
DAYS = st.dates(D(2020, 1, 1), TODAY)
WHY = "Arrêté du 25 novembre 2017"
PLACES = st.integers(0, 9)
"""Which of the rows there are: turning round at the last."""
TABLES = {"fsmr": FSMR, "crmr": CRMR, "site": SITE, "ccmr": CCMR, "hospital": HOSPITAL, "person": PERSON}
SEATS = {
    Function.COORDONNATEUR: "crmr",
    Function.RESPONSABLE_SITE: "site",
    Function.RESPONSABLE_CCMR: "ccmr",
    Function.ANIMATEUR: "fsmr",
}
"""What each function leads."""


class Network(RuleBasedStateMachine):
    """One register; each action is done on a later day than the one before."""

    def __init__(self, db: Database) -> None:
        super().__init__()
        empty(db)
        self.db, self.moment = db, dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
        db.now = lambda: self.moment
        self.evenings: list[tuple[dt.date, dict[str, Any]]] = []
        self.numbers = iter(range(1, 10_000))
        with db.writing("Début", undoable=False) as session:
            for number in range(4):
                session.add(Person(code=f"P{number}", title="Pr", first_name="Awa", last_name=f"Kermoal {number}"))
                session.add(
                    Hospital(finess_et=f"75010004{number}", finess_ej="750712184", name=f"H{number}", region="11")
                )
            for sigle in ("BRAIN-TEAM", "FIMARAD"):
                session.add(Fsmr(sigle=sigle, name=sigle))
        self.remember()

    # --- what is done -----------------------------------------------------------------------------------------------

    @rule(hospital=PLACES, fsmr=PLACES, start=DAYS)
    def open_crmr(self, hospital: int, fsmr: int, start: dt.date) -> None:
        new = NewCrmr(
            self.name("Maladies"), self.one("hospital", hospital), start, WHY, fsmr_id=self.some("fsmr", fsmr)
        )
        assert self.attempt(lambda: create_centre(self.db, new, today=self.today))

    @rule(crmr=PLACES, hospital=PLACES, start=DAYS)
    def open_site(self, crmr: int, hospital: int, start: dt.date) -> None:
        crmr_id = self.some("crmr", crmr)
        if crmr_id is not None:
            new = NewSite(crmr_id, self.one("hospital", hospital), Ground.COMPLEMENTARITE, start, WHY)
            self.attempt(lambda: create_centre(self.db, new, today=self.today))

    @rule(crmr=PLACES, hospital=PLACES, start=DAYS)
    def open_ccmr(self, crmr: int, hospital: int, start: dt.date) -> None:
        crmr_id = self.some("crmr", crmr)
        if crmr_id is not None:
            new = NewCcmr(self.name("CCMR"), self.one("hospital", hospital), start, (crmr_id,))
            self.attempt(lambda: create_centre(self.db, new, today=self.today))

    @rule(ccmr=PLACES, crmr=PLACES, start=DAYS)
    def attach(self, ccmr: int, crmr: int, start: dt.date) -> None:
        ccmr_id, crmr_id = self.some("ccmr", ccmr), self.some("crmr", crmr)
        if ccmr_id is not None and crmr_id is not None:
            self.attempt(lambda: attach_ccmr(self.db, [ccmr_id], [crmr_id], start))

    @rule(function=st.sampled_from(list(SEATS)), person=PLACES, place=PLACES, start=DAYS, length=st.integers(0, 3000))
    def remember_a_mandate(self, function: Function, person: int, place: int, start: dt.date, length: int) -> None:
        target, person_id, end = self.some(SEATS[function], place), self.one("person", person), start
        end = start + dt.timedelta(days=length)
        if target is not None:
            self.attempt(
                lambda: record_mandate(
                    self.db, person_id=person_id, function=function, target_id=target, start=start, end=end,
                    today=self.today,
                )
            )  # fmt: skip

    @rule(function=st.sampled_from(list(SEATS)), person=PLACES, place=PLACES, start=DAYS)
    def designate(self, function: Function, person: int, place: int, start: dt.date) -> None:
        target, person_id = self.some(SEATS[function], place), self.one("person", person)
        if target is not None:
            self.write(
                "Désignation",
                lambda session: open_mandate(
                    session, person_id=person_id, function=function, target_id=target, start=start, end=None
                ),
            )

    @rule(kind=st.sampled_from(["crmr", "site", "ccmr", "fsmr"]), place=PLACES, day=DAYS, data=st.data())
    def close(self, kind: str, place: int, day: dt.date, data: st.DataObject) -> None:
        row_id = self.some(kind, place)
        if row_id is not None:
            touched = touched_by(self.db, kind, row_id, Act.CLOSE, day)
            decisions = self.decide(touched, data)
            self.attempt(lambda: close_centre(self.db, kind, row_id, day, decisions, today=self.today))

    @rule(kind=st.sampled_from(["site", "ccmr"]), place=PLACES, hospital=PLACES, day=DAYS, data=st.data())
    def move(self, kind: str, place: int, hospital: int, day: dt.date, data: st.DataObject) -> None:
        row_id, hospital_id = self.some(kind, place), self.one("hospital", hospital)
        if row_id is not None:
            decisions = self.decide(touched_by(self.db, kind, row_id, Act.MOVE, day), data)
            self.attempt(
                lambda: move_centre(self.db, kind, row_id, hospital_id, day, decisions, today=self.today, reason=WHY)
            )

    @rule(place=PLACES, site=PLACES, day=DAYS, data=st.data())
    def split(self, place: int, site: int, day: dt.date, data: st.DataObject) -> None:
        crmr_id, site_id = self.some("crmr", place), self.some("site", site)
        if crmr_id is not None and site_id is not None:
            part = NewPart(title=self.name("Partie"), coordinating_id=site_id)
            touched = touched_by(self.db, "crmr", crmr_id, Act.SPLIT, day, coordinating=site_id)
            decisions = self.decide(touched, data)
            self.attempt(lambda: split_crmr(self.db, crmr_id, part, day, decisions, today=self.today, reason=WHY))

    @rule(kind=st.sampled_from(["crmr", "ccmr"]), place=PLACES, other=PLACES, day=DAYS, data=st.data())
    def merge_centres(self, kind: str, place: int, other: int, day: dt.date, data: st.DataObject) -> None:
        row_id, into = self.some(kind, place), self.some(kind, other)
        if row_id is not None and into is not None and row_id != into:
            decisions = self.decide(touched_by(self.db, kind, row_id, Act.MERGE, day, into=into), data)
            self.attempt(
                lambda: merge_centres(
                    self.db, kind, row_id, into, day, decisions, today=self.today, reason=WHY,
                    ground=Ground.MEME_ACTIVITE,
                )
            )  # fmt: skip

    @rule(place=PLACES, fsmr=PLACES, day=DAYS)
    def change_fsmr(self, place: int, fsmr: int, day: dt.date) -> None:
        crmr_id, fsmr_id = self.some("crmr", place), self.some("fsmr", fsmr)
        if crmr_id is not None:
            self.attempt(lambda: change_fsmr(self.db, crmr_id, fsmr_id, day, today=self.today))

    @rule(place=PLACES, title=st.sampled_from(["Un", "Deux", "Trois"]), day=st.none() | DAYS)
    def rename(self, place: int, title: str, day: dt.date | None) -> None:
        crmr_id = self.some("crmr", place)
        if crmr_id is not None:
            self.attempt(lambda: rename_centre(self.db, "crmr", crmr_id, {"title": title}, today=self.today, start=day))

    @rule(kind=st.sampled_from(list(Kind)), kept=PLACES, double=PLACES)
    def merge(self, kind: Kind, kept: int, double: int) -> None:
        kept_id, double_id = self.some(kind.value, kept), self.some(kind.value, double)
        if kept_id is None or double_id is None:
            return
        refused = bool(plan_merge(self.db, kind, kept_id, double_id).refusals)
        done = self.attempt(lambda: MERGES[kind](self.db, kept_id, double_id, {}))
        assert done is not refused

    @rule(kind=st.sampled_from(list(Kind)), place=PLACES)
    def tell_apart(self, kind: Kind, place: int) -> None:
        double_id = self.some(kind.value, place, merged=True)
        if double_id is None:
            return
        try:
            plan_unmerge(self.db, kind, double_id)
        except UserError:  # another merge comes first
            return
        assert self.attempt(lambda: unmerge(self.db, kind, double_id))

    @precondition(lambda self: last_undoable(self.db) is not None)
    @rule()
    def undo(self) -> None:
        operation = last_undoable(self.db)
        assert operation is not None
        assert self.attempt(lambda: undo(self.db, operation.id))

    @precondition(lambda self: last_redoable(self.db) is not None)
    @rule()
    def redo(self) -> None:
        assert self.attempt(lambda: redo(self.db))

    # --- what stays true --------------------------------------------------------------------------------------------

    @invariant()
    def nothing_is_left_without_its_centre(self) -> None:
        with self.db.reading() as session:
            for day in (D(2020, 1, 1), D(2023, 6, 30), TODAY, D(2030, 1, 1)):
                assert orphans(session, day) == []

    @invariant()
    def two_mandates_of_a_seat_never_meet(self) -> None:
        with self.db.reading() as session:
            rows = session.execute(select(MANDATE).order_by(MANDATE.c.start)).all()
        seats: dict[tuple[object, ...], list[Any]] = {}
        for row in rows:
            seats.setdefault((row.crmr_id, row.site_id, row.ccmr_id, row.fsmr_id), []).append(row)
        for held in seats.values():
            for one, following in pairwise(held):
                assert one.end is not None
                assert one.end < following.start

    @invariant()
    def nothing_refers_to_a_double(self) -> None:
        with self.db.reading() as session:
            for kind in Kind:
                table = TABLES[kind.value]
                for double_id in session.scalars(select(table.c.id).where(table.c.merged_into_id.is_not(None))):
                    assert [ref for ref in references_to(session, (kind.value, double_id)) if ref.row[0] != kind] == []

    @invariant()
    def former_values_are_of_fields_whose_past_is_told(self) -> None:
        with self.db.reading() as session:
            for row in session.execute(select(FORMER)):
                assert row.field in FOLLOWED[row.table_name]
                assert row.until < self.moment.date()

    def teardown(self) -> None:
        """The register is sound, knows its past, is no different from itself, and is as at first once undone."""
        assert problems_of(self.db) == []
        assert differences(Side(self.db, TODAY), Side(self.db, TODAY)).rows == ()
        for day, state in self.evenings[:: max(1, len(self.evenings) // 2)]:
            known = as_known(self.db, day)
            assert dump(known.db) == state
            known.close()
        self.moment += dt.timedelta(days=1)
        while (operation := last_undoable(self.db)) is not None:
            undo(self.db, operation.id)
        assert dump(self.db) == self.evenings[0][1]

    # --- how it is done ---------------------------------------------------------------------------------------------

    def attempt(self, verb: Callable[[], object]) -> bool:
        """Do it on the next day. A refusal is one French sentence and writes nothing."""
        self.moment += dt.timedelta(days=1)
        before = dump(self.db)
        try:
            verb()
        except (UserError, Conflict) as error:
            refusal = str(error)
        else:
            self.remember()
            return True
        assert refusal.endswith(".")
        assert dump(self.db) == before
        return False

    def remember(self) -> None:
        self.evenings.append((self.moment.date(), dump(self.db)))

    def write(self, label: str, what: Callable[[WriteSession], object]) -> None:
        def verb() -> None:
            with self.db.writing(label) as session:
                what(session)

        self.attempt(verb)

    def decide(self, touched: Touched, data: st.DataObject) -> Mapping[str, Decision]:
        """Any of the choices offered, for each line that waits or has some."""
        decisions: dict[str, Decision] = {}
        for line in touched.lines:
            fates = [option.fate for option in line.options]
            if not fates or (line.proposed is not None and data.draw(st.booleans())):
                continue
            fate = data.draw(st.sampled_from(fates))
            target = self.target(line.targets, line.but, data) if fate is Fate.MOVE and line.targets else None
            decisions[line.key] = Decision(fate, target)
        return decisions

    def target(self, kind: str, but: Iterable[int], data: st.DataObject) -> int | None:
        rows = [row_id for row_id in self.rows(kind) if row_id not in set(but)]
        return data.draw(st.sampled_from(rows)) if rows else None

    def some(self, kind: str, place: int, *, merged: bool = False) -> int | None:
        rows = self.rows(kind, merged=merged)
        return rows[place % len(rows)] if rows else None

    def rows(self, kind: str, *, merged: bool = False) -> list[int]:
        table = TABLES[kind]
        query = select(table.c.id).order_by(table.c.id)
        if "merged_into_id" in table.c:
            double = table.c.merged_into_id
            query = query.where(double.is_not(None) if merged else double.is_(None))
        with self.db.reading() as session:
            return list(session.scalars(query))

    def one(self, kind: str, place: int) -> int:
        """Of a kind of which there is always one."""
        row_id = self.some(kind, place)
        assert row_id is not None
        return row_id

    def name(self, what: str) -> str:
        return f"{what} {next(self.numbers)}"

    @property
    def today(self) -> dt.date:
        return self.moment.date()


def run(db: Database, *, examples: int, steps: int) -> None:
    now = db.now
    try:
        run_state_machine_as_test(
            lambda: Network(db),  # type: ignore[arg-type]
            settings=settings(
                max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=True,
                phases=[Phase.generate], suppress_health_check=list(HealthCheck),
            ),
        )  # fmt: skip
    finally:
        db.now = now
        empty(db)


def test_a_few_actions_in_any_order_leave_the_network_whole(sqlite_db: Database) -> None:
    run(sqlite_db, examples=2, steps=12)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_many_actions_in_any_order_leave_the_network_whole(db: Database) -> None:
    run(db, examples=40, steps=25)
