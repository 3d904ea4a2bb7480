"""How campaigns and their applications look: states, outcomes, progress. No widget and no database here."""

from __future__ import annotations

from crmr_desk.model.dossiers.candidacy_rows import ApplicationRow, CampaignRow, EligibleCentre, Outcome
from crmr_desk.model.terms import short_date
from crmr_desk.ui.dossier.candidacy_looks import OUTCOMES
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.cell import Cell

STATES = {
    "to_come": ("À venir", "mute", "calendar-event"),
    "open": ("Dépôts ouverts", "accent", "folder-open"),
    "examination": ("En examen", "info", "scale"),
    "settled": ("Décidée", "ok", "circle-check"),
    "closed": ("Sans candidature", "mute", "minus"),
}
"""State of a campaign: its words, tone and icon."""


def campaign_cell(row: CampaignRow) -> Cell:
    """The name, and what it grants."""
    period = f"label du {short_date(row.label_start)} au {short_date(row.label_end)}"
    return Cell(row.name, second=f"{period}, {row.act}" if row.act else period)


def deposit_cell(row: CampaignRow) -> Cell:
    """The days on which applications come in."""
    return Cell(f"du {short_date(row.opens_on)}", second=f"au {short_date(row.closes_on)}")


def state_cell(row: CampaignRow) -> Cell:
    """The state as a badge."""
    words, tone, icon = STATES[row.state]
    return Cell(words, badge=True, tone=tone, icon=icon)


def progress_words(row: CampaignRow) -> str:
    """« 12 candidatures, 3 décidées, 2 centres labellisés »."""
    if not row.applications:
        return "Aucune candidature"
    parts = [plural(row.applications, "candidature")]
    if row.settled:
        parts.append(plural(row.settled, "décidée"))
    if row.labelled:
        parts.append(plural(row.labelled, "centre labellisé", "centres labellisés"))
    return ", ".join(parts)


def centre_cell(row: ApplicationRow) -> Cell:
    """The centre that applies, and the number of its dossier."""
    new = ", nouveau centre" if row.new else ""
    return Cell(row.centre, second=f"Dossier {row.number}{new}")


def settled_cell(row: ApplicationRow) -> Cell:
    """How many structures have their outcome, and which."""
    parts = [
        plural(count, word)
        for count, word in ((row.labelled, "labellisée"), (row.refused, "refusée"), (row.withdrawn, "retirée"))
        if count
    ]
    return Cell(f"{row.settled} sur {row.structures}", second=", ".join(parts) or "aucune issue")


def outcome_cell(row: ApplicationRow) -> Cell:
    """The outcome of the centre, once it is decided; what it would be before."""
    look = OUTCOMES[Outcome(row.outcome) if row.outcome else None]
    tip = "" if row.state != "open" else "La décision n’est pas encore appliquée"
    return Cell(look.word, badge=True, tone=look.tone, icon=look.icon, tip=tip)


def dossier_cell(row: ApplicationRow) -> Cell:
    """Whether the decision was applied."""
    if row.state == "open":
        return Cell("En cours", icon="folder-open", tone="text2")
    return Cell("Clos" if row.state == "closed" else "Décidé", icon="check", tone="ok")


def label_end_cell(row: EligibleCentre) -> Cell:
    """When the label of a centre ends."""
    return Cell(short_date(row.label_end) if row.label_end else "Sans label")
