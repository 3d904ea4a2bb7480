"""The person in charge as typed: full name in one cell or in pieces, titles before or after, nobody, or two people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from crmr_desk.model.network.names import full_name
from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import Typed, one_line, plain, quoted
from crmr_desk.workbooks.incoming.values.blanks import is_blank, says_nothing
from crmr_desk.workbooks.incoming.values.name_order import is_first_name, split_name
from crmr_desk.workbooks.incoming.values.status import status_of

_TITLES = {
    **dict.fromkeys(("pr", "prof", "professeur", "professeure", "pre", "pu"), "Pr"),
    **dict.fromkeys(("dr", "docteur", "docteure", "doc", "dre", "drs"), "Dr"),
    **dict.fromkeys(("mme", "madame", "mlle", "mademoiselle", "me"), "Mme"),
    **dict.fromkeys(("m", "mr", "monsieur", "mm"), "M."),
}
_STRENGTH = {"Pr": 3, "Dr": 2, "Mme": 1, "M.": 1, "": 0}
_GLUED = re.compile(r"^(pr|dr|mme|mr|m|prof)\.(?=[^\W\d_]{2})", re.IGNORECASE)
_VACANT = re.compile(
    r"\bvacan(?:t|te|ce)\b|\bnon pourvue?\b|\b(?:a|reste a) pourvoir\b|\brecrutement\b"
    r"|\ba (?:designer|nommer|recruter)\b|\ben (?:cours|attente) de (?:designation|nomination)\b|\bpersonne\b"
    r"|\b(?:pas|plus|absence) (?:de|d') ?(?:responsable|coordonnateur|titulaire|medecin)\b"
    r"|\bsans (?:responsable|coordonnateur|titulaire)\b"
)
_VACANCY_WORDS = re.compile(
    r"\b(?:poste|fonction|siege|responsable|coordonnateur|actuellement|temporairement|en|cours|depuis|le|de|du|a|"
    r"ce jour|pour le moment|est|titulaire|medecin|un|ph|pu-ph|janvier|fevrier|mars|avril|mai|juin|juillet|aout|"
    r"septembre|octobre|novembre|decembre|\d+)\b"
)
_BETWEEN = re.compile(r"\s*(?:/|;|&|\+|\|)\s*|\s+(?:et|puis|ou)\s+(?:du\s+|de\s+|le\s+|la\s+)?", re.IGNORECASE)
_ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_EMAIL = re.compile(r"[<(]?\s*[^\s@<>()]+@[^\s@<>()]+\s*[>)]?")
_PECULIAR = re.compile(
    r"[^\w\s.'’\-]|[\d_]|\b(?:et|ou|puis|vacan\w*|poste|non|pourvoir|recrut\w*|nommer|designer|désigner|personne|sans|pas|plus|"
    r"absence|cours|attente|pu|mcu|ph)\b",
    re.IGNORECASE,
)
"""What a plain name never holds: a text without any is read at once."""
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class PersonRead:
    """A person read. ``last_name`` is "" when nobody is named; ``title`` one of Pr, Dr, M., Mme or ""; ``vacant``: the
    sheet says that nobody holds the seat; ``empty``: nothing was typed that means anything; ``sure_order``: the way it
    is typed tells which word is the first name. ``status`` is the code of a status typed with the name, ``aside`` what
    else was typed and is not read. ``cell`` is where the (last) name stands."""

    title: str = ""
    first_name: str = ""
    last_name: str = ""
    vacant: bool = False
    empty: bool = True
    sure_order: bool = True
    status: str | None = None
    aside: str = ""
    cell: str = ""
    doubts: tuple[Reason, ...] = ()

    @property
    def name(self) -> str:
        """Ready to print: Pr Jean-Marc DUPONT."""
        return full_name(self.title, self.first_name, self.last_name)


_NOBODY = PersonRead()
_Parsed = tuple[PersonRead, str]
"""A person without cell and doubts, and the code of the doubt."""


def read_person(typed: Mapping[Target, Typed]) -> PersonRead:
    """The person of a line, from its full name, or from its title, first name and last name. A last name typed in a
    column of its own wins over a full name."""
    last = typed.get(Target.LAST_NAME)
    if last is None or says_nothing(last):
        last = typed.get(Target.PERSON) or last
    if last is None or says_nothing(last):
        return _NOBODY
    first, title = _text(typed, Target.FIRST_NAME), _text(typed, Target.TITLE)
    raw = last.value if isinstance(last.value, str) else last.text
    apart = last.target is Target.LAST_NAME and bool(first)
    person, code = _in_pieces(raw, first) if apart else _parsed(raw)
    return PersonRead(
        title=max(title_of(title), person.title, key=_STRENGTH.__getitem__) if title else person.title,
        first_name=person.first_name,
        last_name=person.last_name,
        vacant=person.vacant,
        empty=person.empty,
        sure_order=person.sure_order,
        status=person.status,
        aside=person.aside,
        cell=last.cell,
        doubts=(last.reason(code, _sentence(code, last.text, person), _DOUBTS[code]),) if code else (),
    )


@lru_cache(maxsize=1_000)
def title_of(text: str) -> str:
    """Pr, Dr, M. or Mme as typed in any way (« Madame le Docteur » is Dr); "" when none."""
    return _without_titles(plain(text).split())[0]


def looks_like_person(text: str) -> bool:
    """Whether a text bears a title that only a physician bears, or is the name of somebody with a common first name."""
    person, code = _parsed(text)
    if person.title in ("Pr", "Dr") and person.last_name:
        return True
    return not code and len(person.last_name.split()) <= 4 and is_first_name(person.first_name.partition(" ")[0])


def _text(typed: Mapping[Target, Typed], target: Target) -> str:
    found = typed.get(target)
    return "" if found is None or says_nothing(found) else found.text


@lru_cache(maxsize=60_000)
def _in_pieces(raw: str, first: str) -> _Parsed:
    person, code = _parsed(raw)
    if person.vacant or code in ("person_two", "person_unreadable"):
        return person, code
    title, words = _without_titles(one_line(_ASIDE.sub(" ", raw)).split())
    if not words:
        return _parsed(first)
    first_title, first_words = _without_titles(first.split())
    if _several(first) and _several(raw):
        return _nobody_told("person_two")
    strongest = max(title, first_title, key=_STRENGTH.__getitem__)
    return PersonRead(strongest, " ".join(first_words), " ".join(words), empty=False, aside=person.aside), ""


@lru_cache(maxsize=60_000)
def _parsed(raw: str) -> _Parsed:
    text = one_line(raw)
    if not text or is_blank(text):
        return _NOBODY, ""
    if "\n" not in raw and _PECULIAR.search(text) is None:
        title, words = _without_titles(text.split())
        if not any(_title(word) in ("Pr", "Dr") for word in words):
            return _named(title, *split_name(words))
    if _VACANT.search(plain(text)):
        rest = _VACANCY_WORDS.sub(" ", _VACANT.sub(" ", plain(text)))
        named = len(_LETTER.findall(rest)) > 2
        return replace(_NOBODY, vacant=True, empty=False), "person_vacant_and_name" if named else ""
    if _several(raw):
        return _nobody_told("person_two")
    return _one_person(text)


def _nobody_told(code: str) -> _Parsed:
    return replace(_NOBODY, empty=False), code


def _one_person(text: str) -> _Parsed:
    bare, aside, status, title = _put_aside(_EMAIL.sub(" ", text))
    own_title, words = _without_titles(bare.replace(",", " , ").split())
    title = max(title, own_title, key=_STRENGTH.__getitem__)
    if "," in words:
        words, after = words[: words.index(",")], words[words.index(",") + 1 :]
        if len(words) == 0 or not after:
            words, after = words + after, []
        first, last, sure = (
            (" ".join(w for w in after if w != ","), " ".join(words), True) if after else split_name(words)
        )
    else:
        first, last, sure = split_name(words)
    person, code = _named(title, first, last, sure)
    if code == "person_unreadable":
        return person, code
    return replace(person, status=status, aside=aside), "person_aside" if aside else code


def _named(title: str, first: str, last: str, sure: bool) -> _Parsed:
    if not _LETTER.search(last) or any(c.isdigit() for c in first + last):
        return _nobody_told("person_unreadable")
    return PersonRead(title, first, last, empty=False, sure_order=sure), "" if sure else "person_order"


def _put_aside(text: str) -> tuple[str, str, str | None, str]:
    """The name itself; what stands in brackets or after a comma and is no name; the status and title found there."""
    aside: list[str] = []
    status, title = None, ""
    asides = [a or b for a, b in _ASIDE.findall(text)]
    bare, *after = _ASIDE.sub(" ", text).split(",")
    kept = [bare]
    for part in (*after, *asides):
        found = status_of(part)
        own_title, words = _without_titles(part.split())
        if found is not None:
            status = found
        elif own_title and not words:
            title = max(title, own_title, key=_STRENGTH.__getitem__)
        elif part in after and len(bare.split()) == 1 and len(kept) == 1:
            kept.append(part)  # « DUPONT, Jean-Marc »
        elif part.strip():
            aside.append(part.strip())
    return ",".join(kept), ", ".join(aside), status, title


def _without_titles(words: list[str]) -> tuple[str, list[str]]:
    """The strongest title at either end, and the words without them; « M. » after « Dr » is an initial."""
    title, words = "", [part for word in words for part in _GLUED.sub(r"\1. ", word).split()]
    while words:
        found = _title(words[0])
        article = plain(words[0]) in ("le", "la") and len(words) > 1 and _title(words[1]) in ("Pr", "Dr")
        if not article and (not found or (found in ("M.", "Mme") and title and plain(words[0]) in ("m.", "m"))):
            break
        title = max(title, found, key=_STRENGTH.__getitem__)
        words = words[1:]
    while len(words) > 1 and _title(words[-1]) in ("Pr", "Dr") and words[-1] != "PU":
        title = max(title, _title(words[-1]), key=_STRENGTH.__getitem__)
        words = words[:-1]
    return title, words


@lru_cache(maxsize=20_000)
def _title(word: str) -> str:
    return _TITLES.get(plain(word).strip(".,:"), "")


def _several(raw: str) -> bool:
    """Whether two people stand in one cell: between signs, or each with a title, or one a line."""
    text = one_line(_ASIDE.sub(" ", raw))
    parts = [part for part in _BETWEEN.split(text) if part and len(_LETTER.findall(part)) > 1 and not _title(part)]
    if len([part for part in parts if status_of(part) is None]) > 1:
        return True
    titled = [word for word in text.replace(",", " ").split() if _title(word) in ("Pr", "Dr") and word[0].isupper()]
    words = text.split()
    if len(titled) > 1 and any(not _title(a) and _title(b) for a, b in pairwise(words)):
        return len(words) > 3
    pieces = [one_line(line).split() for line in raw.splitlines() if _LETTER.search(line)]
    return len(pieces) > 1 and all(len(words) > 1 and status_of(" ".join(words)) is None for words in pieces)


_DOUBTS = {
    "person_two": Doubt.CONFIRM,
    "person_vacant_and_name": Doubt.CONFIRM,
    "person_unreadable": Doubt.CORRECT,
    "person_order": Doubt.NOTE,
    "person_aside": Doubt.NOTE,
}


def _sentence(code: str, text: str, person: PersonRead) -> str:
    typed = quoted(text)
    return {
        "person_two": f"{typed} nomme plusieurs personnes\u202f; gardez celle qui a le mandat.",
        "person_vacant_and_name": f"{typed} dit le poste vacant et semble nommer quelqu’un\u202f; précisez.",
        "person_unreadable": f"{typed} n’est pas le nom d’une personne\u202f; écrivez le prénom et le nom.",
        "person_order": (
            f"{typed} est lu prénom {quoted(person.first_name)}, nom {quoted(person.last_name)}\u202f; vérifiez."
        ),
        "person_aside": f"{typed}\u00a0: {quoted(person.aside)} n’est pas lu.",
    }[code]
