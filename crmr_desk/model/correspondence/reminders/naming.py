"""How the files of reminders are called: ``2026-11-21_CERVCO_relance_rapport_directeur.pdf``. The rule is a setting."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from sqlalchemy.orm import Session

from crmr_desk.model.correspondence.reminders.kinds import KINDS
from crmr_desk.model.dossiers.letter_names import addressee_word, slug
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.settings import keep_setting, setting

if TYPE_CHECKING:
    from crmr_desk.model.correspondence.reminders.rows import ReminderLine
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

DEFAULT: Final = "{date}_{centre}_relance_{objet}_{destinataire}"
PLACES: Final = {
    "date": "jour du courrier, 2026-11-21",
    "centre": "sigle ou intitulé du centre",
    "objet": "objet de la relance, rapport",
    "destinataire": "rôle du destinataire, directeur",
    "numero": "numéro du courrier, R2026-0001",
}
"""What a rule may hold between braces, and what it stands for."""
_KEY: Final = "reminder_names"
_SUFFIX: Final = ".pdf"
_LONGEST: Final = 120
_FIELD: Final = re.compile(r"\{(\w+)\}")
_REFUSED: Final = re.compile(r'[<>:"/\\|?*{}\x00-\x1f]')
"""Signs that Windows keeps for itself, and stray braces."""
_DEVICES: Final = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
)


@dataclass(frozen=True, slots=True)
class NamingRule:
    """``pattern`` is a name without its suffix, with the fields of PLACES between braces."""

    pattern: str = DEFAULT

    def file_name(self, line: ReminderLine, number: str, day: dt.date) -> str:
        """The name of one letter, without accents, spaces or signs that a file system refuses."""
        values = {
            "date": day.isoformat(),
            "centre": slug(line.centre),
            "objet": KINDS[line.kind].word,
            "destinataire": addressee_word(line.who),
            "numero": number,
        }
        stem = _FIELD.sub(lambda field: values[field[1]], self.pattern)[: _LONGEST - len(_SUFFIX)].rstrip(". ")
        return f"{stem}-{_SUFFIX}" if stem.partition(".")[0].upper() in _DEVICES else f"{stem}{_SUFFIX}"


def checked_pattern(pattern: str) -> str:
    """Raises UserError for an empty rule, a field that does not exist or a sign that Windows refuses."""
    typed = pattern.strip().removesuffix(_SUFFIX)
    if not typed.strip(". "):
        raise UserError(f"La règle de nommage est vide\u00a0: écrivez par exemple {DEFAULT}.")
    for name in _FIELD.findall(typed):
        if name not in PLACES:
            known = ", ".join(f"{{{each}}}" for each in PLACES)
            raise UserError(
                f"La règle de nommage emploie «\u202f{{{name}}}\u202f», qui n’existe pas\u00a0: employez {known}."
            )
    refused = _REFUSED.search(_FIELD.sub("", typed))
    if refused:
        raise UserError(
            f"La règle de nommage a le signe «\u202f{refused[0]}\u202f», que Windows refuse dans un nom de "
            "fichier\u00a0: retirez-le."
        )
    return typed


def naming_rule(db: Database) -> NamingRule:
    """The rule in force."""
    with db.reading() as session:
        return naming_rule_in(session)


def naming_rule_in(session: Session) -> NamingRule:
    """The same, within a reading or a writing."""
    return NamingRule(setting(session, _KEY) or DEFAULT)


def save_naming_rule(db: Database, pattern: str) -> Changes:
    """Keep another rule for the letters to come. Raises UserError as ``checked_pattern`` does."""
    typed = checked_pattern(pattern)
    with db.writing("Règle de nommage des relances") as session:
        keep_setting(session, _KEY, typed)
    return session.changes


def unique(name: str, taken: set[str]) -> str:
    """``name``, with -2, -3… where ``taken`` has it already, whatever the case; it is then taken too."""
    path, found, number = PurePath(name), name, 1
    while found.lower() in taken:
        number += 1
        found = f"{path.stem}-{number}{path.suffix}"
    taken.add(found.lower())
    return found
