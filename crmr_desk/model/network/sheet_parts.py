"""Parts that the sheets of all four kinds of centre share: dossier, people, time line, badges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import CentreKind, Function, Status, TeamRole
from crmr_desk.model.network.ages import limit_ahead, limit_note
from crmr_desk.model.network.holders import Holder
from crmr_desk.model.network.names import full_name, role_word
from crmr_desk.model.network.rows import Badge, Bar, LabelLine, NodeState, PersonLine
from crmr_desk.model.network.snapshot import OPEN, LabelOn
from crmr_desk.model.network.states import NO_LABEL, label_state
from crmr_desk.model.network.tables import CENTRE, DOSSIER, ON, PERSON, TEAM, AnyRow, covers, seat
from crmr_desk.model.network.team import role_words
from crmr_desk.model.terms import age_on, short_date

_DAY = dt.timedelta(days=1)
_SEAT_REQUESTS = ("designation", "succession", "renewal")
"""Requests about who sits in the seat; one of them at most is open at a time."""
_REQUESTS = {
    "succession": "la succession",
    "designation": "la désignation",
    "renewal": "le renouvellement",
    "relocation": "la délocalisation",
    "site_creation": "la création de site",
    "labelling": "la candidature au label",
    "follow_up": "le suivi",
    "fsmr_designation": "la désignation de la filière",
}
_ANY_DOSSIER = "le dossier"
REFERENT = TeamRole.REFERENT.value
"""The ``function`` of a PersonLine who holds no mandate but stands beside who does."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What an open dossier announces for a seat: who leaves when, who is proposed from when."""

    dossier_id: int
    request: str
    number: str
    effective: dt.date | None
    start: dt.date | None
    candidate_id: int | None
    name: str
    title: str
    status: str | None
    birth_date: dt.date | None

    @property
    def words(self) -> str:
        """Succession en cours."""
        noun = _REQUESTS.get(self.request, _ANY_DOSSIER).partition(" ")[2]
        return f"{noun[:1].upper()}{noun[1:]} en cours"

    @property
    def resume(self) -> str:
        """Reprendre la succession."""
        return f"Reprendre {_REQUESTS.get(self.request, _ANY_DOSSIER)}"

    @property
    def first_day(self) -> dt.date | None:
        """First day of the candidate: the one typed, else the day after the end of activity."""
        return self.start or (self.effective + _DAY if self.effective else None)

    @property
    def badge(self) -> Badge:
        """The dossier in the header of the sheet."""
        return Badge(self.words, "accent", "folder", f"Dossier {self.number}")


def announced(session: Session, function: Function, centre_id: int, on: dt.date) -> Announced | None:
    """The dossier open on ``on`` for a seat: the one about who sits there, else the latest."""
    row = session.execute(_open_dossier(function), {"centre": centre_id, "on": on}).one_or_none()
    if row is None:
        return None
    return Announced(
        dossier_id=row.id,
        request=row.request,
        number=row.number,
        effective=answered_day(row.answers, "cessation_letter.effective"),
        start=answered_day(row.answers, "start"),
        candidate_id=row.candidate_id,
        name=full_name(row.title or "", row.first_name or "", row.last_name or ""),
        title=row.title or "",
        status=row.status,
        birth_date=row.birth_date,
    )


@cache
def _open_dossier(function: Function) -> Select[*tuple[Any, ...]]:
    return (
        select(
            DOSSIER.c.id,
            DOSSIER.c.request,
            DOSSIER.c.number,
            DOSSIER.c.answers,
            DOSSIER.c.candidate_id,
            PERSON.c.title,
            PERSON.c.first_name,
            PERSON.c.last_name,
            PERSON.c.status,
            PERSON.c.birth_date,
        )
        .outerjoin(PERSON, PERSON.c.id == DOSSIER.c.candidate_id)
        .where(seat(DOSSIER, function) == CENTRE, DOSSIER.c.function == function.value)
        .where(DOSSIER.c.state == OPEN, DOSSIER.c.opened_on <= ON)
        .order_by(DOSSIER.c.request.in_(_SEAT_REQUESTS).desc(), DOSSIER.c.id.desc())
        .limit(1)
    )


def answered_day(answers: dict[str, Any], path: str) -> dt.date | None:
    """A date typed in a dossier, None while it is missing or not a date yet."""
    try:
        return dt.date.fromisoformat(answers[path])
    except (KeyError, TypeError, ValueError):
        return None


def people(
    function: Function, history: Sequence[Holder], on: dt.date, dossier: Announced | None, term: dt.date | None
) -> tuple[PersonLine, ...]:
    """Who sits there, who will, and who is proposed; ``term`` is the last day of the label."""
    lines = [_in_office(held, on, dossier) for held in history if held.holds_on(on)]
    lines += [_to_come(held) for held in history if held.start > on]
    if dossier is not None and dossier.candidate_id is not None:
        lines.append(_proposed(function, dossier, dossier.candidate_id, on, term))
    return tuple(lines)


def referents(session: Session, kind: CentreKind, centre_id: int, on: dt.date) -> tuple[PersonLine, ...]:
    """The referents of a site or a competence centre, who stand beside whoever leads it. One statement."""
    return tuple(_referent(row) for row in session.execute(_referents(kind), {"centre": centre_id, "on": on}))


@cache
def _referents(kind: CentreKind) -> Select[*tuple[Any, ...]]:
    column = TEAM.c.site_id if kind is CentreKind.SITE else TEAM.c.ccmr_id
    query: Select[*tuple[Any, ...]] = (
        select(TEAM.c.person_id, TEAM.c.detail, TEAM.c.start, TEAM.c.end)
        .add_columns(PERSON.c.title, PERSON.c.first_name, PERSON.c.last_name, PERSON.c.status)
        .join(PERSON, PERSON.c.id == TEAM.c.person_id)
        .where(column == CENTRE, TEAM.c.role == TeamRole.REFERENT.value, covers(TEAM, ON))
        .order_by(TEAM.c.start, TEAM.c.id)
    )
    return query


def _referent(row: AnyRow) -> PersonLine:
    said = ", ".join(part for part in (role_words(REFERENT, row.detail), status_words(row.status)) if part)
    until = f", jusqu’au {short_date(row.end)}" if row.end else ""
    name = full_name(row.title, row.first_name, row.last_name)
    return PersonLine(row.person_id, 0, name, REFERENT, (said, f"depuis le {short_date(row.start)}{until}"))


def seat_bars(
    lane: str, history: Iterable[Holder], on: dt.date, dossier: Announced | None = None, term: dt.date | None = None
) -> list[Bar]:
    """The mandates of one seat on the time line, and the one that a dossier proposes."""
    bars = [_bar(lane, held, on, dossier) for held in history]
    if dossier is not None and dossier.candidate_id is not None and dossier.first_day is not None:
        until = " à la fin du label" if term is not None else ""
        text = f"{dossier.name}, proposition du {short_date(dossier.first_day)}{until}"
        bars.append(Bar(lane, text, dossier.first_day, term, "proposed"))
    return bars


def label_bars(lane: str, word: str, labels: Iterable[LabelOn], on: dt.date) -> list[Bar]:
    """Labels or designations on the time line: Label 2024-2028."""
    return [Bar(lane, f"{word} {_years(row.start, row.end)}", row.start, row.end, _tone(row, on)) for row in labels]


def label_lines(labels: Sequence[LabelOn], on: dt.date) -> tuple[LabelLine, ...]:
    """The table of labels or designations, the latest first."""
    return tuple(LabelLine(row.start, row.end, row.act, _label_badge(row, labels, on)) for row in reversed(labels))


def label_header(labels: Sequence[LabelOn], on: dt.date) -> Badge:
    """The label in the header: until when, soon over, or over."""
    state = label_state(labels, on)
    if state is not None and state[0] is NodeState.LABEL_EXPIRED:
        return _lapsed(state[1])
    current = next(row for row in labels if row.holds_on(on))
    text = f"Label jusqu’au {short_date(current.end)}" if current.end else f"Label depuis {current.start.year}"
    return Badge(text, "warn" if state else "ok", "hourglass" if state else "certificate", state[1] if state else "")


def _lapsed(why: str) -> Badge:
    return Badge("Sans label" if why == NO_LABEL else "Label expiré", "stop", "hourglass", why)


def seat_badge(holder: Holder | None, function: Function, on: dt.date, expired: str = "") -> Badge:
    """How a seat stands; ``expired`` is the sentence of a label that has lapsed, empty while it holds."""
    if holder is None:
        return Badge("Vacant", "stop", "user-off")
    if expired:
        return _lapsed(expired)
    age = age_badge(holder, function, on)
    return age or Badge("En fonction", "ok", "circle-check")


def age_badge(holder: Holder, function: Function, on: dt.date) -> Badge | None:
    """68 ans le 03/02/2027, where A3 §1 makes it matter."""
    if function is Function.ANIMATEUR:
        return None
    limit = limit_ahead(function, holder.status, holder.birth_date, on, holder.end)
    return Badge(limit.words, "warn", "cake", limit_note(limit, function, holder.status)) if limit else None


def seat_rows(history: Iterable[Holder], dossier: Announced | None) -> list[tuple[str, int]]:
    """The rows of a seat whose history belongs to the sheet: mandates, the people in them, the dossier."""
    rows = [row for held in history for row in (("mandate", held.mandate_id), ("person", held.person_id))]
    return [*dict.fromkeys(rows), *([("dossier", dossier.dossier_id)] if dossier is not None else [])]


def vacancy_words(since: dt.date | None) -> str:
    """Poste vacant depuis le 01/09/2026."""
    return f"Poste vacant depuis le {short_date(since)}" if since else "Poste vacant"


def status_words(status: str | None) -> str:
    """The status within a sentence: PU-PH, professeur consultant; empty when unknown."""
    label = Status(status).label if status in list(Status) else (status or "")
    return label if label.isupper() or "-" in label else label[:1].lower() + label[1:]


def _in_office(held: Holder, on: dt.date, dossier: Announced | None) -> PersonLine:
    function = Function(held.function)
    leaves = dossier.effective if dossier is not None else None
    since = f"depuis le {short_date(held.start)}"
    if leaves is not None:
        since += f", cesse le {short_date(leaves)}"
    elif held.end is not None:
        since += f", jusqu’au {short_date(held.end)}"
    leaving = Badge("Départ annoncé", "warn", "clock") if leaves is not None else None
    return _line(held, role_word(function, held.title), since, leaving or age_badge(held, function, on))


def _to_come(held: Holder) -> PersonLine:
    until = f" au {short_date(held.end)}" if held.end else ""
    period = f"du {short_date(held.start)}{until}" if until else f"à partir du {short_date(held.start)}"
    badge = Badge(f"À compter du {short_date(held.start)}", "info", "calendar")
    return _line(held, role_word(Function(held.function), held.title), period, badge)


def _line(held: Holder, role: str, period: str, badge: Badge | None) -> PersonLine:
    first = ", ".join(part for part in (role, status_words(held.status)) if part)
    return PersonLine(held.person_id, held.mandate_id, held.name, held.function, (first, period), badge)


def _proposed(function: Function, dossier: Announced, person_id: int, on: dt.date, term: dt.date | None) -> PersonLine:
    role = "Succession proposée" if dossier.request == "succession" else "Désignation proposée"
    first = ", ".join(part for part in (role, status_words(dossier.status)) if part)
    badge, age = Badge("Proposé", "mute"), _age_words(function, dossier, on, term)
    return PersonLine(person_id, 0, dossier.name, function.value, (first,), badge, age)


def _age_words(function: Function, dossier: Announced, on: dt.date, term: dt.date | None) -> str:
    if dossier.birth_date is None:
        return ""
    years = f"{age_on(dossier.birth_date, on)} ans"
    limit = limit_ahead(function, dossier.status, dossier.birth_date, on, term)
    if limit is not None:
        return f"{years}, {limit.words}"
    return f"{years}, aucune condition d’âge avant la fin du label" if term else years


def _bar(lane: str, held: Holder, on: dt.date, dossier: Announced | None) -> Bar:
    tone = _tone(held, on)
    if tone == "past":
        return Bar(lane, f"{held.name}, {_years(held.start, held.end)}", held.start, held.end, tone)
    if tone == "proposed":
        return Bar(lane, f"{held.name}, à partir du {short_date(held.start)}", held.start, held.end, tone)
    leaves = dossier.effective if dossier is not None else None
    if leaves is not None and leaves >= held.start:
        return Bar(lane, f"{held.name}, cesse le {short_date(leaves)}", held.start, leaves, tone)
    until = f", jusqu’au {short_date(held.end)}" if held.end else f", depuis {held.start.year}"
    return Bar(lane, held.name + until, held.start, held.end, tone)


def _tone(period: Holder | LabelOn, on: dt.date) -> str:
    if period.holds_on(on):
        return "current"
    return "proposed" if period.start > on else "past"


def _years(start: dt.date, end: dt.date | None) -> str:
    if end is None:
        return f"depuis {start.year}"
    return str(start.year) if start.year == end.year else f"{start.year}-{end.year}"


def _label_badge(row: LabelOn, labels: Sequence[LabelOn], on: dt.date) -> Badge:
    if row.start > on:
        return Badge("À venir", "info", "calendar")
    if row.holds_on(on):
        soon = label_state(labels, on) is not None
        return Badge("À échoir", "warn", "hourglass") if soon else Badge("En cours", "ok", "circle-check")
    if row is labels[-1]:
        return Badge("Expiré", "stop", "hourglass")
    return Badge("Échu", "mute", "history")
