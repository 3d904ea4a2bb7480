"""The tables of the register for Core reads: lists are read as plain rows, entities only to write."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, or_

from crmr_desk.model.kinds import Function
from crmr_desk.model.store import schema

HOSPITAL = schema.Hospital.__table__
PERSON = schema.Person.__table__
FSMR = schema.Fsmr.__table__
DESIGNATION = schema.FsmrDesignation.__table__
CRMR = schema.Crmr.__table__
LABEL = schema.Label.__table__
SITE = schema.Site.__table__
CCMR = schema.Ccmr.__table__
ATTACHMENT = schema.Attachment.__table__
MANDATE = schema.Mandate.__table__
DOSSIER = schema.Dossier.__table__

SEAT_COLUMN = {
    Function.COORDONNATEUR: "crmr_id",
    Function.RESPONSABLE_SITE: "site_id",
    Function.RESPONSABLE_CCMR: "ccmr_id",
    Function.ANIMATEUR: "fsmr_id",
}
"""The column of ``mandate`` and ``dossier`` that names the seat of a function."""


def covers(table: FromClause, on: dt.date) -> ColumnElement[bool]:
    """The periods of ``table`` that hold on ``on``, both ends included."""
    return and_(table.c.start <= on, or_(table.c.end.is_(None), table.c.end >= on))


def seat(table: FromClause, function: Function) -> ColumnElement[Any]:
    """The seat column of ``table`` (mandate or dossier) for ``function``."""
    column: ColumnElement[Any] = table.c[SEAT_COLUMN[function]]
    return column
