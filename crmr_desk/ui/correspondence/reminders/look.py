"""How a reminder that could go is shown: whether it is ticked, why it is not proposed, what should be known of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection

from crmr_desk.model.correspondence.reminders.rows import ReminderLine, Standing
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.terms import short_date
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column

PARTS = {"head": "La personne qui dirige", "director": "La direction de l’établissement"}
"""To whom a reminder may go, as the wizard offers it."""


def columns(ticked: Callable[[], Collection[str]], today: dt.date) -> tuple[Column[ReminderLine], ...]:
    """The columns of the list; ``ticked`` are the keys of the lines to be written."""

    def tick(line: ReminderLine) -> Cell:
        if line.standing is Standing.NOT_WRITTEN:
            return Cell("Non", icon="circle-x", tone="text3", tip=line.why_not)
        if line.key in ticked():
            return Cell("Oui", icon="circle-check", tone="accent", tip="Sera écrit")
        return Cell("Non", icon="circle", tone="text3", tip=line.why_not or "Décoché")

    return (
        Column("Écrire", tick, sort=lambda line: (line.key not in ticked(), line.standing), width=78),
        Column("Centre", _centre, sort=lambda line: collation(line.centre), stretch=4),
        Column("Destinataire", _addressee, sort=lambda line: collation(line.addressee), stretch=4),
        Column("Échéance", lambda line: _since(line, today), sort=lambda line: line.since, width=126),
        Column("À savoir", _remark, sort=lambda line: (line.why_not == "", line.why_not, line.remark), stretch=5),
    )  # fmt: skip


def region_name(code: str) -> str:
    """The name of a region, in words also where it is not known."""
    return REGIONS[code].name if code in REGIONS else "Région inconnue"


def address_words(line: ReminderLine) -> str:
    """The address block on one line, and the mailbox."""
    return ", ".join(filter(None, (*line.address, line.email)))


def _centre(line: ReminderLine) -> Cell:
    return Cell(line.centre, second=line.hospital, tip=f"{line.centre}\n{line.hospital}".strip())


def _addressee(line: ReminderLine) -> Cell:
    return Cell(line.addressee or "Aucun", second=line.function, tip=address_words(line))


def _since(line: ReminderLine, today: dt.date) -> Cell:
    """The day, late or not; a birthday is told by the age alone."""
    if line.since is None:
        return Cell(line.detail.partition(" pendant")[0], tip=line.detail)
    late = line.since < today and line.standing is not Standing.NOT_WRITTEN
    tip = f"{line.detail}{', en retard' if late else ''}"
    icon, tone = ("clock", "stop") if late else ("", "")
    return Cell(short_date(line.since), icon=icon, tone=tone, tip=tip)


def _remark(line: ReminderLine) -> Cell:
    """Why it is not proposed, or what should be known of it: the finding, and below what follows from it."""
    said, _, follows = (line.why_not or line.remark).partition("\u00a0: ")
    if not said:
        return Cell("")
    icon, tone = ("info-circle", "text2") if not line.why_not else ("alert-triangle", "warn")
    if line.standing is Standing.NOT_WRITTEN:
        icon, tone = "check", "text2"
    return Cell(said, second=follows, icon=icon, tone=tone, tip=" ".join(filter(None, (line.why_not, line.remark))))
