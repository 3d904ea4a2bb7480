"""French words for people and institutions, as a letter or a sentence of the wizard says them.

The register does not hold anybody's gender: a title Mme or M. tells it, Pr and Dr do not, and then the words stay
neutral or take the masculine of the instruction. Nothing is guessed from a first name.
"""

from __future__ import annotations

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


def salutation(title: str) -> str:
    """The form of address of a letter to somebody with this title, without its comma."""
    return _SALUTATIONS.get(title, _NEUTRAL_SALUTATION)


def coordonnateur_word(title: str) -> str:
    """Coordonnatrice where the title tells it, else the word of the instruction."""
    return "coordonnatrice" if title == "Mme" else "coordonnateur"


def named_word(title: str) -> str:
    """Désignée where the title tells it, else désigné."""
    return "désignée" if title == "Mme" else "désigné"


def of_hospital(hospital: HospitalRow) -> str:
    """« de l’hôpital Lariboisière, AP-HP », « du CHU de Lille », « des Hospices civils de Lyon »."""
    return _with_article(hospital.name, ("de l’", "de la ", "des ", "du "))


def at_hospital(hospital: HospitalRow) -> str:
    """« à l’hôpital Lariboisière, AP-HP », « au CHU de Lille », « aux Hospices civils de Lyon »."""
    return _with_article(hospital.name, ("à l’", "à la ", "aux ", "au "))


def _with_article(name: str, articles: tuple[str, str, str, str]) -> str:
    """``articles`` before a vowel, a feminine, a plural, and any other name."""
    first = name.partition(" ")[0].lower()
    lowered = f"{name[:1].lower()}{name[1:]}"
    if first in ("hôpital", "hôtel-dieu", "institut", "établissement"):
        return articles[0] + lowered
    if first in ("clinique", "fondation", "maternité"):
        return articles[1] + lowered
    if first in ("hospices", "hôpitaux"):
        return articles[2] + name
    return articles[3] + name
