"""Small forms over the check-list: how a paper came in, and why one is to be redone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import Choice, PieceLine, PieceState
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.fields import GrowingText
from crmr_desk.ui.dossier.labels import ElidedLabel, named
from crmr_desk.ui.dossier.receipt import Receipt
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import ProblemStrip, Sheet

_YES_NO = (Choice("yes", "Oui"), Choice("no", "Non"))


class ReceiptForm(Sheet):
    """The day, the file, and what this paper asks for. ``given(receipt, path or None)`` when it is whole."""

    given = Signal(object, object)

    def __init__(
        self, line: PieceLine, today: dt.date, *, with_file: bool, sentence: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, line.label, sentence, icon="paperclip")
        self._line = line
        self.path: Path | None = None
        self._file = ElidedLabel("Aucun fichier", "secondary")
        self.received = DateEdit("Reçue le", today)
        self.received.set_day(line.received_on or today)
        noun, senses = words.senses(line)
        self._asked = f"Sens de l’{noun.lower()}"
        self.opinion = Options([Choice(sense, word.capitalize()) for sense, word in senses.items()], self._asked)
        self.opinion.set_value(line.opinion)
        self.signed = Options(_YES_NO, "Signée")
        self.signed.set_value(_yes_no(line.signed))
        self.vouches = Options(_YES_NO, "Se porte garante des compétences")
        self.vouches.set_value(_yes_no(line.vouches))
        self.note = GrowingText(least=1, most=4)
        self.note.setPlainText(line.note)
        self.problem = ProblemStrip()
        self._lay(with_file=with_file)

    def receipt(self) -> Receipt:
        """What the form says. ValueError with a French sentence when the day cannot be read or is missing."""
        day = self.received.day()
        if day is None:
            raise ValueError("Indiquez le jour de réception.")
        seen = self._line.state in (PieceState.TO_CHECK, PieceState.COMPLIANT)
        return Receipt(
            self._line.state if seen else PieceState.RECEIVED,
            day,
            self.opinion.value(),
            _truth(self.signed.value()),
            _truth(self.vouches.value()),
            self.note.text(),
        )

    def set_path(self, path: Path) -> None:
        """The file that is to be joined."""
        self.path = path
        self._file.say(path.name)

    def finish(self) -> None:
        """Give the receipt, or say what is missing."""
        try:
            receipt = self.receipt()
        except ValueError as problem:
            self.problem.say(str(problem))
            return
        self.given.emit(receipt, self.path)
        self.accept()

    def _lay(self, *, with_file: bool) -> None:
        if with_file:
            self.body.addLayout(named("Fichier, facultatif", self._file_line()))
        self.body.addLayout(named("Reçue le", self.received))
        if self._line.opinion_asked is not None:
            self.body.addLayout(named(self._asked, self.opinion))
        if self._line.signature_asked:
            self.body.addLayout(named("La lettre est-elle signée\u202f?", self.signed))
        if self._line.vouches_asked:
            self.body.addLayout(named("Se porte-t-elle garante des compétences\u202f?", self.vouches))
        self.body.addLayout(named("Remarque, facultative", self.note))
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        keep = button("Enregistrer la réception", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.finish)
        self.verbs.addWidget(keep)

    def _file_line(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        choose = button("Choisir un fichier…", "secondary", "paperclip")
        choose.clicked.connect(self._choose)
        line.addWidget(self._file, 1)
        line.addWidget(choose)
        return holder

    def _choose(self) -> None:
        dialog = QFileDialog(self, f"Joindre\u00a0: {self._line.label}")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.set_path(Path(name)))
        dialog.open()


class ReasonForm(Sheet):
    """One reason, asked for in writing. ``given(reason)`` once it says something."""

    given = Signal(str)

    def __init__(
        self, title: str, sentence: str, verb: str, *, needed: bool = True, parent: QWidget | None = None
    ) -> None:
        """``needed``: the verb stays grey, with why beside it, until the reason says something."""
        super().__init__(parent, title, sentence, icon="pencil")
        self._needed = needed
        self.reason = GrowingText(least=3)
        self._missing = label("", "small")
        self.body.addLayout(named("Motif" if needed else "Motif, facultatif", self.reason))
        self.body.addWidget(self._missing)
        self.add_verb("Annuler")
        self.keep = button(verb, "primary")
        self.keep.clicked.connect(self._finish)
        self.verbs.addWidget(self.keep)
        self.reason.textChanged.connect(self._weigh)
        self._weigh()
        self.reason.setFocus()

    def _weigh(self) -> None:
        problem = words.reason_problem(self.reason.text()) if self._needed else ""
        self._missing.setText(problem)
        self._missing.setVisible(bool(problem))
        self.keep.setEnabled(not problem)
        self.keep.setToolTip(problem)

    def _finish(self) -> None:
        self.given.emit(self.reason.text())
        self.accept()


def _yes_no(known: bool | None) -> str | None:
    return None if known is None else ("yes" if known else "no")


def _truth(chosen: str | None) -> bool | None:
    return None if chosen is None else chosen == "yes"
