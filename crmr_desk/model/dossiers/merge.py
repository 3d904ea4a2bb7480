"""The facts that the letters of a dossier merge, in French; a fact that is not known is empty, and shown as such."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.effects import plan_of
from crmr_desk.model.dossiers.grid import AGENCIES, PERSONS, hospital_of, recipient_lines
from crmr_desk.model.dossiers.rows import RecipientLine
from crmr_desk.model.dossiers.wording import as_coordonnateur, centre_named, centre_short, informed_sentence, salutation
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.terms import french_date


def merge_facts(a: Assessment, recipient: RecipientLine) -> dict[str, str]:
    """Every merge field of the law's letters, for one recipient."""
    return {
        **_candidate(a),
        **_former(a),
        **_centre(a),
        "addressee_salutation": _addressee_salutation(a, recipient.who),
        "effect_date": _day(a.day("start")),
        "mandate_end": _day(a.answer.mandate_end),
        "visa_date": _day(a.day("decision.date")),
        "instruction": a.pack.instruction,
        "place": _place(a),
        "ars": _agency(a, recipient.who if recipient.who in AGENCIES else "ars"),
        "informed_sentence": _informed(a),
        "decision_reasons": str(a.dossier.answers.get("decision.reasons") or "").strip(),
        "court": a.bureau.court,
    }


def _place(a: Assessment) -> str:
    """« l’annexe 3, § 2 b, », to be followed by « de l’instruction »."""
    long = a.pack.place_label(a.rule.place) if a.rule else ""
    return f"l’{long[0].lower()}{long[1:]}," if long else ""


def _candidate(a: Assessment) -> dict[str, str]:
    person = a.facts.candidate
    title = person.title if person else ""
    return {
        "candidate": person.name if person else "",
        "candidate_salutation": salutation(title),
        "candidate_as": as_coordonnateur(title),
        "candidate_rpps": (person.rpps if person else None) or "",
        "candidate_email": (person.email if person else None) or "",
        "candidate_status": (person.status if person else None) or "",
    }


def _former(a: Assessment) -> dict[str, str]:
    former, closing = a.facts.former, plan_of(a).closing
    end = closing.end if closing is not None else former.end if former is not None else None
    return {
        "former": former.name if former else "",
        "former_salutation": salutation(former.title if former else ""),
        "former_end": _day(end),
    }


def _centre(a: Assessment) -> dict[str, str]:
    crmr = a.facts.crmr
    label, seat = crmr.label or crmr.last_label, crmr.coordinating
    return {
        "centre_title": crmr.title,
        "centre_acronym": crmr.acronym,
        "centre_named": centre_named(crmr.title, crmr.acronym, seat.hospital if seat else None),
        "centre_short": centre_short(crmr.title, crmr.acronym),
        "centre_code": crmr.code,
        "hospital": seat.hospital.name if seat else "",
        "hospital_finess": seat.hospital.finess_et if seat else "",
        "hospital_town": seat.hospital.town if seat else "",
        "unit": seat.unit if seat else "",
        "label_start": _day(label.start if label else None),
        "label_end": _day(label.end if label else None),
        "fsmr": crmr.fsmr.sigle if crmr.fsmr else "",
    }


def _day(day: dt.date | None) -> str:
    return french_date(day) if day is not None else ""


def _addressee_salutation(a: Assessment, who: str) -> str:
    person = a.facts.former if who == "former_coordonnateur" else a.facts.candidate if who in PERSONS else None
    return salutation(person.title if person is not None else "")


def _agency(a: Assessment, who: str) -> str:
    hospital = hospital_of(a, who)
    return hospital.ars if hospital is not None else ""


def _informed(a: Assessment) -> str:
    """Who is informed, among the recipients that the instructor keeps."""
    told = [line.who for line in recipient_lines(a) if line.part == "informed" and line.included]
    hospitals = [hospital for who in told if who in AGENCIES and (hospital := hospital_of(a, who)) is not None]
    agencies = [REGIONS[hospital.region].ars_on(a.today).with_article for hospital in hospitals]
    return informed_sentence(agencies, orphanet="orphanet" in told)
