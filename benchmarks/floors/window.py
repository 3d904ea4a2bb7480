"""Floor: a bare window, painted. Argument: the round."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.stamp import FirstPaint, tell_the_clock

application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
FirstPaint(window, tell_the_clock)
window.show()
application.exec()
