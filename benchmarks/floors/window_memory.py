"""Floor: the memory of a bare window, painted. Argument: the round."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.memory import tell_time_and_peak
from benchmarks.stamp import FirstPaint

began = time.monotonic()
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)


def painted() -> None:
    """Tell, and leave."""
    tell_time_and_peak(time.monotonic() - began)
    application.quit()


FirstPaint(window, painted)
window.show()
application.exec()
