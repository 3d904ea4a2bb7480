"""To whom a reminder goes: who leads the structure, the director of its establishment, or he instead of a seat that is
vacant or of what is closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.correspondence.reminders import standing
from crmr_desk.model.correspondence.reminders.kinds import DIRECTOR, HEAD
from crmr_desk.model.correspondence.reminders.reading import Known
from crmr_desk.model.correspondence.reminders.structures import Structure
from crmr_desk.model.dossiers import wording
from crmr_desk.model.network.directions import NOWHERE
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.terms import short_date

_CLOSED = "Fermé au {day}\u00a0: écrit à la direction de l’établissement."
_VACANT = "Siège vacant\u00a0: écrit à la direction de l’établissement."
_LAPSED = "Mandat échu\u00a0: écrit à la direction de l’établissement."
_NO_STREET = "Sans adresse postale\u00a0: nom et ville, et le courriel."


@dataclass(frozen=True, slots=True)
class Addressee:
    """One reader of a letter, with the lines of the address block."""

    part: str
    who: str
    name: str
    salutation: str
    address: tuple[str, ...]
    email: str
    remark: str
    reachable: standing.Judged


NOBODY: Final = Addressee("", "", "", "", (), "", "", standing.PROPOSED)
"""In the line of a deadline of which no letter is written."""


def addressees(
    known: Known, structure: Structure, parts: Sequence[str], *, lapsed: bool, may_stand_in: bool
) -> Iterator[Addressee]:
    """Those of ``parts``, each once. ``lapsed``: whoever leads now is not concerned. Without anybody to lead the
    director is written to instead, unless the letter is personal (``may_stand_in`` is false). The text names no reader
    of a reminder: who answers for a structure that is closed is ours (« hors texte »)."""
    head = None if lapsed else structure.head
    if HEAD in parts and head is not None:
        yield _head(known, structure, head)
    vacant = HEAD in parts and head is None
    if DIRECTOR in parts or (vacant and may_stand_in):
        yield _director(known, structure, instead=_why_instead(structure, lapsed=lapsed) if vacant else "")


def _why_instead(structure: Structure, *, lapsed: bool) -> str:
    if structure.closed_on is not None:
        return _CLOSED.format(day=short_date(structure.closed_on))
    return _LAPSED if lapsed else _VACANT


def _head(known: Known, structure: Structure, head: AnyRow) -> Addressee:
    name = full_name(head.title, head.first_name, head.last_name)
    email = known.emails.get(head.person_id, "")
    house, street = _house(known, structure)
    return Addressee(
        part=HEAD,
        who=structure.function.value,
        name=name,
        salutation=wording.salutation(head.title),
        address=(name, *house),
        email=email,
        remark=_NO_STREET if email and not street else "",
        reachable=standing.reachable(structure.hospital, to_director=False, street=street, email=email, nobody=False),
    )


def _director(known: Known, structure: Structure, *, instead: str) -> Addressee:
    email = known.directions.get(structure.hospital.id, NOWHERE).email
    house, street = _house(known, structure)
    remarks = (instead, _NO_STREET if email and not street else "")
    return Addressee(
        part=DIRECTOR,
        who=structure.director,
        name=f"Direction {wording.of_hospital(structure.hospital)}" if structure.hospital.known else "Direction",
        salutation=wording.salutation(""),
        address=(*wording.DIRECTOR, *house),
        email=email,
        remark=" ".join(filter(None, remarks)),
        reachable=standing.reachable(
            structure.hospital, to_director=True, street=street, email=email, nobody=bool(instead)
        ),
    )


def _house(known: Known, structure: Structure) -> tuple[tuple[str, ...], bool]:
    """The establishment with its street and town, or its town alone; and whether the street is known."""
    hospital = structure.hospital
    if not hospital.known:
        return (), False
    street = known.directions.get(hospital.id, NOWHERE).address
    return (hospital.name, *(street or (hospital.town,))), bool(street)
