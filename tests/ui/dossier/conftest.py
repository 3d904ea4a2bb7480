"""The look of the program, put on once: sizes and widths depend on it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from crmr_desk.ui import theme


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> None:
    if theme.mode() != "light":
        theme.apply(qapp, "light")
