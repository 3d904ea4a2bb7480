"""Painting into memory says nothing of its own, and hides no warning."""

from __future__ import annotations

import os
import subprocess
import sys

_WORK = """
from crmr_desk.ui import off_screen
off_screen.use()
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.setMinimumSize(300, 200)
window.show()
app.processEvents()
qWarning("a warning that somebody must read")
"""


def test_only_the_noise_of_the_platform_is_left_out() -> None:
    kept = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "QT_LOGGING_RULES")}
    done = subprocess.run([sys.executable, "-c", _WORK], capture_output=True, text=True, env=kept, check=True)
    assert done.stderr.splitlines() == ["a warning that somebody must read"]
