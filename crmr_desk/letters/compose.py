"""From a template and facts to a letter: fields filled in, typography applied, blanks counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, Final, TypeVar

from crmr_desk.letters.content import ITEM, Fiche, Frame, Letter, LetterError, Words
from crmr_desk.letters.typography import french

BLANK: Final = "[à compléter]"
"""Printed where a field has no value yet."""

_FIELD: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Composed:
    """The letter, and the names of the fields that are blank in it, each once."""

    letter: Letter
    blanks: tuple[str, ...]


def compose(template: Words, frame: Frame, facts: Mapping[str, str]) -> Composed:
    """Fill ``template`` with ``facts``; an empty fact is a blank. Braces in a fact or in ``frame`` stay text.

    Raises LetterError where the template names a field that ``facts`` does not have, or has a stray brace.
    """
    blanks: dict[str, None] = {}
    words = _throughout(template, lambda text: _filled(text, facts, blanks))
    words = replace(words, body=tuple(part for text in words.body for part in _paragraphs(text)))
    return Composed(_throughout(Letter(frame, words), french), tuple(blanks))


def filled_texts(texts: Iterable[str], facts: Mapping[str, str]) -> tuple[str, ...]:
    """Each of ``texts`` as ``compose`` fills and sets it; the items of a list are texts of their own.

    Raises LetterError as ``compose`` does.
    """
    return tuple(french(part) for text in texts for part in _paragraphs(_filled(text, facts, {})))


def fields_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The names of the fields that ``texts`` hold, each once, in their order."""
    return tuple(dict.fromkeys(name for text in texts for name in _FIELD.findall(text)))


def compose_fiche(fiche: Fiche) -> tuple[Fiche, tuple[str, ...]]:
    """The fiche with its typography, and the labels of its rows that have no value."""
    blanks = tuple(label for section in fiche.sections for label, value in section.rows if not value.strip())
    return _throughout(fiche, french), blanks


def _paragraphs(text: str) -> tuple[str, ...]:
    """The items of a list, one a line; any other text is one paragraph."""
    if not text.startswith(ITEM):
        return (text,)
    return tuple(f"{ITEM}{line.strip()}" for line in text.removeprefix(ITEM).splitlines() if line.strip())


def _filled(text: str, facts: Mapping[str, str], blanks: dict[str, None]) -> str:
    stray = re.search(r"[{}]", _FIELD.sub("", text))
    if stray:
        raise LetterError(
            f"Le modèle du courrier a une accolade «\u202f{stray[0]}\u202f» isolée dans «\u202f{text}\u202f»."
        )

    def value(field: re.Match[str]) -> str:
        name = field[1]
        if name not in facts:
            raise LetterError(f"Le modèle du courrier emploie le champ «\u202f{name}\u202f», qui n’existe pas.")
        if facts[name].strip():
            return facts[name]
        blanks.setdefault(name)
        return BLANK

    return _FIELD.sub(value, text)


def _throughout(part: _Part, change: Callable[[str], str]) -> _Part:
    """``part`` with ``change`` applied to every text that stands in it."""
    changed: Any = part
    if isinstance(part, str):
        changed = part if isinstance(part, Enum) else change(part)
    elif isinstance(part, tuple):
        changed = tuple(_throughout(item, change) for item in part)
    elif is_dataclass(part) and not isinstance(part, type):
        whole = {field.name: _throughout(getattr(part, field.name), change) for field in fields(part)}
        changed = replace(part, **whole)
    result: _Part = changed
    return result
