"""The team of a site or of a competence centre, beside who leads it.

Each site of a CRMR, and each CCMR, is organised around a hospital team of several disciplines and professions (A1 A-c,
A1 B-c). The text gives no list of professions: ``TeamRole`` is ours.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, TeamRole
from crmr_desk.model.network.hospitals import name_or_unknown
from crmr_desk.model.network.names import as_typed, collation, full_name
from crmr_desk.model.network.sheet_rows import TeamLine
from crmr_desk.model.network.shown_rows import as_shown, check_period, gone, name_of
from crmr_desk.model.network.tables import CCMR, CRMR, HOSPITAL, PERSON, SITE, TEAM, AnyRow, covers, meets
from crmr_desk.model.store.schema import Person, TeamMember
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

_COLUMN = {CentreKind.SITE: "site_id", CentreKind.CCMR: "ccmr_id"}
_SITE_HOSPITAL = HOSPITAL.alias("site_hospital")
_ORDER = {role.value: place for place, role in enumerate(TeamRole)}


def members_of(session: Session, kind: CentreKind, ids: Iterable[int], on: dt.date) -> dict[int, list[TeamLine]]:
    """Who is on ``on`` in the teams of these sites, or of these competence centres, by centre: referents first, then in
    the order of the roles and of names. Two statements."""
    column = TEAM.c[_COLUMN[kind]]
    query = (
        select(*TEAM.c, PERSON.c.title, PERSON.c.first_name, PERSON.c.last_name)
        .join(PERSON, PERSON.c.id == TEAM.c.person_id)
        .where(column.in_(list(ids)), covers(TEAM, on))
    )
    rows = session.execute(query).all()
    elsewhere = _elsewhere(session, {row.person_id for row in rows}, on)
    found: dict[int, list[TeamLine]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (_ORDER.get(row.role, 99), collation(row.last_name))):
        centre_id = getattr(row, _COLUMN[kind])
        others = tuple(words for place, words in elsewhere.get(row.person_id, ()) if place != (kind, centre_id))
        found[centre_id].append(_line(row, others))
    return dict(found)


def add_member(
    db: Database,
    kind: CentreKind | str,
    centre_id: int,
    person_id: int,
    role: str,
    *,
    start: dt.date,
    end: dt.date | None = None,
    detail: str = "",
    quota: int | None = None,
) -> tuple[int, Changes]:
    """Put a person in the team of a site or a competence centre; returns the id of the membership and what changed.

    The same person may be in several teams, and in one team under several roles. Raises UserError for a role that is
    not of the list, a quota outside 1 to 100, an end before the start, and the same role on one of these days already.
    """
    kind = CentreKind(kind)
    fields = _checked({"role": role, "detail": detail, "quota": quota, "start": start, "end": end})
    centre = name_of(db, kind.value, centre_id)
    with db.writing(f"{centre}\u00a0: équipe complétée") as session:
        if session.get(Person, person_id) is None:
            raise UserError(gone("person"))
        member = TeamMember(person_id=person_id, **{_COLUMN[kind]: centre_id}, **fields)
        _require_new(session, member)
        session.add(member)
        session.flush()
        added = member.id
    return added, session.changes


def change_member(db: Database, member_id: int, values: Mapping[str, object], *, version: int) -> Changes:
    """Change role, detail, quota, start or end of a membership. Raises UserError as ``add_member``, Conflict when
    somebody has changed it meanwhile."""
    with db.writing("Membre d’équipe modifié") as session:
        member = as_shown(session, TeamMember, member_id, version)
        current = {name: getattr(member, name) for name in ("role", "detail", "quota", "start", "end")}
        for name, value in _checked({**current, **values}).items():
            setattr(member, name, value)
        _require_new(session, member)
    return session.changes


def end_member(db: Database, member_id: int, last_day: dt.date, *, version: int) -> Changes:
    """Make ``last_day`` the last one, included, of a membership. Raises UserError when it precedes the first one."""
    with db.writing("Fin dans l’équipe") as session:
        member = as_shown(session, TeamMember, member_id, version)
        check_period(member.start, last_day)
        member.end = last_day
    return session.changes


def remove_member(db: Database, member_id: int, *, version: int) -> Changes:
    """Take away a membership that never was; one that is over is ended instead."""
    with db.writing("Membre d’équipe retiré") as session:
        session.delete(as_shown(session, TeamMember, member_id, version))
    return session.changes


def role_words(role: str, detail: str) -> str:
    """Infirmier de coordination : annonce du diagnostic; the detail alone says an « Autre »."""
    known = TeamRole(role).label if role in list(TeamRole) else role
    if role == TeamRole.OTHER and detail:
        return detail
    return f"{known}\u00a0: {detail}" if detail else known


def _line(row: AnyRow, elsewhere: tuple[str, ...]) -> TeamLine:
    return TeamLine(
        id=row.id,
        version=row.version,
        person_id=row.person_id,
        name=full_name(row.title, row.first_name, row.last_name),
        role=row.role,
        role_words=role_words(row.role, row.detail),
        detail=row.detail,
        quota=row.quota,
        start=row.start,
        end=row.end,
        elsewhere=elsewhere,
    )


def _elsewhere(session: Session, people: set[int], on: dt.date) -> dict[int, list[tuple[tuple[CentreKind, int], str]]]:
    """Every team of these people on ``on``, by person: (kind, id) of the centre, and its name."""
    found: dict[int, list[tuple[tuple[CentreKind, int], str]]] = defaultdict(list)
    for row in session.execute(_teams().where(TEAM.c.person_id.in_(people), covers(TEAM, on)).order_by(TEAM.c.id)):
        if row.site_id is not None:
            found[row.person_id].append(((CentreKind.SITE, row.site_id), f"{row.crmr}, {row.site_hospital}"))
        else:
            words = f"{row.ccmr_hospital}, {row.specialty}" if row.specialty else row.ccmr_hospital
            found[row.person_id].append(((CentreKind.CCMR, row.ccmr_id), words))
    return found


def _teams() -> Select[*tuple[Any, ...]]:
    name = func.coalesce(func.nullif(CRMR.c.acronym, ""), CRMR.c.title).label("crmr")
    columns = (TEAM.c.person_id, TEAM.c.site_id, TEAM.c.ccmr_id, name, CCMR.c.specialty)
    return (
        select(*columns, name_or_unknown(_SITE_HOSPITAL, "site_hospital"), name_or_unknown(label="ccmr_hospital"))
        .outerjoin(SITE, SITE.c.id == TEAM.c.site_id)
        .outerjoin(CRMR, CRMR.c.id == SITE.c.crmr_id)
        .outerjoin(_SITE_HOSPITAL, _SITE_HOSPITAL.c.id == SITE.c.hospital_id)
        .outerjoin(CCMR, CCMR.c.id == TEAM.c.ccmr_id)
        .outerjoin(HOSPITAL, HOSPITAL.c.id == CCMR.c.hospital_id)
    )


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    if values["role"] not in list(TeamRole):
        raise UserError("Choisissez ce que cette personne fait dans l’équipe.")
    detail, quota, start = as_typed(str(values["detail"] or "")), values["quota"], values["start"]
    if values["role"] == TeamRole.OTHER and not detail:
        raise UserError("Précisez ce que cette personne fait\u00a0: «\u202fAutre\u202f» ne le dit pas.")
    if quota is not None and not (isinstance(quota, int) and 1 <= quota <= 100):
        raise UserError("La quotité est une part de temps plein, de 1 à 100\u00a0%.")
    if start is None:
        raise UserError("Indiquez depuis quel jour la personne est dans l’équipe.")
    check_period(start, values["end"])
    return {"role": str(values["role"]), "detail": detail, "quota": quota, "start": start, "end": values["end"]}


def _require_new(session: Session, member: TeamMember) -> None:
    here = TEAM.c.site_id == member.site_id if member.site_id is not None else TEAM.c.ccmr_id == member.ccmr_id
    same = (
        TEAM.c.person_id == member.person_id,
        TEAM.c.role == member.role,
        here,
        meets(TEAM, member.start, member.end),
    )
    query = select(TEAM.c.start).where(*same)
    if member.id is not None:
        query = query.where(TEAM.c.id != member.id)
    since = session.scalar(query.limit(1))
    if since is not None:
        raise UserError(
            f"Cette personne est déjà dans cette équipe sous ce rôle, depuis le {short_date(since)}\u00a0: "
            "modifiez cette ligne, ou changez de dates."
        )
