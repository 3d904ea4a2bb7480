"""Build ``dist/crmr-desk/``, a folder that runs without Python, and try it from a clean place: ``make installer``."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from installer.prepare import ROOT, apt_install, run, say, stop

DIST = ROOT / "dist"
PROGRAM = DIST / "crmr-desk"


def main() -> None:
    """Leaves with status 1 and one French sentence when the build fails or the built program is not whole."""
    require_tools()
    say("Construction du programme…")
    spec, work = ROOT / "installer" / "crmr-desk.spec", ROOT / "build"
    run(
        [
            sys.executable,
            "-m",
            "PyInstaller",
            "--noconfirm",
            "--log-level",
            "WARN",
            "--distpath",
            DIST,
            "--workpath",
            work,
            spec,
        ],
        "PyInstaller a échoué.",
    )
    say(f"{PROGRAM}\u00a0: {size_in_mib(PROGRAM)} Mio")
    try_from_a_clean_place()


def require_tools() -> None:
    """PyInstaller reads libraries with objdump and takes Python's own library along (Debian packages both apart)."""
    if platform.system() != "Linux":
        return
    if shutil.which("objdump") is None:
        apt_install(["binutils"], "La commande objdump manque.")
    library = sysconfig.get_config_var("INSTSONAME")
    places = [Path(sysconfig.get_config_var(name) or "/nowhere") for name in ("LIBDIR", "LIBPL")]
    multiarch = sysconfig.get_config_var("MULTIARCH")
    places.append(Path("/usr/lib") / (multiarch or ""))
    if not any((place / library).exists() for place in places):
        apt_install([f"libpython3.{sys.version_info.minor}"], f"La bibliothèque {library} manque.")


def size_in_mib(folder: Path) -> int:
    """What the folder takes on disk."""
    return round(sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_symlink()) / 2**20)


def try_from_a_clean_place() -> None:
    """Copy the build to an empty folder, where neither checkout nor settings are, and let it test itself."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "programme"
        shutil.copytree(PROGRAM, copy, symlinks=True)
        command = copy / ("crmr-desk.exe" if os.name == "nt" else "crmr-desk")
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "LANG") if name in os.environ}
        environment = {**kept, "HOME": place, "QT_QPA_PLATFORM": "offscreen"}
        tried = subprocess.run([command, "--self-test"], cwd=place, env=environment, check=False)
    if tried.returncode != 0:
        stop("Le programme construit n’est pas complet.")


if __name__ == "__main__":
    main()
