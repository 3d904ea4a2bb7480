"""Promises of the project as a whole: versions, locks, what a tracked file may say."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from crmr_desk import __version__

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LONGEST_FILE = 400
FOLDERS = (".ci", "benchmarks", "crmr_desk", "docs", "installer", "resources", "tests")


def files(*suffixes: str) -> list[Path]:
    """The files of the project itself; no call to git, which a machine may lack."""
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    known = [path for path in ROOT.iterdir() if path.is_file()] + inside
    return [path for path in known if path.name.endswith(suffixes) and "__pycache__" not in path.parts]


def test_the_project_and_the_package_have_one_version() -> None:
    assert PROJECT["project"]["version"] == __version__


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_dependency_has_a_version_and_a_hash(name: str) -> None:
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry), entry.split()[0]


def test_every_dependency_is_locked_and_has_its_reason() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    reasons = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    for dependency in PROJECT["project"]["dependencies"]:
        name = re.split(r"[\[=<>; ]", dependency)[0]
        assert f"\n{name.lower()}==" in f"\n{lock}"
        assert name in reasons


def test_no_file_names_the_machine_it_was_written_on() -> None:
    forbidden = re.compile(
        "|".join((r"(?<![\w.])/work" + r"/", r"\.libr" + "ary", "files.python" + "hosted", "artifact" + "registry"))
    )
    for path in files(".py", ".md", ".toml", ".lock", ".sh", ".spec", "Makefile", "run"):
        found = forbidden.search(path.read_text("utf-8"))
        assert found is None, f"{path.relative_to(ROOT)}: {found and found.group()}"


def test_every_link_of_the_documents_leads_somewhere() -> None:
    for page in files(".md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"


def test_no_source_file_has_grown_too_long() -> None:
    long = {str(path.relative_to(ROOT)): lines for path in files(".py") if (lines := line_count(path)) > LONGEST_FILE}
    assert long == {}


def line_count(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_the_wheel_carries_the_resources(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "resources").rglob("*.*"):
        if path.is_file():
            relative = path.relative_to(ROOT)
            assert f"crmr_desk/{relative.as_posix()}" in names


def test_qt_survives_thirty_thousand_calls_that_return_nothing() -> None:
    """PySide6 6.12.0 on Python 3.11 aborts after some 5,000 (docs/decisions/0001-pyside6-versions.md)."""
    calls = (
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "for number in range(30_000): thing.setObjectName(str(number))\n"
        "print(thing.objectName())"
    )
    told = subprocess.run([sys.executable, "-c", calls], capture_output=True, encoding="utf-8", check=False)
    assert (told.returncode, told.stdout.strip()) == (0, "29999")
