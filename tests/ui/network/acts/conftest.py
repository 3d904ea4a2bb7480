"""A desk over the network of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from crmr_desk.ui.desk import Desk
from crmr_desk.ui.ops import InlineOps
from tests.conftest import WHO
from tests.model.network.acts.conftest import network_of_one, one
from tests.model.network.acts.network_of_one import Everything

__all__ = ["network_of_one", "one"]


@pytest.fixture
def desk(qapp: QApplication, one: Everything, today: dt.date) -> Iterator[Desk]:
    """A desk without a window."""
    made = Desk(one.db, InlineOps(), today=today, who=WHO, parent=qapp)
    yield made
    made.deleteLater()
