"""The window is painted before anything heavy is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

START = """
import sys
from PySide6.QtCore import QSettings
from crmr_desk import app
from crmr_desk.ui.main_window import MainWindow
qt = app.make_application("light")
window = MainWindow(QSettings(sys.argv[1], QSettings.Format.IniFormat))
def painted():
    heavy = ("sqlalchemy", "alembic", "openpyxl", "reportlab", "psycopg", "pikepdf", "crmr_desk.model.store.schema")
    print([name for name in heavy if name in sys.modules])
    qt.quit()
app.after_first_paint(window, painted)
window.show()
qt.exec()
"""


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path / "x.ini")],
        capture_output=True, text=True, timeout=60, check=False,
        cwd=Path(__file__).parents[2], env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.stdout.strip() == "[]", done.stderr
