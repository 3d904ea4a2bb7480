"""Over letters to send by e-mail: drafts that the mail program opens and sends; who has no address is named."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.ui.correspondence.verbs import counted
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import Sheet

_SENTENCE: Final = (
    "Un fichier .eml par courrier, adressé, le PDF joint, signé s’il l’est. Votre messagerie l’ouvre comme"
    " brouillon\u202f; rien n’est envoyé d’ici."
)
_NAMED: Final = 8
"""Addressees that are named; of more, only how many."""


class DraftsForm(Sheet):
    """``given(letters)`` once the user wants the drafts of those that have an address."""

    given = Signal(object)

    def __init__(self, letters: Sequence[KeptLetter], without: Collection[int], parent: QWidget | None = None) -> None:
        """``without`` are the ids of the letters whose addressee has no e-mail address."""
        drafts = "Brouillon" if len(letters) == 1 else "Brouillons"
        super().__init__(parent, f"{drafts} de courriel\u00a0: {counted(letters)}", _SENTENCE, icon="mail-plus")
        self._letters = [letter for letter in letters if letter.id not in without]
        left_out = [letter for letter in letters if letter.id in without]
        if left_out:
            self.body.addWidget(label(_left_out(left_out), "secondary", wrap=True))
        self.add_verb("Annuler")
        self.keep = button("Choisir le dossier…", "primary")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.finish)
        set_available(self.keep, "" if self._letters else "Aucun destinataire n’a d’adresse de courriel")
        self.verbs.addWidget(self.keep)
        self.keep.setFocus()

    def finish(self) -> None:
        """Give the letters that have an address."""
        if self._letters:
            self.accept()
            self.given.emit(self._letters)


def _left_out(letters: Sequence[KeptLetter]) -> str:
    names = list(dict.fromkeys(letter.addressee for letter in letters))
    said = ", ".join(names[:_NAMED])
    said += f" et {plural(len(names) - _NAMED, 'autre')}" if len(names) > _NAMED else ""
    which = plural(len(letters), "courrier laissé de côté", "courriers laissés de côté")
    return f"{which}, sans adresse de courriel connue\u00a0: {said}."
