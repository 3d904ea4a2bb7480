"""One deadline from one plain row, with the event, the rule and the arithmetic that give its date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.terms_of_notice import earliest_end, last_letter_day
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network import ages
from crmr_desk.model.network.holders import seat_of
from crmr_desk.model.network.names import collation, full_name
from crmr_desk.model.network.seat_words import centre_words
from crmr_desk.model.network.sheet_parts import answered_day, status_words
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.terms import french_date, last_day, short_date

MANDATE_END, LABEL_END, DESIGNATION_END = "mandate_end", "label_end", "designation_end"
NOTICE, CESSATION, BIRTHDAY = "notice", "cessation", "birthday"
_EVENT, _RULE, _SUM = "L’événement", "La règle", "Le calcul"
_TERM_YEARS = 5
_LETTER, _EFFECTIVE = "cessation_letter.date", "cessation_letter.effective"


class _Term(NamedTuple):
    """What the instruction says of the end of a mandate."""

    seat: str
    kind: CentreKind
    place: str
    rule: str


_TERMS = {
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
_SUCCESSOR_RULE = _Term(
    "coordination", CentreKind.CRMR, "A3 §2b", "Le successeur est nommé pour ce qui reste du label."
)
_NOTICE_RULE = "Le coordonnateur écrit au directeur, copie à la DGOS, six mois au moins avant de cesser."


def of_mandate(
    row: AnyRow, today: dt.date, fsmrs: Mapping[int, list[str]], *, letter_received: bool
) -> Iterator[DeadlineRow]:
    """The end of a mandate, the last day to announce it, and the birthdays of A3 §1 still to come within it."""
    fsmr = ", ".join(sorted(fsmrs.get(row.ccmr_id, ()), key=collation)) if row.ccmr_id else (row.sigle or "")
    due = row.end is not None and not row.followed and row.goes_on
    if due:
        yield _mandate_end(row, today, fsmr)
    if due and row.function == Function.COORDONNATEUR and row.end >= today and not letter_received:
        yield _notice(row, today, fsmr)
    last = row.end or dt.date.max
    for limit in ages.limits_between(row.function, row.birth_date, max(row.start, today), last):
        yield _birthday(row, limit, today, fsmr)


def of_label(row: AnyRow, today: dt.date) -> DeadlineRow:
    """The end of a label (A1 A-c)."""
    name = row.acronym or row.title
    act = f" ({row.act})" if row.act else ""
    return DeadlineRow(
        key=f"{LABEL_END}:{row.id}",
        on=row.end,
        kind=LABEL_END,
        title="Fin du label",
        detail=name,
        centre_kind=CentreKind.CRMR,
        centre_id=row.crmr_id,
        fsmr=row.sigle or "",
        place="A1 A-c",
        days=(row.end - today).days,
        explanation=(
            (_EVENT, f"{name}, label du {french_date(row.start)}{act}."),
            (_RULE, "Un centre est labellisé pour cinq ans\u202f; il faut un nouveau label pour continuer."),
            (_SUM, _end_sum(row.start, row.end)),
        ),
    )


def of_designation(row: AnyRow, today: dt.date) -> DeadlineRow:
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
        days=(row.end - today).days,
        explanation=(
            (_EVENT, f"Filière {row.sigle}, désignée le {french_date(row.start)}."),
            (_RULE, "Une filière est désignée pour cinq ans."),
            (_SUM, _end_sum(row.start, row.end)),
        ),
    )


def has_cessation_letter(dossier: AnyRow) -> bool:
    """Whether a dossier already says when the holder leaves, or that he wrote."""
    return any(answered_day(dossier.answers, path) is not None for path in (_LETTER, _EFFECTIVE))


def of_dossier(row: AnyRow, today: dt.date) -> Iterator[DeadlineRow]:
    """The day of cessation that an open dossier announces, and the end of the six months after its letter (A3 §2b)."""
    letter, effective = answered_day(row.answers, _LETTER), answered_day(row.answers, _EFFECTIVE)
    event = f"Lettre du {french_date(letter)}" if letter else "Lettre de cessation"
    event += f", dossier {row.number}."
    if effective is not None:
        sum_ = f"Date annoncée\u00a0: {short_date(effective)}."
        yield _of_dossier(row, CESSATION, effective, "Cessation d’activité annoncée", event, sum_, today)
    if letter is not None:
        term = earliest_end(letter)
        sum_ = f"{short_date(letter)} + 6 mois = {short_date(term)}{_missing(term, effective)}."
        yield _of_dossier(row, NOTICE, term, "Six mois après la lettre de cessation", event, sum_, today)


def _of_dossier(row: AnyRow, kind: str, on: dt.date, title: str, event: str, sum_: str, today: dt.date) -> DeadlineRow:
    function, centre_id = seat_of(row)
    return DeadlineRow(
        key=f"{kind}:dossier:{row.id}",
        on=on,
        kind=kind,
        title=title,
        detail=_detail(row),
        centre_kind=_TERMS[Function(function)].kind,
        centre_id=centre_id,
        fsmr=row.sigle or "",
        place="A3 §2b",
        days=(on - today).days,
        explanation=((_EVENT, event), (_RULE, _NOTICE_RULE), (_SUM, sum_)),
        dossier_id=row.id,
    )


def _missing(term: dt.date, effective: dt.date | None) -> str:
    if effective is None or effective >= term:
        return ""
    days = (term - effective).days
    return f"\u202f; cessation annoncée le {short_date(effective)}, {days} jour{'s' if days > 1 else ''} plus tôt"


def _mandate_end(row: AnyRow, today: dt.date, fsmr: str) -> DeadlineRow:
    term = _TERMS[Function(row.function)]
    if row.function == Function.COORDONNATEUR and row.end != last_day(row.start, _TERM_YEARS):
        term = _SUCCESSOR_RULE
    explanation = (
        (_EVENT, f"{_name(row)}, en fonction depuis le {french_date(row.start)}."),
        (_RULE, term.rule),
        (_SUM, _end_sum(row.start, row.end, row.label_end)),
    )
    title = f"Fin de mandat, {term.seat}"
    return _of_mandate(row, MANDATE_END, row.end, title, term.place, explanation, today, fsmr)


def _notice(row: AnyRow, today: dt.date, fsmr: str) -> DeadlineRow:
    day = last_letter_day(row.end)
    explanation = (
        (_EVENT, f"{_name(row)}, mandat jusqu’au {french_date(row.end)}."),
        (_RULE, _NOTICE_RULE),
        (_SUM, f"{short_date(day)} + 6 mois = {short_date(earliest_end(day))}, au plus tard le {short_date(row.end)}."),
    )
    return _of_mandate(row, NOTICE, day, "Dernier jour pour la lettre de cessation", "A3 §2b", explanation, today, fsmr)


def _birthday(row: AnyRow, limit: ages.AgeLimit, today: dt.date, fsmr: str) -> DeadlineRow:
    until = f"avant la fin du mandat ({short_date(row.end)})" if row.end else "mandat sans fin connue"
    explanation = (
        (_EVENT, f"{_name(row)}, naissance le {french_date(row.birth_date)}{_status(row)}."),
        (_RULE, ages.limit_note(limit, row.function, row.status)),
        (_SUM, f"{short_date(row.birth_date)} + {limit.age} ans = {short_date(limit.on)}, {until}."),
    )
    return _of_mandate(row, BIRTHDAY, limit.on, f"{limit.age} ans", ages.PLACE, explanation, today, fsmr, limit.age)


def _of_mandate(
    row: AnyRow,
    kind: str,
    on: dt.date,
    title: str,
    place: str,
    explanation: tuple[tuple[str, str], ...],
    today: dt.date,
    fsmr: str,
    age: int | None = None,
) -> DeadlineRow:
    function, centre_id = seat_of(row)
    return DeadlineRow(
        key=f"{kind}:{row.id}" + (f":{age}" if age else ""),
        on=on,
        kind=kind,
        title=title,
        detail=_detail(row),
        centre_kind=_TERMS[Function(function)].kind,
        centre_id=centre_id,
        fsmr=fsmr,
        place=place,
        days=(on - today).days,
        explanation=explanation,
    )


def _end_sum(start: dt.date, end: dt.date, label_end: dt.date | None = None) -> str:
    """01/12/2021 + 5 ans = 30/11/2026, dernier jour compris."""
    if end == last_day(start, _TERM_YEARS):
        return f"{short_date(start)} + {_TERM_YEARS} ans = {short_date(end)}, dernier jour compris."
    if end == label_end:
        return f"Fin du label\u00a0: {short_date(end)}, dernier jour compris."
    return f"Date enregistrée\u00a0: {short_date(end)}, dernier jour compris."


def _name(row: AnyRow) -> str:
    return full_name(row.title or "", row.first_name or "", row.last_name or "")


def _status(row: AnyRow) -> str:
    words = status_words(row.status)
    return f", {words}" if words else ""


def _detail(row: AnyRow) -> str:
    return ", ".join(part for part in (centre_words(row), _name(row)) if part)
