"""Ready sentences and paragraphs for letters, filed by topic. A few ship with the program and are ours; the bureau
keeps its own in the register."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from crmr_desk import resources
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.names import as_typed, collation, fold
from crmr_desk.model.store.schema import Phrase

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

LONGEST_TITLE: Final = 80
LONGEST_TEXT: Final = 4000
_GONE: Final = "Cette formule n’est plus dans le registre\u00a0: actualisez la page."


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """A phrase. ``text`` may hold merge fields between braces; what uses it says which it can fill. ``id`` is None for
    one that ships with the program: it cannot be changed, only copied."""

    id: int | None
    topic: str
    title: str
    text: str

    @property
    def shipped(self) -> bool:
        """Whether it comes with the program."""
        return self.id is None


@cache
def shipped() -> tuple[PhraseRow, ...]:
    """Those that come with the program."""
    told = tomllib.loads(resources.path("reference", "phrases.toml").read_text(encoding="utf-8"))["phrase"]
    return tuple(PhraseRow(None, each["topic"], each["title"], each["text"]) for each in told)


def phrases(db: Database) -> tuple[PhraseRow, ...]:
    """All of them, by topic then title, those of the bureau beside those of the program."""
    with db.reading() as session:
        own = [PhraseRow(row.id, row.topic, row.title, row.text) for row in session.scalars(select(Phrase))]
    return tuple(sorted((*shipped(), *own), key=lambda row: (collation(row.topic), collation(row.title))))


def add_phrase(db: Database, *, topic: str, title: str, text: str) -> tuple[int, Changes]:
    """Keep a phrase. Raises UserError without a topic, a title or a text, for one that is too long, or a title that the
    topic has already."""
    with db.writing(f"Formule «\u202f{as_typed(title)}\u202f» ajoutée") as session:
        row = Phrase()
        _fill(session, row, topic, title, text)
        session.add(row)
        session.flush()
        row_id = row.id
    return row_id, session.changes


def change_phrase(db: Database, phrase_id: int, *, topic: str, title: str, text: str) -> Changes:
    """Change a phrase of the bureau; letters already written keep theirs. Raises UserError as ``add_phrase``, and when
    it is no longer there."""
    with db.writing(f"Formule «\u202f{as_typed(title)}\u202f» modifiée") as session:
        row = session.get(Phrase, phrase_id)
        if row is None:
            raise UserError(_GONE)
        _fill(session, row, topic, title, text)
    return session.changes


def delete_phrase(db: Database, phrase_id: int) -> Changes:
    """Take a phrase of the bureau out. Raises UserError when it is no longer there."""
    with db.writing("Formule supprimée") as session:
        row = session.get(Phrase, phrase_id)
        if row is None:
            raise UserError(_GONE)
        session.delete(row)
    return session.changes


def _fill(session: Session, row: Phrase, topic: str, title: str, text: str) -> None:
    row_id = row.id
    row.topic, row.title = as_typed(topic), as_typed(title)
    row.text = "\n".join(filter(None, map(as_typed, text.splitlines())))
    for what, value in (("le sujet", row.topic), ("le titre", row.title), ("le texte", row.text)):
        if not value:
            raise UserError(f"Il manque {what} de la formule\u00a0: complétez-le.")
    if max(len(row.topic), len(row.title)) > LONGEST_TITLE:
        raise UserError(
            f"Le sujet et le titre d’une formule ont {LONGEST_TITLE} signes au plus\u00a0: raccourcissez-les."
        )
    if len(row.text) > LONGEST_TEXT:
        raise UserError(f"Le texte a {len(row.text)} signes\u00a0: {LONGEST_TEXT} au plus, coupez-le en deux formules.")
    with session.no_autoflush:
        others = session.execute(select(Phrase.id, Phrase.topic, Phrase.title))
        known = [(each.topic, each.title) for each in others if each.id != row_id]
    known += [(each.topic, each.title) for each in shipped()]
    if (fold(row.topic), fold(row.title)) in {(fold(one), fold(other)) for one, other in known}:
        raise UserError(
            f"Le sujet «\u202f{row.topic}\u202f» a déjà une formule «\u202f{row.title}\u202f»\u00a0: donnez-lui un "
            "autre titre."
        )
