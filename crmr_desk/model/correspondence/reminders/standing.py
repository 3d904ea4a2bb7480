"""Whether a reminder is proposed, is left to the user, or is not written, and the sentence that says why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, NamedTuple

from crmr_desk.model.correspondence.reminders.reading import Known
from crmr_desk.model.correspondence.reminders.rows import Standing
from crmr_desk.model.correspondence.reminders.structures import Structure
from crmr_desk.model.deadlines.rows import POSTPONED, DeadlineRow
from crmr_desk.model.dossiers.facts import SEAT_REQUESTS
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.rows import HospitalRow
from crmr_desk.model.terms import short_date

_FOLLOWS_UP: Final = ("follow_up",)
_ANSWERING: Final[Mapping[str, tuple[str, ...]]] = {
    "annual_report": _FOLLOWS_UP,
    "plan": _FOLLOWS_UP,
    "bndmr": _FOLLOWS_UP,
    "fsmr_report": _FOLLOWS_UP,
    "fsmr_plan": _FOLLOWS_UP,
    "label_end": ("labelling",),
    "mandate_end": (*SEAT_REQUESTS, "labelling"),
    "designation_end": ("fsmr_designation", *_FOLLOWS_UP),
    "age": SEAT_REQUESTS,
}
"""The requests of an open dossier that deal with what the reminder is about."""
_PERSONAL: Final = "Courrier personnel\u00a0: à cocher un par un."
_NOWHERE: Final = "Ni adresse ni courriel connus\u00a0: le courrier ne porterait que le nom et la ville."
_NOBODY: Final = "Siège vacant et établissement inconnu\u00a0: il n’y a personne à qui écrire."
_NO_HOUSE: Final = "Établissement inconnu\u00a0: il n’y a pas de direction à qui écrire."


class Judged(NamedTuple):
    """``why`` is empty where it is proposed."""

    standing: Standing
    why: str


PROPOSED: Final = Judged(Standing.PROPOSED, "")


def settled(known: Known, kind: str, row: DeadlineRow, structure: Structure, today: dt.date) -> Judged:
    """What the register already says of the deadline itself: done, lifted, postponed, or dealt with by an open dossier;
    the same for all its addressees."""
    mark = row.mark
    if mark is not None and mark.state != POSTPONED:
        return Judged(Standing.NOT_WRITTEN, mark.words)
    if mark is not None and mark.until is not None and mark.until > today:
        return Judged(Standing.TO_CHOOSE, mark.words)
    for seat in (structure.seat, (Function.COORDONNATEUR.value, structure.crmr_id)):
        of_whole_centre = seat != structure.seat  # which says nothing of who leads one of its sites
        for dossier in known.dossiers.get(seat, ()):
            if dossier.request in _ANSWERING[kind] and not (of_whole_centre and dossier.request in SEAT_REQUESTS):
                return Judged(Standing.TO_CHOOSE, f"Le dossier {dossier.number}, ouvert, en traite.")
    return PROPOSED


def reachable(hospital: HospitalRow, *, to_director: bool, street: bool, email: str, nobody: bool) -> Judged:
    """Whether there is somewhere to write to. ``nobody``: the seat is vacant and the letter would go to a director."""
    if to_director and not hospital.known:
        return Judged(Standing.NOT_WRITTEN, _NOBODY if nobody else _NO_HOUSE)
    return PROPOSED if street or email else Judged(Standing.TO_CHOOSE, _NOWHERE)


def reminded(on: dt.date | None) -> Judged:
    """One who was reminded before is reminded again only by choice."""
    return PROPOSED if on is None else Judged(Standing.TO_CHOOSE, f"Déjà relancé le {short_date(on)}.")


def unwritten(why: str) -> Judged:
    """No letter is written to anybody, for the reason given."""
    return Judged(Standing.NOT_WRITTEN, why)


def personal(*, is_personal: bool) -> Judged:
    """A personal letter is chosen one by one."""
    return Judged(Standing.TO_CHOOSE, _PERSONAL) if is_personal else PROPOSED


def gathered(*judged: Judged) -> Judged:
    """The weightiest, with every reason that holds."""
    order = (Standing.NOT_WRITTEN, Standing.TO_CHOOSE, Standing.PROPOSED)
    standing = min((one.standing for one in judged), key=order.index)
    return Judged(standing, " ".join(one.why for one in judged if one.why and one.standing is standing))
