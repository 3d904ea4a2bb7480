"""What can be done with the chosen letters, and why not: no widget and no database here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.dossiers.letter_states import (
    ACKNOWLEDGED,
    FINAL,
    GONE_OUT,
    LIFTED,
    OVER,
    REPLACED,
    SENT,
    SIGNED,
    TO_SIGN,
    UNSENT,
)
from crmr_desk.ui.correspondence.tabs import Tab
from crmr_desk.ui.dossier.words import plural

CHOOSE: Final = "Choisissez d’abord un courrier"
_ANY: Final = (*UNSENT, *GONE_OUT, *OVER)
_TO_GO: Final = (*UNSENT, *GONE_OUT)


class VerbKey(StrEnum):
    """The verbs of the page."""

    LIST = "list"
    RETURN = "return"
    ATTACH = "attach"
    CERTIFY = "certify"
    SEND = "send"
    ACKNOWLEDGE = "acknowledge"
    LIFT = "lift"
    REOPEN = "reopen"
    DRAFT = "draft"
    SAVE = "save"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Verb:
    """``states`` are those of a letter to which it can be done; ``alone``: to one letter at a time; ``signs``: only to
    what bears a signature; ``writes``: the register changes."""

    key: VerbKey
    words: str
    icon: str
    states: tuple[str, ...]
    alone: bool = False
    signs: bool = False
    writes: bool = True


VERBS: Final = (
    Verb(VerbKey.LIST, "Mettre à la signature…", "writing-sign", (FINAL,), signs=True),
    Verb(VerbKey.RETURN, "Retour de signature…", "rubber-stamp", (TO_SIGN,)),
    Verb(VerbKey.CERTIFY, "Signer par certificat…", "file-certificate", (FINAL, TO_SIGN), signs=True),
    Verb(VerbKey.ATTACH, "Joindre le courrier signé…", "paperclip", _TO_GO, alone=True, signs=True),
    Verb(VerbKey.SEND, "Marquer envoyés…", "send", UNSENT),
    Verb(VerbKey.ACKNOWLEDGE, "Accusé reçu…", "mail-opened", (SENT,)),
    Verb(VerbKey.DRAFT, "Brouillons de courriel…", "mail-plus", _TO_GO, writes=False),
    Verb(VerbKey.SAVE, "Enregistrer les PDF…", "download", _ANY, writes=False),
    Verb(VerbKey.PRINT, "Imprimer…", "printer", _ANY, writes=False),
    Verb(VerbKey.REOPEN, "Reprendre…", "pencil", _TO_GO, alone=True),
    Verb(VerbKey.LIFT, "Ne pas envoyer…", "hand-stop", UNSENT),
)
"""In the order of a menu."""
BY_KEY: Final = {verb.key: verb for verb in VERBS}
IN_BAR: Final = {
    Tab.TO_SIGN: (VerbKey.LIST, VerbKey.CERTIFY, VerbKey.ATTACH),
    Tab.AT_SIGNATURE: (VerbKey.RETURN, VerbKey.CERTIFY, VerbKey.ATTACH),
    Tab.TO_SEND: (VerbKey.SEND, VerbKey.DRAFT, VerbKey.SAVE),
    Tab.SENT: (VerbKey.ACKNOWLEDGE, VerbKey.DRAFT, VerbKey.SAVE),
    Tab.ENDED: (VerbKey.SAVE, VerbKey.PRINT),
    Tab.EVERY: (VerbKey.LIST, VerbKey.SEND, VerbKey.SAVE),
}
"""The verbs that stand in the bar of each tab; all of them are in its menu."""
NEXT: Final = {
    FINAL: VerbKey.LIST, TO_SIGN: VerbKey.RETURN, SIGNED: VerbKey.SEND, SENT: VerbKey.ACKNOWLEDGE,
    ACKNOWLEDGED: VerbKey.SAVE, LIFTED: VerbKey.SAVE, REPLACED: VerbKey.SAVE,
}  # fmt: skip
"""What a letter waits for."""

_STANDS: Final = {
    FINAL: ("est encore à signer", "sont encore à signer"),
    TO_SIGN: ("est déjà à la signature", "sont déjà à la signature"),
    SIGNED: ("est déjà signé", "sont déjà signés"),
    SENT: ("est déjà parti", "sont déjà partis"),
    ACKNOWLEDGED: ("a déjà son accusé", "ont déjà leur accusé"),
    LIFTED: ("est levé", "sont levés"),
    REPLACED: ("est remplacé", "sont remplacés"),
}


def why_not(verb: Verb, letters: Sequence[KeptLetter], why_no_write: str = "") -> str:
    """Why ``verb`` cannot be done to these letters; "" where it can. ``why_no_write``: why nothing can be written."""
    if not letters:
        return CHOOSE
    if verb.writes and why_no_write:
        return why_no_write
    if verb.alone and len(letters) > 1:
        return "Un seul courrier à la fois"
    wrong = Counter(letter.state for letter in letters if letter.state not in verb.states)
    if wrong:
        state, count = wrong.most_common(1)[0]
        return f"{_chosen(count)} {_STANDS[state][count > 1]}"
    if verb.signs and not any(letter.signable for letter in letters):
        return "Une fiche ne se signe pas\u00a0: elle part avec son courrier"
    if verb.key is VerbKey.RETURN and len({letter.signing_list_id for letter in letters}) > 1:
        return "Les courriers choisis sont sur plusieurs bordereaux"
    return ""


def in_singular(verb: Verb) -> str:
    """The words of a verb on one letter."""
    return verb.words.replace("envoyés", "envoyé").replace("les PDF", "le PDF").replace("Brouillons", "Brouillon")


def next_of(letter: KeptLetter) -> Verb:
    """What a letter waits for; what bears no signature waits to leave with its letter."""
    verb = BY_KEY[NEXT[letter.state]]
    return BY_KEY[VerbKey.SEND] if letter.state in UNSENT and not letter.signable else verb


def counted(letters: Sequence[KeptLetter]) -> str:
    """What the title of a sheet says of its letters: "Notification, CERVCO" or "12 courriers"."""
    return letters[0].title if len(letters) == 1 else plural(len(letters), "courrier")


def _chosen(count: int) -> str:
    return plural(count, "courrier choisi", "courriers choisis")
