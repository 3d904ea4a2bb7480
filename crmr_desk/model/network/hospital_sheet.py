"""The sheet of one establishment on a date: identity, numbers of now and before, legal entity, centres, dossiers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import FromClause, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, Function, SiteRole
from crmr_desk.model.network import hospitals
from crmr_desk.model.network.directions import NOWHERE, Contact, directions_in
from crmr_desk.model.network.directory import university_hospitals
from crmr_desk.model.network.directory_rows import DossierNamed, Formerly, HospitalSheet, Housed, MergedDouble
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.holders import Seats, holders_query
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.period_badges import period_badge
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.rows import Badge, Fact, HospitalRow
from crmr_desk.model.network.seat_words import centre_words, with_seat
from crmr_desk.model.network.tables import CCMR, CRMR, DOSSIER, FORMER, FSMR, HOSPITAL, MANDATE, NOTE, SITE, AnyRow
from crmr_desk.model.store.words import field_name, thousands
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database


def hospital_sheet(db: Database, hospital_id: int, on: dt.date) -> HospitalSheet:
    """Everything about one establishment on ``on``. Raises UserError when it is no longer there."""
    with db.reading() as session:
        columns = (*hospitals.COLUMNS, HOSPITAL.c.version, HOSPITAL.c.merged_into_id)
        now = session.execute(select(*columns).where(HOSPITAL.c.id == hospital_id)).one_or_none()
        if now is None:
            raise UserError("Cet établissement n’est plus dans le registre\u202f; rafraîchissez la liste.")
        formers = Formers(session, on)
        found = hospitals.hospital_row(formers.row("hospital", now), on)
        housed = _housed(session, hospital_id, on, formers)
        direction = directions_in(session, [hospital_id]).get(hospital_id, NOWHERE)
        same, dossiers = _same_entity(session, found, on, formers), tuple(_dossiers(session, housed, on))
        return HospitalSheet(
            hospital=found,
            version=now.version,
            on=on,
            badges=tuple(_badges(found, housed, on)),
            direction=direction,
            identity=tuple(_identity(found, direction, on, same)),
            formerly=tuple(_formerly(session, hospital_id)),
            housed=housed,
            same_entity=same,
            dossiers=dossiers,
            doubles=_doubles(session, hospital_id),
            merged_into=_merged_into(session, now.merged_into_id),
            related=(
                ("hospital", hospital_id),
                *((line.kind, line.row_id) for line in housed if line.kind != CentreKind.CRMR),
                *_rows_about(session, hospital_id),
            ),
        )


def _housed(session: Session, hospital_id: int, on: dt.date, formers: Formers) -> tuple[Housed, ...]:
    """The centres of this day, those that are over and those to come, the open ones first. A competence centre that has
    moved since is told where it was."""
    sites = session.execute(
        select(SITE, CRMR.c.acronym, CRMR.c.title)
        .join(CRMR, CRMR.c.id == SITE.c.crmr_id)
        .where(SITE.c.hospital_id == hospital_id)
    ).all()
    ccmrs = formers.rows(
        "ccmr", session.execute(select(CCMR).where(formers.was(CCMR.c.hospital_id, hospital_id))).all()
    )
    led = (("crmr_id", sites, "crmr_id"), ("site_id", sites, "id"), ("ccmr_id", ccmrs, "id"))
    of_these = or_(*(MANDATE.c[seat].in_([getattr(row, of) for row in rows]) for seat, rows, of in led))
    seats = Seats(session.execute(holders_query(of_these)))
    lines = [*(_site(row, seats, on) for row in sites), *(_ccmr(row, seats, on) for row in ccmrs)]
    return tuple(sorted(lines, key=lambda line: (_over(line, on), line.kind != "site", collation(line.title))))


def _site(row: AnyRow, seats: Seats, on: dt.date) -> Housed:
    coordinating = row.role == SiteRole.COORDONNATEUR
    function = Function.COORDONNATEUR if coordinating else Function.RESPONSABLE_SITE
    holder = seats.holder(function, row.crmr_id if coordinating else row.id, on)
    return Housed(
        kind="site",
        row_id=row.id,
        title=row.acronym or row.title,
        role=SiteRole(row.role).label,
        responsable=holder.name if holder else "",
        person_id=holder.person_id if holder else None,
        start=row.start,
        end=row.end,
        badge=period_badge(row.start, row.end, on, "Ouvert"),
    )


def _ccmr(row: AnyRow, seats: Seats, on: dt.date) -> Housed:
    holder = seats.holder(Function.RESPONSABLE_CCMR, row.id, on)
    return Housed(
        kind="ccmr",
        row_id=row.id,
        title=row.title,
        role=", ".join(part for part in (row.kind, row.specialty) if part),
        responsable=holder.name if holder else "",
        person_id=holder.person_id if holder else None,
        start=row.start,
        end=row.end,
        badge=period_badge(row.start, row.end, on, "Ouvert"),
    )


def _over(line: Housed, on: dt.date) -> bool:
    return line.end is not None and line.end < on


def _badges(found: HospitalRow, housed: Iterable[Housed], on: dt.date) -> Iterator[Badge]:
    if found.finess_ej in university_hospitals():
        yield Badge("CHR ou CHU", "info", "building-hospital")
    count = sum(line.start <= on and not _over(line, on) for line in housed)
    words = "Aucun centre" if not count else f"{thousands(count)} centre{'s' * (count > 1)}"
    yield Badge(words, "ok" if count else "mute", "topology-star-3")


def _identity(found: HospitalRow, direction: Contact, on: dt.date, same: tuple[HospitalRow, ...]) -> Iterator[Fact]:
    def fact(label: str, value: str, field: str) -> Fact:
        return Fact(label, value or "Non renseigné", held=(("hospital", found.id, field),))

    region = REGIONS.get(found.region)
    yield fact("Nom", found.name, "name")
    yield fact("Ville", found.town, "town")
    yield fact("Adresse de la direction", ", ".join(direction.address), "address")
    yield fact("Courriel de la direction", direction.email, "email")
    yield fact("FINESS ET, le lieu", found.finess_et, "finess_et")
    yield fact("FINESS EJ, l’entité", found.finess_ej, "finess_ej")
    yield fact("Région", region.name if region else "", "region")
    until = region.ars_on(on).until if region else None
    yield Fact("ARS", found.ars + (f", jusqu’au {short_date(until)}" if until else ""))
    count = len(same)
    words = f"{thousands(count)} autre{'s' * (count > 1)} établissement{'s' * (count > 1)}" if count else "Lui seul"
    yield Fact("Entité juridique", words)


def _formerly(session: Session, hospital_id: int) -> Iterator[Formerly]:
    query = select(FORMER.c.field, FORMER.c.value, FORMER.c.until).where(
        FORMER.c.table_name == "hospital", FORMER.c.row_id == hospital_id
    )
    for field, value, until in session.execute(query.order_by(FORMER.c.until.desc(), FORMER.c.field)):
        name = field_name("hospital", field)
        yield Formerly(f"{name[:1].upper()}{name[1:]}", str(value or ""), until)


def _same_entity(session: Session, found: HospitalRow, on: dt.date, formers: Formers) -> tuple[HospitalRow, ...]:
    query = select(*hospitals.COLUMNS).where(
        formers.was(HOSPITAL.c.finess_ej, found.finess_ej), HOSPITAL.c.merged_into_id.is_(None)
    )
    rows = [hospitals.hospital_row(row, on) for row in formers.rows("hospital", session.execute(query).all())]
    return tuple(sorted((row for row in rows if row.id != found.id), key=lambda row: collation(row.name)))


def _dossiers(session: Session, housed: Iterable[Housed], on: dt.date) -> Iterator[DossierNamed]:
    """The dossiers about the centres that it houses."""
    of_kind: dict[str, list[int]] = {"site": [], "ccmr": []}
    for line in housed:
        of_kind[line.kind].append(line.row_id)
    coordinated = select(SITE.c.crmr_id).where(
        SITE.c.id.in_(of_kind["site"]), SITE.c.role == SiteRole.COORDONNATEUR.value
    )
    about = or_(
        DOSSIER.c.site_id.in_(of_kind["site"]),
        DOSSIER.c.ccmr_id.in_(of_kind["ccmr"]),
        DOSSIER.c.crmr_id.in_(coordinated),
    )
    query = with_seat(DOSSIER, DOSSIER.c.candidate_id).add_columns(
        DOSSIER.c.id, DOSSIER.c.number, DOSSIER.c.opened_on, DOSSIER.c.closed_on
    )
    for row in session.execute(query.where(about, DOSSIER.c.opened_on <= on).order_by(DOSSIER.c.id.desc())):
        running = row.closed_on is None or row.closed_on > on
        badge = Badge("En cours", "accent", "folder-open") if running else Badge("Clos", "mute", "lock")
        yield DossierNamed(row.id, row.number, centre_words(row), badge)


def _doubles(session: Session, hospital_id: int) -> tuple[MergedDouble, ...]:
    query = select(*hospitals.COLUMNS).where(HOSPITAL.c.merged_into_id == hospital_id).order_by(HOSPITAL.c.id)
    return tuple(
        MergedDouble(row.id, row.name, f"ET {row.finess_et}, EJ {row.finess_ej}") for row in session.execute(query)
    )


def _merged_into(session: Session, kept_id: int | None) -> tuple[int, str] | None:
    if kept_id is None:
        return None
    row = session.execute(select(HOSPITAL.c.id, HOSPITAL.c.name).where(HOSPITAL.c.id == kept_id)).one()
    return row.id, row.name


def _rows_about(session: Session, hospital_id: int) -> Iterator[tuple[str, int]]:
    """Notes on it and filières that have their seat there."""
    tables: tuple[tuple[str, FromClause, str], ...] = (("note", NOTE, "hospital_id"), ("fsmr", FSMR, "seat_id"))
    for name, table, column in tables:
        ids = session.scalars(select(table.c.id).where(table.c[column] == hospital_id).order_by(table.c.id))
        yield from ((name, row_id) for row_id in ids)
