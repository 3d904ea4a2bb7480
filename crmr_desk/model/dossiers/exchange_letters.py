"""The letters written before the decision: to whom each goes, and the facts that it alone has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from crmr_desk.model.dossiers.addressees import PERSONS, reader_of
from crmr_desk.model.dossiers.addresses import address_of
from crmr_desk.model.dossiers.asked_opinions import body_of, house_of
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.awaited import REQUEST_PIECES
from crmr_desk.model.dossiers.checklist import AGREEMENTS, piece_lines
from crmr_desk.model.dossiers.completeness import OUTSIDE_THE_TEXT, excused
from crmr_desk.model.dossiers.drafts import Draft, letter_draft
from crmr_desk.model.dossiers.grid import words_of
from crmr_desk.model.dossiers.kept_letters import next_exchange
from crmr_desk.model.dossiers.merge_centre import centre_fields
from crmr_desk.model.dossiers.recipients import DEFAULT_CHANNEL
from crmr_desk.model.dossiers.rows import OpinionLine, PieceLine, PieceState, RecipientLine
from crmr_desk.model.dossiers.titles import title_of
from crmr_desk.model.dossiers.wording import DIRECTOR, listed, of_name, salutation
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.rules import LetterTemplate
from crmr_desk.model.terms import french_date

ACKNOWLEDGEMENT: Final = "acknowledgement"
_REQUEST, _REMINDER = "request", "reminder"
_PERSONAL: Final = "personal"
_AWAITED: Final = (PieceState.MISSING, PieceState.TO_REDO)
_WHO: Final = {
    "directoire_opinion": "current_director",
    "director_opinion": "current_director",
    "fsmr_opinion": "fsmr",
    "site_agreement": "responsable_site",
    "coordonnateur_agreement": "coordonnateur",
    "site_opinion": "responsable_site",
    "coordonnateur_opinion": "coordonnateur",
    "patients_opinion": "patients",
}
"""Whom a request for an opinion is filed under."""
_OF_HOUSES: Final = ("directoire_opinion", "director_opinion")
_LED_BY: Final = {"responsable_site": "site_heads"}
"""Where a letter finds the person under whom it is filed; the responsable of a site of the centre leads that site."""
_FILE_WORDS: Final = {
    REQUEST_PIECES: "demande-de-pieces",
    ACKNOWLEDGEMENT: "accuse-de-reception",
    _REQUEST: "demande-d",
    _REMINDER: "rappel-d",
}


@dataclass(frozen=True, slots=True)
class OpinionRequest:
    """What a request for an opinion, or its reminder, says: to whom, since when, for when."""

    line: OpinionLine
    body: str
    asked_on: dt.date
    due_on: dt.date


def pieces_to_request(a: Assessment) -> tuple[PieceLine, ...]:
    """Every required paper that is missing or to be redone, but those that a lifted finding excuses."""
    lines = (line for line in piece_lines(a) if line.required and line.state in _AWAITED)
    return tuple(line for line in lines if not excused(a, line))


def pieces_letter(a: Assessment, reply_by: dt.date) -> Draft:
    """The one letter that asks the sender for every paper that lacks, with the reason of those to be redone."""
    pieces = pieces_to_request(a)
    if not pieces:
        raise UserError("Aucune pièce ne manque ni n’est à refaire\u00a0: il n’y a rien à demander.")
    more = {"expected_pieces": "\n".join(_expected(a, line) for line in pieces), "reply_by": french_date(reply_by)}
    return _to_sender(a, REQUEST_PIECES, more)


def receipt_letter(a: Assessment) -> Draft:
    """The acknowledgement of receipt of the dossier, to whoever sent it (general law)."""
    return _to_sender(a, ACKNOWLEDGEMENT, {})


def asked_of(kind: str) -> str:
    """Under whom a request for the opinion or agreement ``kind`` is filed."""
    return _WHO[kind]


def opinion_letter(a: Assessment, asked: OpinionRequest, *, reminder: bool) -> Draft:
    """The request for an opinion or agreement, or its reminder: to a physician in the personal form."""
    act, noun = _REMINDER if reminder else _REQUEST, "agreement" if asked.line.kind in AGREEMENTS else "opinion"
    address, reader = _addressee(a, asked)
    more = {
        "opinion": _asked_for(a, asked.line.label),
        "opinion_body": asked.body,
        "asked_on": french_date(asked.asked_on),
        "reply_by": french_date(asked.due_on),
        "addressee_salutation": salutation(reader),
    }
    recipient = _recipient(_WHO[asked.line.kind], asked.line.of, asked.body, _named(act, asked.line.kind))
    return _draft(a, _opinion_template(a, f"{act}_{noun}", asked.line), recipient, more, address)


def _asked_for(a: Assessment, label: str) -> str:
    """« accord explicite du site, CHU de Lille, sur la candidature de Pr Clément Rouvière », after a colon."""
    candidate, moves = a.facts.candidate, centre_fields(a)
    about = [f"la candidature {of_name(candidate.name)}"] if candidate is not None else []
    if moves["of_hospital"] and moves["to_new_hospital"]:
        about.append(f"le transfert {moves['of_hospital']} {moves['to_new_hospital']}")
    paper = f"{label[:1].lower()}{label[1:]}".replace("\u00a0:", ",")
    return f"{paper}, sur {listed(about)}" if about else paper


def _opinion_template(a: Assessment, kind: str, line: OpinionLine) -> LetterTemplate:
    """The letter rests on the text that wants the paper; a physician is written to in the personal form."""
    template = replace(a.pack.letter(kind), place=line.place if line.place in a.pack.places else OUTSIDE_THE_TEXT)
    if template.form == _PERSONAL or _WHO[line.kind] not in PERSONS:
        return template
    return replace(template, form=_PERSONAL, closing=a.pack.letter(f"{_REQUEST}_agreement").closing)


def _named(act: str, kind: str) -> str:
    """« demande-d-avis », « rappel-d-accord »; the directoire has its name, since its director may be asked too."""
    if kind == "directoire_opinion":
        return f"{_FILE_WORDS[act]}-avis-du-directoire"
    return f"{_FILE_WORDS[act]}-{'accord' if kind in AGREEMENTS else 'avis'}"


def _to_sender(a: Assessment, kind: str, more: Mapping[str, str]) -> Draft:
    """A letter to whoever sends the dossier."""
    if a.rule is None:
        raise UserError(
            "La procédure n’est pas encore déterminée\u00a0: répondez d’abord aux questions de la situation."
        )
    sender = _sender(a, a.rule.sender)
    name, _quality = words_of(a, sender)
    return _draft(a, a.pack.letter(kind), _recipient(sender, "", name, _FILE_WORDS[kind]), more)


def _sender(a: Assessment, expected: Sequence[str]) -> str:
    """Who sent the dossier, where that is one of those who may; else the first of them. Where the text names nobody,
    the director of the centre, or the governance of the filière."""
    said = a.dossier.answers.get("sent_by")
    unnamed = "fsmr_governance" if a.facts.centre.fsmr is not None else "current_director"
    return str(said) if said in expected else next(iter(expected), unnamed)


def _draft(
    a: Assessment,
    template: LetterTemplate,
    recipient: RecipientLine,
    more: Mapping[str, str],
    address: tuple[str, ...] = (),
) -> Draft:
    """The letter, whole: a blank in it is refused."""
    facts = {"dossier_title": title_of(a.dossier.request, a.facts.name), **more}
    draft = letter_draft(a, recipient, template, next_exchange(a), more=facts, address=address)
    if draft.blanks:
        raise UserError(f"{draft.title}\u00a0: il y manque {', '.join(draft.blanks)}. Complétez d’abord le dossier.")
    return draft


def _recipient(who: str, of: str, name: str, file_word: str) -> RecipientLine:
    return RecipientLine(
        who=who,
        of=of,
        name=name,
        detail="",
        part=file_word,
        place=OUTSIDE_THE_TEXT,
        ordered=False,
        included=True,
        channel=DEFAULT_CHANNEL,
        reason="",
        letter_kind="",
    )


def _addressee(a: Assessment, asked: OpinionRequest) -> tuple[tuple[str, ...], str]:
    """The address block, and the title of the person greeted. A directoire is presided over by the director, to whom
    the letter goes; a person whom the register knows has the name and the place; a body that the instructor named is
    written to as named."""
    line = asked.line
    if asked.body != body_of(a, line.kind, line.of):
        return (asked.body,), ""
    house = house_of(a, line.of) if line.kind in _OF_HOUSES else None
    if house is not None:
        return (*DIRECTOR, house.name, house.town), ""
    who = _LED_BY.get(_WHO[line.kind], _WHO[line.kind])
    reader = reader_of(a, who, line.of)
    if reader is None:
        return (asked.body,), ""
    name = reader.name if who in PERSONS else asked.body
    return address_of(a, _recipient(who, line.of, name, "")), reader.title


def _expected(a: Assessment, line: PieceLine) -> str:
    """A paper with, where it is to be redone, the reason that the instructor or else the law gives."""
    if line.state is PieceState.MISSING:
        return line.label
    said = (finding.text for finding in a.answer.findings if (finding.piece, finding.of) == (line.kind, line.of))
    reason = (line.note or next(said, "")).rstrip(".")
    return f"{line.label}, à refaire\u00a0: {reason}" if reason else f"{line.label}, à refaire"
