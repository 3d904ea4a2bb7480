"""The list of shortcuts that "?" opens."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import Sheet

SHORTCUTS = (
    ("Alt Gauche, Alt Droite", "Page précédente, page suivante"),
    ("Ctrl 1 à Ctrl 9", "Les pages de la navigation, de haut en bas"),
    ("Ctrl J", "Choisir le jour affiché, ou ce qui était connu un jour"),
    ("Flèches du jour affiché", "Un mois plus tôt ou plus tard\u202f; un jour avec Ctrl, un an avec Maj"),
    ("Alt Page précédente, Alt Page suivante", "Dossier précédent, dossier suivant de la liste"),
    ("Ctrl K", "Trouver un centre, une personne, un dossier, un FINESS, une commande"),
    ("Ctrl F", "Filtrer la liste ou l’arbre"),
    ("Ctrl Z", "Annuler la dernière opération, après confirmation"),
    ("Ctrl Maj Z", "Rétablir l’opération annulée"),
    ("F5", "Relire le registre"),
    ("Entrée ou double clic", "Ouvrir la ligne choisie"),
    ("F8, Maj F8", "Ligne à régler suivante, précédente d’un import"),
    ("F2", "Corriger la cellule choisie d’un import"),
    ("Flèches, Page précédente, suivante", "Un jour, un mois dans les échéances\u202f; Entrée ouvre le jour"),
    ("Ctrl +, Ctrl -", "Agrandir, réduire la page d’un courrier"),
    ("Ctrl C", "Copier les lignes choisies, prêtes pour Excel"),
    ("Échap", "Effacer un filtre, fermer une fenêtre"),
    ("?", "Cette aide"),
)


def show(parent: QWidget | None) -> Sheet:
    """Open the list over ``parent``."""
    sheet = Sheet(parent, "Aide et raccourcis", icon="help-circle")
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for line, (keys, effect) in enumerate(SHORTCUTS):
        grid.addWidget(label(keys, "strong"), line, 0)
        grid.addWidget(label(effect, "body", wrap=True), line, 1)
    sheet.body.addLayout(grid)
    sheet.add_verb("Fermer", sheet.accept, primary=True)
    sheet.open()
    return sheet
