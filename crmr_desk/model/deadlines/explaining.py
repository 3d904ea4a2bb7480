"""One deadline from one plain row: its day, how it is reckoned, and the sentences that tell why, when they are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Final, NamedTuple

from crmr_desk.model.deadlines.kinds import BIRTHDAY, CESSATION, DESIGNATION_END, LABEL_END, MANDATE_END, NOTICE
from crmr_desk.model.deadlines.reading import EFFECTIVE, LETTER
from crmr_desk.model.deadlines.reckoning import Reckoning, known, term
from crmr_desk.model.deadlines.rows import DeadlineRow, Story, Telling
from crmr_desk.model.deadlines.terms_of_notice import NOTICE_MONTHS
from crmr_desk.model.deadlines.window import Around
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network import ages
from crmr_desk.model.network.centres import TERM_YEARS
from crmr_desk.model.network.holders import seat_of
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.seat_words import centre_words
from crmr_desk.model.network.sheet_parts import answered_day, status_words
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.terms import french_date, last_day, short_date

_COORDONNATEUR, _ANIMATEUR = Function.COORDONNATEUR, Function.ANIMATEUR
_INCLUDED: Final = ", dernier jour compris"


class _Term(NamedTuple):
    """What the instruction says of the end of a mandate."""

    seat: str
    kind: CentreKind
    place: str
    rule: str


_TERMS: Final[Mapping[str, _Term]] = {
    Function.COORDONNATEUR: _Term(
        "coordination",
        CentreKind.CRMR,
        "A3 §2a",
        "Le coordonnateur est désigné pour la durée du label, cinq ans\u202f; rien ne se renouvelle de soi-même.",
    ),
    Function.RESPONSABLE_SITE: _Term(
        "site constitutif",
        CentreKind.SITE,
        "A3 §3",
        "Le responsable d’un site constitutif est désigné pour la durée du label de son centre.",
    ),
    Function.RESPONSABLE_CCMR: _Term(
        "centre de compétences",
        CentreKind.CCMR,
        "A3 §4",
        "Le responsable d’un centre de compétences est désigné pour la durée du label du centre de référence.",
    ),
    Function.ANIMATEUR: _Term(
        "animation de filière",
        CentreKind.FSMR,
        "A3 §5",
        "L’animateur est désigné pour cinq ans, comme la filière.",
    ),
}
_SUCCESSOR_RULE: Final = _Term(
    "coordination", CentreKind.CRMR, "A3 §2b", "Le successeur est nommé pour ce qui reste du label."
)
_NOTICE_RULE: Final = "Le coordonnateur écrit au directeur, copie à la DGOS, six mois au moins avant de cesser."
_END_CHANGES: Final = (
    "Une cessation plus tôt, un label prolongé dont le mandat prendrait la fin, ou un successeur enregistré à la suite."
)
_ANIMATEUR_CHANGES: Final = (
    "Une cessation plus tôt, une désignation de la filière prolongée, ou un successeur enregistré à la suite."
)
_LABEL_CHANGES: Final = "Un label prolongé, un nouveau label accordé à la suite, ou la fermeture du dernier site."
_DESIGNATION_CHANGES: Final = "Une désignation prolongée, ou une nouvelle désignation enregistrée à la suite."
_NOTICE_CHANGES: Final = (
    "La lettre reçue et notée dans un dossier de succession, une autre fin de mandat, ou un successeur enregistré."
)
_LETTER_CHANGES: Final = (
    "Une autre date de lettre ou de cessation dans le dossier\u202f; un motif écrit permet d’aller plus vite."
)
_BIRTHDAY_CHANGES: Final = "Un mandat qui finit avant ce jour, ou une date de naissance corrigée."


def of_mandate(row: AnyRow, around: Around) -> Iterator[DeadlineRow]:
    """The end of a mandate, the last day to announce it, and the birthdays of A3 §1 still to come within it."""
    first = around.passing_from
    due = row.end is not None and not row.followed and row.goes_on
    if due:
        yield _mandate_end(row, around)
    if due and row.function == _COORDONNATEUR and row.end >= first and not row.letter_received:
        yield _notice(row, around)
    last = row.end or dt.date.max
    for limit in ages.limits_between(row.function, row.birth_date, max(row.start, first), last):
        yield _birthday(row, limit, around)


def of_label(row: AnyRow, around: Around) -> DeadlineRow:
    """The end of a label (A1 A-c)."""
    return DeadlineRow(
        key=f"{LABEL_END}:{row.id}",
        on=row.end,
        kind=LABEL_END,
        title="Fin du label",
        detail=row.acronym or row.title,
        centre_kind=CentreKind.CRMR,
        centre_id=row.crmr_id,
        fsmr=row.sigle or "",
        place="A1 A-c",
        days=(row.end - around.today).days,
        reckoning=_end(row.start, row.end),
        telling=_label_story,
        facts=row,
        region=row.region or "",
    )


def _label_story(row: AnyRow) -> Story:
    act = f" ({row.act})" if row.act else ""
    return (
        f"{row.acronym or row.title}, label du {french_date(row.start)}{act}.",
        "Un centre est labellisé pour cinq ans\u202f; il faut un nouveau label pour continuer.",
        _LABEL_CHANGES,
    )


def of_designation(row: AnyRow, around: Around) -> DeadlineRow:
    """The end of the designation of a FSMR (A1 C-d)."""
    return DeadlineRow(
        key=f"{DESIGNATION_END}:{row.id}",
        on=row.end,
        kind=DESIGNATION_END,
        title="Fin de la désignation de la filière",
        detail=row.sigle,
        centre_kind=CentreKind.FSMR,
        centre_id=row.fsmr_id,
        fsmr=row.sigle,
        place="A1 C-d",
        days=(row.end - around.today).days,
        reckoning=_end(row.start, row.end),
        telling=_designation_story,
        facts=row,
        region=row.region or "",
    )


def _designation_story(row: AnyRow) -> Story:
    event = f"Filière {row.sigle}, désignée le {french_date(row.start)}."
    return (event, "Une filière est désignée pour cinq ans.", _DESIGNATION_CHANGES)


def of_dossier(row: AnyRow, around: Around) -> Iterator[DeadlineRow]:
    """The day of cessation that an open dossier announces, and the end of the six months after its letter (A3 §2b)."""
    letter, effective = answered_day(row.answers, LETTER), answered_day(row.answers, EFFECTIVE)
    if effective is not None:
        announced = known(effective, "Date annoncée")
        yield _of_dossier(row, CESSATION, "Cessation d’activité annoncée", announced, around)
    if letter is not None:
        plain = Reckoning("months", letter, NOTICE_MONTHS)
        counted = Reckoning("months", letter, NOTICE_MONTHS, after=_missing(plain.evaluate(), effective))
        yield _of_dossier(row, NOTICE, "Six mois après la lettre de cessation", counted, around)


def _of_dossier(row: AnyRow, kind: str, title: str, reckoning: Reckoning, around: Around) -> DeadlineRow:
    function, centre_id = seat_of(row)
    on, place = reckoning.evaluate(), "A3 §2b"
    return DeadlineRow(
        key=f"{kind}:dossier:{row.dossier_id}",
        on=on,
        kind=kind,
        title=title,
        detail=_detail(row),
        centre_kind=_TERMS[function].kind,
        centre_id=centre_id,
        fsmr=around.fsmr(row),
        place=place,
        days=(on - around.today).days,
        reckoning=reckoning,
        telling=_dossier_story,
        facts=row,
        dossier_id=row.dossier_id,
        region=around.region(row),
        instructor=row.instructor,
    )


def _dossier_story(row: AnyRow) -> Story:
    letter = answered_day(row.answers, LETTER)
    event = f"Lettre du {french_date(letter)}" if letter else "Lettre de cessation"
    return (f"{event}, dossier {row.dossier_number}.", _NOTICE_RULE, _LETTER_CHANGES)


def _missing(on: dt.date, effective: dt.date | None) -> str:
    if effective is None or effective >= on:
        return ""
    days = (on - effective).days
    return f"\u202f; cessation annoncée le {short_date(effective)}, {days} jour{'s' if days > 1 else ''} plus tôt"


def _mandate_end(row: AnyRow, around: Around) -> DeadlineRow:
    found = _rule_of(row)
    labels = (row.label_end,) if row.ccmr_id is None else around.of(row).label_ends_since(row.start)
    whose = "de la désignation" if row.function == _ANIMATEUR else "du label"
    reckoning = _end(row.start, row.end, whose, *labels)
    title = f"Fin de mandat, {found.seat}"
    return _of_mandate(row, MANDATE_END, title, found.place, reckoning, _end_story, around)


def _rule_of(row: AnyRow) -> _Term:
    if row.function == _COORDONNATEUR and row.end != last_day(row.start, TERM_YEARS):
        return _SUCCESSOR_RULE
    return _TERMS[row.function]


def _end_story(row: AnyRow) -> Story:
    changes = _ANIMATEUR_CHANGES if row.function == _ANIMATEUR else _END_CHANGES
    without = "" if row.recorded else ", sans fin enregistrée"
    return (f"{_name(row)}, en fonction depuis le {french_date(row.start)}{without}.", _rule_of(row).rule, changes)


def _notice(row: AnyRow, around: Around) -> DeadlineRow:
    reckoning = Reckoning("before", row.end, NOTICE_MONTHS)
    title = "Dernier jour pour la lettre de cessation"
    return _of_mandate(row, NOTICE, title, "A3 §2b", reckoning, _notice_story, around)


def _notice_story(row: AnyRow) -> Story:
    return (f"{_name(row)}, mandat jusqu’au {french_date(row.end)}.", _NOTICE_RULE, _NOTICE_CHANGES)


def _birthday(row: AnyRow, limit: ages.AgeLimit, around: Around) -> DeadlineRow:
    until = f", avant la fin du mandat ({short_date(row.end)})" if row.end else ", mandat sans fin connue"
    reckoning = Reckoning("birthday", row.birth_date, limit.age, after=until)
    telling = partial(_birthday_story, limit)
    return _of_mandate(row, BIRTHDAY, f"{limit.age} ans", ages.PLACE, reckoning, telling, around, limit.age)


def _birthday_story(limit: ages.AgeLimit, row: AnyRow) -> Story:
    event = f"{_name(row)}, naissance le {french_date(row.birth_date)}{_status(row)}."
    return (event, ages.limit_note(limit, row.function, row.status), _BIRTHDAY_CHANGES)


def _of_mandate(
    row: AnyRow,
    kind: str,
    title: str,
    place: str,
    reckoning: Reckoning,
    telling: Telling,
    around: Around,
    age: int | None = None,
) -> DeadlineRow:
    function, centre_id = seat_of(row)
    on = reckoning.evaluate()
    return DeadlineRow(
        key=f"{kind}:{row.id}" + (f":{age}" if age else ""),
        on=on,
        kind=kind,
        title=title,
        detail=_detail(row),
        centre_kind=_TERMS[function].kind,
        centre_id=centre_id,
        fsmr=around.fsmr(row),
        place=place,
        days=(on - around.today).days,
        reckoning=reckoning,
        telling=telling,
        facts=row,
        region=around.region(row),
    )


@lru_cache(maxsize=4096)
def _end(start: dt.date, end: dt.date, whose: str = "du label", *label_ends: dt.date | None) -> Reckoning:
    """Five years from the first day where they end there; else the end of the label or of the designation, as ``whose``
    says, the first of several where the centre depends on several, or the day that is recorded."""
    if end == last_day(start, TERM_YEARS):
        return term(start, TERM_YEARS)
    ends = [each for each in label_ends if each is not None]
    if not ends or end != ends[0]:
        return known(end, "Date enregistrée", _INCLUDED)
    if len(set(ends)) == 1:
        return known(end, f"Fin {whose}", _INCLUDED)
    return Reckoning("earliest", ends[0], others=tuple(ends[1:]), label="Fin des labels", after=_INCLUDED)


def _name(row: AnyRow) -> str:
    return full_name(row.title or "", row.first_name or "", row.last_name or "")


def _status(row: AnyRow) -> str:
    words = status_words(row.status)
    return f", {words}" if words else ""


def _detail(row: AnyRow) -> str:
    return ", ".join([part for part in (centre_words(row), _name(row)) if part])
