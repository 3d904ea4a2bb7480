"""The person in charge as typed: full name in one cell or in pieces, titles before or after, nobody, or two people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from crmr_desk.model.network.names import full_name
from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import Typed, one_line, plain, quoted
from crmr_desk.workbooks.incoming.values.blanks import is_blank, says_nothing
from crmr_desk.workbooks.incoming.values.name_order import is_first_name, split_name
from crmr_desk.workbooks.incoming.values.name_parts import name_parts, names_several, says_vacant
from crmr_desk.workbooks.incoming.values.titles import strongest, title_of, title_word, without_titles

_SIGNS = re.compile(r"[^\w\s.'’\-]|[\d_]|\.[^\W\d_]{2}|\s[-–—]\s")
_TELLING = frozenset(
    (
        "et", "ou", "puis", "vacant", "vacante", "vacance", "poste", "non", "pourvoir", "recrutement", "recruter",
        "nommer", "designer", "definir", "venir", "determiner", "personne", "sans", "pas", "plus", "absence", "cours",
        "attente", "pu-ph", "puph", "mcu-ph", "mcuph", "pu", "mcu", "ph", "phc", "interim", "interimaire", "faisant",
        "remplace", "remplacee", "chu", "chru", "chr", "ch", "hopital", "service", "centre", "clinique", "unite",
        "pole", "secretariat", "equipe", "direction",
    )
)  # fmt: skip
"""Signs and words that a plain name never holds: a text without any is read at once."""
_NO_PERSON = re.compile(r"(?:chr?u?|hopital|service|centre|clinique|unite|pole|secretariat|equipe|direction)\b")
_LETTER = re.compile(r"[^\W\d_]")
_NO_NAME = re.compile(r"^[-–]|[^\w\s.'’ʼ`´‐‑–\-]|[\d_¹²³]")
"""What no name holds: digits, the signs of a formula or of markup, a question mark."""


class PersonRead(NamedTuple):
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
    column of its own wins over a full name; where no other column names anybody, that of the first name does."""
    if not typed.keys() & {Target.LAST_NAME, Target.PERSON} and Target.FIRST_NAME in typed:
        typed = {**typed, Target.PERSON: typed[Target.FIRST_NAME]}
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
        title=strongest(title_of(title), person.title) if title else person.title,
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
    parts, others = name_parts(one_line(raw)), name_parts(first)
    if not parts.words:
        return _parsed(first)
    aside = ", ".join(part for part in (parts.aside, others.aside) if part)
    last, first = (" ".join(word for word in each.words if word != ",") for each in (parts, others))
    if _is_no_name(last) or _is_no_name(first):
        return _nobody_told("person_unreadable")
    title, status = strongest(parts.title, others.title), parts.status or others.status
    return PersonRead(title, first, last, empty=False, status=status, aside=aside), "person_aside" if aside else ""


@lru_cache(maxsize=60_000)
def _parsed(raw: str) -> _Parsed:
    text = one_line(raw)
    if not text or is_blank(text):
        return _NOBODY, ""
    if "\n" not in raw and _SIGNS.search(text) is None and _TELLING.isdisjoint(plain(text).split()):
        title, words = without_titles(text.split())
        if not any(title_word(word) in ("Pr", "Dr") for word in words):
            return _named(title, words)
    vacant = says_vacant(text)
    if vacant is not None:
        return _NOBODY._replace(vacant=True, empty=False), "person_vacant_and_name" if vacant else ""
    if names_several(raw):
        return _nobody_told("person_two")
    if _NO_PERSON.match(plain(text)):
        return _nobody_told("person_unreadable")
    parts = name_parts(text)
    person, code = _named(parts.title, parts.words)
    if code == "person_unreadable":
        return person, code
    return person._replace(status=parts.status, aside=parts.aside), "person_aside" if parts.aside else code


def _named(title: str, words: list[str]) -> _Parsed:
    """The name that words are, in any order; before a comma stands the last name."""
    if "," in words:
        place = words.index(",")
        first, last, sure = " ".join(words[place + 1 :]), " ".join(words[:place]), True
    else:
        first, last, sure = split_name(words)
    if len(_LETTER.findall(last)) < 2 or _is_no_name(last) or _is_no_name(first):
        return _nobody_told("person_unreadable")
    return PersonRead(title, first, last, empty=False, sure_order=sure), "" if sure else "person_order"


def _is_no_name(text: str) -> bool:
    return _NO_NAME.search(unicodedata.normalize("NFC", text)) is not None


def _nobody_told(code: str) -> _Parsed:
    return _NOBODY._replace(empty=False), code


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
