"""Over the letters to sign: who signs, and the bordereau that hands them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from crmr_desk.model.bureau.signatories import SignatoryRow
from crmr_desk.model.correspondence import signing_lists
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.terms import short_date
from crmr_desk.ui.correspondence.verb_sheet import VerbSheet
from crmr_desk.ui.correspondence.verbs import counted
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.dossier.word_marks import capital
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.dossiers.people_forms import NameBox
from crmr_desk.ui.parts.card import label

_SENTENCE = (
    "Un bordereau numéroté les remet au signataire, dans l’ordre où ils ont été écrits. Il s’ouvre pour être imprimé."
)


class SigningForm(VerbSheet):
    """``then(id of the bordereau)`` once it is made."""

    def __init__(
        self, desk: Desk, letters: Sequence[KeptLetter], known: Sequence[SignatoryRow], proposed: str,
        then: Callable[[int], None], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """``known`` may sign today; ``proposed`` is the name that the letters print, or that signed last, "" for the
        first of them."""
        super().__init__(
            desk, parent, f"Mettre à la signature\u00a0: {counted(letters)}", _SENTENCE, "Faire le bordereau",
            icon="writing-sign",
        )  # fmt: skip
        self._letters, self._then = tuple(letters), then
        self._known = {row.lines.name: row for row in known}
        self.signatory = NameBox(list(self._known), "Signataire")
        self.signatory.setCurrentText(proposed or next(iter(self._known), ""))
        self.signatory.currentTextChanged.connect(lambda _text: self._tell())
        self.capacity = label("", "quiet", wrap=True)
        self.body.addLayout(named("Signataire", self.signatory))
        self.body.addWidget(self.capacity)
        left_out = sum(not letter.signable for letter in letters)
        if left_out:
            self.body.addWidget(label(_left_out(left_out), "secondary", wrap=True))
        self.settle()
        self._tell()
        self.signatory.setFocus()

    def finish(self) -> None:
        name, db, today = self.signatory.name(), self.desk.db, self.desk.today
        ids = [letter.id for letter in self._letters]

        def verb(_job: object) -> Any:
            return signing_lists.make_signing_list(db, ids, name=name, today=today)

        self.run(verb, lambda result: self._then(result[0]))

    def _tell(self) -> None:
        """In which capacity the one chosen signs; a name that is not in the settings signs as the bureau says."""
        row = self._known.get(self.signatory.name())
        if row is None:
            said = "Ce nom n’est pas dans les réglages\u00a0: la qualité est celle du bureau, sans délégation connue."
        else:
            said = ", ".join(filter(None, (row.lines.capacity, row.lines.delegation)))
            said += f", jusqu’au {short_date(row.lines.end)}" if row.lines.end else ""
        self.capacity.setText(capital(said) if self.signatory.name() else "")


def _left_out(count: int) -> str:
    which = plural(count, "document ne se signe pas", "documents ne se signent pas")
    return f"{which}\u00a0: fiche ou fichier de données, ils partent avec leur courrier."
