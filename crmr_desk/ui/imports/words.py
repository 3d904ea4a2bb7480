"""How an import is said: its state, its sender, what is left to settle."""

from __future__ import annotations

from crmr_desk.model.terms import short_date
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.dropping import SUFFIXES
from crmr_desk.workbooks.imports.rows import ImportRow, ImportState
from crmr_desk.workbooks.incoming.fields import ListKind

STATES: dict[ImportState, tuple[str, str, str]] = {
    ImportState.DRAFT: ("Brouillon", "info", "pencil"),
    ImportState.APPLIED: ("Appliqué", "ok", "circle-check"),
    ImportState.UNDONE: ("Annulé", "mute", "arrow-back-up"),
    ImportState.ABANDONED: ("Abandonné", "mute", "minus"),
}
"""Words, tone and icon of each state."""

KINDS: dict[ListKind, str] = {
    ListKind.ARS: "Liste d’une ARS",
    ListKind.NETWORK: "Liste nationale des centres",
    ListKind.HOSPITALS: "Liste d’établissements",
}
"""What a file is, in words."""

FILES = f"Classeurs ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"
"""What the file dialog offers."""

NOT_CHECKED = "à contrôler"
READY = "prêt à appliquer"


def to_settle(row: ImportRow) -> str:
    """Lines of a draft still to be settled; "" for what is over."""
    if row.state is not ImportState.DRAFT:
        return ""
    if row.to_settle is None:
        return NOT_CHECKED
    return plural(row.to_settle, "ligne") if row.to_settle else READY


def received(row: ImportRow) -> str:
    """ARS Auvergne-Rhône-Alpes, reçu le 17/11/2026."""
    return f"{row.sender}, reçu le {short_date(row.received_on)}"
