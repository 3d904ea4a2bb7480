"""Before a pack is activated: what it would make of each open dossier."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.impact import DossierImpact
from crmr_desk.model.dossiers.rule_packs import PackRow
from crmr_desk.ui import icons
from crmr_desk.ui.parts.card import ScrollPage, label, rule
from crmr_desk.ui.problems import Sheet
from crmr_desk.ui.rules import look

_HEIGHT = 320


class ImpactDialog(Sheet):
    """Lists the dossiers that would be judged otherwise; ``then()`` once the user activates."""

    def __init__(
        self, row: PackRow, impacts: Sequence[DossierImpact], then: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            parent, f"Activer {look.quoted(row.title)}{look.NARROW}?", _sentence(impacts), icon="scale", width=640
        )
        self.changing = [one for one in impacts if one.changes]
        if row.pack is not None and row.pack.to_verify:
            self.body.addWidget(label("Ces règles sont à vérifier\u00a0: leur texte n’a pas été confirmé.", "strong"))
        if self.changing:
            self.body.addWidget(self._list())
        self.add_verb("Annuler")
        self.agree = self.add_verb("Activer", then, primary=True)

    def _list(self) -> ScrollPage:
        page = ScrollPage(self)
        page.body.setContentsMargins(0, 0, 8, 0)
        page.body.setSpacing(8)
        page.setFixedHeight(_HEIGHT)
        page.setAccessibleName("Dossiers qui seraient jugés autrement")
        for one in self.changing:
            page.body.addWidget(rule())
            page.body.addLayout(_dossier(one))
        page.body.addStretch(1)
        return page


def _sentence(impacts: Sequence[DossierImpact]) -> str:
    if not impacts:
        return "Aucun dossier n’est ouvert. Les nouveaux dossiers suivront ce jeu de règles."
    following = sum(one.follows and one.changes for one in impacts)
    others = sum(one.changes and not one.follows for one in impacts)
    kept = f"Chaque dossier ouvert garde son jeu de règles{look.NARROW}; les nouveaux dossiers suivront celui-ci."
    told = [
        kept,
        f"Dossiers ouverts qui seraient jugés autrement sous celui-ci{look.NBSP}: {others} sur {len(impacts)}.",
    ]
    if following:
        told.append(f"Dossiers qui le suivent déjà et changeront avec lui{look.NBSP}: {following}.")
    return " ".join(told)


def _dossier(one: DossierImpact) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label(f"{one.number}, {one.title}", "strong", wrap=True))
    column.addWidget(label(f"Suit {look.quoted(one.kept_pack)}", "quiet", wrap=True))
    for icon, token, words in _changes(one):
        column.addWidget(_Change(icon, token, words))
    return column


def _changes(one: DossierImpact) -> list[tuple[str, str, str]]:
    told = [("alert-triangle", "warn", one.problem)] if one.problem else []
    if one.scenario_before != one.scenario_after:
        told.append(("git-branch", "info", f"{one.scenario_before} → {one.scenario_after}"))
    told += [("plus", "accent", f"Pièce demandée en plus{look.NBSP}: {words}") for words in one.gained]
    told += [("minus", "mute", f"Pièce qui ne serait plus demandée{look.NBSP}: {words}") for words in one.lost]
    for letter in one.lacking:
        told.append(("mail", "warn", f"{letter.title}, il manquerait{look.NBSP}: {', '.join(letter.blanks)}"))
    return told


class _Change(QWidget):
    """One line: an icon, and what would change in words."""

    def __init__(self, icon: str, token: str, words: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(icons.IconLabel(icon, token, 16), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(words, "secondary", wrap=True), 1)
