"""Step two, the sender: who, what sort of list, received when, and whether its recipe is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import Choice as Offered
from crmr_desk.model.terms import french_date, short_date
from crmr_desk.ui import icons
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.imports import choosing, standing, words
from crmr_desk.ui.imports.list_filter import sender_name
from crmr_desk.ui.imports.sender_box import SenderBox
from crmr_desk.ui.imports.sender_situation import SituationField
from crmr_desk.ui.imports.step import ImportStep
from crmr_desk.ui.parts.card import Card, ScrollPage, label
from crmr_desk.ui.parts.notes import Note
from crmr_desk.workbooks.checking.network_list_situation import situation_of
from crmr_desk.workbooks.imports.choices import Choice, ChoiceKind
from crmr_desk.workbooks.imports.rows import DraftView
from crmr_desk.workbooks.incoming.fields import ListKind

_WIDEST = 720
_KINDS = (
    (ListKind.ARS, "Les centres d’une région et leurs responsables, tels qu’une ARS les envoie."),
    (ListKind.NETWORK, "Tous les centres de France sans leurs responsables, comme le fichier d’Orphanet."),
    (ListKind.HOSPITALS, "Des hôpitaux et leurs numéros, comme un extrait de FINESS."),
)


class SenderStep(ImportStep):
    """What is chosen is kept at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._view: DraftView | None = None
        self.sender_box = SenderBox()
        self.kind = Options([Offered(kind, words.KINDS[kind]) for kind, _detail in _KINDS], "Nature de la liste")
        self.detail = label("", "secondary", wrap=True)
        self.situation = SituationField(desk.today)
        self.received = label("", "body")
        self.recipe = Note("bookmark", "")
        self._lay()
        self.sender_box.picked.connect(self._set_sender)
        self.kind.chosen.connect(self._set_kind)
        self.situation.given.connect(self._set_situation)

    def start(self) -> None:
        self.way.forward.setFocus()

    def show_view(self, view: DraftView) -> None:
        self._view = view
        row, editable = view.row, standing.is_editable(view, self.desk.who)
        self.sender_box.set_region(row.region)
        self.kind.set_value(row.kind)
        self.detail.setText(dict(_KINDS)[row.kind])
        self.received.setText(f"{french_date(row.received_on)}, instruit par {row.instructor}")
        for part in (self.sender_box, self.kind, self.situation):
            part.setEnabled(editable)
        self.situation.show_day(situation_of(view.choices, row.name, row.received_on))
        self.situation.setVisible(row.kind is ListKind.NETWORK)
        self._say_recipe(view)
        self.way.allow(standing.closed(view).get("columns", ""))

    def _say_recipe(self, view: DraftView) -> None:
        drifted = len(standing.drifted(view))
        if view.recipe and drifted:
            told = "une colonne a changé" if drifted == 1 else f"{drifted} colonnes ont changé"
            self.recipe.say(
                f"Recette «\u202f{view.recipe}\u202f» reconnue",
                f"{told[0].upper()}{told[1:]} de nom depuis\u00a0: l’étape suivante les demande.",
            )
        elif view.recipe:
            self.recipe.say(
                f"Recette «\u202f{view.recipe}\u202f» reconnue", "Les colonnes sont lues comme l’autre fois."
            )
        else:
            self.recipe.say(
                "Pas de recette connue", "Les colonnes sont devinées\u202f; vous pourrez retenir vos choix."
            )

    def _set_sender(self, region: str) -> None:
        def verb() -> Any:
            from crmr_desk.workbooks.imports import drafts

            return drafts.set_sender(self.desk.db, self.import_id, region or None, sender_name(region))

        self._keep(verb)

    def _set_kind(self, kind: str) -> None:
        def verb() -> Any:
            from crmr_desk.workbooks.imports import drafts

            return drafts.set_kind(self.desk.db, self.import_id, ListKind(kind))

        self._keep(verb)

    def _set_situation(self, day: dt.date) -> None:
        if self._view is not None:
            said = f"{self._view.row.name}\u00a0: situation au {short_date(day)}"
            choice = Choice(ChoiceKind.SITUATION, "", "", day.isoformat())
            choosing.choose(self.desk, self.import_id, [choice], said)

    def _keep(self, verb: Callable[[], Any]) -> None:
        """A refusal is said, and what is shown goes back to what is kept."""

        def failed(error: Exception) -> None:
            self.desk.show_problem(error)
            if self._view is not None:
                self.show_view(self._view)

        self.desk.run(verb, failed=failed)

    def _lay(self) -> None:
        self.way.back.setText("Retour au fichier")
        self.way.forward.setText("Continuer vers les colonnes")
        self.way.back.clicked.connect(lambda: self.step_wanted.emit("file"))
        self.way.forward.clicked.connect(lambda: self.step_wanted.emit("columns"))
        page, card = ScrollPage(), Card("Expéditeur")
        page.body.setContentsMargins(24, 4, 24, 16)
        card.body.setSpacing(16)
        card.body.addLayout(named("Envoyé par", self.sender_box))
        kind = named("Nature de la liste", self.kind)
        kind.addWidget(self.detail)
        card.body.addLayout(kind)
        card.body.addWidget(self.situation)
        card.body.addLayout(self._received_line())
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(card)
        inner.addWidget(self.recipe)
        page.body.addWidget(holder)
        page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _received_line(self) -> QVBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(icons.IconLabel("calendar", "text2", 16))
        line.addWidget(self.received)
        line.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label("Reçu le", "secondary"))
        column.addLayout(line)
        return column
