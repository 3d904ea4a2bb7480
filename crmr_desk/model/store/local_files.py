"""Can this path hold a register? A SQLite file needs a local disk and a folder that can be written."""

from __future__ import annotations

import os
import re
import stat
import sys
import tempfile
from pathlib import Path

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.words import NBSP, quoted

NETWORK_FILE_SYSTEMS = {
    *("afs", "ceph", "cifs", "davfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"),
    *("fuse.davfs", "fuse.glusterfs", "fuse.sshfs"),
}
DRIVE_REMOTE = 4
"""Answer of Windows' GetDriveTypeW for a drive letter that stands for a share."""


def require_usable(path: Path) -> None:
    """Raise a UserError when ``path`` cannot hold a register: on a share, in a folder that is missing or read-only,
    itself a folder or read-only. Nothing is left behind."""
    try:
        _refuse_share(path)
        _require_folder(path.parent)
        if path.exists():
            _require_writable_file(path)
    except (OSError, ValueError) as error:
        raise UserError(f"Le chemin {quoted(str(path))} ne peut pas servir{NBSP}: {_reason(error)}.") from error


def mounted_share(path: Path, mounts: str) -> bool:
    """Does ``path`` lie on a network file system, given the text of /proc/mounts?"""
    best, kind = Path("/"), ""
    for line in mounts.splitlines():
        _device, where, file_system, *_rest = line.split(" ")
        place = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), where))
        if path.is_relative_to(place) and len(place.parts) >= len(best.parts):
            best, kind = place, file_system
    return kind in NETWORK_FILE_SYSTEMS


def _refuse_share(path: Path) -> None:
    if str(path).startswith(("\\\\", "//")) or _on_share(path):
        raise UserError(
            f"Le fichier {quoted(str(path))} est sur un partage réseau, où une base de ce genre s’abîme dès que deux"
            f" postes l’ouvrent. Choisissez un dossier de cet ordinateur{NBSP}; pour travailler à plusieurs, ouvrez une"
            " base PostgreSQL."
        )


def _on_share(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.resolve().anchor) == DRIVE_REMOTE)
    mounts = Path("/proc/mounts")
    return mounts.exists() and mounted_share(path.resolve(), mounts.read_text(encoding="utf-8", errors="replace"))


def _require_folder(folder: Path) -> None:
    above = next(place for place in (folder, *folder.parents) if place.exists())
    if not above.is_dir():
        raise UserError(f"{quoted(str(above))} est un fichier, pas un dossier{NBSP}: choisissez un autre emplacement.")
    if above != folder:
        raise UserError(f"Le dossier {quoted(str(folder))} n’existe pas{NBSP}: créez-le, ou choisissez-en un autre.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
        writable = _has_write_bit(folder)
    except OSError:
        writable = False
    if not writable:
        raise UserError(
            f"Le dossier {quoted(str(folder))} ne peut pas être écrit{NBSP}: choisissez-en un autre, ou demandez"
            " le droit d’y écrire."
        )


def _require_writable_file(path: Path) -> None:
    if path.is_dir():
        raise UserError(f"{quoted(str(path))} est un dossier{NBSP}: choisissez un fichier.")
    if not _has_write_bit(path) or not os.access(path, os.R_OK | os.W_OK):
        raise UserError(
            f"Le fichier {quoted(str(path))} est en lecture seule{NBSP}: rendez-le modifiable, ou ouvrez-en une copie."
        )


def _has_write_bit(path: Path) -> bool:
    """Root may write a file that nobody is meant to write: its mode says what was meant."""
    return bool(path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
