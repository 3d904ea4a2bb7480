"""PySide6 6.12.0 on Python 3.11 aborts after some thousands of calls that return None (docs/decisions/0001)."""

from __future__ import annotations

import subprocess
import sys

CALLS = """
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(30000):
    thing.setObjectName("x")
    thing.blockSignals(False)
print("vivant")
"""


def test_thirty_thousand_calls_that_return_none_do_not_abort_the_interpreter() -> None:
    done = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, timeout=100, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "vivant"), done.stderr
