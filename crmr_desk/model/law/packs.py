"""Loads a rule pack: every file of its folder, every word checked, every cross-reference followed.

Packs are kept by content: a file that a user has changed is read again, one that nobody touched is not.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from crmr_desk.model.law.pack_builder import read_layer
from crmr_desk.model.law.pack_files import Layer
from crmr_desk.model.law.pack_links import check_links
from crmr_desk.model.law.pack_reader import Mistake, PackError
from crmr_desk.model.law.pack_shelf import folder_of, layers_of, names, shipped
from crmr_desk.model.law.rules import Pack

__all__ = ["DEFAULT", "Pack", "PackError", "load", "load_layers", "load_named", "names", "shipped"]

DEFAULT = "2016"
"""The pack of every dossier until an administrator activates another."""


def load_named(name: str) -> Pack:
    """The pack ``name``, of the program or of the user. That of the program is read once.

    Raises UserError for a name that is nowhere, PackError when its files are wrong.
    """
    return _shipped(name) if name in shipped() else load(folder_of(name))


def load(folder: Path) -> Pack:
    """The pack in ``folder``. Raises PackError with the file, the line and what was expected, for each mistake."""
    return load_layers(layers_of(folder))


@lru_cache(maxsize=16)
def load_layers(layers: tuple[Layer, ...]) -> Pack:
    """The pack of these files, the lowest layer first. Raises PackError."""
    base = _base(layers[:-1])
    mistakes: list[Mistake] = []
    pack = read_layer(layers[-1], base, mistakes)
    if pack is not None and not mistakes:
        check_links(pack, {layer.id: layer for layer in layers}, mistakes)
    if pack is None or mistakes:
        raise PackError(mistakes)
    return pack


def _base(layers: tuple[Layer, ...]) -> Pack | None:
    """The pack that is extended; its mistakes are told under its name."""
    if not layers:
        return None
    try:
        return load_layers(layers)
    except PackError as error:
        raise PackError(replace(one, file=f"{layers[-1].id}/{one.file}") for one in error.mistakes) from error


@cache
def _shipped(name: str) -> Pack:
    return load(folder_of(name))
