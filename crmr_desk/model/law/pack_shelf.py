"""Where packs are found: those that come with the program, then those that the user made in his own folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from crmr_desk import places, resources
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.pack_files import FRAME, Layer, layer_of
from crmr_desk.model.law.pack_reader import Mistake, PackError


@cache
def shipped() -> tuple[str, ...]:
    """The packs that come with the program, in order."""
    return _packs_in(resources.path("rules"))


def user_made() -> tuple[str, ...]:
    """The packs in the folder of the user, in order; one that bears the name of a shipped pack is never found."""
    return tuple(name for name in _packs_in(places.rule_packs()) if name not in shipped())


def names() -> tuple[str, ...]:
    """Every pack on this machine: those of the program, then those of the user."""
    return (*shipped(), *user_made())


def folder_of(name: str) -> Path:
    """Where the files of the pack lie. Raises UserError for a name that is nowhere."""
    if name in shipped():
        return resources.path("rules", name)
    if name in user_made():
        return places.rule_packs() / name
    raise UserError(f"Il n’y a pas de jeu de règles «\u202f{name}\u202f»\u202f; il y a\u00a0: {', '.join(names())}.")


def layers_of(folder: Path) -> tuple[Layer, ...]:
    """The pack in ``folder`` on top of those that it extends. Raises PackError when one of these is nowhere, or when
    they go round in a circle."""
    return completed((layer_of(folder),))


def completed(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """``layers`` on top of the packs of this machine that the lowest of them extends. Raises PackError as above."""
    pile = list(layers)
    while name := pile[0].extends:
        if name in [layer.id for layer in pile]:
            raise _wrong_base(pile, f"le jeu «\u202f{name}\u202f» se complète en rond")
        if name not in names():
            raise _wrong_base(pile, f"il n’y a pas de jeu de règles «\u202f{name}\u202f»")
        pile.insert(0, _shipped_layer(name) if name in shipped() else layer_of(folder_of(name)))
    return tuple(pile)


@cache
def _shipped_layer(name: str) -> Layer:
    """Read once: the files of the program do not change while it runs."""
    return layer_of(folder_of(name))


def _wrong_base(pile: list[Layer], sentence: str) -> PackError:
    """The mistake on the line that names the extended pack, in the file of the layer that does."""
    lowest = pile[0]
    file = FRAME if lowest is pile[-1] else f"{lowest.id}/{FRAME}"
    frame, others = lowest.file(FRAME), [name for name in names() if name not in [layer.id for layer in pile]]
    line = frame.line_naming(lowest.extends) if frame else 1
    return PackError([Mistake(file, line, f"{sentence}\u202f; attendu\u00a0: {', '.join(others) or 'aucun'}.")])


def _packs_in(folder: Path) -> tuple[str, ...]:
    found = (path.parent.name for path in folder.glob(f"*/{FRAME}"))
    return tuple(sorted(name for name in found if not name.startswith(".")))  # a copy that was cut short begins so
