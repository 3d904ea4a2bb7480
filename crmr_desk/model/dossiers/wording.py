"""French words for people and institutions, as a letter or a sentence of the wizard says them.

The register does not hold anybody's gender: a title Mme or M. tells it, Pr and Dr do not, and then the words stay
neutral. Nothing is guessed from a first name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crmr_desk.model.network.rows import HospitalRow

_SALUTATIONS: Final = {
    "Pr": "Professeur",
    "Dr": "Docteur",
    "M.": "Monsieur",
    "Mme": "Madame",
}
_NEUTRAL_SALUTATION: Final = "Madame, Monsieur"
DIRECTOR: Final = ("Madame la directrice ou", "Monsieur le directeur")
AGENCY_HEAD: Final = ("Madame la directrice générale ou", "Monsieur le directeur général")
"""Lines of an address block: the register does not name directors, nor say whether they are men or women."""

_FUNCTIONS: Final = {
    "coordonnateur": ("coordonnatrice", "coordonnateur", "à la coordination"),
    "animateur": ("animatrice", "animateur", "à l’animation"),
}
"""In the feminine, in the masculine, and without saying which."""

_ELIDED: Final = ("hôpital", "hôtel-dieu", "institut", "établissement")
_ELIDED_NAMES: Final = ("assistance", "ap-hp", "ap-hm")
_FEMININE: Final = ("clinique", "polyclinique", "fondation", "maternité")
_PLURAL: Final = ("hospices", "hôpitaux", "hcl")
_MASCULINE: Final = (
    *("centre", "groupe", "groupement", "pôle"),
    *("chu", "chru", "chr", "ch", "chi", "chs", "ghu", "gh", "ghi", "ght", "hia", "gcs"),
)
_VOWELS: Final = "aàâeéèêiîoôuûy"


def salutation(title: str) -> str:
    """The form of address of a letter to somebody with this title, without its comma."""
    return _SALUTATIONS.get(title, _NEUTRAL_SALUTATION)


def act_of(decided_by: Sequence[str]) -> str:
    """What the application of a decision is called: a director's and a governance's are recorded, not taken here, and a
    follow-up, which nobody decides, has a conclusion."""
    if not decided_by:
        return "Conclusion appliquée"
    if "fsmr_governance" in decided_by:
        return "Désignation par la filière enregistrée"
    directors = ("site_director", "ccmr_director")
    return "Décision du directeur enregistrée" if set(decided_by) & set(directors) else "Décision appliquée"


def as_holder(function: str, title: str) -> str:
    """« comme coordonnatrice », « comme animateur », « comme responsable » where the title tells it or the word does
    not vary, else « à la coordination », « à l’animation »."""
    gendered = _FUNCTIONS.get(function)
    if gendered is None:
        return "comme responsable"
    woman, man, neutral = gendered
    return {"Mme": f"comme {woman}", "M.": f"comme {man}"}.get(title, neutral)


def centre_named(title: str, acronym: str, hospital: HospitalRow | None) -> str:
    """« Title » (CERVCO, hôpital Lariboisière, AP-HP); what is not known is left out."""
    known = (acronym, _within_sentence(hospital.name) if hospital is not None else "")
    aside = ", ".join(part for part in known if part)
    return f"{_quoted(title)} ({aside})" if aside else _quoted(title)


def unit_at(unit: str, hospital: HospitalRow | None) -> str:
    """Service de neurologie, CHU de Rouen; what is not known is left out."""
    return ", ".join(part for part in (unit, hospital.name if hospital is not None else "") if part)


def ccmr_named(title: str, specialty: str, hospital: HospitalRow) -> str:
    """« Title » (neurologie, CHU de Lille); the establishment is not said twice."""
    place = "" if hospital.name in title else _within_sentence(hospital.name)
    known = (f"{specialty[:1].lower()}{specialty[1:]}", place)
    aside = ", ".join(part for part in known if part)
    return f"{_quoted(title)} ({aside})" if aside else _quoted(title)


def fsmr_named(sigle: str, name: str) -> str:
    """BRAIN-TEAM (Maladies rares du système nerveux central); the sigle alone where it is the name."""
    return f"{sigle} ({name})" if name and name != sigle else sigle


def listed(parts: Sequence[str]) -> str:
    """a, b et c."""
    *first, last = parts or ("",)
    return f"{', '.join(first)} et {last}" if first else last


def centre_short(title: str, acronym: str) -> str:
    """The acronym, or « Title » where there is none."""
    return acronym or _quoted(title)


def informed_sentence(agencies: Sequence[str], *, orphanet: bool) -> str:
    """« L’ARS Île-de-France et Orphanet en sont informés. »; ``agencies`` have their article."""
    told = [*dict.fromkeys(agencies), *(["Orphanet"] if orphanet else [])]
    if not told:
        return "Aucun autre organisme n’en est informé à ce stade."
    subject, several = listed(told), len(told) > 1
    verb = "en sont informé" if several else "en est informé"
    agreement = ("" if orphanet else "e") + ("s" if several else "")
    return f"{subject[:1].upper()}{subject[1:]} {verb}{agreement}."


def _quoted(title: str) -> str:
    return f"«\u202f{title}\u202f»"


def _within_sentence(name: str) -> str:
    """« hôpital Lariboisière, AP-HP »: the first word in lower case where it is a common noun."""
    return f"{name[:1].lower()}{name[1:]}" if _first_word(name) in (*_ELIDED, *_FEMININE) else name


def of_hospital(hospital: HospitalRow) -> str:
    """« de l’hôpital Lariboisière, AP-HP », « du CHU de Lille », « des Hospices civils de Lyon », « de Necker »."""
    bare = "d’" if hospital.name[:1].lower() in _VOWELS else "de "
    return _with_article(hospital.name, ("de l’", "de la ", "des ", "du "), bare)


def of_name(name: str) -> str:
    """« d’Anomalies du développement », « de CERVCO », « de Pr Clément Rouvière »."""
    return f"d’{name}" if name[:1].lower() in _VOWELS else f"de {name}"


def at_hospital(hospital: HospitalRow) -> str:
    """« à l’hôpital Lariboisière, AP-HP », « au CHU de Lille », « aux Hospices civils de Lyon », « à Necker »."""
    return _with_article(hospital.name, ("à l’", "à la ", "aux ", "au "), "à ")


def _with_article(name: str, articles: tuple[str, str, str, str], bare: str) -> str:
    """``articles`` before a vowel, a feminine, a plural and a masculine; ``bare`` before a name that takes none."""
    first = _first_word(name)
    if first in (*_ELIDED, *_ELIDED_NAMES):
        return articles[0] + _within_sentence(name)
    if first in _FEMININE:
        return articles[1] + _within_sentence(name)
    if first in _PLURAL:
        return articles[2] + name
    return (articles[3] if first in _MASCULINE else bare) + name


def _first_word(name: str) -> str:
    return name.partition(" ")[0].lower()
