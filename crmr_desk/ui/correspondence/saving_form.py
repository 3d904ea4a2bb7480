"""Over letters to save: one file for all, in the order of the list, or one for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.ui.correspondence.verbs import counted
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.problems import Sheet

_ONE: Final = "one"
_CHOICES: Final = (
    Choice(_ONE, "Un seul PDF, dans l’ordre de la liste, prêt à imprimer"),
    Choice("each", "Un fichier par courrier, nommé par sa date, son centre et son destinataire"),
)
_SENTENCE: Final = "Un courrier signé est enregistré avec sa signature\u202f; les autres, tels qu’ils sont écrits."


class SavingForm(Sheet):
    """``given(one_file)`` once it is chosen; a single letter has a file of its own."""

    given = Signal(bool)

    def __init__(self, letters: Sequence[KeptLetter], parent: QWidget | None = None) -> None:
        super().__init__(parent, f"Enregistrer\u00a0: {counted(letters)}", _SENTENCE, icon="download")
        self.how = Options(_CHOICES, "Fichiers")
        self.how.set_value(_ONE if len(letters) > 1 else "each")
        self.body.addWidget(self.how)
        self.add_verb("Annuler")
        keep = button("Choisir où…", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.finish)
        self.verbs.addWidget(keep)

    def finish(self) -> None:
        """Give what was chosen."""
        self.accept()
        self.given.emit(self.how.value() == _ONE)
