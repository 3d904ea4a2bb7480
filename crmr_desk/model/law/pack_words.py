"""The words of a rule pack as frozen objects: places, papers, people, findings, facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the text, or of the general law: its long form for a badge, what it says in our own words, and what it
    leaves ``open``, each with what is done here."""

    code: str
    long: str
    summary: str
    in_instruction: bool
    open: tuple[str, ...] = ()
    inherited: bool = False
    """Whether the pack has it from the one that it extends."""


@dataclass(frozen=True, slots=True)
class EligibilityRule:
    """Who may hold a function: the ``statuses`` admitted, those that must be ``full_time``, and how a sentence names
    them; ``place`` is where the text says so."""

    place: str
    statuses: tuple[str, ...]
    full_time: tuple[str, ...]
    named: str


@dataclass(frozen=True, slots=True)
class PieceWords:
    """The French words for a kind of paper. ``of_label`` is a template with {of}, where one is due from several:
    "Accord explicite du site : Rouen"."""

    id: str
    label: str
    of_label: str
    detail: str


@dataclass(frozen=True, slots=True)
class WhoWords:
    """The French words for a sender or a recipient. ``label`` starts a line, ``phrase`` stands in a sentence."""

    id: str
    label: str
    phrase: str


@dataclass(frozen=True, slots=True)
class FindingRule:
    """Words of a finding. ``texts`` is keyed by variant, "" where there is one text only. Without a ``place`` of its
    own it cites that of the procedure."""

    id: str
    severity: str
    title: str
    place: str
    todo: str
    texts: Mapping[str, str]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FactWords:
    """A fact that a blocking question may be about. Without a ``place`` it cites that of the procedure."""

    label: str
    place: str
