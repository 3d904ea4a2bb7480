"""What is decided of deadlines: done, put off, lifted, moved, typed by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from crmr_desk.model.deadlines import entries, marks, moving
from crmr_desk.model.deadlines.choosing import OPEN, Choice, counts, is_late, kept, over
from crmr_desk.model.deadlines.entries import EntryValues
from crmr_desk.model.deadlines.marks import Decided
from crmr_desk.model.deadlines.rows import DONE, DeadlineRow, Mark
from crmr_desk.model.deadlines.upcoming import between, for_centre
from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.store import undo
from crmr_desk.model.store.database import Database
from tests.conftest import WHO
from tests.model.network.building import END, START, TODAY, D, Register

SOON, LATER = D(2026, 12, 15), D(2027, 3, 31)
YEAR_END = D(2026, 12, 31)
MEETING = EntryValues(SOON, "meeting", "Réunion du bureau", detail="4 dossiers", instructor=WHO)


@pytest.fixture
def register(sqlite_db: Database) -> Register:
    made = Register(sqlite_db)
    crmr = made.crmr("CERVCO", made.fsmr("BRAIN-TEAM", None))
    made.constitutive(crmr, "CHU de Lille")
    made.mandate(Function.COORDONNATEUR, crmr, made.person("Aubrac"), START, END)
    return made


def on(db: Database, first: D, last: D | None = None, **more: bool) -> list[DeadlineRow]:
    return [row for row in between(db, first, last or first, TODAY, **more) if row.kind != "bndmr"]


def test_what_is_done_disappears_but_can_be_asked_for_until_it_is_taken_back(register: Register) -> None:
    db = register.db
    first, second = on(db, YEAR_END)
    marks.mark_done(db, first, on=TODAY, today=TODAY)
    assert [row.key for row in on(db, YEAR_END)] == [second.key]
    done = on(db, YEAR_END, marked=True)[0]
    assert dict(done.explanation)["La suite donnée"] == f"Faite par {WHO}, le 20 novembre 2026."
    marks.unmark(db, done)
    assert len(on(db, YEAR_END)) == 2
    last = undo.last_undoable(db)
    assert last is not None
    undo.undo(db, last.id)
    assert len(on(db, YEAR_END)) == 1


def test_several_are_put_off_in_one_operation_and_count_for_their_new_day(register: Register) -> None:
    db = register.db
    rows = on(db, YEAR_END)
    marks.mark_all(db, rows, Decided("postponed", TODAY, "Plateforme fermée.", LATER), today=TODAY)
    assert on(db, YEAR_END) == []
    moved = on(db, LATER)
    assert [(row.on, row.fell_on, row.days) for row in moved] == [(LATER, YEAR_END, 131)] * 2
    assert "Plateforme fermée." in dict(moved[0].explanation)["La suite donnée"]
    assert dict(moved[0].explanation)["Le calcul"] == "Fin de l’année 2026\u00a0: 31/12/2026."
    assert [row.on for row in for_centre(db, "site", 2, TODAY) if row.key == rows[0].key] == [LATER]
    assert len(on(db, YEAR_END, LATER)) == 2


def test_nobody_decides_over_what_a_colleague_has_just_decided(register: Register) -> None:
    db = register.db
    row = on(db, YEAR_END)[0]
    marks.postpone(db, row, LATER, "Plateforme fermée.", today=TODAY)
    with pytest.raises(Conflict, match="Reportée au 31 mars 2027 par Nadia Belkacem"):
        marks.lift(db, row, "Vu trop tard.", today=TODAY)
    with pytest.raises(UserError, match="trop loin"):
        moving.move(db, row, D(3026, 12, 1), "Plus tard.", today=TODAY)
    put_off = on(db, LATER)[0]
    marks.lift(db, put_off, "Le centre ferme.", today=TODAY)
    assert on(db, LATER) == []
    marks.unmark(db, on(db, YEAR_END, marked=True)[0])
    with pytest.raises(Conflict, match="a été retiré entre-temps"):
        marks.mark_done(db, put_off, on=TODAY, today=TODAY)


def test_what_is_no_longer_due_is_not_decided_of(register: Register) -> None:
    db = register.db
    (row,) = [row for row in on(db, END) if row.kind == "mandate_end"]
    register.close(int(row.key.split(":")[1]), LATER)
    with pytest.raises(UserError, match="plus rien n’est dû le 31 décembre"):
        marks.mark_done(db, row, on=TODAY, today=TODAY)


def test_a_mark_holds_only_while_the_deadline_falls_on_the_same_day(register: Register) -> None:
    db = register.db
    (row,) = [row for row in on(db, END) if row.kind == "mandate_end"]
    marks.lift(db, row, "Le centre ferme.", today=TODAY)
    assert "mandate_end" not in {each.kind for each in on(db, END)}
    register.close(int(row.key.split(":")[1]), LATER)
    assert "mandate_end" in {each.kind for each in on(db, LATER)}


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda db, row: marks.mark_done(db, row, on=SOON, today=TODAY), "est à venir"),
        (lambda db, row: marks.postpone(db, row, TODAY - dt.timedelta(1), "Non.", today=TODAY), "est passé"),
        (lambda db, row: marks.mark_done(db, row, on=D(206, 12, 1), today=TODAY), "vérifiez l’année"),
        (lambda db, row: marks.postpone(db, row, D(3026, 12, 1), "Non.", today=TODAY), "trop loin"),
        (lambda db, row: marks.postpone(db, row, YEAR_END, "Non.", today=TODAY), "tombe déjà"),
        (lambda db, row: marks.postpone(db, row, LATER, " ", today=TODAY), "pourquoi l’échéance est reportée"),
        (lambda db, row: marks.lift(db, row, "", today=TODAY), "pourquoi l’échéance est levée"),
        (lambda db, row: marks.lift(db, row, "\x00\u202e \t", today=TODAY), "pourquoi l’échéance est levée"),
        (lambda db, row: marks.lift(db, row, "a" * 5000, today=TODAY), "Motif.* a 5000 signes"),
        (lambda db, row: moving.move(db, row, LATER, "a" * 5000, today=TODAY), "Motif.* a 5000 signes"),
        (lambda db, row: marks.unmark(db, row), "il n’y a rien à retirer"),
        (lambda db, _row: marks.mark_all(db, [], Decided("done", TODAY), today=TODAY), "au moins une échéance"),
    ],
)
def test_a_decision_that_cannot_be_changes_nothing(
    register: Register, act: Callable[[Database, DeadlineRow], object], words: str
) -> None:
    row = on(register.db, YEAR_END)[0]
    with pytest.raises(UserError, match=words):
        act(register.db, row)
    assert on(register.db, YEAR_END, marked=True)[0].mark is None


def test_what_is_typed_by_hand_is_due_on_its_day_and_moves_freely(register: Register) -> None:
    db = register.db
    entry_id, _ = entries.add_entry(db, MEETING, today=TODAY)
    (row,) = on(db, SOON)
    assert (row.key, row.kind, row.title, row.detail) == (f"entry:{entry_id}", "meeting", MEETING.title, "4 dossiers")
    assert (row.centre_kind, row.centre_id, row.instructor, row.place) == ("", 0, WHO, "hors texte")
    assert (row.named, row._replace(detail="").named) == (f"{MEETING.title}, 4 dossiers", MEETING.title)
    assert not moving.needs_reason(row)
    moving.move(db, row, LATER, "", today=TODAY)
    (row,) = on(db, LATER)
    marks.postpone(db, row, SOON, "Congés.", today=TODAY)
    moving.move(db, on(db, SOON)[0], LATER, "", today=TODAY)
    assert [each.title for each in on(db, LATER)] == [MEETING.title]
    marks.postpone(db, on(db, LATER)[0], SOON, "Congés.", today=TODAY)
    for day in (SOON, LATER):
        version = entries.read_entry(db, entry_id).version
        entries.change_entry(db, entry_id, replace(MEETING, on=day), version=version)
    assert [each.mark for each in on(db, LATER)] == [None]
    concerned = EntryValues(LATER, "committee", "Comité", "", "Depuis 2018", "", "crmr", 1)
    entries.change_entry(db, entry_id, concerned, version=entries.read_entry(db, entry_id).version)
    assert entries.read_entry(db, entry_id).values == concerned
    (row,) = on(db, LATER)
    assert row.detail == "CERVCO"
    entries.delete_entry(db, row, today=TODAY)
    assert on(db, LATER) == []


def test_what_is_typed_for_one_day_stands_by_its_title(register: Register) -> None:
    for title in ("Point 3", "Élan", "Point 1"):
        entries.add_entry(register.db, replace(MEETING, title=title), today=TODAY)
    assert [row.title for row in on(register.db, SOON)] == ["Élan", "Point 1", "Point 3"]


def test_two_people_never_change_one_entry_unknown_to_each_other(db: Database) -> None:
    mine, theirs = db, Database(db.url, who="Yvan Kerdoncuff", now=db.now)
    entry_id, _ = entries.add_entry(mine, MEETING, today=TODAY)
    (shown,), read = on(mine, SOON), entries.read_entry(mine, entry_id)
    entries.change_entry(theirs, entry_id, replace(MEETING, title="Réunion du réseau"), version=read.version)
    acts: list[Callable[[], object]] = [
        lambda: entries.change_entry(mine, entry_id, replace(MEETING, on=LATER), version=read.version),
        lambda: entries.delete_entry(mine, shown, today=TODAY),
        lambda: moving.move(mine, shown, LATER, "", today=TODAY),
        lambda: marks.mark_done(mine, shown, on=TODAY, today=TODAY),
    ]
    for act in acts:
        with pytest.raises(Conflict, match=r"Réunion du réseau.*a changé entre-temps, par Yvan Kerdoncuff"):
            act()
    now = entries.read_entry(mine, entry_id)
    assert (now.values.title, now.values.on) == ("Réunion du réseau", SOON)
    assert now.last_change.startswith("par Yvan Kerdoncuff le 20/11/2026")
    entries.change_entry(mine, entry_id, MEETING, version=now.version)
    marks.postpone(theirs, on(theirs, SOON)[0], LATER, "Congés.", today=TODAY)
    for act in acts[1:3]:
        with pytest.raises(Conflict, match="Reportée au 31 mars 2027 par Yvan Kerdoncuff"):
            act()
    theirs.dispose()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (EntryValues(SOON, "meeting", "  "), "Indiquez ce qui est à faire"),
        (EntryValues(TODAY - dt.timedelta(1), "meeting", "Réunion"), "est passé"),
        (EntryValues(D(2926, 1, 1), "meeting", "Réunion"), "vérifiez l’année"),
        (EntryValues(SOON, "label_end", "Réunion"), "nature"),
        (EntryValues(SOON, "meeting", "\x00\u202e\t"), "Indiquez ce qui est à faire"),
        (EntryValues(SOON, "other", "a" * 5000), "Titre.* a 5000 signes\u00a0: 200 au plus"),
        (EntryValues(SOON, "other", "Appel", "a" * 2001), "Précision.* a 2001 signes"),
        (EntryValues(SOON, "other", "Appel", place="a" * 201), "Texte qui la demande.* a 201 signes"),
        (EntryValues(SOON, "other", "Appel", instructor="a" * 201), "À qui.* a 201 signes"),
        (EntryValues(SOON, "other", "Appel", centre_kind="hospital", centre_id=1), "concerne une filière"),
        (EntryValues(SOON, "other", "Appel", centre_kind="site", centre_id=99), "Ce centre n’est plus"),
        (EntryValues(SOON, "other", "Appel", dossier_id=99), "Ce dossier n’est plus"),
    ],
)
def test_an_entry_that_makes_no_sense_is_refused_in_a_sentence(
    register: Register, values: EntryValues, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        entries.add_entry(register.db, values, today=TODAY)


def test_what_the_law_fixes_does_not_move_and_says_what_changes_it(register: Register) -> None:
    (row,) = [row for row in on(register.db, END) if row.kind == "mandate_end"]
    assert "annexe\u00a03, §\u00a02\u00a0a" in row.fixed
    with pytest.raises(UserError, match="ouvrez un dossier de succession"):
        moving.move(register.db, row, LATER, "Plus tard.", today=TODAY)
    report = on(register.db, YEAR_END)[0]
    with pytest.raises(UserError, match="pourquoi l’échéance change de jour"):
        moving.move(register.db, report, LATER, "", today=TODAY)
    moving.move(register.db, report, LATER, "Plateforme fermée.", today=TODAY)
    assert [each.fell_on for each in on(register.db, LATER)] == [YEAR_END]


def test_the_choice_keeps_what_all_its_filters_want_and_counts_each_without_itself(register: Register) -> None:
    db = register.db
    entries.add_entry(db, MEETING, today=TODAY)
    rows = between(db, D(2025, 12, 31), END, TODAY, marked=True)
    shown = [
        row for row in rows if kept(row, Choice(regions=frozenset({"32"}), kinds=frozenset({"annual_report"})), WHO)
    ]
    assert {row.detail for row in shown} == {"CERVCO, CHU de Lille"}
    assert [row.title for row in rows if kept(row, Choice(mine=True), WHO)] == [MEETING.title]
    assert [row.title for row in rows if kept(row, Choice(mine=True), WHO.lower().replace("e", "é"))] == [MEETING.title]
    assert not any(kept(row, Choice(mine=True), "") for row in rows)
    assert [row.title for row in rows if kept(row, Choice(words="reunion bureau"), WHO)] == [MEETING.title]
    done = [row._replace(mark=Mark(DONE, TODAY, WHO)) for row in rows]
    assert [row.title for row in over(done, Choice(mine=True, late=True, state=OPEN), WHO)] == [MEETING.title]
    assert over(done, Choice(), WHO) == over(rows, Choice(state=OPEN), WHO) == []
    assert {row.on for row in rows if is_late(row)} == {D(2025, 12, 31)}
    counted = counts(rows, Choice(kinds=frozenset({"meeting"})), WHO)
    assert (counted.kinds["meeting"], counted.kinds["annual_report"]) == (1, 8)
    assert (counted.instructors[WHO], counted.mine, counted.late) == (1, 1, 0)
    assert kept(rows[0], Choice(fsmrs=frozenset({"BRAIN-TEAM"}), state="open"), WHO)
