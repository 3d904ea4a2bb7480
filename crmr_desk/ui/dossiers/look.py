"""How a dossier looks in a list, wherever it is listed: its stage, who we wait for, what is due, its age."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.model.kinds import Stage
from crmr_desk.model.terms import short_date
from crmr_desk.ui.dossiers.filters import has_ended, is_held, is_late
from crmr_desk.ui.parts.cell import Cell

STAGES: dict[str, tuple[str, str]] = {
    Stage.ANNOUNCED: ("flag", "mute"),
    Stage.GATHERING: ("folder-open", "accent"),
    Stage.COMPLETE: ("circle-check", "ok"),
    Stage.EXAMINATION: ("scale", "info"),
    Stage.VISA: ("signature", "info"),
    Stage.DECIDED: ("check", "ok"),
    Stage.LETTERS_OUT: ("send", "ok"),
    Stage.CLOSED: ("lock", "mute"),
    Stage.ABANDONED: ("minus", "mute"),
}
"""Icon and tone of each stage."""

TO_ME = "À vous"
_OLD, _TOO_OLD = 30, 45
"""Days after which an open dossier warns, and after which it has waited too long."""


def stage_cell(row: DossierListRow) -> Cell:
    """The stage in words, and how far it is on its track."""
    label, (icon, tone) = row.stage_label, STAGES[row.stage]
    far = "" if row.stage == Stage.ABANDONED else f"étape {row.stage_number} sur {row.stage_count}"
    return Cell(label, second=far, icon=icon, tone="mute" if tone == "mute" and has_ended(row) else "", tip=label)


def waiting_cell(row: DossierListRow, today: dt.date) -> Cell:
    """Who we wait for; for a dossier on hold, the day on which it wakes."""
    if has_ended(row):
        return Cell()
    if is_held(row, today) and row.hold_until is not None:
        day = short_date(row.hold_until)
        return Cell(f"Réveil le {day}", badge=True, tone="mute", icon="zzz", tip=f"Mis en attente jusqu’au {day}")
    if not row.waiting_for or row.waiting_for == TO_ME:
        return Cell(TO_ME, badge=True, tone="accent", icon="pencil", tip="La suite dépend de vous")
    return Cell(row.waiting_for, badge=True, tone="mute", icon="clock", tip=row.waiting_for)


def opinions_cell(row: DossierListRow) -> Cell:
    """Opinions that came in, of those asked by the check-list."""
    if not row.opinions_asked:
        return Cell()
    said = f"{row.opinions_in} avis sur {row.opinions_asked}"
    return Cell(f"{row.opinions_in}/{row.opinions_asked}", tip=said)


def next_cell(row: DossierListRow, today: dt.date) -> Cell:
    """What is due next; late in red, with its words."""
    if row.next_on is None:
        return Cell()
    day = short_date(row.next_on)
    tip = ", ".join(filter(None, (row.next_what, day)))
    if is_late(row, today):
        tip += f", {(today - row.next_on).days}\u00a0j de retard"
        return Cell(f"En retard, {row.next_on:%d/%m}", second=row.next_what, icon="clock", tone="stop", tip=tip)
    return Cell(day, second=row.next_what, tip=tip)


def days_of(row: DossierListRow, today: dt.date) -> int:
    """Days for which the dossier is open, or was."""
    return ((row.closed_on if has_ended(row) and row.closed_on else today) - row.opened_on).days


def age_cell(row: DossierListRow, today: dt.date) -> Cell:
    """The age in days; an open dossier that waits for long is coloured."""
    days = days_of(row, today)
    tone = "" if has_ended(row) else "stop" if days > _TOO_OLD else "warn" if days > _OLD else ""
    tip = f"Ouvert le {short_date(row.opened_on)}"
    if row.closed_on is not None:
        tip += f", terminé le {short_date(row.closed_on)}"
    return Cell(f"{days}\u00a0j", tone=tone, bold=bool(tone), tip=tip)
