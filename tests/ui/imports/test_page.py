"""The page of the imports: the list, its filters, what can be done with a draft, the draft of a colleague."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from crmr_desk.model.store.undo import last_undoable, undo
from crmr_desk.ui.exports_dialog import ExportsDialog
from crmr_desk.ui.imports.list_filter import EVERYTHING, ImportFilter, region_counts, state_counts
from crmr_desk.ui.imports.page import ImportsPage
from crmr_desk.ui.imports.report_table import report_rows
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.workbooks.imports.rows import ImportRow, ImportState
from crmr_desk.workbooks.incoming.fields import ListKind
from crmr_desk.workbooks.outgoing import kinds
from tests.ui.imports.conftest import TODAY, open_sheet, receive
from tests.ui.imports.sheets import HEADER, write_sheet
from tests.ui.test_exports import choose
from tests.ui.test_words_on_screen import check

COLLEAGUE = "Karim Ould-Bouzid"
ROW = ImportRow(
    1, "CCMR_AURA.xlsx", ListKind.ARS, "84", "ARS Auvergne-Rhône-Alpes", TODAY, COLLEAGUE, ImportState.DRAFT, None, 3,
    "",
)  # fmt: skip
NATIONAL = dataclasses.replace(
    ROW, id=2, name="Orphanet.xlsx", region="", sender="Liste nationale", state=ImportState.APPLIED,
    summary="12 centres",
)  # fmt: skip


def test_the_chips_count_what_each_would_keep_beside_the_others() -> None:
    wanted = ImportFilter(states=frozenset({ImportState.DRAFT}), regions=frozenset({""}))
    assert not any(wanted.keeps(row) for row in (ROW, NATIONAL))
    assert state_counts((ROW, NATIONAL), wanted) == {ImportState.APPLIED: 1}
    assert region_counts((ROW, NATIONAL), wanted) == {"84": 1}
    assert ImportFilter("orphanet 12").keeps(NATIONAL)
    assert EVERYTHING.keeps(ROW)


def test_the_report_is_told_line_by_line() -> None:
    line = {
        "sheet": "Centres", "row": 7, "status": "review", "action": "none", "centre": None, "hospital": "690784178",
        "values": {"title": "Pr", "first_name": "Amaury", "last_name": "Teyssier", "start": None, "end": None},
        "reasons": [{"code": "finess_key", "text": "La clé est fausse.", "cell": "A7"}],
    }  # fmt: skip
    assert report_rows([line]) == [
        ["Centres", 7, "À vérifier", "", "", "690784178", "Pr Amaury Teyssier", "", "A7\u00a0: La clé est fausse."]
    ]


def test_an_empty_list_says_what_to_do(imports: ImportsPage, shared_window: MainWindow) -> None:
    assert imports.list.stack.currentWidget() is imports.list.nothing
    assert not imports.list.search.isVisible()
    check(shared_window)


def test_a_draft_is_kept_opened_again_and_abandoned(
    imports: ImportsPage, shared_window: MainWindow, aura: Path
) -> None:
    receive(imports, aura)
    imports.draft.leave.click()
    (row,) = imports.list.table.rows()
    check(shared_window)
    imports.list.table.opened.emit(row)
    assert imports.draft.step_key == "columns"
    assert imports.draft.track.steps["apply"].toolTip() == "L’application se demande au bout du contrôle"
    imports.draft.leave.click()
    reasons = {action.text(): action.toolTip() for action in imports.list.menu(row).actions() if not action.isEnabled()}
    assert reasons == {
        "Reprendre": "Ce brouillon est déjà à votre nom",
        "Exporter le rapport…": "Le rapport se fait à l’application",
    }
    imports.list.verbs.ask_abandon(row)
    sheet = open_sheet(shared_window)
    next(each for each in sheet.findChildren(QPushButton) if each.text() == "Abandonner l’import").click()
    assert imports.list.table.rows()[0].state is ImportState.ABANDONED
    assert shared_window.navigation.entries["imports"].accessibleDescription() == ""


def test_the_draft_of_a_colleague_is_read_only_until_it_is_taken_up(
    imports: ImportsPage, shared_window: MainWindow, aura: Path
) -> None:
    desk = shared_window.desk
    assert desk is not None
    me, desk.db.who = desk.db.who, COLLEAGUE
    receive(imports, aura)
    desk.db.who = me
    assert imports.draft.started.title.text() == f"Commencé par {COLLEAGUE}"
    imports.draft.go_to("sender")
    assert not imports.draft.step().sender_box.isEnabled()  # type: ignore[attr-defined]
    imports.draft.take_up.click()
    assert not imports.draft.started.isVisible()
    assert imports.draft.step().sender_box.isEnabled()  # type: ignore[attr-defined]
    assert imports.draft.view is not None
    assert imports.draft.view.row.instructor == me


def test_taking_back_the_reception_leads_back_to_the_list(
    imports: ImportsPage, shared_window: MainWindow, tmp_path: Path
) -> None:
    desk = shared_window.desk
    assert desk is not None
    receive(imports, write_sheet(tmp_path / "Corse.xlsx", ("FINESS géographique", *HEADER[1:])))
    received = imports.draft.import_id
    operation = last_undoable(desk.db)
    assert operation is not None
    desk.run(lambda: undo(desk.db, operation.id))
    assert imports.stack.currentWidget() is imports.list
    assert received not in {row.id for row in imports.list.table.rows()}


def test_an_export_asks_what_it_needs_and_is_written(
    imports: ImportsPage, shared_window: MainWindow, tmp_path: Path
) -> None:
    imports.list.export.click()
    dialog = open_sheet(shared_window)
    assert isinstance(dialog, ExportsDialog)
    assert [kind.key for kind in dialog.table.rows()] == [kind.key for kind in kinds.KINDS]
    dialog.table.select("deadlines")
    check(dialog)
    dialog.fields[kinds.Parameter.LAST].line.setText("31/02/2027")  # type: ignore[union-attr]
    dialog.export.click()
    assert dialog.problem.text()
    dialog.table.select("network_flat")
    dialog.export.click()
    choose(shared_window, tmp_path / "reseau.xlsx")
    assert (tmp_path / "reseau.xlsx").exists()
