"""What centres owe by the year or for the time of their label: the annual report, the plan, the data bank. The text
dates next to none of it: what the program takes for a day is said to be its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Final, NamedTuple

from crmr_desk.model.deadlines.fixed import why_fixed
from crmr_desk.model.deadlines.kinds import ANNUAL_REPORT, BNDMR, FSMR_PLAN, FSMR_REPORT, PLAN
from crmr_desk.model.deadlines.reckoning import Reckoning, known, year_end
from crmr_desk.model.deadlines.rows import DeadlineRow, Story
from crmr_desk.model.dossiers.duty_keys import duty_key
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.law.missions import FIRST_FSMR_REPORT
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.terms import french_date, last_day

_TERM_YEARS: Final = 5
_REPORT_RULE: Final = (
    "Chaque site renseigne un rapport annuel d’activité. Le texte n’en fixe pas le jour\u00a0: retenu le 31 décembre,"
    " comme la fin d’année qu’il fixe aux filières (hors texte)."
)
_FSMR_REPORT_RULE: Final = (
    "La filière rédige un rapport d’activité «\u202fchaque fin d’année\u202f», dès 2017 (A2 §2)\u00a0: retenu le"
    " 31 décembre."
)
_BANK_RULE: Final = (
    "Le centre renseigne la banque nationale de données. Le texte n’en dit pas le rythme\u00a0: un point est proposé à"
    " la fin de chaque année (hors texte)\u202f; passé ce jour, celui de l’année suivante prend sa place."
)
_PLAN_RULE: Final = (
    "Le centre élabore un plan d’actions pour les cinq ans du label. Le texte ne dit pas quand il est remis\u00a0:"
    " retenu le premier jour du label (hors texte)."
)
_FSMR_PLAN_RULE: Final = (
    "La filière élabore un plan d’actions pour les cinq ans de sa désignation. Le texte ne dit pas quand il est"
    " remis\u00a0: retenu le premier jour de la désignation (hors texte)."
)
_REPORT_CHANGES: Final = (
    "Le rapport noté comme reçu, ici ou dans un dossier de suivi\u202f; un site qui n’a été actif sous label aucun jour"
    " de l’année n’en doit pas."
)
_FSMR_REPORT_CHANGES: Final = "Le rapport noté comme reçu, ici ou dans un dossier de suivi de la filière."
_BANK_CHANGES: Final = "La saisie notée comme à jour, ou la fermeture du centre avant la fin de l’année."
_PLAN_CHANGES: Final = "Le plan noté comme reçu, ou un autre premier jour."


class _Due(NamedTuple):
    """One duty of one centre: what makes its line, beside the day."""

    key: str
    kind: str
    title: str
    detail: str
    centre_kind: CentreKind
    centre_id: int
    fsmr: str
    place: str
    region: str


def of_site(row: AnyRow, years: list[int], today: dt.date) -> Iterator[DeadlineRow]:
    """The reports of a site, and the points on its data bank still to come, for the years in which it was active under
    the label of the row."""
    detail = f"{row.crmr_name}, {row.hospital}"
    first, last = max(row.start, row.since), _earlier(row.end, _until(row.since, row.until, today))
    for year in years:
        if not (first.year <= year <= last.year) or year < FIRST_FSMR_REPORT:
            continue
        centre = (CentreKind.SITE, row.id, row.sigle or "", "A1 A-c", row.region or "")
        key, title = duty_key(ANNUAL_REPORT, CentreKind.SITE, row.id, year), f"Rapport annuel d’activité {year}"
        yield _yearly(_Due(key, ANNUAL_REPORT, title, detail, *centre), year, today, partial(_report_story, row))
        if year >= today.year:
            key, title = duty_key(BNDMR, CentreKind.SITE, row.id, year), f"Saisie dans la BNDMR, {year}"
            yield _yearly(_Due(key, BNDMR, title, detail, *centre), year, today, partial(_bank_story, row))


def of_ccmr(row: AnyRow, years: list[int], today: dt.date, fsmr: str) -> Iterator[DeadlineRow]:
    """The points on the data bank of a CCMR still to come: it owes no report (A1 B-b)."""
    detail = f"{row.hospital}, {row.specialty}" if row.specialty else row.hospital
    last = _earlier(row.end, max(row.until or today, today))
    for year in years:
        if row.start.year <= year <= last.year and year >= today.year:
            key, title = duty_key(BNDMR, CentreKind.CCMR, row.id, year), f"Saisie dans la BNDMR, {year}"
            due = _Due(key, BNDMR, title, detail, CentreKind.CCMR, row.id, fsmr, "A1 B-b", row.region or "")
            yield _yearly(due, year, today, partial(_bank_story, row))


def of_fsmr(row: AnyRow, years: list[int], today: dt.date) -> Iterator[DeadlineRow]:
    """The reports of a FSMR for the years of its designation, the first in 2017 (A2 §2)."""
    last = _until(row.since, row.until, today)
    for year in years:
        if row.since.year <= year <= last.year and year >= FIRST_FSMR_REPORT:
            key, title = duty_key(FSMR_REPORT, CentreKind.FSMR, row.fsmr_id, year), f"Rapport de la filière {year}"
            centre = (row.sigle, CentreKind.FSMR, row.fsmr_id, row.sigle, "A1 C-d", row.region or "")
            story = partial(_fsmr_report_story, row)
            yield _yearly(_Due(key, FSMR_REPORT, title, *centre), year, today, story)


def of_plan(row: AnyRow, today: dt.date) -> DeadlineRow:
    """The plan of a CRMR for the time of a label (A1 A-c)."""
    centre = (row.crmr_name, CentreKind.CRMR, row.crmr_id, row.sigle or "", "A1 A-c", row.region or "")
    due = _Due(f"{PLAN}:{row.id}", PLAN, "Plan d’actions", *centre)
    return _line(due, known(row.since, "Premier jour du label"), today, partial(_plan_story, row))


def of_fsmr_plan(row: AnyRow, today: dt.date) -> DeadlineRow:
    """The plan of a FSMR for the time of a designation (A1 C-d)."""
    centre = (row.sigle, CentreKind.FSMR, row.fsmr_id, row.sigle, "A1 C-d", row.region or "")
    due = _Due(f"{FSMR_PLAN}:{row.id}", FSMR_PLAN, "Plan d’actions de la filière", *centre)
    return _line(due, known(row.since, "Premier jour de la désignation"), today, partial(_fsmr_plan_story, row))


def _report_story(row: AnyRow) -> Story:
    role = "site coordonnateur" if row.role == "coordonnateur" else "site constitutif"
    since = max(row.start, row.since)
    event = f"{row.crmr_name}, {role} au {row.hospital}, actif sous label depuis le {french_date(since)}."
    return Story(event, _REPORT_RULE, _REPORT_CHANGES)


def _bank_story(row: AnyRow) -> Story:
    event = f"{row.hospital}, centre actif depuis le {french_date(row.start)}."
    return Story(event, _BANK_RULE, _BANK_CHANGES)


def _fsmr_report_story(row: AnyRow) -> Story:
    event = f"Filière {row.sigle}, désignée le {french_date(row.since)}."
    return Story(event, _FSMR_REPORT_RULE, _FSMR_REPORT_CHANGES)


def _plan_story(row: AnyRow) -> Story:
    act = f" ({row.act})" if row.act else ""
    return Story(f"{row.crmr_name}, label du {french_date(row.since)}{act}.", _PLAN_RULE, _PLAN_CHANGES)


def _fsmr_plan_story(row: AnyRow) -> Story:
    event = f"Filière {row.sigle}, désignée le {french_date(row.since)}."
    return Story(event, _FSMR_PLAN_RULE, _PLAN_CHANGES)


def _yearly(due: _Due, year: int, today: dt.date, telling: partial[Story]) -> DeadlineRow:
    return _line(due, year_end(year), today, telling)


def _line(due: _Due, reckoning: Reckoning, today: dt.date, telling: partial[Story]) -> DeadlineRow:
    on = reckoning.evaluate()
    return DeadlineRow(
        key=due.key,
        on=on,
        kind=due.kind,
        title=due.title,
        detail=due.detail,
        centre_kind=due.centre_kind,
        centre_id=due.centre_id,
        fsmr=due.fsmr,
        place=due.place,
        days=(on - today).days,
        reckoning=reckoning,
        telling=telling,
        region=due.region,
        fixed=why_fixed(due.kind, due.place),
    )


def _until(since: dt.date, end: dt.date | None, today: dt.date) -> dt.date:
    """The last day of a label or a designation; where nobody printed it, that of five years, or today once they have
    passed."""
    return end if end is not None else max(last_day(since, _TERM_YEARS), today)


def _earlier(end: dt.date | None, other: dt.date) -> dt.date:
    return other if end is None else min(end, other)
