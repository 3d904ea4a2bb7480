"""How a deadline looks, wherever it is listed: the icon of its kind, the icon, word and tone of where it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from crmr_desk.model.deadlines import kinds
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
    "reply_due": ("Réponse attendue", "folder-open"),
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

SHORT = {
    "designation_end": "Désignation",
    "cessation": "Cessation",
    "opinion_due": "Avis attendu",
    "reply_due": "Réponse",
    "waking": "Réveil",
    "letters_due": "À envoyer",
    "letters_to_sign": "À signer",
    "letters_unacknowledged": "Accusés",
    "annual_report": "Rapport",
    "fsmr_report": "Rapport",
    "fsmr_plan": "Plan",
}
"""What a chip of the month has room for, where the name of the kind is longer."""

ANSWERED_BY: dict[str, tuple[str, ...]] = {
    "mandate_end": ("succession", "designation"),
    "birthday": ("succession", "designation"),
    "notice": ("succession", "designation"),
    "label_end": ("labelling",),
    "designation_end": ("fsmr_designation",),
}
"""Kind of deadline: the requests that answer it, the first that fits the centre first. Nothing renews by itself."""

MANUAL = frozenset(kinds.TYPED)
"""Kinds that somebody types: their title says more than their kind."""


class Standing(StrEnum):
    """Whose turn it is. The colours of the month say it, each with its icon and its word."""

    DONE = "done"
    LIFTED = "lifted"
    LATE = "late"
    WATCHED = "watched"
    OURS = "ours"
    THEIRS = "theirs"


class Look(NamedTuple):
    """Icon, tone and words of a standing."""

    icon: str
    tone: str
    words: str


STANDINGS: dict[Standing, Look] = {
    Standing.DONE: Look("check", "ok", "faite"),
    Standing.LATE: Look("clock", "stop", "en retard"),
    Standing.WATCHED: Look("alert-triangle", "warn", "à surveiller"),
    Standing.OURS: Look("pencil", "accent", "attend le bureau"),
    Standing.THEIRS: Look("circle", "mute", "attend un tiers"),
    Standing.LIFTED: Look("minus", "mute", "levée"),
}
"""In the order in which the legend tells them."""

_OF_NETWORK = frozenset({"mandate_end", "label_end", "designation_end", "notice", "cessation", "birthday"})
_OF_OTHERS = frozenset(
    {"opinion_due", "reply_due", "letters_unacknowledged", "annual_report", "plan", "fsmr_report", "fsmr_plan", "bndmr"}
)


def standing(row: DeadlineRow) -> Standing:
    """Done or lifted once somebody said so; late once it is past; else whose turn it is."""
    state = row.mark.state if row.mark is not None else ""
    if state in (Standing.DONE, Standing.LIFTED):
        return Standing(state)
    if row.days < 0:
        return Standing.LATE
    if row.kind in _OF_NETWORK:
        return Standing.WATCHED
    return Standing.THEIRS if row.kind in _OF_OTHERS else Standing.OURS


def is_over(row: DeadlineRow) -> bool:
    """Whether somebody said that it was done, or that nothing is due any more."""
    return standing(row) in (Standing.DONE, Standing.LIFTED)


def tone(row: DeadlineRow) -> str:
    """stop when late, warn when near, mute otherwise and once it is over."""
    if is_over(row):
        return "mute"
    return "stop" if row.days < 0 else "warn" if row.days <= SOON else "mute"


def distance(days: int) -> str:
    """Days in few characters: "46 j", "aujourd’hui"; past and future look alike, the tone tells them apart."""
    return "aujourd’hui" if days == 0 else f"{abs(days)}\N{NO-BREAK SPACE}j"


def distance_cell(row: DeadlineRow) -> Cell:
    """A badge with the days, or with what was decided; its tooltip says before or after."""
    shown = STANDINGS[standing(row)]
    if shown.words in ("faite", "levée"):
        return Cell(shown.words, badge=True, tone=shown.tone, icon=shown.icon)
    tip = f"En retard de {distance(row.days)}" if row.days < 0 else f"Dans {distance(row.days)}" if row.days else ""
    icon = "clock" if row.days < 0 else ""
    return Cell(distance(row.days), badge=True, tone=tone(row), icon=icon, tip=tip)


def open_words(centre_kind: str) -> str:
    """What the way to the sheet of a centre, or of a filière, is called."""
    return "Ouvrir la filière" if centre_kind == "fsmr" else "Ouvrir le centre"


def kind_words(kind: str) -> str:
    """The French name of a kind."""
    return KINDS[kind][0]
