"""Values from closed lists, however they are spelt: nature of a centre, public, filière; counts, addresses, RPPS."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from crmr_desk.model.identifiers import rpps_problem
from crmr_desk.model.kinds import Population
from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.incoming.typed import Typed, plain, quoted
from crmr_desk.workbooks.incoming.values.blanks import says_nothing


class Nature(StrEnum):
    """What a line says that a centre is. ``CRMR``: a reference centre, coordinating or constitutive is not said."""

    COORDONNATEUR = "coordonnateur"
    CONSTITUTIF = "constitutif"
    CRMR = "crmr"
    CCMR = "ccmr"
    CRC = "crc"


class NatureRead(NamedTuple):
    """The nature of a centre. ``population`` is that of a text that says both (CRCM pédiatrique); ``animateur``: the
    text also says that the filière is led there."""

    value: Nature | None
    population: Population | None = None
    animateur: bool = False
    doubts: tuple[Reason, ...] = ()


class CodeRead(NamedTuple):
    """A code or a text, None when there is none."""

    value: str | None
    doubts: tuple[Reason, ...] = ()


class CountRead(NamedTuple):
    """A number of patients, None when there is none."""

    value: int | None
    doubts: tuple[Reason, ...] = ()


_NATURES: tuple[tuple[Nature, re.Pattern[str]], ...] = tuple(
    (nature, re.compile(form))
    for nature, form in (
        (Nature.CONSTITUTIF, r"\bconsti\w*|\bsite secondaire\b|\bsite associe\b"),
        (Nature.COORDONNATEUR, r"\b(?:coord|cordo|coodo)\w*|\bmono ?site\b"),
        (Nature.CRC, r"\bcrcm?s?\b|\bressources?\b"),
        (Nature.CCMR, r"\bccmrs?\b|\bcompet\w*|\bccm\b|\bcc\b"),
        (Nature.CRMR, r"\bcrmrs?\b|\breference\w*|\bcrm\b|\bcr\b"),
    )
)
_NATURE_WORD = re.compile(
    r"centres?|sites?|de|d|du|des|la|le|et|ou|maladies?|rares?|reference\w*|compet\w*|ressources?|crmrs?|ccmrs?|crcm?s?|crm|ccm|"
    r"cc|cr|(?:coord|cordo|coodo)\w*|consti\w*|animat\w*|filieres?|mixtes?|adultes?|p[ei]d\w*|enfants?|mono|multi|secondaire|"
    r"labellise\w*"
)
_ATTACHED = re.compile(r"\b(?:rattach|attach|depend)\w*.*")
_TWICE = re.compile(r"\b(crcm?|ccmr|crmr)s?\b.*\b\1s?\b")
_ANIMATEUR = re.compile(r"\banimat\w*")
_CHILDREN = re.compile(
    r"\bp[ei]d(?:iat\w*)?\b|\benfants?\b|\binfantile\b|\bpediatriques?\b|\bnouveau ne\w*|\bmineurs?\b"
)
_ADULTS = re.compile(r"\badultes?\b|\bmajeurs?\b|\badu\b")
_BOTH = re.compile(
    r"\bmixtes?\b|\btout(?:e?s)? (?:ages?|public|population)s?\b|\ba ?(?:et|/|\+|&) ?[ep]\b|\b[ep] ?(?:et|/|\+|&) ?a\b"
    r"|\bles deux\b|\btous\b"
)
_POPULATIONS = {
    "a": Population.ADULTE,
    **dict.fromkeys(("e", "p"), Population.ENFANT),
    **dict.fromkeys(("m", "ae", "ea", "ap", "pa"), Population.MIXTE),
}
_COUNT = re.compile(
    r"(?:environ|env\.?|~|≈|>|<|plus de|pres de|\+/-)? ?(\d[\d .]*)(?:,0+)? ?"
    r"(?:patients?|pts?|malades?|enfants?|adultes?)?(?: ?/ ?an| par an)?"
)
_EMAIL = re.compile(r"[^\s@<>;,]+@[^\s@<>;,]+\.[^\s@<>;,]+")
_LARGEST = 100_000


def read_nature(typed: Typed | None) -> NatureRead:
    """CCMR, CRC, CRMR, site coordonnateur or constitutif, misspelt or in words."""
    if typed is None or says_nothing(typed):
        return NatureRead(None)
    natures, population, animateur = _natures(typed.text)
    several = _TWICE.search(fold(typed.text)) is not None
    if isinstance(typed.value, str) and len([line for line in typed.value.splitlines() if _natures(line)[0]]) > 1:
        several = True
    if len(natures) == 1 and not several:
        return NatureRead(natures[0], population, animateur)
    if several or natures:
        text = f"{quoted(typed.text)} dit plusieurs centres ou natures\u202f; faites une ligne pour chacun."
        return NatureRead(None, None, animateur, (typed.reason("nature_several", text, Doubt.CONFIRM),))
    if animateur:
        return NatureRead(None, population, animateur=True)
    text = (
        f"{quoted(typed.text)} n’est pas une nature de centre\u202f; écrivez coordonnateur, constitutif, CCMR ou CRC."
    )
    return NatureRead(None, population, animateur, (typed.reason("nature_unknown", text, Doubt.CONFIRM),))


def says_nature(text: str) -> bool:
    """Whether a text says the nature of a centre, among other words or not."""
    return bool(_natures(text)[0])


def looks_like_nature(text: str) -> bool:
    """Whether a text says the nature of a centre, and nothing else."""
    return says_nature(text) and all(_NATURE_WORD.fullmatch(word) for word in fold(text).split())


@lru_cache(maxsize=5_000)
def _natures(text: str) -> tuple[tuple[Nature, ...], Population | None, bool]:
    words = _ATTACHED.sub("", fold(text))
    found = [nature for nature, form in _NATURES if form.search(words)]
    if Nature.CONSTITUTIF in found or Nature.COORDONNATEUR in found:
        found = [each for each in found if each is not Nature.CRMR]
    if Nature.CRC in found:
        found = [each for each in found if each not in (Nature.CCMR, Nature.CRMR)]
    return tuple(found), _population(text), _ANIMATEUR.search(words) is not None


def read_population(typed: Typed | None) -> CodeRead:
    """adulte, enfant or mixte."""
    if typed is None or says_nothing(typed):
        return CodeRead(None)
    found = _population(typed.text)
    if found is None:
        text = f"{quoted(typed.text)} ne dit pas le public\u202f; écrivez adulte, enfant ou mixte."
        return CodeRead(None, (typed.reason("population_unknown", text, Doubt.CONFIRM),))
    return CodeRead(found)


def says_population(text: str) -> bool:
    """Whether a text says whom a centre receives."""
    return _population(text) is not None


def looks_like_population(text: str) -> bool:
    """Whether a short text says whom a centre receives."""
    return 2 < len(text) <= 30 and says_population(text) and not says_nature(text)


@lru_cache(maxsize=5_000)
def _population(text: str) -> Population | None:
    words = plain(text)
    letters = "".join(c for c in words if c.isalnum())
    if letters in _POPULATIONS:
        return _POPULATIONS[letters]
    children, adults = _CHILDREN.search(words), _ADULTS.search(words)
    if _BOTH.search(words) or (children and adults):
        return Population.MIXTE
    if adults:
        return Population.ADULTE
    return Population.ENFANT if children else None


def fsmr_key(text: str) -> str:
    """Letters and digits of the name of a filière, so that « TETE COU », « TêteCou » and « FAI2R », « FAI²R » meet."""
    return "".join(c for c in fold(text) if c.isalnum())


@lru_cache(maxsize=5_000)
def fsmr_named(text: str, keys: frozenset[str]) -> str | None:
    """The one of ``keys`` (``fsmr_key`` of the acronyms and names known) that a text names, None when none or several
    do: « Filière FAVA-Multi », « FAIIR » for FAI²R, an acronym without its last words."""
    words = re.sub(r"^(?:la |une )?(?:filiere|fsmr)s?(?: de sante)?(?: maladies rares)?\b", "", fold(text))
    whole = fsmr_key(words) or fsmr_key(text)
    for spelling in (whole, whole.replace("ii", "i2"), whole.replace("crmr", "")):
        if spelling in keys:
            return spelling
    starts = {
        key for key in keys if len(whole) >= 4 and (key.startswith(whole) or (len(key) >= 4 and whole.startswith(key)))
    }
    return starts.pop() if len(starts) == 1 else None


def read_count(typed: Typed | None) -> CountRead:
    """The active file: a whole number of patients."""
    if typed is None or says_nothing(typed):
        return CountRead(None)
    value = _count(typed.text)
    if value is None:
        text = f"{quoted(typed.text)} n’est pas un nombre entier de patients\u202f; écrivez un nombre."
        return CountRead(None, (typed.reason("count_unreadable", text, Doubt.CORRECT),))
    return CountRead(value)


@lru_cache(maxsize=5_000)
def _count(text: str) -> int | None:
    found = _COUNT.fullmatch(plain(text))
    digits = "".join(c for c in found[1] if c.isdecimal()) if found else ""
    return int(digits) if digits and len(digits) < 10 and int(digits) <= _LARGEST else None


def read_email(typed: Typed | None) -> CodeRead:
    """An e-mail address, the first of several being no more right than the second."""
    if typed is None or says_nothing(typed):
        return CodeRead(None)
    found = _EMAIL.findall(typed.text)
    if len(found) == 1:
        return CodeRead(found[0].strip(".:<>()").removeprefix("mailto:"))
    text = f"{quoted(typed.text)} n’est pas une adresse de courriel\u202f; écrivez-en une seule, nom@hopital.fr."
    return CodeRead(None, (typed.reason("email_unreadable", text, Doubt.CORRECT),))


def read_rpps(typed: Typed | None) -> CodeRead:
    """A RPPS number; spaces do not count."""
    if typed is None or says_nothing(typed):
        return CodeRead(None)
    number = re.sub(r"(?i)rpps|n°|[\s:.]", "", typed.text)
    if rpps_problem(number) is None:
        return CodeRead(number)
    text = f"{quoted(typed.text)} n’est pas un numéro RPPS\u202f; il a onze chiffres."
    return CodeRead(None, (typed.reason("rpps_form", text, Doubt.CORRECT),))
