"""Where the program keeps what belongs to its user."""

from __future__ import annotations

from pathlib import Path


def default_database() -> Path:
    """The local database of this user, which may not exist yet; its folder does, once this returns.

    Raises ``OSError`` where the folder cannot be made.
    """
    from platformdirs import user_data_path

    return user_data_path("crmr-desk", appauthor=False, ensure_exists=True) / "reseau.crmr"


def rule_packs() -> Path:
    """The folder of the rule packs that this user made, each in a folder of its own; it may not exist yet."""
    from platformdirs import user_data_path

    return user_data_path("crmr-desk", appauthor=False) / "regles"


def backups() -> Path:
    """The folder of the copies of the register that are made before an import is applied; it may not exist yet."""
    from platformdirs import user_data_path

    return user_data_path("crmr-desk", appauthor=False) / "sauvegardes"
