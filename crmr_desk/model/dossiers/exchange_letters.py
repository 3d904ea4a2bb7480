"""The letters written before the decision: to whom each goes, and the facts that it alone has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.dossiers.asked_opinions import house_of
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.awaited import REQUEST_PIECES
from crmr_desk.model.dossiers.checklist import AGREEMENTS, piece_lines
from crmr_desk.model.dossiers.completeness import OUTSIDE_THE_TEXT, excused
from crmr_desk.model.dossiers.drafts import Draft, letter_draft
from crmr_desk.model.dossiers.grid import words_of
from crmr_desk.model.dossiers.kept_letters import next_exchange
from crmr_desk.model.dossiers.recipients import DEFAULT_CHANNEL
from crmr_desk.model.dossiers.rows import OpinionLine, PieceLine, PieceState, RecipientLine
from crmr_desk.model.dossiers.titles import title_of
from crmr_desk.model.dossiers.wording import DIRECTOR, salutation
from crmr_desk.model.errors import UserError
from crmr_desk.model.terms import french_date

ACKNOWLEDGEMENT: Final = "acknowledgement"
_REQUEST, _REMINDER = "request", "reminder"
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
_FILE_WORDS: Final = {
    REQUEST_PIECES: "demande-de-pieces",
    ACKNOWLEDGEMENT: "accuse-de-reception",
    _REQUEST: "demande-d-avis",
    _REMINDER: "rappel-d-avis",
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


def opinion_letter(a: Assessment, asked: OpinionRequest, *, reminder: bool) -> Draft:
    """The request for an opinion or agreement, or its reminder: to a physician in the personal form."""
    act, noun = _REMINDER if reminder else _REQUEST, "agreement" if asked.line.kind in AGREEMENTS else "opinion"
    long = a.pack.place_label(asked.line.place)
    more = {
        "opinion": f"{asked.line.label[:1].lower()}{asked.line.label[1:]}",
        "opinion_body": asked.body,
        "asked_on": french_date(asked.asked_on),
        "reply_by": french_date(asked.due_on),
        "place": f"l’{long[0].lower()}{long[1:]}," if long else "",
        "addressee_salutation": salutation(""),
    }
    recipient = _recipient(_WHO[asked.line.kind], asked.line.of, asked.body, _FILE_WORDS[act])
    return _draft(a, f"{act}_{noun}", recipient, more, _address(a, asked))


def _to_sender(a: Assessment, kind: str, more: Mapping[str, str]) -> Draft:
    """A letter to whoever sends the dossier."""
    if a.rule is None:
        raise UserError(
            "La procédure n’est pas encore déterminée\u00a0: répondez d’abord aux questions de la situation."
        )
    sender = _sender(a, a.rule.sender)
    name, _quality = words_of(a, sender)
    return _draft(a, kind, _recipient(sender, "", name, _FILE_WORDS[kind]), more)


def _sender(a: Assessment, expected: Sequence[str]) -> str:
    """Who sent the dossier, where that is one of those who may; else the first of them."""
    said = a.dossier.answers.get("sent_by")
    return str(said) if said in expected else next(iter(expected), "current_director")


def _draft(
    a: Assessment, kind: str, recipient: RecipientLine, more: Mapping[str, str], address: tuple[str, ...] = ()
) -> Draft:
    """The letter, whole: a blank in it is refused."""
    facts = {"dossier_title": title_of(a.dossier.request, a.facts.name), **more}
    draft = letter_draft(a, recipient, a.pack.letter(kind), next_exchange(a), more=facts, address=address)
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


def _address(a: Assessment, asked: OpinionRequest) -> tuple[str, ...]:
    """A directoire is presided over by the director, to whom the letter goes; anybody else is written to as named."""
    house = house_of(a, asked.line.of) if asked.line.kind in _OF_HOUSES else None
    if house is None or asked.body != asked.line.body:
        return (asked.body,)
    return (*DIRECTOR, house.name, house.town)


def _expected(a: Assessment, line: PieceLine) -> str:
    """A paper with, where it is to be redone, the reason that the instructor or else the law gives."""
    if line.state is PieceState.MISSING:
        return line.label
    said = (finding.text for finding in a.answer.findings if (finding.piece, finding.of) == (line.kind, line.of))
    reason = (line.note or next(said, "")).rstrip(".")
    return f"{line.label}, à refaire\u00a0: {reason}" if reason else f"{line.label}, à refaire"
