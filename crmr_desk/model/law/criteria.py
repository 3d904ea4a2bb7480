"""The criteria of a labelling application, as data of a pack: what is asked of which structure, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from crmr_desk.model.law import vocabulary as words
from crmr_desk.model.law.pack_reader import Table

FILE: Final = "criteria.toml"
"""The file of a pack that holds them; a pack may go without."""

STRUCTURES: Final = ("crmr", "coordonnateur", "constitutif", "ccmr")
"""What a criterion may be asked of: the centre as a whole, its coordinating site, a constitutive one, a CCMR."""

FACTS: Final = (
    "crmr.missions.coordination",
    "crmr.missions.expertise",
    "crmr.missions.recours",
    "crmr.missions.recherche",
    "crmr.missions.enseignement",
    "crmr.territorial_organisation",
)
"""Facts of the situation that a criterion of the centre may establish: the rules of the scenario then judge it."""


@dataclass(frozen=True, slots=True)
class CriterionRule:
    """One criterion. ``required_for`` are the structures that are not labelled without it, unless with a reason; for
    the others it only warns. With ``at_least`` it is the active file of the structure that answers it, with ``piece``
    the sense of that paper of the dossier. What is noted of one with ``fact`` is that fact of the situation."""

    id: str
    label: str
    help: str
    place: str
    applies_to: tuple[str, ...]
    required_for: tuple[str, ...]
    at_least: int = 0
    piece: str = ""
    fact: str = ""

    @property
    def is_measured(self) -> bool:
        """Whether something else than the instructor's note answers it."""
        return bool(self.at_least or self.piece)


def criteria(file: Table) -> tuple[CriterionRule, ...]:
    """The criteria of a file, in its order; every id once."""
    found: dict[str, CriterionRule] = {}
    for table in file.tables("criteria"):
        rule = _criterion(table)
        if rule.id in found:
            table.wrong(f"le critère «\u202f{rule.id}\u202f» est déjà décrit plus haut.", "id")
        found[rule.id] = rule
    return tuple(found.values())


def _criterion(table: Table) -> CriterionRule:
    applies_to = table.words("applies_to", STRUCTURES)
    required_for = table.words("required_for", STRUCTURES, optional=True) if table.has("required_for") else applies_to
    for structure in required_for:
        if structure not in applies_to:
            table.wrong(f"«\u202f{structure}\u202f» n’est pas dans «\u202fapplies_to\u202f».", "required_for")
    return CriterionRule(
        id=table.text("id"),
        label=table.text("label"),
        help=table.text("help", ""),
        place=table.text("place"),
        applies_to=applies_to,
        required_for=required_for,
        at_least=table.number("at_least", 0),
        piece=table.word("piece", words.PIECES, ""),
        fact=table.word("fact", FACTS, ""),
    )
