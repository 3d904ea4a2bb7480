"""What stands on a letter and on a fiche: plain text, frozen. No markup: whatever is in a text is printed as text.

Standard library only. An empty text or tuple means that the part is left out, unless its docstring says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

ITEM: Final = "- "
"""How an item of a list begins."""


class LetterError(Exception):
    """A letter that cannot be made: one French sentence that says what to change."""


class Form(StrEnum):
    """How the addressee is spoken to."""

    ADMINISTRATIVE = "administrative"
    """To an administration: « Le directeur général de l’offre de soins à Monsieur le directeur… », no closing."""
    PERSONAL = "personal"
    """To a person: a salutation and a closing formula."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The bureau that writes, and the size in millimetres of the zone left free for the official letterhead."""

    direction: str
    sub_direction: str = ""
    bureau: str = ""
    address: tuple[str, ...] = ()
    """Lines printed at the foot of the first page, before ``phone`` and ``email``."""
    phone: str = ""
    email: str = ""
    zone_width: float = 62
    zone_height: float = 30


@dataclass(frozen=True, slots=True)
class Contact:
    """« Affaire suivie par »: who answers questions about the letter."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs (CRPA L212-1: first name, name and capacity)."""

    quality: str
    """« Pour la ministre et par délégation, »"""
    capacity: str
    """« le directeur général de l’offre de soins »"""
    name: str = ""
    delegation: str = ""
    """The act that delegates the signature."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the words of a letter."""

    letterhead: Letterhead
    contact: Contact
    reference: str
    """« Nos réf. », repeated on the following pages."""
    dateline: str
    """Place and date in letters: « Paris, le 22 janvier 2027 »."""
    sender: str
    """Who speaks, printed above « à » and the addressee; only in the administrative form."""
    addressee: tuple[str, ...]
    """One line of the address block each."""
    signatory: Signatory
    their_reference: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says. In a template every text may hold ``{fields}``, which ``compose`` fills from facts."""

    form: Form
    subject: str
    """Without « Objet : », which is printed before it."""
    body: tuple[str, ...]
    """One paragraph each; one that begins with « - » is an item of a list, and a field of several lines in it gives
    several items."""
    places: tuple[str, ...] = ()
    """The places of the text on which the letter rests: « instruction …, annexe 3, § 2 b »."""
    salutation: str = ""
    closing: str = ""
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    """Paragraphs of « Voies et délais de recours »; only where the letter carries a decision."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter."""

    frame: Frame
    words: Words


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a fiche: a title and its (label, value) rows."""

    title: str
    rows: tuple[tuple[str, str], ...]
    """An empty value is printed as a dash."""


@dataclass(frozen=True, slots=True)
class Fiche:
    """A sheet of facts for another register (Orphanet): no addressee, no signature."""

    letterhead: Letterhead
    reference: str
    dateline: str
    title: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    note: str = ""
