"""Makes a pack of the user's own out of another one, for him to change with a text editor."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Final

from crmr_desk import places
from crmr_desk.model.errors import UserError
from crmr_desk.model.law import packs
from crmr_desk.model.law.pack_files import FRAME, merged
from crmr_desk.model.law.pack_reader import Mistake
from crmr_desk.model.law.pack_shelf import folder_of, layers_of, names
from crmr_desk.model.law.rules import Pack
from crmr_desk.model.law.vocabulary import SCENARIOS

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_DEVICES: Final = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows keeps for itself."""
_FRAME: Final = """\
# Copie du jeu de règles « {source} ». Chaque fichier de ce dossier se modifie avec un éditeur de texte (UTF-8).
# Un fichier que vous supprimez est repris du jeu d’origine. La page Règles vérifie et nomme chaque erreur par sa ligne.

[pack]
id = {id}
title = {title}
extends = {extends}
# in_force : le jeu fait foi. to_verify : la mention « à vérifier » le suit partout.
status = "to_verify"
applies_from = {applies_from}
source = {told}
instruction = {instruction}
"""


def copy(source: str, name: str, title: str) -> Path:
    """Copy the pack ``source`` into the user's folder as ``name``; returns the new folder.

    The copy extends its source: a file that the user deletes, or a word that a later version of the program asks for,
    comes from there. Raises UserError for a name that cannot be one or is taken, and when nothing can be written.
    """
    _refuse_name(name)
    if not title.strip():
        raise UserError("Donnez un titre au jeu de règles\u00a0: les dossiers et cette page le montrent.")
    pack = packs.load_named(source)
    left_out = {f"{name}.toml" for name in SCENARIOS} - {f"{rule.id}.toml" for rule in pack.scenarios}
    files = [file for file in merged(layers_of(folder_of(source))) if file.name not in left_out]
    target = places.rule_packs() / name
    aside = target.with_name(f".{name}")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        for file in files:
            path = aside / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content or b"")
        (aside / FRAME).write_text(_frame(pack, name, title.strip()), "utf-8", newline="\n")
        aside.rename(target)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise UserError(
            f"La copie ne s’écrit pas dans «\u202f{target.parent}\u202f»\u00a0: {error.strerror}."
        ) from error
    return target


def mistakes_of(name: str) -> tuple[Mistake, ...]:
    """What is wrong in the files of a pack, empty when it can be used. Raises UserError for a name that is nowhere."""
    try:
        packs.load(folder_of(name))
    except packs.PackError as error:
        return error.mistakes
    return ()


def _refuse_name(name: str) -> None:
    if not _NAME.fullmatch(name) or _DEVICES.fullmatch(name):
        raise UserError(
            f"«\u202f{name}\u202f» ne peut pas être un nom de dossier\u00a0: écrivez des minuscules sans accent, des "
            "chiffres, des tirets, quarante signes au plus."
        )
    if name in names() or (places.rule_packs() / name).exists():
        raise UserError(f"Le jeu de règles «\u202f{name}\u202f» existe déjà\u00a0: choisissez un autre nom.")


def _frame(pack: Pack, name: str, title: str) -> str:
    return _FRAME.format(
        source=pack.title,
        id=_quoted(name),
        title=_quoted(title),
        extends=_quoted(pack.id),
        applies_from=pack.applies_from.isoformat(),
        told=_quoted(f"Copie de «\u202f{pack.title}\u202f»."),
        instruction=_quoted(pack.instruction),
    )


def _quoted(text: str) -> str:
    """A TOML text: its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
