"""Where the files shipped with the program lie: rules, fonts, icons, demonstration network."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The file or folder ``resources/<parts>``, in a checkout, an installed wheel or a built program.

    A wheel and a PyInstaller build carry the folder inside the package; a checkout has it beside the package.
    """
    inside = _PACKAGE / "resources"
    return (inside if inside.is_dir() else _PACKAGE.parent / "resources").joinpath(*parts)
