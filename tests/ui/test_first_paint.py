"""The window is painted before anything heavy is imported, and few modules of ours; PySide reads no source after."""

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
    print(len([name for name in sys.modules if name.startswith("crmr_desk.")]))
    import difflib, linecache
    print(difflib.__file__ in linecache.cache)
    qt.quit()
app.after_first_paint(window, painted)
window.show()
qt.exec()
"""


MODULES = 30
"""Of ours, each a few tenths of a millisecond."""


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path / "x.ini")],
        capture_output=True, text=True, timeout=60, check=False,
        cwd=Path(__file__).parents[2], env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    heavy, modules, source_read = done.stdout.splitlines()
    assert heavy == "[]"
    assert int(modules) <= MODULES
    assert source_read == "False"
