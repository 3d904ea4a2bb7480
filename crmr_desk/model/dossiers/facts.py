"""The bridge between the database and the law: what is known of a dossier on a day, as a situation.

The situation is the JSON document that ``crmr-desk qualify`` reads, so that a dossier of the window and a file given
on the command line are judged by the same words. What nobody has answered is absent, never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.records import centre_of, pieces_of
from crmr_desk.model.dossiers.rows import IN_HAND
from crmr_desk.model.kinds import Function
from crmr_desk.model.network import hospitals, people
from crmr_desk.model.network.functions import functions_on
from crmr_desk.model.network.holders import Holder, holder_of, holders_query
from crmr_desk.model.network.rows import HospitalRow, PersonRow
from crmr_desk.model.network.snapshot import CrmrOn, SiteOn, crmr_on
from crmr_desk.model.network.tables import HOSPITAL, MANDATE, PERSON
from crmr_desk.model.store.schema import Dossier, Piece

Situation = dict[str, Any]

_OF_THE_WINDOW: Final = ("cessation_letter", "changes_hospital", "new_hospital", "same_person", "decision", "abandon")
"""First words of the answers that are not copied as they are."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known on a day: the centre, who leaves, who is proposed, and the situation made of it."""

    crmr: CrmrOn
    former: Holder | None
    """Who holds the seat, or held it last."""
    candidate: PersonRow | None
    new_hospital: HospitalRow | None
    site_names: dict[str, SiteOn]
    """Constitutive sites by the name under which their agreement is asked."""
    situation: Situation


def facts_of(session: Session, dossier: Dossier, today: dt.date) -> Facts:
    """Everything that the law is asked about ``dossier`` on ``today``. Raises UserError when the centre is gone."""
    crmr = crmr_on(session, centre_of(dossier)[1], today)
    former = _last_holder(session, crmr.id, today, dossier.new_mandate_id)
    candidate = _person(session, dossier.candidate_id, today)
    new_hospital = _hospital(session, dossier.answers.get("new_hospital"), today)
    sites = named_sites(crmr)
    pieces = pieces_of(session, dossier.id)
    situation: Situation = {
        "today": today.isoformat(),
        "pack": dossier.pack,
        "request": dossier.request,
        "function": dossier.function,
        "subject": "coordonnateur",
        "crmr": _crmr(crmr, sites, pieces, first=former is None),
        "received": list(_received(pieces)),
        **_answered(dossier.answers),
        **_cessation(dossier.answers),
        **_move(dossier.answers, new_hospital),
        **_candidate(dossier, candidate, former),
        **_decision(dossier.answers),
    }
    if former is not None:
        situation["incumbent"] = _incumbent(former, dossier.answers)
    situation.setdefault("crmr", {}).update(_nested(dossier.answers, "crmr"))
    return Facts(crmr, former, candidate, new_hospital, sites, situation)


def named_sites(crmr: CrmrOn) -> dict[str, SiteOn]:
    """Constitutive sites by hospital, and by unit too where one hospital houses several."""
    houses = Counter(site.hospital.name for site in crmr.constitutive)

    def name(site: SiteOn) -> str:
        alone = houses[site.hospital.name] == 1
        return site.hospital.name if alone else f"{site.hospital.name}, {site.unit or site.code}"

    return {name(site): site for site in crmr.constitutive}


def _last_holder(session: Session, crmr_id: int, today: dt.date, but: int | None) -> Holder | None:
    mandates = session.execute(
        holders_query(
            MANDATE.c.function == Function.COORDONNATEUR,
            MANDATE.c.crmr_id == crmr_id,
            MANDATE.c.start <= today,
            MANDATE.c.id != (but or 0),
        )
    )
    last = mandates.all()[-1:]
    return holder_of(last[0]) if last else None


def _person(session: Session, person_id: int | None, today: dt.date) -> PersonRow | None:
    if person_id is None:
        return None
    row = session.execute(select(*people.COLUMNS).where(PERSON.c.id == person_id)).one_or_none()
    return None if row is None else people.person_row(row, functions_on(session, today, person_id).get(person_id, ()))


def _hospital(session: Session, hospital_id: object, today: dt.date) -> HospitalRow | None:
    if not isinstance(hospital_id, int):
        return None
    row = session.execute(select(*hospitals.COLUMNS).where(HOSPITAL.c.id == hospital_id)).one_or_none()
    return None if row is None else hospitals.hospital_row(row, today)


def _crmr(
    crmr: CrmrOn, sites: Mapping[str, SiteOn], pieces: Mapping[tuple[str, str], Piece], *, first: bool
) -> Situation:
    label = crmr.label or crmr.last_label
    known: Situation = {
        "label": [label.start.isoformat(), label.end.isoformat()] if label and label.end else None,
        "new": first,
        "multi_site": crmr.multi_site,
        "constitutive_sites": [_site(name, site, pieces.get(("site_agreement", name))) for name, site in sites.items()],
        "fsmr": crmr.fsmr is not None,
    }
    if label is not None and label.end is None:
        known |= {"label": [label.start.isoformat()], "label_years": 5}
    if crmr.fsmr is not None:
        known |= {"fsmr_name": crmr.fsmr.sigle, "fsmr_crmr_count": crmr.fsmr.crmr_count}
    if crmr.coordinating is not None:
        known |= {"hospital": _hospital_facts(crmr.coordinating.hospital), "unit": crmr.coordinating.unit}
    return known


def _site(name: str, site: SiteOn, agreement: Piece | None) -> Situation:
    given = "missing"
    if agreement is not None and agreement.state in IN_HAND:
        given = "refused" if agreement.opinion == "unfavourable" else "given"
    return {
        "name": name,
        "hospital": _hospital_facts(site.hospital),
        "vacant": site.holder is None,
        "agreement": given,
    }


def _hospital_facts(hospital: HospitalRow) -> Situation:
    return {
        "name": hospital.name,
        "et": hospital.finess_et,
        "ej": hospital.finess_ej,
        "region": hospital.region,
    }


def _received(pieces: Mapping[tuple[str, str], Piece]) -> Iterator[Situation]:
    for (kind, of), piece in pieces.items():
        refused = kind == "site_agreement" and piece.opinion == "unfavourable"
        if piece.state not in IN_HAND or refused:
            continue
        optional = {"of": of or None, "opinion": piece.opinion, "signed": piece.signed, "vouches": piece.vouches}
        yield {"piece": kind, **{key: value for key, value in optional.items() if value is not None}}


def _answered(answers: Mapping[str, Any]) -> Situation:
    """Answers whose path has one word; those of two words are gathered where they belong."""
    return {path: value for path, value in answers.items() if "." not in path and path not in _OF_THE_WINDOW}


def _nested(answers: Mapping[str, Any], part: str) -> Situation:
    return {path.partition(".")[2]: value for path, value in answers.items() if path.startswith(f"{part}.")}


def _cessation(answers: Mapping[str, Any]) -> Situation:
    letter = _nested(answers, "cessation_letter")
    exists = letter.pop("exists", None)
    if exists is False:
        return {"cessation_letter": None}
    return {"cessation_letter": letter} if exists or letter else {}


def _move(answers: Mapping[str, Any], new_hospital: HospitalRow | None) -> Situation:
    changes = answers.get("changes_hospital")
    if changes is None:
        return {}
    if changes is False:
        return {"new_hospital": None}
    return {"new_hospital": {} if new_hospital is None else _hospital_facts(new_hospital)}


def _candidate(dossier: Dossier, candidate: PersonRow | None, former: Holder | None) -> Situation:
    if candidate is None:
        return {}
    known = {
        "name": candidate.name,
        "status": candidate.status,
        "full_time": candidate.full_time,
        "birth_date": candidate.birth_date.isoformat() if candidate.birth_date else None,
        **_nested(dossier.answers, "candidate"),
    }
    facts: Situation = {"candidate": {key: value for key, value in known.items() if value is not None}}
    if former is not None:
        facts["same_person"] = former.person_id == candidate.id
    return facts


def _incumbent(former: Holder, answers: Mapping[str, Any]) -> Situation:
    known = {
        "name": former.name,
        "status": former.status,
        "birth_date": former.birth_date.isoformat() if former.birth_date else None,
        "end": former.end.isoformat() if former.end else None,
        **_nested(answers, "incumbent"),
    }
    return {key: value for key, value in known.items() if value is not None}


def _decision(answers: Mapping[str, Any]) -> Situation:
    outcome, day = answers.get("decision.outcome"), answers.get("decision.date")
    if outcome is None:
        return {"decision": None}
    return {"decision": {"outcome": outcome} | ({"date": day} if day else {})}
