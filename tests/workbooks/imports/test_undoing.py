"""An import is taken back cell by cell, months later, and what people did since stays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network import mandates
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import check_chain
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Attachment, Ccmr, Mandate, Person
from crmr_desk.model.store.undo import last_undoable, redo, undo
from crmr_desk.workbooks.checking.rows import Line, Ref, Write
from crmr_desk.workbooks.imports.history import imports
from crmr_desk.workbooks.imports.rows import ImportState, KeptCell
from crmr_desk.workbooks.imports.sources import origins
from crmr_desk.workbooks.imports.undoing import plan_undo, undo_import
from tests.model.network.building import END, Register
from tests.model.store.dumps import dump, empty
from tests.workbooks.imports import applied
from tests.workbooks.imports.applied import apply_lines, change, line, new_holder

D = dt.date
Row = Ccmr | Mandate | Person
NETWORK = ("hospital", "person", "crmr", "site", "ccmr", "attachment", "mandate")


@dataclass(frozen=True)
class Centre:
    """A CCMR at Nantes, its responsable Dr Hélène Tardieu until 31/12/2028, and the mandate's id."""

    ccmr: int
    crmr: int
    person: int
    mandate: int


def centre(db: Database) -> Centre:
    register = Register(db)
    crmr = register.crmr("CERVCO")
    ccmr = register.ccmr("CHU de Nantes", crmr)
    person = register.person("Tardieu", "Hélène", "Dr")
    return Centre(ccmr, crmr, person, register.mandate(Function.RESPONSABLE_CCMR, ccmr, person))


def network(db: Database) -> dict[str, object]:
    whole = dump(db)
    return {table: whole[table] for table in NETWORK}


def active_file(here: Centre, value: int) -> Line:
    return change("ccmr", here.ccmr, active_file=(40, value))


def test_undone_at_once_the_register_is_as_before_and_the_undoing_can_be_undone(db: Database) -> None:
    here = centre(db)
    before = network(db)
    import_id = apply_lines(db, new_holder(here.ccmr, here.mandate), active_file(here, 55))
    after = dump(db)
    assert plan_undo(db, import_id).summary == (
        "2 valeurs reviennent à ce qu’elles étaient, 2 fiches ajoutées sont retirées"
    )
    plan, _ = undo_import(db, import_id)
    assert (plan.restored, plan.removed, plan.kept) == (2, 2, ())
    assert network(db) == before
    [row] = imports(db)
    assert (row.state, row.summary) == (
        ImportState.UNDONE,
        "2 centres modifiés, 1 mandat ouvert, 1 clos, 1 personne ajoutée",
    )
    last = last_undoable(db)
    assert last
    assert last.label == "Annulation de l’import de CCMR_AURA.xlsx"
    undo(db, last.id)
    assert dump(db) == after
    redo(db)
    assert network(db) == before
    assert check_chain(db) == []


def test_a_value_that_somebody_changed_since_is_kept_and_listed_with_three_values(db: Database) -> None:
    here = centre(db)
    import_id = apply_lines(
        db, change("ccmr", here.ccmr, active_file=(40, 55), specialty=("neurologie", "neuropédiatrie"))
    )
    with db.writing("Bilan de l’année") as session:
        session.get_one(Ccmr, here.ccmr).active_file = 61
    plan, _ = undo_import(db, import_id)
    assert plan.restored == 1
    assert plan.kept == (
        KeptCell("CCMR (CCMR CHU de Nantes, CHU de Nantes)", "file active", "40", "55", "61", "CCMR", "G4"),
    )
    with db.reading() as session:
        ccmr = session.get_one(Ccmr, here.ccmr)
        assert (ccmr.active_file, ccmr.specialty) == (61, "neurologie")


def test_a_successor_whose_dates_were_corrected_stays_and_so_does_the_end_of_the_former_mandate(db: Database) -> None:
    here = centre(db)
    import_id = apply_lines(db, new_holder(here.ccmr, here.mandate))
    with db.writing("Fin corrigée") as session:
        followed = session.scalars(select(Mandate).where(Mandate.start == applied.START)).one()
        followed.end = D(2027, 12, 31)
    before = network(db)
    plan, _ = undo_import(db, import_id)
    assert network(db) == before
    assert [(kept.what, kept.field, kept.now) for kept in plan.kept] == [
        ("Mandat (Pr Clément Rouvière, CCMR CHU de Nantes, CHU de Nantes)", "fin", "31/12/2027"),
        ("Personne (Pr Clément Rouvière)", "", "sert à une autre fiche, qui est gardée"),
        ("Mandat (Dr Hélène Tardieu, CCMR CHU de Nantes, CHU de Nantes)", "fin",
         "31/08/2026, le siège est occupé depuis"),
    ]  # fmt: skip


def test_a_seat_given_to_somebody_else_since_is_not_reopened(sqlite_db: Database) -> None:
    here = centre(sqlite_db)
    import_id = apply_lines(sqlite_db, change("mandate", here.mandate, end=(END, D(2026, 8, 31))))
    other = Register(sqlite_db).person("Noziere", "Awa", "Pr")
    with sqlite_db.writing("Nomination") as session:
        mandates.open_mandate(
            session, person_id=other, function=Function.RESPONSABLE_CCMR, target_id=here.ccmr, start=D(2026, 10, 1),
            end=END,
        )  # fmt: skip
    plan, _ = undo_import(sqlite_db, import_id)
    assert (plan.restored, [kept.before for kept in plan.kept]) == (0, ["31/12/2028"])


def new_ccmr(here: Centre) -> Line:
    ccmr = Write(
        "ccmr", None, {}, {"title": "CCMR du CHU de Rouen", "hospital_id": 1, "start": applied.START}, ref="ccmr 9",
    )  # fmt: skip
    attached = {"ccmr_id": Ref("ccmr 9"), "crmr_id": here.crmr, "start": applied.START}
    return line(ccmr, Write("attachment", None, {}, attached), row=9)


def test_a_centre_put_to_use_since_stays_with_what_attaches_it(db: Database) -> None:
    here = centre(db)
    import_id = apply_lines(db, new_ccmr(here))
    with db.reading() as session:
        added = session.scalars(select(Ccmr.id).where(Ccmr.title.contains("Rouen"))).one()
    Register(db).mandate(Function.RESPONSABLE_CCMR, added, here.person, applied.START, END)
    plan, _ = undo_import(db, import_id)
    [kept] = plan.kept
    assert (kept.what, kept.written) == ("CCMR (CCMR du CHU de Rouen, Lariboisière, AP-HP)", "ajouté")
    assert kept.now.startswith("sert depuis à la fiche mandat «\u202fDr Hélène Tardieu")
    with db.reading() as session:
        assert session.get(Ccmr, added)
        assert session.scalars(select(Attachment).where(Attachment.ccmr_id == added)).one()


def test_rows_deleted_since_do_not_stand_in_the_way(db: Database) -> None:
    here = centre(db)
    import_id = apply_lines(db, new_holder(here.ccmr, here.mandate))
    with db.writing("Suppression") as session:
        session.delete(session.scalars(select(Mandate).where(Mandate.start == applied.START)).one())
    plan, _ = undo_import(db, import_id)
    assert (plan.restored, plan.removed, plan.kept) == (1, 1, ())
    with db.reading() as session:
        assert session.get_one(Mandate, here.mandate).end == END


def test_only_an_applied_import_can_be_undone(sqlite_db: Database) -> None:
    here = centre(sqlite_db)
    import_id = apply_lines(sqlite_db, active_file(here, 55))
    undo_import(sqlite_db, import_id)
    with pytest.raises(UserError, match="n’est pas appliqué"):
        undo_import(sqlite_db, import_id)


def test_every_value_tells_its_cell_as_long_as_it_is_the_one_written(sqlite_db: Database) -> None:
    here = centre(sqlite_db)
    first = apply_lines(sqlite_db, active_file(here, 55))
    again = change("ccmr", here.ccmr, row=8, version=2, active_file=(55, 60), specialty=("neurologie", "génétique"))
    second = apply_lines(sqlite_db, again, name="CCMR_AURA_2.xlsx")
    rows = [("ccmr", here.ccmr), ("person", here.person)]
    found = origins(sqlite_db, rows)
    assert {field: (each.import_id, each.file, each.sheet, each.cell) for (_, _, field), each in found.items()} == {
        "active_file": (second, "CCMR_AURA_2.xlsx", "CCMR", "G8"),
        "specialty": (second, "CCMR_AURA_2.xlsx", "CCMR", "H8"),
    }
    with sqlite_db.writing("Correction") as session:
        session.get_one(Ccmr, here.ccmr).specialty = "neurologie"
    assert set(origins(sqlite_db, rows)) == {("ccmr", here.ccmr, "active_file")}
    undo_import(sqlite_db, second)
    assert {each.import_id for each in origins(sqlite_db, rows).values()} == {first}
    undo_import(sqlite_db, first)
    assert origins(sqlite_db, rows) == {}


EDITS = st.lists(
    st.tuples(st.sampled_from(["file", "specialty", "name", "end", "former"]), st.integers(0, 2)), max_size=4
)


@given(edits=EDITS, written=st.sets(st.integers(0, 2), min_size=1))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_people_edit_after_an_import_survives_its_undoing(
    sqlite_db: Database, edits: list[tuple[str, int]], written: set[int]
) -> None:
    empty(sqlite_db)
    register = Register(sqlite_db)
    crmr = register.crmr("CERVCO", label=None)
    person = register.person("Tardieu", "Hélène", "Dr")
    ccmrs = [register.ccmr(place, crmr) for place in ("CHU de Nantes", "CHU de Rouen", "CHU de Lille")]
    held = [register.mandate(Function.RESPONSABLE_CCMR, ccmr, person) for ccmr in ccmrs]
    before = network(sqlite_db)
    lines = [new_holder(ccmrs[n], held[n], name=f"Nouveau {n}", row=n + 4) for n in written]
    lines += [change("ccmr", ccmrs[n], row=n + 4, active_file=(40, 50 + n)) for n in written]
    import_id = apply_lines(sqlite_db, *lines)
    with sqlite_db.writing("Travail des collègues") as session:
        edited = [edit(session, kind, n, ccmrs[n], held[n]) for kind, n in edits]
    plan, _ = undo_import(sqlite_db, import_id)
    assert check_chain(sqlite_db) == []
    if not edited:
        assert (network(sqlite_db), plan.kept) == (before, ())
    with sqlite_db.reading() as session:
        for row, field, value in filter(None, edited):
            assert getattr(session.get_one(type(row), row.id), field) == value


def edit(session: WriteSession, kind: str, n: int, ccmr: int, held: int) -> tuple[Row, str, object] | None:
    """One change by a person: the row, the field, the value that must survive; None where there is no such row."""
    added = session.scalars(select(Person).where(Person.last_name == f"Nouveau {n}")).first()
    mandate = session.scalars(select(Mandate).where(Mandate.ccmr_id == ccmr, Mandate.start == applied.START)).first()
    chosen: dict[str, tuple[Row | None, str, object]] = {
        "file": (session.get_one(Ccmr, ccmr), "active_file", 99),
        "specialty": (session.get_one(Ccmr, ccmr), "specialty", "génétique"),
        "name": (added, "first_name", "Étienne"),
        "end": (mandate, "end", D(2027, 12, 31)),
        "former": (session.get_one(Mandate, held), "end", D(2026, 6, 30)),
    }
    row, field, value = chosen[kind]
    if row is None:
        return None
    setattr(row, field, value)
    session.flush()
    return row, field, value
