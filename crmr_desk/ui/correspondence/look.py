"""How a letter looks in a list and on its sheet: its state, its purpose, its way out, its number."""

from __future__ import annotations

from typing import Final

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.dossiers.letter_states import (
    ACKNOWLEDGED,
    DECISION,
    EXCHANGE,
    LIFTED,
    REMINDER,
    SENT,
    SIGNED,
    UNSENT,
)
from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.terms import short_date
from crmr_desk.ui.correspondence.tabs import standing
from crmr_desk.ui.dossier import words
from crmr_desk.ui.parts.cell import Cell

PURPOSES: Final = {DECISION: "Décision", EXCHANGE: "Échange du dossier", REMINDER: "Relance"}
CHANGED_SINCE: Final = "Données modifiées depuis"


def state_words(letter: KeptLetter) -> str:
    """The state with its day where it has one: "Envoyé le 21/11/2026"."""
    word = words.LETTER_STATES[standing(letter)][0]
    day = {SENT: letter.sent_on, ACKNOWLEDGED: letter.acknowledged_on}.get(letter.state)
    return f"{word} le {short_date(day)}" if day is not None else word


def state_cell(letter: KeptLetter) -> Cell:
    """The state as a badge; its tooltip tells the day, who signed, or why it is over."""
    word, tone, icon = words.LETTER_STATES[standing(letter)]
    return Cell(word, badge=True, tone=tone, icon=icon, tip=state_told(letter))


def state_told(letter: KeptLetter) -> str:
    """The state in one sentence."""
    said = state_words(letter)
    if letter.state == SIGNED and letter.signed_on is not None:
        by = f" par {letter.signed_by}" if letter.signed_by else ""
        return f"{said}, signé le {short_date(letter.signed_on)}{by}"
    if not letter.signable and letter.state in UNSENT:
        return f"{said}, avec le courrier qu’il accompagne"
    if letter.state == LIFTED:
        return f"{said}\u00a0: {letter.reason}"
    return f"{said}, {letter.signing_list}" if letter.signing_list and letter.sent_on is None else said


def number_words(letter: KeptLetter) -> str:
    """The number, with its edition from the second on."""
    return f"{letter.number}, édition\u00a0{letter.edition}" if letter.edition > 1 else letter.number


def channel_words(letter: KeptLetter) -> str:
    """The way out in French."""
    return CHANNELS.get(letter.channel, letter.channel)
