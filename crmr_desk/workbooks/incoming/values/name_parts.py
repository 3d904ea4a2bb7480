"""What stands around a name in its cell: titles, a status, words in brackets, a vacancy, a second person."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from crmr_desk.workbooks.incoming.typed import one_line, plain
from crmr_desk.workbooks.incoming.values.name_order import is_first_name, is_initial
from crmr_desk.workbooks.incoming.values.status import status_of
from crmr_desk.workbooks.incoming.values.titles import strongest, title_word, without_titles

_VACANT = re.compile(
    r"\bvacan(?:t|te|ce)\b|\bnon pourvue?\b|\b(?:reste )?a pourvoir\b|\brecrutement\b"
    r"|\ba (?:designer|nommer|recruter|definir|determiner|venir)\b|^personne$"
    r"|\ben (?:cours|attente) de (?:designation|nomination)\b"
    r"|\b(?:pas|plus|absence) (?:de|d') ?(?:responsable|coordonnateur|titulaire|medecin)\b"
    r"|\bsans (?:responsable|coordonnateur|titulaire)\b"
)
_AROUND_VACANCY = re.compile(
    r"\b(?:poste|nom|fonction|siege|responsable|coordonnateur|actuellement|temporairement|en|cours|depuis|le|la|de|du|a|ce|"
    r"jour|pour|moment|est|titulaire|medecin|un|d'un|ph|pu-ph|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|"
    r"octobre|novembre|decembre|compter|partir|1er|\d+)\b"
)
_BETWEEN = re.compile(
    r"\s*(?:/|;|&|\+|\||→)\s*|\s+(?:et|puis|ou|remplacee? par)\s+(?:du\s+|de\s+|le\s+|la\s+)?", re.IGNORECASE
)
_ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_CONTACT = re.compile(r"[<(]?\s*[^\s@<>()]+@[^\s@<>()]+\s*[>)]?|[/,;]?\s*(?:\+33|\b0)\s?\d(?:[ .]?\d{2}){4}\b")
_INTERIM = re.compile(r"\(?\b(?:(?:par |en )?int[eé]rim(?:aire)?|faisant fonctions?)\b\)?", re.IGNORECASE)
_ROLE = re.compile(r"^\s*(?:titulaire|responsable|coordonn\w+|m[eé]decin|nom)\s*:\s*", re.IGNORECASE)
_FOOTNOTE = re.compile(r"[*†‡°]+$|\(\d\)")
_INITIAL = re.compile(r"\.(?=[^\W\d_]{2})")
_DASH = re.compile(r"\s[-–—]\s")
_LETTER = re.compile(r"[^\W\d_]")


class NameParts(NamedTuple):
    """The words of a name, with a comma as a word of its own where it parts last name and first name; the strongest
    title and the status found anywhere; what else was typed."""

    title: str
    words: list[str]
    status: str | None
    aside: str


def says_vacant(text: str) -> bool | None:
    """Whether a text says that nobody holds the seat: None when it does not, True when it names somebody as well."""
    words = plain(text)
    if _VACANT.search(words) is None:
        return None
    return len(_LETTER.findall(_AROUND_VACANCY.sub(" ", _VACANT.sub(" ", words)))) > 2


def names_several(raw: str) -> bool:
    """Whether two people stand in one cell: between signs, after a comma, each with a title, or one a line."""
    bare = _ASIDE.sub(" ", _CONTACT.sub(" ", raw))
    text = one_line(bare)
    parts = [part for part in _BETWEEN.split(text) if len(_LETTER.findall(part)) > 1 and not title_word(part)]
    if len([part for part in parts if status_of(part) is None]) > 1:
        return True
    words = text.replace(",", " ").split()
    if any(title_word(b) in ("Pr", "Dr") and not title_word(a) and a.lower() != "le" for a, b in pairwise(words[:-1])):
        return any(title_word(word) in ("Pr", "Dr") for word in words[:2])
    names = [part.split() for part in text.split(",")]
    if len(names) > 1 and all(_is_whole_name(words) for words in names):
        return True
    lines = [one_line(line).split() for line in bare.splitlines() if _LETTER.search(line)]
    return len(lines) > 1 and all(len(words) > 1 and status_of(" ".join(words)) is None for words in lines)


def _is_whole_name(words: list[str]) -> bool:
    """« P. Roy », « Paul Roy », not « chef de pôle »."""
    return len(words) > 1 and (is_initial(words[0]) or is_first_name(words[0]))


@lru_cache(maxsize=20_000)
def name_parts(text: str) -> NameParts:
    """Take apart the cell of one person."""
    text = _FOOTNOTE.sub("", _CONTACT.sub(" ", _ROLE.sub("", text)).strip()).strip()
    interim = _INTERIM.search(text)
    aside = [interim[0].strip("()")] if interim else []
    text = _INITIAL.sub(". ", _INTERIM.sub(" ", text))
    asides = [a or b for a, b in _ASIDE.findall(text)]
    name, *after = _split(_ASIDE.sub(" ", text))
    title, words = without_titles(name.split())
    status = None
    for part in (*after, *asides):
        own_title, rest = without_titles(part.split())
        found = status_of(part)
        if found is not None:
            status = found
        elif own_title and not rest:
            title = strongest(title, own_title)
        elif part in after and "," not in words and part[:1].isupper() and len(rest) <= 3:
            words, title = [*words, ",", *rest], strongest(title, own_title)
        elif part.strip():
            aside.append(part.strip())
    while len(words) > 1 and words[-1].isupper() and (own := status_of(words[-1])) is not None:
        status, words = own, words[:-1]
    return NameParts(title, words, status, ", ".join(aside))


def _split(text: str) -> list[str]:
    """At each comma, and at a dash before words that are no name (« – chef de service »)."""
    parts = [part.strip() for part in text.split(",")]
    name, *roles = _DASH.split(parts[0])
    at = next((n for n, role in enumerate(roles) if role[:1].islower() or status_of(role) is not None), len(roles))
    return [" - ".join((name, *roles[:at])), *roles[at:], *parts[1:]]
