"""The tabs of the Courriers page: where a letter is on its way, and what is said where none is."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.dossiers.letter_states import ACKNOWLEDGED, FINAL, LIFTED, REPLACED, SENT, SIGNED, TO_SIGN


class Tab(StrEnum):
    """In the order of the way. The values are those of ``page_wanted("correspondence", …)``."""

    TO_SIGN = "to_sign"
    AT_SIGNATURE = "at_signature"
    TO_SEND = "to_send"
    SENT = "sent"
    ENDED = "ended"
    EVERY = "all"

    @property
    def words(self) -> str:
        """The French word of the tab."""
        return _TITLES[self]

    @property
    def nothing(self) -> str:
        """What is said where the tab has no letter at all."""
        return _NOTHING[self]


_TITLES: Final = {
    Tab.TO_SIGN: "À signer",
    Tab.AT_SIGNATURE: "À la signature",
    Tab.TO_SEND: "À envoyer",
    Tab.SENT: "Envoyés",
    Tab.ENDED: "Terminés",
    Tab.EVERY: "Tous",
}
_NOTHING: Final = {
    Tab.TO_SIGN: "Aucun courrier à signer\u00a0: ils viennent d’une décision, d’un échange ou d’une relance.",
    Tab.AT_SIGNATURE: "Aucun courrier à la signature\u00a0: un bordereau en remet plusieurs au signataire.",
    Tab.TO_SEND: "Aucun courrier à envoyer\u00a0: un courrier signé attend ici son départ.",
    Tab.SENT: "Aucun courrier envoyé n’attend d’accusé de réception.",
    Tab.ENDED: "Aucun courrier terminé\u00a0: accusé reçu, levé, ou remplacé par une nouvelle édition.",
    Tab.EVERY: "Aucun courrier n’a encore été écrit\u00a0: ceux d’un dossier s’écrivent quand il est décidé.",
}
_OF_STATE: Final = {
    FINAL: Tab.TO_SIGN,
    TO_SIGN: Tab.AT_SIGNATURE,
    SIGNED: Tab.TO_SEND,
    SENT: Tab.SENT,
    ACKNOWLEDGED: Tab.ENDED,
    LIFTED: Tab.ENDED,
    REPLACED: Tab.ENDED,
}


def standing(letter: KeptLetter) -> str:
    """The state in which a letter is shown: what bears no signature waits for none, and leaves with its letter."""
    return letter.state if letter.signable or letter.state not in (FINAL, TO_SIGN) else SIGNED


def tab_of(letter: KeptLetter) -> Tab:
    """The tab in which a letter stands, beside « Tous »."""
    return _OF_STATE[standing(letter)]
