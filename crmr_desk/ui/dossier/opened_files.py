"""Files of a dossier handed to the programs of the computer: written to a folder that goes when the program ends."""

from __future__ import annotations

import errno
import re
from pathlib import Path, PurePath

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.documents import plain_name
from crmr_desk.ui import problems

_DOCUMENTS = frozenset({
    ".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx", ".odp",
    ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".eml", ".msg",
})  # fmt: skip
"""What the computer opens without running anything; any other file is saved where the user says."""


_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})
"""Words that Windows takes for a device, whatever the suffix."""
_LONGEST, _LONGEST_SUFFIX = 120, 10
_REASONS = {
    errno.EACCES: "les droits manquent",
    errno.EPERM: "les droits manquent",
    errno.EROFS: "ce disque se lit seulement",
    errno.ENOSPC: "le disque est plein",
    errno.ENOTDIR: "ce n’est pas un dossier",
    errno.EEXIST: "ce n’est pas un dossier",
    errno.EISDIR: "un dossier porte ce nom",
    errno.ENAMETOOLONG: "le nom est trop long",
}


class OpenedFiles(QObject):
    """Opens what the user clicks, and saves what should not be opened from here."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._folder = QTemporaryDir()
        self._count = 0

    def open(self, name: str, content: bytes) -> None:
        """Show the file in the program that the computer gives to its kind."""
        safe = safe_name(name)
        if PurePath(safe).suffix.lower() not in _DOCUMENTS:
            self.save_as(safe, content)
            return
        path = self._written(safe, content)
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def save_as(self, name: str, content: bytes) -> None:
        """Ask where to keep a copy."""
        dialog = QFileDialog(self._over, "Enregistrer une copie")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(safe_name(name))
        dialog.fileSelected.connect(lambda chosen: write(self._over, Path(chosen), content))
        dialog.open()

    def _written(self, name: str, content: bytes) -> Path | None:
        self._count += 1
        # One folder a file: two papers may bear the same name.
        path = Path(self._folder.path()) / str(self._count) / name
        return path if write(self._over, path, content) else None


def write(over: QWidget, path: Path, content: bytes) -> bool:
    """Write a file; what prevents it is shown. False when it could not be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "le système le refuse")
        refusal = f"{path.name} ne peut pas être écrit dans {path.parent}\u00a0: {reason}. Choisissez un autre dossier."
        problems.show(over, UserError(refusal))
        return False
    return True


def safe_name(name: str) -> str:
    """``name`` as any system can write it: no folder, no sign or word that Windows keeps for itself, not too long."""
    path = PurePath(plain_name(name))
    stem = re.sub(r'[<>:"|?*\x00-\x1f]', "-", path.stem).rstrip(". ")[:_LONGEST] or "document"
    if stem.partition(".")[0].upper() in _DEVICES:
        stem = f"{stem}-"
    return stem + re.sub(r"[^.\w]", "", path.suffix)[:_LONGEST_SUFFIX]
