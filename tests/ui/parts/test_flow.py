"""A line of small things that goes on below when it is full."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.flow import Flow, FlowingLabel

TITLE = "Anomalies du développement et syndromes malformatifs du Sud-Ouest"


@pytest.fixture
def line(qtbot: QtBot) -> QWidget:
    """A title with two badges."""
    made = QWidget()
    qtbot.addWidget(made)
    flow = Flow(8, 6, made)
    flow.addWidget(FlowingLabel(TITLE, "centre"))
    flow.addWidget(Badge("Mono-site"))
    flow.addWidget(Badge("Label jusqu’au 31/12/2028", "ok", "certificate"))
    return made


def at_width(line: QWidget, width: int) -> tuple[FlowingLabel, list[Badge]]:
    line.resize(width, line.heightForWidth(width))
    line.show()
    title = line.findChild(FlowingLabel)
    assert title is not None
    return title, line.findChildren(Badge)


def test_badges_stand_beside_the_title_where_there_is_room(line: QWidget) -> None:
    title, badges = at_width(line, 1400)
    assert all(badge.geometry().center().y() == pytest.approx(title.geometry().center().y(), abs=1) for badge in badges)


def test_badges_go_below_a_title_that_fills_the_line(line: QWidget) -> None:
    title, badges = at_width(line, title_width(line) + 20)
    assert all(badge.y() > title.geometry().bottom() for badge in badges)


def test_a_title_wider_than_the_line_wraps_and_is_whole(line: QWidget) -> None:
    title, badges = at_width(line, 300)
    assert title.width() <= 300
    assert title.height() == title.heightForWidth(title.width())
    assert badges[0].y() > title.geometry().bottom()


def test_what_is_hidden_takes_no_room(line: QWidget) -> None:
    _title, (first, second) = at_width(line, 1400)
    was = first.x()
    first.hide()
    flow = line.layout()
    assert flow is not None
    flow.activate()
    assert second.x() == was


def title_width(line: QWidget) -> int:
    title = line.findChild(FlowingLabel)
    assert title is not None
    return title.sizeHint().width()
