"""How the marks of a rule look: state of a pack, origin of a rule, kinds of citation. Words, icon, tone."""

from __future__ import annotations

from typing import Final

from crmr_desk.model.dossiers.rule_packs import PackRow
from crmr_desk.model.law.reading import Mark, UseKind

NBSP: Final = "\N{NO-BREAK SPACE}"
NARROW: Final = "\N{NARROW NO-BREAK SPACE}"

STATES: Final = {
    "in_force": ("En vigueur", "ok", "circle-check"),
    "to_verify": ("À vérifier", "warn", "alert-triangle"),
}
UNREADABLE: Final = ("Illisible", "stop", "file-broken")
ACTIVE: Final = ("Actif", "accent", "check")
CHANGED: Final = ("Modifié depuis l’activation", "info", "pencil")

MARKS: Final = {
    Mark.TEXT: ("Dans le texte", "accent", "book-2"),
    Mark.UNREAD: ("Source secondaire", "warn", "alert-triangle"),
    Mark.OURS: ("Notre ajout", "info", "pencil"),
    Mark.GENERAL_LAW: ("Droit général", "mute", "scale"),
}
OPEN: Final = ("Laissé ouvert", "warn", "help-circle")

USES: Final = {
    UseKind.PROCEDURE: "Procédures",
    UseKind.OUTSIDE: "Procédures hors du jeu de règles",
    UseKind.PIECE: "Pièces et avis",
    UseKind.RECIPIENT: "Destinataires",
    UseKind.FINDING: "Constats",
    UseKind.CRITERION: "Critères de labellisation",
    UseKind.QUESTION: "Questions",
    UseKind.LETTER: "Courriers",
    UseKind.STEP: "Étapes qui l’expliquent",
}
"""Headings, in the order of the page."""


def state_of(row: PackRow) -> tuple[str, str, str]:
    """Words, tone and icon of the state of a pack."""
    return STATES[row.pack.status] if row.pack else UNREADABLE


def quoted(words: str) -> str:
    """Between French quotation marks."""
    return f"«{NARROW}{words}{NARROW}»"
