"""Where the values of a centre sheet come from: a quiet mark beside each, and all of them in words."""

from __future__ import annotations

import dataclasses
import datetime as dt

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crmr_desk.model.network import sheet, tree
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.origin_mark import OriginMark, origins_of, said, values_shown
from crmr_desk.ui.network.sheet_tab import SheetTab
from crmr_desk.workbooks.imports.rows import Origin

ORIGIN = Origin(7, "CCMR_AURA.xlsx", "Centres", "G37", "ARS Auvergne-Rhône-Alpes", dt.date(2026, 11, 17))


def ccmr_sheet(desk: Desk) -> CentreSheet:
    """A competence centre with somebody in its seat."""
    centre = next(node for node in tree.tree_on(desk.db, desk.today) if node.kind == "ccmr" and not node.states)
    return sheet.centre_sheet(desk.db, centre.kind, centre.row_id, desk.today)


def test_an_origin_is_said_in_one_line() -> None:
    assert said(ORIGIN) == (
        "CCMR_AURA.xlsx, feuille «\u202fCentres\u202f», cellule G37, ARS Auvergne-Rhône-Alpes, reçu le 17/11/2026"
    )


def test_values_of_one_line_of_a_file_bear_one_mark() -> None:
    same_line, other_line = dataclasses.replace(ORIGIN, cell="F37"), dataclasses.replace(ORIGIN, cell="F38")
    held = (("mandate", 4, "start"), ("mandate", 4, "end"), ("mandate", 4, "person_id"))

    assert origins_of(held, dict(zip(held, (ORIGIN, same_line, other_line), strict=True))) == [ORIGIN, other_line]
    assert origins_of(held, {}) == []


def test_a_value_that_an_import_wrote_bears_a_mark_that_leads_to_its_line(demo_desk: Desk, qtbot: QtBot) -> None:
    tab, shown = SheetTab(demo_desk), ccmr_sheet(demo_desk)
    qtbot.addWidget(tab)
    patients = ("ccmr", shown.row_id, "active_file")
    start = ("mandate", shown.holder_mandate_id or 0, "start")
    assert {patients, start} <= set(values_shown(shown))

    tab.show_sheet(shown, [], {patients: ORIGIN, start: dataclasses.replace(ORIGIN, cell="F37")})
    marks = tab.findChildren(OriginMark)
    assert {mark.accessibleName().partition("\u00a0:")[0] for mark in marks} == {
        f"Origine de {shown.people[0].name}", "Origine de File active",
    }  # fmt: skip
    assert not tab.origins.isHidden()
    words = [label.text() for label in tab.origins.findChildren(QLabel)]
    assert "CCMR_AURA.xlsx, ARS Auvergne-Rhône-Alpes, reçu le 17/11/2026" in words
    assert "début du mandat (Centres, F37), File active (Centres, G37)" in words
    with qtbot.waitSignal(demo_desk.page_wanted) as wanted:
        next(mark for mark in marks if mark.origin == ORIGIN).click()
    assert wanted.args == ["imports", "7/apply/Centres!37"]

    tab.show_sheet(shown, [], {})
    assert tab.origins.isHidden()
