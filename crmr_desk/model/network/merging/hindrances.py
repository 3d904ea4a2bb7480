"""What forbids a merge, and what the user should know before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function, TeamRole
from crmr_desk.model.network.functions import held_query, held_words
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.merging.rows import Kind
from crmr_desk.model.network.merging.subjects import names, subject
from crmr_desk.model.network.tables import CCMR, CRMR, MANDATE, SITE, TEAM, AnyRow
from crmr_desk.model.store.schema import Hospital, Person
from crmr_desk.model.store.words import quoted
from crmr_desk.model.terms import short_date


def refusals(session: Session, kind: Kind, kept_id: int, double_id: int) -> Iterator[str]:
    """Why the two may not be merged: each one sentence. Raises UserError when one of them is no longer there."""
    if kept_id == double_id:
        yield "C’est deux fois la même fiche\u00a0: choisissez-en une autre."
        return
    for row_id in (kept_id, double_id):
        into = subject(session, kind, row_id).merged_into_id
        if into is not None:
            called = names(session, kind, (row_id, into))
            yield f"{quoted(called[row_id])} est déjà fusionné avec {quoted(called[into])}."
            return
    if kind is Kind.PERSON:
        yield from _twice_in_a_team(session, kept_id, double_id)


def warnings(session: Session, kind: Kind, kept_id: int, double_id: int) -> Iterator[str]:
    """What speaks against the two being one, each one sentence; nothing here forbids the merge."""
    if kind is Kind.PERSON:
        yield from _numbers_differ(session, kept_id, double_id)
        yield from both_in_office(_mandates(session, (kept_id, double_id)), kept_id, double_id)
    else:
        yield from _hospitals_differ(session, kept_id, double_id)
        yield from _twice_in_a_crmr(session, kept_id, double_id)


def both_in_office(mandates: list[AnyRow], kept_id: int, double_id: int) -> Iterator[str]:
    """The two in the same kind of seat at once, where one person holds one seat of it as a rule."""
    for one, other in combinations(mandates, 2):
        same_kind = one.function == other.function and one.function != Function.RESPONSABLE_CCMR
        if {one.person_id, other.person_id} == {kept_id, double_id} and same_kind and _meet(one, other):
            yield (
                f"Tous deux en fonction en même temps\u00a0: {held_words(one)}, et {held_words(other)} "
                f"({period_words(max(one.start, other.start), _first_end(one, other))})."
            )


def _mandates(session: Session, people: tuple[int, int]) -> list[AnyRow]:
    query = held_query().add_columns(MANDATE.c.start, MANDATE.c.end).where(MANDATE.c.person_id.in_(people))
    return _rows(session, query.order_by(MANDATE.c.start, MANDATE.c.id))


def _rows(session: Session, query: Select[Any]) -> list[AnyRow]:
    return list(session.execute(query).all())


def _numbers_differ(session: Session, kept_id: int, double_id: int) -> Iterator[str]:
    kept, double = subject(session, Kind.PERSON, kept_id), subject(session, Kind.PERSON, double_id)
    assert isinstance(kept, Person)
    assert isinstance(double, Person)
    if kept.rpps and double.rpps and kept.rpps != double.rpps:
        yield (
            f"Deux numéros RPPS différents, {kept.rpps} et {double.rpps}\u00a0: l’un des deux est faux, ou ce sont"
            " deux personnes."
        )
    if kept.birth_date and double.birth_date and kept.birth_date != double.birth_date:
        yield f"Deux dates de naissance, {short_date(kept.birth_date)} et {short_date(double.birth_date)}."


def _hospitals_differ(session: Session, kept_id: int, double_id: int) -> Iterator[str]:
    kept, double = subject(session, Kind.HOSPITAL, kept_id), subject(session, Kind.HOSPITAL, double_id)
    assert isinstance(kept, Hospital)
    assert isinstance(double, Hospital)
    if kept.region != double.region:
        yield "Deux régions différentes\u00a0: les courriers iront à l’ARS de celle que vous gardez."
    elif kept.town != double.town:
        yield f"Deux villes différentes, {kept.town} et {double.town}."
    if kept.finess_ej != double.finess_ej:
        yield f"Deux entités juridiques, {kept.finess_ej} et {double.finess_ej}."


def _twice_in_a_team(session: Session, kept_id: int, double_id: int) -> Iterator[str]:
    """One person twice in a team, in the same role and at the same time, would be a line too many."""
    of_both = TEAM.c.person_id.in_((kept_id, double_id))
    members = select(TEAM).where(of_both).order_by(TEAM.c.start, TEAM.c.id)
    for one, other in combinations(_rows(session, members), 2):
        same = (one.site_id, one.ccmr_id, one.role) == (other.site_id, other.ccmr_id, other.role)
        if one.person_id != other.person_id and same and _meet(one, other):
            period = period_words(max(one.start, other.start), _first_end(one, other))
            yield (
                f"Les deux sont dans la même équipe comme «\u202f{TeamRole(one.role).label}\u202f», {period}\u00a0: "
                "terminez l’un de ces deux rôles avant de fusionner."
            )


def _twice_in_a_crmr(session: Session, kept_id: int, double_id: int) -> Iterator[str]:
    places = (kept_id, double_id)
    name = CRMR.c.acronym, CRMR.c.title
    query = select(SITE.c.hospital_id, SITE.c.crmr_id, SITE.c.start, SITE.c.end, *name)
    sites = query.join(CRMR, CRMR.c.id == SITE.c.crmr_id).where(SITE.c.hospital_id.in_(places)).order_by(SITE.c.id)
    for one, other in combinations(_rows(session, sites), 2):
        if one.hospital_id != other.hospital_id and one.crmr_id == other.crmr_id and _meet(one, other):
            yield f"{one.acronym or one.title} aurait deux sites dans le même établissement."
    ccmrs = select(CCMR.c.hospital_id, CCMR.c.title, CCMR.c.specialty, CCMR.c.start, CCMR.c.end)
    for one, other in combinations(_rows(session, ccmrs.where(CCMR.c.hospital_id.in_(places))), 2):
        same = (one.title, one.specialty) == (other.title, other.specialty)
        if one.hospital_id != other.hospital_id and same and _meet(one, other):
            yield f"«\u202f{one.title}\u202f» serait deux fois un centre de compétences du même établissement."


def _meet(one: AnyRow, other: AnyRow) -> bool:
    last = _first_end(one, other)
    return last is None or bool(max(one.start, other.start) <= last)


def _first_end(one: AnyRow, other: AnyRow) -> dt.date | None:
    ends = [row.end for row in (one, other) if row.end is not None]
    return min(ends) if ends else None
