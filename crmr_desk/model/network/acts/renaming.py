"""Gives a centre another name, from a day on or because the one written was wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.acts.creating import require_free_acronym, require_free_sigle, require_name
from crmr_desk.model.network.acts.naming import centre_name
from crmr_desk.model.network.acts.reasons import keep_reason
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.names import as_typed
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Ccmr, Crmr, Fsmr, Site
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    CentreKind.FSMR.value: ("sigle", "name"),
    CentreKind.CRMR.value: ("title", "acronym"),
    CentreKind.SITE.value: ("unit",),
    CentreKind.CCMR.value: ("title",),
}
"""The fields that name a centre, by its kind."""
_MAY_BE_EMPTY = ("acronym", "unit")
_ENTITIES: Final[Mapping[str, type[Fsmr] | type[Crmr] | type[Site] | type[Ccmr]]] = {
    CentreKind.FSMR.value: Fsmr,
    CentreKind.CRMR.value: Crmr,
    CentreKind.SITE.value: Site,
    CentreKind.CCMR.value: Ccmr,
}


def names_now(db: Database, kind: str, row_id: int) -> dict[str, str]:
    """The names of a centre, by field. Raises UserError when it is gone."""
    with db.reading() as session:
        row = session.get(_ENTITIES[CentreKind(kind).value], row_id)
        if row is None:
            raise UserError("Ce centre n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
        return {field: getattr(row, field) for field in NAMES[CentreKind(kind).value]}


def rename_centre(
    db: Database, kind: str, row_id: int, names: Mapping[str, str], *, today: dt.date, start: dt.date | None = None,
    reason: str = "",
) -> Changes:  # fmt: skip
    """Give a centre the ``names`` (fields of ``NAMES``) from ``start`` on, included: what it was called until the eve
    is kept, and read on those days. ``start`` None corrects a mistake: it was never called so.

    Raises UserError for an empty name, one that another centre bears, or a day that ``former.change_from`` refuses.
    """
    kind = CentreKind(kind).value
    with db.reading() as reader:
        before = centre_name(reader, kind, row_id)
    said = f"au {short_date(start)}" if start is not None else "(correction)"
    with db.writing(f"Changement de nom de {before} {said}") as session:
        row = session.get(_ENTITIES[kind], row_id)
        if row is None:
            raise UserError("Ce centre n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
        values = _checked(session, kind, row_id, names)
        if all(getattr(row, field) == value for field, value in values.items()):
            raise UserError("Le nom est déjà celui-là\u00a0: rien à changer.")
        if start is None:
            for field, value in values.items():
                setattr(row, field, value)
        else:
            change_from(session, row, start, today, **values)
        keep_reason(session, kind, row_id, reason, by=db.who, today=today)
    return session.changes


def _checked(session: WriteSession, kind: str, row_id: int, names: Mapping[str, str]) -> dict[str, str]:
    unknown = set(names) - set(NAMES[kind])
    if unknown:
        raise ValueError(f"{kind} is not named by {sorted(unknown)}")
    values = {
        field: as_typed(typed) if field in _MAY_BE_EMPTY else require_name(typed, "Le nom")
        for field, typed in names.items()
    }
    if "sigle" in values:
        require_free_sigle(session, values["sigle"], row_id)
    if "acronym" in values and values["acronym"] != session.get_one(Crmr, row_id).acronym:
        require_free_acronym(session, values["acronym"], row_id)
    return values
