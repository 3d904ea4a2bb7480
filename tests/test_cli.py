from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from crmr_desk import __version__, cli, clock
from crmr_desk.french_arguments import french_complaint


def test_the_help_is_french_and_needs_neither_qt_nor_a_database() -> None:
    program = (
        "import sys; from crmr_desk.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print({'PySide6', 'sqlalchemy', 'openpyxl', 'reportlab'} & set(sys.modules), file=sys.stderr)"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert shown.stdout.startswith("Utilisation\u00a0: crmr-desk")
    assert "affiche cette aide" in shown.stdout
    assert not any(word in shown.stdout for word in ("usage", "options:", "positional", "show this"))
    assert shown.stderr.strip() == "set()"


@pytest.mark.parametrize(
    "command",
    ["demo", "load", "export", "qualify", "letters", "deadlines", "check", "backup", "restore", "migrate"],
)
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main([command, "--help"])
    assert left.value.code == 0
    assert "--database" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--theme", "rose"], "valeur inconnue 'rose'"),
        (["apprendre"], "valeur inconnue 'apprendre'"),
        (["letters", "2026-001"], "il manque\u00a0: --out"),
        (["export"], "il manque\u00a0: FICHIER.xlsx"),
        (["--today", "demain"], "«\u202fdemain\u202f» n’est pas une date"),
        (["--today", "0001-01-01"], "«\u202f0001-01-01\u202f»\u00a0: une année de 1900 à 2200"),
        (["--database"], "une valeur est attendue"),
        (["check", "encore"], "arguments inconnus\u00a0: encore"),
    ],
)
def test_wrong_usage_is_said_in_french(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 2
    assert complaint in capsys.readouterr().err


def test_an_unknown_complaint_stays_readable() -> None:
    assert french_complaint("something new") == "something new"


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert capsys.readouterr().out.strip() == f"CRMR Desk {__version__}"


def test_the_clock_tells_a_day_and_an_instant_in_utc() -> None:
    assert clock.now().tzinfo is dt.UTC
    assert abs(clock.today() - clock.now().date()) <= dt.timedelta(days=1)
