"""The sheet of one person on a date: identity, everything held over time, what is to be judged, doubles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function, Status, TeamRole
from crmr_desk.model.network import people
from crmr_desk.model.network.ages import PLACE, limits_between
from crmr_desk.model.network.directory_rows import Held, MergedDouble, PersonSheet
from crmr_desk.model.network.functions import as_then, functions_on, held_query, held_words
from crmr_desk.model.network.holders import seat_of
from crmr_desk.model.network.hospitals import name_or_unknown
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.period_badges import period_badge
from crmr_desk.model.network.person_remarks import remarks
from crmr_desk.model.network.rows import Badge, Bar, Fact, PersonRow
from crmr_desk.model.network.seat_words import centre_words, with_seat
from crmr_desk.model.network.tables import CCMR, CRMR, DOSSIER, HOSPITAL, MANDATE, NOTE, PERSON, SITE, TEAM, AnyRow
from crmr_desk.model.terms import add_years, age_on, short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_KIND = {
    Function.COORDONNATEUR: "crmr",
    Function.RESPONSABLE_SITE: "site",
    Function.RESPONSABLE_CCMR: "ccmr",
    Function.ANIMATEUR: "fsmr",
}
_KINDS = ("mandate", "team_member", "dossier")
_GONE = "Cette personne n’est plus dans le registre\u202f; rafraîchissez la liste."
_AHEAD = 10
"""Years within which the birthdays of 65 and 68 are worth a line."""


def person_sheet(db: Database, person_id: int, on: dt.date) -> PersonSheet:
    """Everything about one person on ``on``, in a constant number of statements beside one for each seat held that day.
    Raises UserError when the person is no longer there."""
    with db.reading() as session:
        columns = (*people.COLUMNS, PERSON.c.merged_into_id)
        row = session.execute(select(*columns).where(PERSON.c.id == person_id)).one_or_none()
        if row is None:
            raise UserError(_GONE)
        found = people.person_row(row, functions_on(session, on, person_id).get(person_id, ()))
        mandates = _mandates(session, person_id, on)
        teams, dossiers = list(_teams(session, person_id, on)), list(_dossiers(session, person_id, on))
        held = sorted([*_seats(mandates, on), *teams, *dossiers], key=_order)
        return PersonSheet(
            person=found,
            on=on,
            badges=tuple(_badges(found, mandates, on)),
            identity=tuple(_identity(found, on)),
            bars=tuple(_bars(held, on)),
            held=tuple(held),
            remarks=tuple(remarks(session, mandates, on)),
            doubles=_doubles(session, person_id),
            merged_into=_merged_into(session, row.merged_into_id),
            related=(("person", person_id), *((line.table, line.row_id) for line in held), *_notes(session, person_id)),
        )


def _mandates(session: Session, person_id: int, on: dt.date) -> list[AnyRow]:
    columns = (
        MANDATE.c.id, MANDATE.c.crmr_id, MANDATE.c.site_id, MANDATE.c.ccmr_id, MANDATE.c.fsmr_id, MANDATE.c.start,
        MANDATE.c.end, PERSON.c.birth_date, PERSON.c.status,
    )  # fmt: skip
    query = held_query().add_columns(*columns).where(MANDATE.c.person_id == person_id)
    return list(as_then(session, session.execute(query.order_by(MANDATE.c.start, MANDATE.c.id)).all(), on))


def _seats(mandates: Iterable[AnyRow], on: dt.date) -> Iterator[Held]:
    for row in mandates:
        function, centre_id = seat_of(row)
        yield Held(
            table="mandate",
            row_id=row.id,
            what=held_words(row),
            start=row.start,
            end=row.end,
            badge=period_badge(row.start, row.end, on, "En fonction"),
            centre=(_KIND[Function(function)], centre_id),
        )


def _teams(session: Session, person_id: int, on: dt.date) -> Iterator[Held]:
    house = HOSPITAL.alias("house")
    query = (
        select(
            *TEAM.c,
            CRMR.c.acronym,
            CRMR.c.title,
            CCMR.c.title.label("ccmr_title"),
            name_or_unknown(house, "place"),
        )
        .outerjoin(SITE, SITE.c.id == TEAM.c.site_id)
        .outerjoin(CRMR, CRMR.c.id == SITE.c.crmr_id)
        .outerjoin(CCMR, CCMR.c.id == TEAM.c.ccmr_id)
        .outerjoin(house, (house.c.id == SITE.c.hospital_id) | (house.c.id == CCMR.c.hospital_id))
        .where(TEAM.c.person_id == person_id)
        .order_by(TEAM.c.start, TEAM.c.id)
    )
    for row in session.execute(query):
        role = ", ".join(part for part in (TeamRole(row.role).label, row.detail) if part)
        centre = row.ccmr_title or f"{row.acronym or row.title}, {row.place}"
        yield Held(
            table="team_member",
            row_id=row.id,
            what=f"{role}, équipe de {centre}",
            start=row.start,
            end=row.end,
            badge=period_badge(row.start, row.end, on, "Dans l’équipe"),
            centre=("site", row.site_id) if row.site_id is not None else ("ccmr", row.ccmr_id),
        )


def _dossiers(session: Session, person_id: int, on: dt.date) -> Iterator[Held]:
    query = with_seat(DOSSIER, DOSSIER.c.candidate_id).add_columns(
        DOSSIER.c.id, DOSSIER.c.number, DOSSIER.c.state, DOSSIER.c.opened_on, DOSSIER.c.closed_on
    )
    of_person = (DOSSIER.c.candidate_id == person_id, DOSSIER.c.opened_on <= on)
    for row in session.execute(query.where(*of_person).order_by(DOSSIER.c.opened_on, DOSSIER.c.id)):
        running = row.closed_on is None or row.closed_on > on
        badge = Badge("Proposé", "accent", "folder-open") if running else Badge("Dossier clos", "mute", "lock")
        yield Held("dossier", row.id, f"Candidat, {centre_words(row)} (dossier {row.number})", row.opened_on,
                   row.closed_on, badge, dossier_id=row.id)  # fmt: skip


def _badges(found: PersonRow, mandates: Iterable[AnyRow], on: dt.date) -> Iterator[Badge]:
    rows = list(mandates)
    if found.functions:
        count = len(found.functions)
        yield Badge("En fonction" if count == 1 else f"{count} fonctions", "ok", "circle-check")
    elif any(row.end is not None and row.end < on for row in rows):
        last = max(row.end for row in rows if row.end is not None and row.end < on)
        yield Badge(f"Sans fonction depuis le {short_date(last + dt.timedelta(days=1))}", "mute", "history")
    else:
        yield Badge("Sans fonction", "mute", "user-off")


def _identity(found: PersonRow, on: dt.date) -> Iterator[Fact]:
    def fact(label: str, value: str, field: str, place: str = "") -> Fact:
        return Fact(label, value or "Non renseigné", place, (("person", found.id, field),))

    yield fact("Nom", found.last_name, "last_name")
    yield fact("Prénom", found.first_name, "first_name")
    yield fact("Titre", found.title, "title")
    yield fact("Statut", Status(found.status).label if found.status in list(Status) else "", "status", PLACE)
    yield fact("Temps plein", {None: "", True: "Oui", False: "Non"}[found.full_time], "full_time", PLACE)
    born = found.birth_date
    yield fact("Naissance", f"{short_date(born)}, {age_on(born, on)} ans" if born else "", "birth_date")
    if born is not None:
        limits = limits_between(Function.COORDONNATEUR, born, on, add_years(on, _AHEAD))
        if limits:
            yield Fact("Âges à venir", ", ".join(limit.words for limit in limits), PLACE)
    yield fact("RPPS", found.rpps or "", "rpps")
    yield fact("Courriel", found.email or "", "email")
    yield Fact("Code", found.code)


def _bars(held: Iterable[Held], on: dt.date) -> Iterator[Bar]:
    """A lane a kind: the seats, then the teams."""
    lanes = {"mandate": "Fonctions", "team_member": "Équipes", "dossier": "Dossiers"}
    for table, lane in lanes.items():
        for line in sorted(
            (each for each in held if each.table == table and each.start), key=lambda each: _begin(each)
        ):
            tone = "proposed" if table == "dossier" or _begin(line) > on else "current"
            if line.end is not None and line.end < on:
                tone = "past"
            yield Bar(lane, line.what, _begin(line), line.end, tone)


def _begin(line: Held) -> dt.date:
    return line.start or dt.date.min


def _order(line: Held) -> tuple[int, int, int]:
    """Mandates, then teams, then dossiers; the latest of each first."""
    return _KINDS.index(line.table), -_begin(line).toordinal(), -line.row_id


def _doubles(session: Session, person_id: int) -> tuple[MergedDouble, ...]:
    query = select(*people.COLUMNS).where(PERSON.c.merged_into_id == person_id).order_by(PERSON.c.id)
    return tuple(
        MergedDouble(
            row.id,
            full_name(row.title, row.first_name, row.last_name),
            ", ".join(part for part in (row.code, row.rpps and f"RPPS {row.rpps}", row.email) if part),
        )
        for row in session.execute(query)
    )


def _merged_into(session: Session, kept_id: int | None) -> tuple[int, str] | None:
    if kept_id is None:
        return None
    row = session.execute(select(*people.COLUMNS).where(PERSON.c.id == kept_id)).one()
    return row.id, full_name(row.title, row.first_name, row.last_name)


def _notes(session: Session, person_id: int) -> list[tuple[str, int]]:
    ids = session.scalars(select(NOTE.c.id).where(NOTE.c.person_id == person_id).order_by(NOTE.c.id))
    return [("note", note_id) for note_id in ids]
