"""The sheet of a centre on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crmr_desk.letters.content import Fiche, Section
from crmr_desk.letters.pdf import render
from crmr_desk.model.bureau.lines import bureau
from crmr_desk.model.dossiers.drafts import letterhead
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.rows import CentreLine, CentreSheet
from crmr_desk.model.terms import french_date, short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database


def printed_sheet(db: Database, shown: CentreSheet, today: dt.date) -> bytes:
    """The PDF of a sheet as it is on its day. Raises LetterError for a sign that no shipped font has."""
    lines = bureau(db, today)
    return render(
        Fiche(
            letterhead=letterhead(lines),
            reference="",
            dateline=f"{lines.place}, le {french_date(today)}" if lines.place else f"Le {french_date(today)}",
            title=shown.title,
            subtitle=shown.summary,
            sections=tuple(Section(title, rows) for title, rows in _sections(shown) if rows),
            note=f"Situation au {french_date(shown.on)}, d’après le registre.",
        )
    )


def _sections(shown: CentreSheet) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    yield "Identité", tuple((fact.label, fact.value) for fact in shown.identity if fact.value)
    yield "Personnes", tuple((person.name, ", ".join(person.lines)) for person in shown.people)
    title = "Désignations" if shown.kind == "fsmr" else "Labels"
    yield title, tuple((period_words(row.start, row.end), row.act or row.badge.text) for row in shown.labels)
    yield (
        "Rattachements",
        tuple(
            (f"{row.name} ({row.fsmr})" if row.fsmr else row.name, period_words(row.start, row.end))
            for row in shown.attached
        ),
    )
    own = "Centres de référence" if shown.kind == "fsmr" else "Sites"
    yield own, tuple((line.role if shown.kind == "fsmr" else line.hospital, _led(line)) for line in shown.sites)
    yield "Centres de compétences", tuple((line.hospital, _led(line)) for line in shown.ccmrs)
    yield "Maladies", tuple((row.name, row.code) for row in shown.diseases)
    yield (
        "Réseaux européens de référence",
        tuple((row.ern, f"{row.site}, depuis le {short_date(row.start)}") for row in shown.erns),
    )


def _led(line: CentreLine) -> str:
    return ", ".join(part for part in (line.responsable, line.specialty, line.public) if part)
