"""What goes into a calendar file: what is on screen or the year to come, with alarms, with ages."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import Sheet

_SHOWN, _YEAR = "shown", "year"


@dataclass(frozen=True, slots=True)
class CalendarWishes:
    """``whole``: the year to come, whatever is filtered."""

    whole: bool
    alarms: bool
    with_ages: bool


class CalendarForm(Sheet):
    """``given(CalendarWishes)``."""

    given = Signal(object)

    def __init__(self, shown: int, parent: QWidget | None = None) -> None:
        """``shown``: how many deadlines are on screen."""
        super().__init__(
            parent, "Exporter un calendrier",
            "Le fichier .ics s’ouvre dans Outlook, Thunderbird ou tout autre agenda. Exporté de nouveau, il y met à"
            " jour les mêmes événements.", icon="calendar-event",
        )  # fmt: skip
        these = plural(shown, "échéance affichée", "échéances affichées")
        self.scope = Options(
            (Choice(_SHOWN, f"Ce qui est à l’écran\u00a0: {these}"), Choice(_YEAR, "Tout ce qui est dû d’ici un an")),
            "Échéances exportées",
        )  # fmt: skip
        self.scope.set_value(_SHOWN if shown else _YEAR)
        self.alarms = QCheckBox("Avec des rappels")
        self.alarms.setChecked(True)
        self.ages = QCheckBox("Avec les âges des personnes")
        self.body.addWidget(self.scope)
        self.body.addWidget(self.alarms)
        self.body.addWidget(self.ages)
        self.body.addWidget(
            label("Les âges disent les dates de naissance\u00a0: ils ne quittent le registre que sur demande.", "small",
                  wrap=True)
        )  # fmt: skip
        self.add_verb("Annuler")
        keep = button("Exporter…", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.finish)
        self.verbs.addWidget(keep)

    def finish(self) -> None:
        """Give what is wanted."""
        self.given.emit(
            CalendarWishes(self.scope.value() == _YEAR, self.alarms.isChecked(), self.ages.isChecked())
        )  # fmt: skip
        self.accept()
