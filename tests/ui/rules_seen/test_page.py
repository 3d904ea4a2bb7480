"""The page of remarks: one line each, chips by rule, and the way to the centre."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from crmr_desk.model.network.rules_seen.rows import Rule
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.rules_seen.page import RulesSeenPage


def test_home_leads_to_the_remarks_and_a_remark_to_its_centre(demo_window: MainWindow) -> None:
    demo_window.page("home").alerts.every.click()  # type: ignore[attr-defined]
    QApplication.processEvents()
    page = demo_window.stack.currentWidget()
    assert isinstance(page, RulesSeenPage)
    every = len(page.table.rows())
    assert every == sum(int(chip.text().rsplit(" ", 1)[1]) for chip in page.chips.values())
    page.go_to(Rule.BELOW_THREE.value)
    assert [row.centre for row in page.table.shown_rows()] == ["FILSLAN", "MCGRE", "MUCO-CFTR", "OSCAR"]
    page.search.setText("filslan")
    (remark,) = page.table.shown_rows()
    page.table.opened.emit(remark)
    assert demo_window.history.here == Place("network", ("fsmr", remark.row_id))
    page.search.setText("aucun centre de ce nom")
    assert page.stack.currentWidget() is page.unmatched
