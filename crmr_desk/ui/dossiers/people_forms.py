"""Small forms over the list: to whom dossiers are entrusted, and from whom to whom they all go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from crmr_desk.model.network.names import as_typed, fold
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.problems import ProblemStrip, Sheet


class NameBox(QComboBox):
    """The instructors known, to choose from, or another name to type."""

    def __init__(self, names: Sequence[str], name: str, *, known_only: bool = False) -> None:
        """``known_only``: no other name can be typed."""
        super().__init__()
        self.setEditable(not known_only)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(names))
        self.setAccessibleName(name)
        if (line := self.lineEdit()) is not None:
            line.setAccessibleName(name)
        self.setCurrentIndex(0 if known_only else -1)
        completer = self.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)

    def name(self) -> str:
        """What is chosen or typed; one that is known is written as it is known."""
        typed = as_typed(self.currentText())
        texts = (self.itemText(place) for place in range(self.count()))
        return next((text for text in texts if fold(text) == fold(typed)), typed)


class AssignForm(Sheet):
    """``given(name)`` once somebody is named."""

    given = Signal(str)

    def __init__(self, title: str, sentence: str, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent, title, sentence, icon="user-check")
        self.box, self.problem = NameBox(names, "Instructeur"), ProblemStrip()
        self.body.addLayout(named("Instructeur", self.box))
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        keep = button("Confier", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.finish)
        self.verbs.addWidget(keep)
        self.box.setFocus()

    def finish(self) -> None:
        """Give the name, or say that it is missing."""
        name = self.box.name()
        if not name:
            self.problem.say("Indiquez à qui confier.")
            return
        self.given.emit(name)
        self.accept()


class HandOverForm(Sheet):
    """``given(from, to)`` once two people are named."""

    given = Signal(str, str)

    def __init__(self, givers: Sequence[str], names: Sequence[str], giver: str, parent: QWidget | None = None) -> None:
        """``givers`` have open dossiers; ``giver`` is proposed."""
        super().__init__(
            parent,
            "Transmettre tous les dossiers d’une personne",
            "Ses dossiers en cours passent à une autre personne, en une seule opération. Les dossiers terminés gardent "
            "leur instructeur.",
            icon="user-share",
        )
        self.giver = NameBox(givers, "De", known_only=True)
        self.giver.setCurrentText(giver)
        self.taker, self.problem = NameBox(names, "À"), ProblemStrip()
        self.body.addLayout(named("De", self.giver))
        self.body.addLayout(named("À", self.taker))
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        keep = button("Transmettre les dossiers", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.finish)
        self.verbs.addWidget(keep)
        self.taker.setFocus()

    def finish(self) -> None:
        """Give both names, or say what is missing."""
        giver, taker = self.giver.name(), self.taker.name()
        if not taker:
            self.problem.say("Indiquez à qui transmettre.")
        elif fold(giver) == fold(taker):
            self.problem.say(f"{giver} a déjà ces dossiers\u00a0: indiquez une autre personne.")
        else:
            self.given.emit(giver, taker)
            self.accept()
