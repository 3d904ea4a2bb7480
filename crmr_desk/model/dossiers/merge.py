"""The facts that the letters of a dossier merge, in French; a fact that is not known is empty, and shown as such."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from crmr_desk.model.dossiers.addressees import AGENCIES, hospital_of, reader_of
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.effects import plan_of
from crmr_desk.model.dossiers.effects_network import Designation
from crmr_desk.model.dossiers.grid import recipient_lines
from crmr_desk.model.dossiers.merge_application import application_fields
from crmr_desk.model.dossiers.merge_centre import centre_fields
from crmr_desk.model.dossiers.rows import RecipientLine
from crmr_desk.model.dossiers.titles import title_of
from crmr_desk.model.dossiers.wording import as_holder, informed_sentence, salutation
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.terms import french_date

_OBLIGATIONS: Final = ("annual_report_due", "bndmr_due", "mission_missing")
"""Findings that a centre or a filière has something to do."""
_OF_A_FILIERE: Final = ("fsmr_below_three",)
"""Those of which a filière alone is reminded: its centres cannot cure them."""


def merge_facts(a: Assessment, recipient: RecipientLine, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every merge field of the law's letters, for one recipient; ``extra`` fills those that only the occasion knows:
    the papers asked for, the day of reply, the opinion, the campaign and its outcomes."""
    return {
        **dict.fromkeys(MERGE_FIELDS, ""),
        **_candidate(a),
        **_former(a),
        **centre_fields(a),
        **application_fields(a),
        "addressee_salutation": _addressee_salutation(a, recipient),
        **{name: _day(day) for name, day in days_of(a).items()},
        "instruction": a.pack.instruction,
        "place": _place(a),
        "ars": _agency(a, recipient.who if recipient.who in AGENCIES else "ars"),
        "informed_sentence": _informed(a),
        "decision_reasons": str(a.dossier.answers.get("decision.reasons") or "").strip(),
        "court": a.bureau.court,
        "dossier_number": a.dossier.number,
        "dossier_title": title_of(a.dossier.request, a.facts.name),
        "obligations": "\n".join(_obligations(a)),
        **(extra or {}),
    }


def _obligations(a: Assessment) -> list[str]:
    """What is still to be done, an item each, as the findings put it; the last one closes the sentence."""
    due = (*_OBLIGATIONS, *(_OF_A_FILIERE if a.facts.centre.fsmr is not None else ()))
    said = [f"{one.text[:1].lower()}{one.text[1:]}".rstrip(".") for one in a.answer.findings if one.id in due]
    return [*(f"{one}\u202f;" for one in said[:-1]), *(f"{one}." for one in said[-1:])]


def days_of(a: Assessment) -> dict[str, dt.date | None]:
    """The dates among the merge fields: a letter writes them out, a structured file as 2027-02-01."""
    former, closing = a.facts.former, plan_of(a).closing
    label_start, label_end = _label(a)
    return {
        "former_end": closing.end if closing is not None else former.end if former is not None else None,
        "effect_date": a.day("start"),
        "mandate_end": a.mandate_end,
        "visa_date": a.day("decision.date"),
        "label_start": label_start,
        "label_end": label_end,
        "dossier_received": a.day("received_on"),
    }


def _label(a: Assessment) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of the label, or of the designation of a filière: the one that the decision opens, where it
    opens one, else the one that runs."""
    if a.application is not None:
        return a.application.terms.start, a.application.terms.end
    opened = next((step for step in plan_of(a).steps if isinstance(step, Designation)), a.facts.centre.label)
    return (opened.start, opened.end) if opened is not None else (None, None)


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
        "candidate_as": as_holder(a.dossier.function, title),
        "candidate_rpps": (person.rpps if person else None) or "",
        "candidate_email": (person.email if person else None) or "",
        "candidate_status": (person.status if person else None) or "",
    }


def _former(a: Assessment) -> dict[str, str]:
    former = a.facts.former
    return {
        "former": former.name if former else "",
        "former_salutation": salutation(former.title if former else ""),
    }


def _day(day: dt.date | None) -> str:
    return french_date(day) if day is not None else ""


def _addressee_salutation(a: Assessment, recipient: RecipientLine) -> str:
    person = reader_of(a, recipient.who, recipient.of)
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
