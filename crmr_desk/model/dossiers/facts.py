"""The bridge between the database and the law: what is known of a dossier on a day, as a situation.

The situation is the JSON document that ``crmr-desk qualify`` reads, so that a dossier of the window and a file given
on the command line are judged by the same words. What nobody has answered is absent, never guessed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.around import Around
from crmr_desk.model.dossiers.facts_answers import (
    NEW_HOSPITAL,
    SITE_HOSPITAL,
    WORKPLACE,
    Situation,
    answered,
    decision,
    hospital_facts,
    move,
)
from crmr_desk.model.dossiers.facts_centre import Centre, centre_on, named_sites
from crmr_desk.model.dossiers.facts_situation import centre_facts, received
from crmr_desk.model.dossiers.records import APPLIED, centre_of
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network import hospitals, people
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.functions import functions_on
from crmr_desk.model.network.holders import Holder, holder_of, holders_query
from crmr_desk.model.network.rows import HospitalRow, PersonRow
from crmr_desk.model.network.seats_held import HeldSeat, seats_held
from crmr_desk.model.network.snapshot import CrmrOn, SiteOn
from crmr_desk.model.network.tables import CENTRE, HOSPITAL, MANDATE, ON, PERSON, seat
from crmr_desk.model.store.schema import Dossier

ONE_DAY: Final = dt.timedelta(days=1)
SEAT_REQUESTS: Final = ("designation", "succession", "renewal")
"""Requests about who sits in a seat; the others are about the centre itself."""
_PERSON: Final = select(*people.COLUMNS).where(PERSON.c.id == bindparam("person"))
_HOSPITAL: Final = select(*hospitals.COLUMNS).where(HOSPITAL.c.id == bindparam("hospital"))
_HELD_BY: Final = {
    function: holders_query(
        MANDATE.c.function == bindparam("function"),
        seat(MANDATE, function) == CENTRE,
        MANDATE.c.start <= ON,
        MANDATE.c.id != bindparam("but"),
    )
    for function in Function
}
"""Who has held a seat by a day, one mandate apart; built once, for it is asked of every dossier."""


@dataclass(frozen=True, slots=True)
class LeftSite:
    """A constitutive site that a candidate heads and leaves for the coordination of the same centre."""

    name: str
    seat: HeldSeat


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known on a day: the centre, who leaves, who is proposed, and the situation made of it."""

    centre: Centre
    former: Holder | None
    """Who holds the seat, or held it last."""
    candidate: PersonRow | None
    held: tuple[HeldSeat, ...]
    """The seats that the candidate holds, or will hold."""
    leaves: LeftSite | None
    new_hospital: HospitalRow | None
    site_hospital: HospitalRow | None
    """Where a site to be created would be."""
    workplace: HospitalRow | None
    """Where the candidate practises, or the animateur in office, as far as an answer or a seat tells it."""
    situation: Situation

    @property
    def crmr(self) -> CrmrOn | None:
        """The reference centre concerned, or the one of the site concerned."""
        return self.centre.crmr

    @property
    def sites(self) -> dict[str, SiteOn]:
        """The constitutive sites of the reference centre, by the name under which their agreement is asked."""
        return named_sites(self.centre.crmr) if self.centre.crmr is not None else {}

    @property
    def hospitals(self) -> tuple[HospitalRow, ...]:
        """Every establishment of which anything is known, each once."""
        crmr = self.crmr
        coordinating = crmr.coordinating if crmr is not None else None
        sites = (*self.sites.values(), *((coordinating,) if coordinating is not None else ()))
        named = (self.centre.hospital, self.new_hospital, self.site_hospital, self.workplace)
        return tuple(dict.fromkeys((*(one for one in named if one is not None), *(site.hospital for site in sites))))

    @property
    def name(self) -> str:
        """The short name of the centre."""
        return self.centre.name


def facts_of(session: Session, dossier: Dossier, today: dt.date, called_on: dt.date | None, around: Around) -> Facts:
    """Everything that the law is asked about ``dossier`` on ``today``, centres under the names that they bear on
    ``called_on``, the same day unless told. Nothing is known of the papers of a dossier that is not in the register.
    Raises UserError when the centre is gone."""
    kind, row_id = centre_of(dossier)
    centre = centre_on(session, kind, row_id, _eve_of_change(dossier, today), called_on, around.formers)
    former = _last_holder(session, Function(dossier.function), row_id, today, dossier.new_mandate_id)
    candidate = _person(session, dossier.candidate_id, today, around.formers(today))
    held = seats_held(session, candidate.id, today) if candidate is not None else ()
    in_office = seats_held(session, former.person_id, today) if former is not None and candidate is None else ()
    facts = Facts(
        centre=centre,
        former=former,
        candidate=candidate,
        held=held,
        leaves=_left_site(dossier, centre, held),
        new_hospital=_hospital(session, dossier.answers.get(NEW_HOSPITAL), today),
        site_hospital=_hospital(session, dossier.answers.get(SITE_HOSPITAL), today),
        workplace=_hospital(session, dossier.answers.get(WORKPLACE) or _house_of(held or in_office), today),
        situation={},
    )
    papers = around.pieces(dossier.id) if dossier.id is not None else None
    situation = _about(dossier, kind, today) | centre_facts(centre, papers)
    if papers is not None:
        situation["received"] = list(received(papers))
    _add_answers(situation, dossier, facts)
    return replace(facts, situation=situation)


def _eve_of_change(dossier: Dossier, today: dt.date) -> dt.date:
    """The day on which the centre is looked at: ``today``, or the eve of a move or a suppression that was applied
    already, for the dossier tells where the site came from and who was written to."""
    start: str | None = dossier.answers.get("start")
    taken_away = NEW_HOSPITAL in dossier.answers or dossier.request == "follow_up"
    if start is None or dossier.state not in APPLIED or not taken_away:
        return today
    return min(today, dt.date.fromisoformat(start) - ONE_DAY)


def _about(dossier: Dossier, kind: CentreKind, today: dt.date) -> Situation:
    about: Situation = {"today": today.isoformat(), "pack": dossier.pack, "request": dossier.request}
    if dossier.request not in SEAT_REQUESTS:
        return about | {"subject": kind.value}
    led = dossier.function == Function.COORDONNATEUR
    return about | {"function": dossier.function, "subject": "coordonnateur" if led else kind.value}


def _add_answers(situation: Situation, dossier: Dossier, facts: Facts) -> None:
    """The answers over what the register says."""
    told = answered(dossier.answers)
    candidate, incumbent = told.pop("candidate", {}), told.pop("incumbent", {})
    if dossier.function == Function.COORDONNATEUR:
        situation.setdefault("crmr", {})["new"] = facts.former is None
    if facts.site_hospital is not None:
        told.setdefault("site", {})["hospital"] = hospital_facts(facts.site_hospital)
    for part, value in told.items():
        if isinstance(value, dict):
            situation.setdefault(part, {}).update(value)
        else:
            situation[part] = value
    situation |= move(dossier.answers, facts.new_hospital) | decision(dossier.answers)
    situation |= _candidate(dossier, facts, candidate) | _same_person(dossier, facts)
    situation["incumbent"] = _incumbent(facts.former, incumbent) if facts.former is not None else None


def _candidate(dossier: Dossier, facts: Facts, told: Situation) -> Situation:
    person = facts.candidate
    if person is None:
        return {}
    known = {
        "name": person.name,
        "status": person.status,
        "full_time": person.full_time,
        "birth_date": person.birth_date.isoformat() if person.birth_date else None,
        "heads_site": facts.leaves.name if facts.leaves is not None else None,
        "practises_at": hospital_facts(facts.workplace) if facts.workplace and WORKPLACE in dossier.answers else None,
        **told,
    }
    return {"candidate": {key: value for key, value in known.items() if value is not None}}


def _left_site(dossier: Dossier, centre: Centre, held: tuple[HeldSeat, ...]) -> LeftSite | None:
    seated = dossier.function == Function.COORDONNATEUR and dossier.request in SEAT_REQUESTS
    if not seated or centre.crmr is None:
        return None
    names = {site.id: name for name, site in named_sites(centre.crmr).items()}
    headed = (one for one in held if one.function is Function.RESPONSABLE_SITE and one.centre_id in names)
    return next((LeftSite(names[one.centre_id], one) for one in headed), None)


def _same_person(dossier: Dossier, facts: Facts) -> Situation:
    """As the two persons show, where there are two; else as it was answered."""
    if facts.former is not None and facts.candidate is not None:
        return {"same_person": facts.former.person_id == facts.candidate.id}
    said = dossier.answers.get("same_person")
    return {"same_person": said} if said is not None else {}


def _incumbent(former: Holder, told: Situation) -> Situation:
    known = {
        "name": former.name,
        "status": former.status,
        "birth_date": former.birth_date.isoformat() if former.birth_date else None,
        "end": former.end.isoformat() if former.end else None,
        **told,
    }
    return {key: value for key, value in known.items() if value is not None}


def _last_holder(
    session: Session, function: Function, centre_id: int, today: dt.date, but: int | None
) -> Holder | None:
    given = {"function": function, "centre": centre_id, "on": today, "but": but or 0}
    last = session.execute(_HELD_BY[function], given).all()[-1:]
    return holder_of(last[0]) if last else None


def _person(session: Session, person_id: int | None, today: dt.date, former: Formers) -> PersonRow | None:
    if person_id is None:
        return None
    row = session.execute(_PERSON, {"person": person_id}).one_or_none()
    if row is None:
        return None
    return people.person_row(row, functions_on(session, today, person_id, former).get(person_id, ()))


def _house_of(held: tuple[HeldSeat, ...]) -> int | None:
    """The establishment of the first seat that has one: a FSMR has a head office, its animateur practises elsewhere."""
    return next((one.hospital_id for one in held if one.hospital_id is not None), None)


def _hospital(session: Session, hospital_id: Any, today: dt.date) -> HospitalRow | None:
    if not isinstance(hospital_id, int):
        return None
    row = session.execute(_HOSPITAL, {"hospital": hospital_id}).one_or_none()
    return None if row is None else hospitals.hospital_row(row, today)
