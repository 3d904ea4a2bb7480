"""A file is received once, chosen about choice by choice, and followed by one person at a time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from crmr_desk.model.errors import Conflict, NeedsConfirmation, UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.undo import last_undoable, undo
from crmr_desk.workbooks.checking.check import check
from crmr_desk.workbooks.imports.arrivals import arrival
from crmr_desk.workbooks.imports.choices import Choice, ChoiceKind
from crmr_desk.workbooks.imports.draft import draft_of
from crmr_desk.workbooks.imports.drafts import (
    ALREADY_RECEIVED,
    abandon,
    choose,
    draft_view,
    receive,
    set_kind,
    set_sender,
    take_up,
    withdraw,
)
from crmr_desk.workbooks.imports.history import drafts_waiting, imports, result
from crmr_desk.workbooks.imports.originals import original
from crmr_desk.workbooks.imports.recipes import keep_recipe
from crmr_desk.workbooks.imports.rows import ImportState
from crmr_desk.workbooks.incoming.fields import ListKind, Target
from crmr_desk.workbooks.returning.give_back import write_return
from tests.workbooks.imports.files import HEADER, agency_file, xlsx

TODAY = dt.date(2026, 11, 20)
NANTES = ["440000271", "CHU de Nantes", "CCMR", "Tardieu", "Hélène", dt.date(2024, 1, 1), 40]
FILE = agency_file(NANTES)
SKIPPED = Choice(ChoiceKind.SKIP, "CCMR", "4", "Centre fermé")


def received(db: Database, content: bytes = FILE, name: str = "CCMR_PDL.xlsx", region: str | None = "52") -> int:
    return receive(
        db, name=name, content=content, region=region, sender="", received_on=TODAY, today=TODAY, confirmed=()
    )[0]


@pytest.fixture
def colleague(sqlite_db: Database) -> Database:
    return Database(sqlite_db.url, who="Karim Haddad", now=sqlite_db.now)


def test_a_file_is_kept_to_the_bit_with_what_it_seems_to_be(db: Database) -> None:
    import_id = received(db, name="C:\\courrier\\CCMR_PDL.xlsx")
    assert original(db, import_id).content == FILE
    view = draft_view(db, import_id, TODAY)
    assert (view.row.name, view.row.sender, view.row.kind) == ("CCMR_PDL.xlsx", "ARS Pays de la Loire", ListKind.ARS)
    assert (view.file_kind, view.size, view.problem, view.recipe) == ("xlsx", len(FILE), "", "")
    [sheet] = view.sheets
    assert (sheet.lines, sheet.read, sheet.header) == (3, True, (3, 3))
    assert sheet.preview[2] == tuple(HEADER)
    assert [(line.column.header, line.target) for line in view.columns][:2] == [
        ("FINESS", Target.FINESS),
        ("Établissement", Target.HOSPITAL),
    ]


def test_the_same_header_of_several_sheets_is_one_line_and_what_is_missing_is_said(sqlite_db: Database) -> None:
    lines: list[list[object]] = [
        ["Centre", "Nom du responsable", "Courriel", "Date de nomination"],
        ["CERVCO", "Tardieu", "helene.tardieu@example.org", dt.date(2024, 1, 1)],
    ]
    view = draft_view(sqlite_db, received(sqlite_db, xlsx({"Adultes": lines, "Enfants": lines})), TODAY)
    assert [line.sheets for line in view.columns] == [("Adultes", "Enfants")] * 4
    assert view.problem == (
        "Aucune colonne ne dit de quel établissement il s’agit (FINESS ou nom)\u00a0: indiquez laquelle à l’étape des"
        " colonnes."
    )


@pytest.mark.parametrize(
    ("content", "day"), [(b"%PDF-1.7 pas un classeur", TODAY), (FILE, TODAY + dt.timedelta(days=1))]
)
def test_a_file_that_is_refused_leaves_nothing(sqlite_db: Database, content: bytes, day: dt.date) -> None:
    with pytest.raises(UserError):
        receive(sqlite_db, name="a.xlsx", content=content, region="52", sender="", received_on=day, today=TODAY)
    assert imports(sqlite_db) == []
    assert last_undoable(sqlite_db) is None


def test_the_same_bytes_are_received_twice_only_when_the_user_says_so(sqlite_db: Database) -> None:
    first = received(sqlite_db)
    with pytest.raises(NeedsConfirmation, match=r"déjà été reçu le 20/11/2026 par Nadia Belkacem.*encore en cours"):
        received(sqlite_db, name="autre nom.xlsx")
    abandon(sqlite_db, first)
    second = received(sqlite_db)
    receive(
        sqlite_db, name="a.xlsx", content=FILE, region=None, sender="", received_on=TODAY, today=TODAY,
        confirmed=[ALREADY_RECEIVED],
    )  # fmt: skip
    assert [(row.id, row.state) for row in imports(sqlite_db)][1:] == [
        (second, ImportState.DRAFT),
        (first, ImportState.ABANDONED),
    ]
    assert drafts_waiting(sqlite_db) == 2


def test_choices_are_kept_one_row_each_changed_withdrawn_and_undone(db: Database) -> None:
    import_id = received(db)
    column = Choice(ChoiceKind.COLUMN, "", "File active", "ignore")
    choose(db, import_id, [SKIPPED, column], "CCMR_PDL.xlsx\u00a0: ligne 4 mise de côté")
    choose(db, import_id, [Choice(ChoiceKind.SKIP, "CCMR", "4", "Doublon")], "Motif corrigé")
    assert draft_of(db, import_id).choices.get(ChoiceKind.SKIP, "CCMR", "4") == "Doublon"
    last = last_undoable(db)
    assert last
    undo(db, last.id)
    assert draft_of(db, import_id).choices.get(ChoiceKind.SKIP, "CCMR", "4") == "Centre fermé"
    withdraw(db, import_id, [(ChoiceKind.SKIP, "CCMR", "4"), (ChoiceKind.SKIP, "CCMR", "99")], "Ligne 4 reprise")
    assert draft_of(db, import_id).choices.by_key == {(ChoiceKind.COLUMN, "", "File active"): "ignore"}
    [ignored] = [line for line in draft_view(db, import_id, TODAY).columns if line.ignored]
    assert (ignored.column.header, ignored.target) == ("File active", None)


def test_a_draft_of_a_colleague_is_taken_up_before_it_is_changed(sqlite_db: Database, colleague: Database) -> None:
    import_id = received(sqlite_db)
    with pytest.raises(Conflict, match="suivi par Nadia Belkacem"):
        choose(colleague, import_id, [SKIPPED], "Ligne 4 mise de côté")
    take_up(colleague, import_id)
    choose(colleague, import_id, [SKIPPED], "Ligne 4 mise de côté")
    with pytest.raises(Conflict, match="suivi par Karim Haddad"):
        set_kind(sqlite_db, import_id, ListKind.NETWORK)
    assert imports(sqlite_db)[0].instructor == "Karim Haddad"


def test_kind_and_sender_can_be_corrected_until_the_draft_is_given_up(sqlite_db: Database) -> None:
    import_id = received(sqlite_db)
    set_kind(sqlite_db, import_id, ListKind.NETWORK)
    set_sender(sqlite_db, import_id, None)
    [row] = imports(sqlite_db)
    assert (row.kind, row.region, row.sender) == (ListKind.NETWORK, "", "Liste nationale")
    abandon(sqlite_db, import_id)
    with pytest.raises(UserError, match="a été abandonné"):
        choose(sqlite_db, import_id, [SKIPPED], "Ligne 4")
    with pytest.raises(UserError, match="n’a pas été appliqué"):
        result(sqlite_db, import_id)


def test_a_recipe_reads_the_next_file_of_the_same_sender_whatever_the_order_of_its_columns(
    sqlite_db: Database,
) -> None:
    import_id = received(sqlite_db)
    chosen = [
        Choice(ChoiceKind.COLUMN, "", "File active", "ignore"),
        Choice(ChoiceKind.CELL, "CCMR", "C4", "CRC"),
        Choice(ChoiceKind.CELL, "CCMR", "H4", "hors du tableau"),
    ]
    choose(sqlite_db, import_id, chosen, "Colonnes")
    keep_recipe(sqlite_db, import_id, " ARS  Pays de la Loire ", corrections=True)
    turned = xlsx({"Liste": [HEADER[::-1], NANTES[::-1]]})
    again = draft_of(sqlite_db, received(sqlite_db, turned))
    assert again.match
    assert (again.match.recipe.name, again.recipe["file active"]) == ("ARS Pays de la Loire", "ignore")
    assert again.corrections == {(Target.NATURE, "CCMR"): "CRC"}
    assert check(sqlite_db, again.id, TODAY).lines[-1].values["nature"] == "CRC"
    told = [arrival(sqlite_db, name, FILE).sender for name in ("CCMR_AURA.xlsx", "CCMR.xlsx")]
    assert [sender and sender.region for sender in told] == ["84", "52"]
    assert draft_of(sqlite_db, received(sqlite_db, agency_file(NANTES, NANTES), region="84")).match is None
    keep_recipe(sqlite_db, again.id, "ARS Pays de la Loire", corrections=False)
    assert draft_of(sqlite_db, again.id).corrections == again.corrections
    with pytest.raises(UserError, match="Donnez un nom"):
        keep_recipe(sqlite_db, again.id, "  ", corrections=False)


def test_a_file_that_answers_ours_is_tied_to_the_import_it_answers_and_read_as_that_one_was(
    sqlite_db: Database, tmp_path: Path
) -> None:
    import_id = received(sqlite_db)
    choose(sqlite_db, import_id, [Choice(ChoiceKind.COLUMN, "", "File active", "ignore"), SKIPPED], "Choix")
    write_return(sqlite_db, import_id, tmp_path / "a.xlsx", TODAY)
    answer = received(sqlite_db, (tmp_path / "a.xlsx").read_bytes(), name="CCMR_PDL corrigé.xlsx")
    view = draft_view(sqlite_db, answer, TODAY)
    assert view.row.answers == "CCMR_PDL.xlsx"
    assert view.choices.by_key == {(ChoiceKind.COLUMN, "", "File active"): "ignore"}
