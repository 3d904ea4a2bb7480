"""Make the checkout ready: virtual environment, locked dependencies, the project itself, Qt's system libraries.

Usage: ``python installer/prepare.py run|dev``. ``run`` installs what the program needs, ``dev`` also what the tests
need. Every step is skipped when it is already done, so that calling it before each start costs a fraction of a second.
Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "prepared.json"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}

QT_LIBRARIES = [
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "libgssapi-krb5-2",
    "fonts-dejavu-core",
]
"""What Qt needs off screen on a bare Debian."""
X11_LIBRARIES = [
    "libxcb-cursor0",
    "libxkbcommon-x11-0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
]
"""What Qt needs besides to open a window on an X display."""

QT_TRIAL = """
import sys
from PySide6 import QtPdf, QtSvg
from PySide6.QtWidgets import QApplication
QApplication(sys.argv)
"""


def main(arguments: list[str]) -> None:
    """Prepare for ``run`` or ``dev``; leaves with status 1 and one French sentence when something is missing."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        stop("Usage\u00a0: python installer/prepare.py run|dev")
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever types the command chooses the Python)
        stop(f"Python 3.11 ou plus récent est nécessaire\u202f; celui-ci est {sys.version.split()[0]}.")
    make_environment()
    install_dependencies(arguments[0])
    check_qt("offscreen", QT_LIBRARIES)
    if os.name == "posix" and os.environ.get("DISPLAY") and not os.environ.get("QT_QPA_PLATFORM"):
        check_qt("xcb", QT_LIBRARIES + X11_LIBRARIES)


def make_environment() -> None:
    """Create ``.venv``, or create it again when its Python is gone or too old."""
    if succeeds([PYTHON, "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]):
        return
    if not succeeds([sys.executable, "-c", "import ensurepip, venv"]):
        package = f"python3.{sys.version_info.minor}-venv"
        apt_install([package, *QT_LIBRARIES], f"Python {sys.version.split()[0]} n’a pas le module venv.")
    say("Création de l’environnement .venv…")
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", VENV], "L’environnement .venv n’a pas pu être créé.")


def install_dependencies(purpose: str) -> None:
    """Install the lock file of ``purpose`` with its hashes, and the project itself, unless they are there already."""
    wanted = {name: fingerprint(LOCKS[name]) for name in LOCKS}
    done = json.loads(STAMP.read_text("utf-8")) if STAMP.exists() else {}
    if done.get("dev") == wanted["dev"] or done.get(purpose) == wanted[purpose]:
        return
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    lock = LOCKS[purpose]
    say(f"Installation des dépendances de {lock.name} (empreintes vérifiées)…")
    run([*pip, "--require-hashes", "-r", lock], "Les dépendances n’ont pas pu être installées.")
    run(
        [*pip, "--no-index", "--no-deps", "--no-build-isolation", "--editable", ROOT],
        "Le projet n’a pas pu être installé.",
    )
    STAMP.write_text(json.dumps({purpose: wanted[purpose]}), encoding="utf-8")


def fingerprint(lock: Path) -> str:
    """What must be unchanged for an installation to hold: the lock file, the project file and the Python used."""
    told = lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(told).hexdigest()


def check_qt(platform: str, packages: list[str]) -> None:
    """Start Qt in a child process; install Debian's libraries when it cannot."""
    trial: list[str | Path] = [PYTHON, "-c", QT_TRIAL]
    environment = {**os.environ, "QT_QPA_PLATFORM": platform}
    if succeeds(trial, environment):
        return
    apt_install(packages, f"Des bibliothèques du système manquent à Qt (mode «\u202f{platform}\u202f»).")
    last = subprocess.run(trial, env=environment, capture_output=True, text=True, check=False)
    if last.returncode == 0:
        return
    advice = "Sans écran, tapez\u00a0: env -u DISPLAY make run. " if platform == "xcb" else ""
    stop(f"Qt ne démarre pas. {advice}Il répond :\n{last.stderr.strip()}")


def apt_install(packages: list[str], why: str) -> None:
    """Install Debian packages as root; otherwise say which line to type, and stop."""
    line = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        stop(f"{why}\nInstallez l’équivalent, sur votre système, de\u00a0: {' '.join(packages)}")
    if os.geteuid() != 0:
        stop(f"{why}\nTapez, puis recommencez :\n  sudo sh -c '{line}'")
    say(f"{why} Installation de\u00a0: {' '.join(packages)}…")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    failed = "Les paquets Debian n’ont pas pu être installés."
    run(["apt-get", "update", "-qq"], failed, environment)
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], failed, environment)


def succeeds(command: list[str | Path], environment: dict[str, str] | None = None) -> bool:
    """Whether a command exists and ends well; what it prints is dropped."""
    try:
        return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(command: list[str | Path], failed: str, environment: dict[str, str] | None = None) -> None:
    """Run a command whose output matters only when it fails."""
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        stop(f"{failed}\n{(result.stdout + result.stderr).strip()}")


def say(sentence: str) -> None:
    """Tell what takes time."""
    print(sentence, flush=True)


def stop(sentence: str) -> NoReturn:
    """Leave with status 1."""
    print(sentence, file=sys.stderr)
    raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
