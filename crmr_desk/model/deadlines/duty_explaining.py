"""What centres owe by the year or for the time of their label: the annual report, the plan, the data bank. The text
dates next to none of it: what the program takes for a day is said to be its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, NamedTuple

from crmr_desk.model.deadlines.kinds import ANNUAL_REPORT, BNDMR, FSMR_PLAN, FSMR_REPORT, PLAN
from crmr_desk.model.deadlines.mark_reading import told_done
from crmr_desk.model.deadlines.reckoning import Reckoning, known
from crmr_desk.model.deadlines.rows import DeadlineRow, Story, Telling
from crmr_desk.model.deadlines.window import Around, YearEnd
from crmr_desk.model.dossiers.answers_told import BANK, SITE_REPORT
from crmr_desk.model.dossiers.answers_told import FSMR_REPORT as TOLD_OF_FSMR
from crmr_desk.model.dossiers.duty_keys import duty_key
from crmr_desk.model.kinds import CentreKind, Function, SiteRole
from crmr_desk.model.law.missions import FIRST_FSMR_REPORT
from crmr_desk.model.network.centres import TERM_YEARS
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.terms import french_date, last_day

_REPORT_RULE: Final = (
    "Chaque site renseigne un rapport annuel d’activité. Le texte n’en fixe pas le jour\u00a0: retenu le 31 décembre,"
    " comme la fin d’année qu’il fixe aux filières (hors texte)."
)
_FSMR_REPORT_RULE: Final = (
    "La filière rédige un rapport d’activité «\u202fchaque fin d’année\u202f», dès 2017 (annexe\u00a02,"
    " §\u00a02)\u00a0: retenu le 31 décembre."
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


class _Centre(NamedTuple):
    """Who owes: what every line of it says, the row from which it is told, and ``key_id``, which names it in the keys
    wherever it goes."""

    detail: str
    kind: CentreKind
    row_id: int
    key_id: int
    fsmr: str
    place: str
    region: str
    facts: AnyRow


def _report_story(row: AnyRow) -> Story:
    role = "site coordonnateur" if row.role == SiteRole.COORDONNATEUR else "site constitutif"
    since = max(row.start, row.since)
    event = f"{row.crmr_name}, {role}, {row.hospital}\u00a0: actif sous label depuis le {french_date(since)}"
    if row.id != row.first_id and since == row.start:
        event += ", après un changement de lieu, de rôle ou de centre\u202f; un site ne doit qu’un rapport par an"
    event += "."
    return (event, _REPORT_RULE, _REPORT_CHANGES)


def _bank_story(row: AnyRow) -> Story:
    event = f"{row.hospital}\u00a0: centre actif depuis le {french_date(row.start)}."
    return (event, _BANK_RULE, _BANK_CHANGES)


def _fsmr_report_story(row: AnyRow) -> Story:
    event = f"Filière {row.sigle}, désignée le {french_date(row.since)}."
    return (event, _FSMR_REPORT_RULE, _FSMR_REPORT_CHANGES)


def _plan_story(row: AnyRow) -> Story:
    act = f" ({row.act})" if row.act else ""
    return (f"{row.crmr_name}, label du {french_date(row.since)}{act}.", _PLAN_RULE, _PLAN_CHANGES)


def _fsmr_plan_story(row: AnyRow) -> Story:
    event = f"Filière {row.sigle}, désignée le {french_date(row.since)}."
    return (event, _FSMR_PLAN_RULE, _PLAN_CHANGES)


class _Duty(NamedTuple):
    """What is owed by the year, the ``title`` to which the year is added, and how a follow-up dossier may say that it
    was done: which answer, of whom."""

    kind: str
    title: str
    telling: Telling
    asked: str = ""
    seat: Function | None = None


_SITE_REPORT: Final = _Duty(
    ANNUAL_REPORT, "Rapport annuel d’activité ", _report_story, SITE_REPORT, Function.COORDONNATEUR
)
_SITE_BANK: Final = _Duty(BNDMR, "Saisie dans la BNDMR, ", _bank_story, BANK, Function.COORDONNATEUR)
_CCMR_BANK: Final = _Duty(BNDMR, "Saisie dans la BNDMR, ", _bank_story)
_REPORT_OF_FSMR: Final = _Duty(
    FSMR_REPORT, "Rapport de la filière ", _fsmr_report_story, TOLD_OF_FSMR, Function.ANIMATEUR
)


def of_site(row: AnyRow, around: Around) -> Iterator[DeadlineRow]:
    """The reports of a site, and the points on its data bank still to come, for the years in which it was active under
    the label of the row."""
    place, detail = "A1 A-c", f"{row.crmr_name}, {row.hospital}"
    sigle, region = row.sigle or "", row.region or ""
    centre = _Centre(detail, CentreKind.SITE, row.sheet_id, row.first_id, sigle, place, region, row)
    first = max(row.start, row.since)
    last = _earlier(row.end, _until(row.since, row.until, around.today))
    if last < first:
        return  # it closed before the label began, or opened after it ended
    for end in around.ends_of_years(max(first.year, FIRST_FSMR_REPORT), last.year):
        yield _as_told(_yearly(centre, _SITE_REPORT, end), _SITE_REPORT, row.crmr_id, end, around)
        if around.passing_from <= end.on <= last:
            yield _as_told(_yearly(centre, _SITE_BANK, end), _SITE_BANK, row.crmr_id, end, around)


def of_ccmr(row: AnyRow, around: Around) -> Iterator[DeadlineRow]:
    """The points on the data bank of a CCMR still to come, until the labels of its CRMR end, or for the year that runs
    where none does: it owes no report (A1 B-b)."""
    detail = f"{row.hospital}, {row.specialty}" if row.specialty else row.hospital
    attached = around.of(row)
    centre = _Centre(detail, CentreKind.CCMR, row.ccmr_id, row.ccmr_id, attached.fsmr, "A1 B-b", row.region or "", row)
    labels = [end for end in attached.label_ends if end >= around.today]
    labelled = labels[-1] if labels else around.today.replace(month=12, day=31)
    last = _earlier(row.end, labelled)
    for end in around.ends_of_years(max(row.start.year, around.passing_from.year), last.year):
        if end.on <= last:
            yield _yearly(centre, _CCMR_BANK, end)


def of_fsmr(row: AnyRow, around: Around) -> Iterator[DeadlineRow]:
    """The reports of a FSMR for the years of its designation, the first in 2017 (A2 §2)."""
    centre = _fsmr(row)
    last = _until(row.since, row.until, around.today)
    for end in around.ends_of_years(max(row.since.year, FIRST_FSMR_REPORT), last.year):
        yield _as_told(_yearly(centre, _REPORT_OF_FSMR, end), _REPORT_OF_FSMR, row.fsmr_id, end, around)


def of_plan(row: AnyRow, around: Around) -> DeadlineRow:
    """The plan of a CRMR for the time of a label (A1 A-c)."""
    sigle, region = row.sigle or "", row.region or ""
    centre = _Centre(row.crmr_name, CentreKind.CRMR, row.crmr_id, row.crmr_id, sigle, "A1 A-c", region, row)
    reckoning = known(row.since, "Premier jour du label")
    days = (row.since - around.today).days
    return _line(centre, PLAN, f"{PLAN}:{row.id}", "Plan d’actions", row.since, days, reckoning, _plan_story)


def of_fsmr_plan(row: AnyRow, around: Around) -> DeadlineRow:
    """The plan of a FSMR for the time of a designation (A1 C-d)."""
    centre = _fsmr(row)
    reckoning = known(row.since, "Premier jour de la désignation")
    key, title, days = f"{FSMR_PLAN}:{row.id}", "Plan d’actions de la filière", (row.since - around.today).days
    return _line(centre, FSMR_PLAN, key, title, row.since, days, reckoning, _fsmr_plan_story)


def _fsmr(row: AnyRow) -> _Centre:
    region = row.region or ""
    return _Centre(row.sigle, CentreKind.FSMR, row.fsmr_id, row.fsmr_id, row.sigle, "A1 C-d", region, row)


def _yearly(centre: _Centre, duty: _Duty, end: YearEnd) -> DeadlineRow:
    key, title = duty_key(duty.kind, centre.kind, centre.key_id, end.year), f"{duty.title}{end.year}"
    return _line(centre, duty.kind, key, title, end.on, end.days, end.reckoning, duty.telling)


def _as_told(line: DeadlineRow, duty: _Duty, centre_id: int, end: YearEnd, around: Around) -> DeadlineRow:
    """The line, done where a follow-up opened in its year says so."""
    if duty.seat is None or not around.told:
        return line
    told = around.told.get((duty.asked, (duty.seat.value, centre_id), end.year))
    return told_done(line, told.opened_on, told.source) if told is not None and told.value is True else line


def _line(
    centre: _Centre,
    kind: str,
    key: str,
    title: str,
    on: dt.date,
    days: int,
    reckoning: Reckoning,
    telling: Telling,
) -> DeadlineRow:
    # By their places: thousands are made, and by their names it takes more than twice as long.
    who = (centre.detail, centre.kind, centre.row_id, centre.fsmr, centre.place)
    return DeadlineRow(key, on, kind, title, *who, days, reckoning, telling, centre.facts, None, centre.region)


def _until(since: dt.date, end: dt.date | None, today: dt.date) -> dt.date:
    """The last day of a label or a designation; where nobody printed it, that of five years, or today once they have
    passed."""
    return end if end is not None else max(last_day(since, TERM_YEARS), today)


def _earlier(end: dt.date | None, other: dt.date) -> dt.date:
    return other if end is None else min(end, other)
