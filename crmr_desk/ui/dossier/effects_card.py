"""What applying the decision does, one card a group: a sign, a title, a detail."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import EffectLine
from crmr_desk.ui import icons
from crmr_desk.ui.parts.card import Card, clear, label

TITLES = {"mandats": "Mandats", "reseau": "Réseau", "echeances": "Échéances", "dossier": "Dossier"}
_NETWORK = ("mandats", "reseau")
"""Groups that change who and what the network is made of: what goes is red there."""
_SIGNS = {
    "+": ("plus", "ok", "Ajouté"),
    "-": ("minus", "stop", "Clos ou retiré"),
    "=": ("lock", "mute", "Figé"),
}
_KEPT = ("equal", "mute", "Inchangé")
"""For what stays as it is in the network: a lock would say that it can no longer change."""


class EffectsCard(Card):
    """The effects of one group; hidden when there are none."""

    def __init__(self, group: str, parent: QWidget | None = None) -> None:
        super().__init__(TITLES[group], parent=parent)
        self._group = group
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_effects(self, effects: tuple[EffectLine, ...]) -> None:
        """Show those of ``effects`` that belong to this group."""
        mine = [effect for effect in effects if effect.group == self._group]
        self.setVisible(bool(mine))
        self.set_count(len(mine))
        clear(self._lines)
        for effect in mine:
            self._lines.addWidget(_line(effect))


def _line(effect: EffectLine) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(10)
    line.addWidget(icons.IconLabel(*_mark(effect)), 0, Qt.AlignmentFlag.AlignTop)
    said = QVBoxLayout()
    said.setSpacing(0)
    said.addWidget(label(effect.title, "strong", wrap=True))
    said.addWidget(label(effect.detail, "secondary", wrap=True))
    line.addLayout(said, 1)
    return holder


def _mark(effect: EffectLine) -> tuple[str, str, int, str]:
    icon, token, name = _KEPT if effect.sign == "=" and effect.group != "dossier" else _SIGNS[effect.sign]
    return icon, token if effect.group in _NETWORK or effect.sign == "+" else "mute", 18, name
