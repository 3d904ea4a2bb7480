"""The rule packs of a register: which one new dossiers open under, and the text of those that its users made.

A pack of the program is on every machine. One that a user made is kept in the register when it is activated, so that
every colleague judges its dossiers by the same text (docs/decisions/0006).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk import places
from crmr_desk.model.errors import UserError
from crmr_desk.model.law import packs
from crmr_desk.model.law.pack_files import Layer
from crmr_desk.model.law.pack_reader import Mistake
from crmr_desk.model.law.pack_shelf import completed, folder_of, layers_of, user_made
from crmr_desk.model.law.packs import Pack
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier, Setting
from crmr_desk.model.store.settings import keep_setting, setting

ACTIVE: Final = "active_pack"
KEPT: Final = "pack:"
"""What the key of a pack kept in the register starts with."""


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack as the page of the rules lists it. ``pack`` is None while it has ``mistakes``; ``folder`` is None where
    only the register has it. ``changed``: the folder no longer says what the register keeps of it."""

    id: str
    pack: Pack | None
    mistakes: tuple[Mistake, ...]
    folder: Path | None
    shipped: bool
    active: bool
    changed: bool
    open_dossiers: int

    @property
    def title(self) -> str:
        """The title, or the identifier of a pack that does not read."""
        return self.pack.title if self.pack else self.id


def active_pack(db: Database) -> Pack:
    """The pack under which a new dossier opens. Raises UserError or PackError as ``pack_in`` does."""
    with db.reading() as session:
        return active_pack_in(session)


def active_pack_in(session: Session) -> Pack:
    """The same, within a reading or a writing."""
    return pack_in(session, _active_name(session))


def pack_in(session: Session, name: str) -> Pack:
    """The pack of a dossier: that of the program, else as the register keeps it, else that of this user.

    Raises UserError when it is nowhere, PackError when it does not read.
    """
    if name in packs.shipped():
        return packs.load_named(name)
    kept = _kept_layers(session, name)
    if kept:
        return packs.load_layers(completed(kept))
    if name in packs.names():
        return packs.load_named(name)
    raise UserError(
        f"Le jeu de règles «\u202f{name}\u202f» n’est ni dans le programme, ni dans ce registre. Il est attendu "
        f"dans le dossier «\u202f{places.rule_packs() / name}\u202f»\u00a0: demandez-le à la personne qui l’a fait."
    )


def activate(db: Database, name: str) -> Changes:
    """Open new dossiers under the pack ``name`` from now on; dossiers that are open keep theirs. A pack of the user is
    copied into the register as it is today.

    Raises UserError when nothing would change or the pack is nowhere, PackError when it does not read.
    """
    pack = candidate(db, name)
    with db.writing(f"Activation du jeu de règles «\u202f{pack.title}\u202f»") as session:
        layers = _own_layers(name)
        unchanged = not layers or layers == _kept_layers(session, name)
        if unchanged and _active_name(session) == name:
            raise UserError(f"Le jeu de règles «\u202f{pack.title}\u202f» est déjà actif.")
        if not unchanged:
            keep_setting(session, f"{KEPT}{name}", [{"id": layer.id, "files": layer.texts} for layer in layers])
        keep_setting(session, ACTIVE, name)
    return session.changes


def candidate(db: Database, name: str) -> Pack:
    """The pack ``name`` as activating it would take it: from its folder where this machine has one."""
    if name in packs.names():
        return packs.load_named(name)
    with db.reading() as session:
        return pack_in(session, name)


def pack_rows(db: Database) -> tuple[PackRow, ...]:
    """The packs of the program, those of the user, then those that only the register has."""
    with db.reading() as session:
        active = _active_name(session)
        kept = session.scalars(select(Setting.key).where(Setting.key.startswith(KEPT, autoescape=True)))
        elsewhere = sorted({key.removeprefix(KEPT) for key in kept} - set(packs.names()))
        under = select(Dossier.pack, func.count().label("opened")).where(Dossier.state == OPEN).group_by(Dossier.pack)
        counts = Counter({row.pack: row.opened for row in session.execute(under)})
        return tuple(_row(session, name, active, counts[name]) for name in (*packs.names(), *elsewhere))


def _row(session: Session, name: str, active: str, open_dossiers: int) -> PackRow:
    here = name in packs.names()
    pack: Pack | None = None
    mistakes: tuple[Mistake, ...] = ()
    try:
        pack = packs.load_named(name) if here else pack_in(session, name)
    except packs.PackError as error:
        mistakes = error.mistakes
    kept = _kept_layers(session, name)
    return PackRow(
        id=name,
        pack=pack,
        mistakes=mistakes,
        folder=folder_of(name) if here else None,
        shipped=name in packs.shipped(),
        active=name == active,
        changed=here and bool(kept) and not mistakes and kept != _own_layers(name),
        open_dossiers=open_dossiers,
    )


def _active_name(session: Session) -> str:
    return str(setting(session, ACTIVE) or packs.DEFAULT)


def _own_layers(name: str) -> tuple[Layer, ...]:
    """The layers of a pack of the user that the program does not bring; none for one that is not on this machine."""
    if name not in user_made():
        return ()
    return tuple(layer for layer in layers_of(folder_of(name)) if layer.id not in packs.shipped())


def _kept_layers(session: Session, name: str) -> tuple[Layer, ...]:
    kept = setting(session, f"{KEPT}{name}") or []
    return tuple(Layer.of_texts(layer["id"], layer["files"]) for layer in kept)
