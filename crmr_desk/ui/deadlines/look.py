"""How a deadline looks, wherever it is listed: icon, tone, how far away it is."""

from __future__ import annotations

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui.parts.cell import Cell

SOON = 30
"""Days within which a deadline is worth a colour."""

KINDS: dict[str, tuple[str, str]] = {
    "mandate_end": ("Fin de mandat", "users"),
    "label_end": ("Fin de label", "hourglass"),
    "designation_end": ("Fin de désignation", "flag"),
    "notice": ("Préavis", "mail"),
    "cessation": ("Cessation d’activité", "calendar-event"),
    "birthday": ("Limite d’âge", "cake"),
    "opinion_due": ("Avis attendu", "scale"),
    "reply_due": ("Pièces demandées", "folder-open"),
    "waking": ("Réveil d’un dossier", "bell"),
    "letters_due": ("Courriers à envoyer", "send"),
    "letters_to_sign": ("Courriers à signer", "writing-sign"),
    "letters_unacknowledged": ("Accusés attendus", "inbox"),
    "annual_report": ("Rapport annuel", "file-text"),
    "plan": ("Plan d’actions", "list-check"),
    "fsmr_report": ("Rapport de filière", "file-text"),
    "fsmr_plan": ("Plan de filière", "list-check"),
    "bndmr": ("Saisie BNDMR", "database"),
    "committee": ("Comité", "users"),
    "campaign": ("Campagne", "certificate"),
    "network_day": ("Journée annuelle", "topology-star-3"),
    "meeting": ("Réunion", "users"),
    "other": ("Autre échéance", "calendar-event"),
}
"""Kind of deadline: its French name and icon."""

ANSWERED_BY: dict[str, tuple[str, ...]] = {
    "mandate_end": ("succession", "designation"),
    "birthday": ("succession", "designation"),
    "notice": ("succession", "designation"),
    "label_end": ("labelling",),
    "designation_end": ("fsmr_designation",),
}
"""Kind of deadline: the requests that answer it, the first that fits the centre first. Nothing renews by itself."""


def tone(row: DeadlineRow) -> str:
    """stop when late, warn when near, mute otherwise."""
    return "stop" if row.days < 0 else "warn" if row.days <= SOON else "mute"


def distance(days: int) -> str:
    """Days in few characters: "46 j", "aujourd’hui"; past and future look alike, the tone tells them apart."""
    return "aujourd’hui" if days == 0 else f"{abs(days)}\N{NO-BREAK SPACE}j"


def distance_cell(row: DeadlineRow) -> Cell:
    """A badge with the days; its tooltip says before or after."""
    tip = f"En retard de {distance(row.days)}" if row.days < 0 else f"Dans {distance(row.days)}" if row.days else ""
    icon = "clock" if row.days < 0 else ""
    return Cell(distance(row.days), badge=True, tone=tone(row), icon=icon, tip=tip)
