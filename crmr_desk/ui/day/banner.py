"""The band under the top bar that says that the pages show another day than today, and which of them do not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmr_desk.model.terms import short_date
from crmr_desk.ui import icons
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page that is looked at shows: its ``title``, and whether it ``turns`` with the day, stays at today, or
    has days of its own (None)."""

    title: str
    turns: bool | None


def words(page: Shown, on: dt.date, known: dt.date | None, today: dt.date) -> tuple[str, str]:
    """What the band says of ``page``: strong, then quiet. Both empty where today is shown as it is known now."""
    if on == today and known is None:
        return "", ""
    knew = f", tel que le registre le connaissait le {short_date(known)}" if known else ""
    network = f"le réseau au {short_date(on)}{knew}."
    if page.turns is None:
        return "Cette page a ses propres dates", f"Les autres montrent {network}"
    if not page.turns:
        return "Cette page est toujours au jour d’aujourd’hui", f"D’autres montrent {network}"
    quiet = "Rien ne peut y être modifié." if known else "D’après ce que le registre sait aujourd’hui."
    return f"{page.title} au {short_date(on)}{knew}", quiet


class DayBanner(QWidget):
    """Hidden while today is shown. ``home`` leads back to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "info")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = icons.IconLabel("calendar", "info", 18)
        self.strong = label("", "strong")
        self.quiet = ElidedLabel("", "secondary")
        self.home = button("Revenir à aujourd’hui", "secondary", "arrow-back-up")
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 6, 24, 6)
        line.setSpacing(10)
        line.addWidget(self._icon)
        line.addWidget(self.strong)
        line.addWidget(self.quiet, 1)
        line.addWidget(self.home)
        self.hide()

    def show_day(self, page: Shown, on: dt.date, known: dt.date | None, today: dt.date) -> None:
        """Say which day is shown on ``page``."""
        strong, quiet = words(page, on, known, today)
        self.strong.setText(strong)
        self.quiet.say(quiet)
        self._icon.set_icon("history" if known else "calendar", "info")
        self.setAccessibleName(f"{strong}. {quiet}")
        self.setVisible(bool(strong))
