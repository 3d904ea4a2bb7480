"""What can be found in the register, as a screen shows it. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """The headings under which the results stand, in the order of the register's own interest."""

    CENTRE = "centre"
    PERSON = "person"
    HOSPITAL = "hospital"
    DOSSIER = "dossier"
    DISEASE = "disease"
    NOTE = "note"
    LETTER = "letter"

    @property
    def label(self) -> str:
        """The heading, in the plural."""
        return _GROUP_LABELS[self]


class Kind(StrEnum):
    """The kinds of row that are indexed; the first four are those of ``CentreKind``."""

    FSMR = "fsmr"
    CRMR = "crmr"
    SITE = "site"
    CCMR = "ccmr"
    PERSON = "person"
    HOSPITAL = "hospital"
    DOSSIER = "dossier"
    DISEASE = "disease"
    NOTE = "note"
    LETTER = "letter"

    @property
    def group(self) -> Group:
        """The heading under which the kind stands."""
        return Group.CENTRE if self in _CENTRES else Group(self.value)


@dataclass(frozen=True, slots=True)
class Found:
    """One line found. ``kind`` and ``row_id`` say what it is, ``leads`` where it leads: (kind, id) of a centre, a
    person, a hospital, a dossier or a letter; a disease leads to its CRMR, a note to its subject.
    ``former``: out of office, closed or merged on the day of the index."""

    kind: Kind
    row_id: int
    title: str
    detail: str
    leads: tuple[str, int]
    former: bool = False


_GROUP_LABELS = {
    Group.CENTRE: "Centres",
    Group.PERSON: "Personnes",
    Group.HOSPITAL: "Établissements",
    Group.DOSSIER: "Dossiers",
    Group.DISEASE: "Maladies",
    Group.NOTE: "Notes",
    Group.LETTER: "Courriers",
}
_CENTRES = frozenset({Kind.FSMR, Kind.CRMR, Kind.SITE, Kind.CCMR})
