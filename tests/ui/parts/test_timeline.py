"""The timeline says in words what it draws."""

from __future__ import annotations

import datetime as dt

from pytestqt.qtbot import QtBot

from crmr_desk.model.network.rows import Bar
from crmr_desk.ui.parts.timeline import Timeline

TODAY = dt.date(2026, 11, 20)
BARS = (
    Bar("Label", "Label 2024-2028", dt.date(2024, 1, 1), dt.date(2028, 12, 31), "current"),
    Bar("Coordination", "Pr Solène Aubrac", dt.date(2005, 1, 1), dt.date(2027, 4, 30), "current"),
    Bar("Coordination", "Pr Clément Rouvière", dt.date(2027, 5, 1), None, "proposed"),
)


def test_every_period_is_heard(qtbot: QtBot) -> None:
    line = Timeline(BARS, TODAY)
    qtbot.addWidget(line)
    heard = line.accessibleDescription()
    assert "Label, Label 2024-2028, du 01/01/2024 au 31/12/2028" in heard
    assert "Pr Clément Rouvière, du 01/05/2027 sans fin connue" in heard


def test_a_proposed_period_has_a_line_of_its_own(qtbot: QtBot) -> None:
    with_it, without = Timeline(BARS, TODAY), Timeline(BARS[:2], TODAY)
    for each in (with_it, without):
        qtbot.addWidget(each)
    assert with_it.sizeHint().height() > without.sizeHint().height()


def test_it_paints_at_any_width_and_with_nothing_to_show(qtbot: QtBot) -> None:
    line = Timeline(BARS, TODAY)
    qtbot.addWidget(line)
    for width in (200, 480, 1400):
        line.resize(width, line.sizeHint().height())
        assert not line.grab().isNull()
    line.set_bars((), TODAY)
    assert not line.grab().isNull()
