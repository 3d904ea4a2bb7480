"""What was decided between two days and Orphanet is to know (A3 §2b): one row a decision, ready to be sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.effects import KEPT
from crmr_desk.model.dossiers.records import APPLIED
from crmr_desk.model.dossiers.titles import title_of
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.holders import seat_of
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.seat_words import centre_words, with_seat
from crmr_desk.model.network.tables import DOSSIER, MANDATE, PERSON, AnyRow
from crmr_desk.model.store import schema
from crmr_desk.workbooks.dossier_tables import Table
from crmr_desk.workbooks.outgoing.centres import CentreRow, centres_on
from crmr_desk.workbooks.styling import Column, Kind, Value

_LETTER = schema.LetterRow.__table__
_TOLD = "orphanet"
"""Who a letter to Orphanet is for."""
_GROUPS = ("mandats", "reseau")
"""What Orphanet follows of a decision; what the bureau must do next is not its concern."""

_COLUMNS = (
    Column("Décidé le", Kind.DATE, 11),
    Column("Dossier", Kind.IDENTIFIER),
    Column("Objet", width=24),
    Column("Filière", width=12),
    Column("Code du centre", Kind.IDENTIFIER),
    Column("Établissement", width=22),
    Column("FINESS", Kind.IDENTIFIER),
    Column("Prédécesseur", width=18),
    Column("Fin de son mandat", Kind.DATE, 12),
    Column("Responsable", width=18),
    Column("RPPS", Kind.IDENTIFIER),
    Column("Courriel", width=22),
    Column("Début du mandat", Kind.DATE, 12),
    Column("Fin du mandat", Kind.DATE, 12),
    Column("Tous les changements", width=34),
    Column("Orphanet informé le", Kind.DATE, 12),
)


def decided(session: Session, first: dt.date, last: dt.date) -> list[Table]:
    """The dossiers decided from ``first`` to ``last``, both included, whose decision changed a seat or the network.

    Hospitals are those of ``last``. The animation of a filière is left out: no text has Orphanet told of it. The last
    column is empty where no letter to Orphanet has left yet.
    """
    places = {(row.function.value, row.row_id): row for row in centres_on(session, last)}
    told = _letters_sent(session)
    dossiers = [row for row in _dossiers(session, first, last) if _changes(row) or row.new_mandate_id]
    held = _mandates(session)
    lines = (_line(row, places.get(seat_of(row)), held, told.get(row.id)) for row in dossiers)
    return [Table("Décisions pour Orphanet", _COLUMNS, lines)]


def _dossiers(session: Session, first: dt.date, last: dt.date) -> list[AnyRow]:
    query = (
        with_seat(DOSSIER, DOSSIER.c.candidate_id)
        .add_columns(DOSSIER.c.id, DOSSIER.c.number, DOSSIER.c.request, DOSSIER.c.decided_on)
        .add_columns(DOSSIER.c.former_mandate_id, DOSSIER.c.new_mandate_id, DOSSIER.c.answers[KEPT].label("changes"))
        .where(DOSSIER.c.state.in_(APPLIED), DOSSIER.c.decided_on.between(first, last))
        .where(DOSSIER.c.function != Function.ANIMATEUR.value)
        .order_by(DOSSIER.c.decided_on, DOSSIER.c.number)
    )
    return list(session.execute(query))


def _mandates(session: Session) -> dict[int, AnyRow]:
    """The mandates that a dossier closed or opened, with their person."""
    named = select(DOSSIER.c.former_mandate_id).union(select(DOSSIER.c.new_mandate_id))
    query = (
        select(MANDATE.c.id, MANDATE.c.start, MANDATE.c.end)
        .add_columns(PERSON.c.title, PERSON.c.first_name, PERSON.c.last_name, PERSON.c.rpps, PERSON.c.email)
        .join(PERSON, PERSON.c.id == MANDATE.c.person_id)
        .where(MANDATE.c.id.in_(named))
    )
    return {row.id: row for row in session.execute(query)}


def _letters_sent(session: Session) -> dict[int, dt.date]:
    query = (
        select(_LETTER.c.dossier_id, func.min(_LETTER.c.sent_on).label("sent_on"))
        .where(_LETTER.c.who == _TOLD, _LETTER.c.sent_on.is_not(None))
        .group_by(_LETTER.c.dossier_id)
    )
    return {row.dossier_id: row.sent_on for row in session.execute(query)}


def _line(row: AnyRow, place: CentreRow | None, held: Mapping[int, AnyRow], sent_on: dt.date | None) -> list[Value]:
    former, new = held.get(row.former_mandate_id), held.get(row.new_mandate_id)
    return [
        row.decided_on,
        row.number,
        title_of(row.request, centre_words(row)),
        place.fsmr if place else row.sigle,
        place.code if place else "",
        place.hospital.name if place and place.hospital.known else "",
        place.hospital.finess_et if place else "",
        _name(former),
        former.end if former else None,
        _name(new),
        (new.rpps or "") if new else "",
        (new.email or "") if new else "",
        new.start if new else None,
        new.end if new else None,
        "\n".join(_changes(row)),
        sent_on,
    ]


def _changes(row: AnyRow) -> list[str]:
    kept: list[list[Any]] = row.changes or []
    return [f"{title}, {detail}" for group, _sign, title, detail in kept if group in _GROUPS]


def _name(row: AnyRow | None) -> str:
    return "" if row is None else full_name(row.title, row.first_name, row.last_name)
