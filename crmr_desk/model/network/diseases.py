"""The diseases, or groups of diseases, of which a CRMR has the charge, with their ORPHAcodes.

An ORPHAcode is a whole number without a key: nothing tells a wrong one from a right one but its reader.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.names import as_typed, collation, fold
from crmr_desk.model.network.sheet_rows import DiseaseLine
from crmr_desk.model.network.shown_rows import as_shown, check_period, name_of
from crmr_desk.model.network.tables import CENTRE, DISEASE, ON, covers
from crmr_desk.model.store.schema import Disease

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

_CODE = re.compile(r"(?:orpha\s*(?:code)?\s*[:\-n°]*\s*)?(\d{1,6})", re.IGNORECASE)
_FIELDS = ("name", "orpha", "start", "end")
_OF_CENTRE = select(DISEASE).where(DISEASE.c.crmr_id == CENTRE, covers(DISEASE, ON))


def diseases_of(session: Session, crmr_id: int, on: dt.date) -> tuple[DiseaseLine, ...]:
    """The diseases of a centre on ``on``, in French order; those without a known day always hold. One statement."""
    rows = session.execute(_OF_CENTRE, {"centre": crmr_id, "on": on}).all()
    codes = Counter(row.orpha for row in rows if row.orpha is not None)
    lines = [
        DiseaseLine(row.id, row.version, row.name, row.orpha, row.start, row.end, codes[row.orpha] > 1) for row in rows
    ]
    return tuple(sorted(lines, key=lambda line: (collation(line.name), line.orpha or 0)))


def read_orpha(text: str) -> int | None:
    """The ORPHAcode typed, « 136 », « ORPHA:136 » or « ORPHA 136 »; None when nothing is typed. Raises UserError for
    anything else."""
    typed = as_typed(text)
    if not typed:
        return None
    found = _CODE.fullmatch(typed)
    if found is None or int(found.group(1)) == 0:
        raise UserError(f"«\u202f{typed}\u202f» n’est pas un code ORPHA\u00a0: c’est un nombre d’un à six chiffres.")
    return int(found.group(1))


def add_disease(
    db: Database,
    crmr_id: int,
    name: str,
    orpha: int | None = None,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> tuple[int, Changes]:
    """Add a disease to a centre; returns its id and what changed. The days may be unknown. Raises UserError without a
    name, and for one that the centre has already under the same name. A doubled ORPHAcode is allowed: ``doubled``."""
    fields = _checked({"name": name, "orpha": orpha, "start": start, "end": end})
    centre = name_of(db, "crmr", crmr_id)
    with db.writing(f"{centre}\u00a0: maladie ajoutée, {fields['name']}") as session:
        _require_new(session, crmr_id, fields)
        disease = Disease(crmr_id=crmr_id, **fields)
        session.add(disease)
        session.flush()
        added = disease.id
    return added, session.changes


def change_disease(db: Database, disease_id: int, values: Mapping[str, object], *, version: int) -> Changes:
    """Change name, ORPHAcode or days. Raises UserError as ``add_disease``, Conflict when somebody has changed it
    meanwhile."""
    with db.writing("Maladie modifiée") as session:
        disease = as_shown(session, Disease, disease_id, version)
        current = {name: getattr(disease, name) for name in _FIELDS}
        fields = _checked({**current, **values})
        _require_new(session, disease.crmr_id, fields, but=disease_id)
        for name, value in fields.items():
            setattr(disease, name, value)
    return session.changes


def end_disease(db: Database, disease_id: int, last_day: dt.date, *, version: int) -> Changes:
    """Make ``last_day`` the last one, included, on which the centre has the charge of a disease."""
    with db.writing("Maladie retirée du périmètre") as session:
        disease = as_shown(session, Disease, disease_id, version)
        check_period(disease.start, last_day)
        disease.end = last_day
    return session.changes


def remove_disease(db: Database, disease_id: int, *, version: int) -> Changes:
    """Take away a line that was a mistake; a disease that is no longer followed is ended instead."""
    with db.writing("Maladie effacée") as session:
        session.delete(as_shown(session, Disease, disease_id, version))
    return session.changes


def doubled(db: Database, crmr_id: int, orpha: int | None, on: dt.date, *, but: int | None = None) -> str:
    """The name under which the centre has this ORPHAcode on ``on`` already, other than line ``but``; empty when none.
    To be said, not refused: groups of diseases share codes."""
    with db.reading() as session:
        found = (line for line in diseases_of(session, crmr_id, on) if line.orpha == orpha and line.id != but)
        return next((line.name for line in found if line.orpha is not None), "")


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    name, orpha = as_typed(str(values["name"] or "")), values["orpha"]
    if not name:
        raise UserError("Indiquez le nom de la maladie ou du groupe de maladies.")
    if orpha is not None and not (isinstance(orpha, int) and 0 < orpha < 1_000_000):
        raise UserError("Un code ORPHA est un nombre d’un à six chiffres.")
    check_period(values["start"], values["end"])
    return {**{field: values[field] for field in _FIELDS}, "name": name}


def _require_new(session: Session, crmr_id: int, fields: Mapping[str, Any], but: int | None = None) -> None:
    """Two lines of one name that do not follow each other in time would say the same twice."""
    others = session.execute(select(DISEASE).where(DISEASE.c.crmr_id == crmr_id, DISEASE.c.id != (but or 0)))
    for other in others:
        apart = (other.end and fields["start"] and other.end < fields["start"]) or (
            fields["end"] and other.start and fields["end"] < other.start
        )
        if fold(other.name) == fold(fields["name"]) and not apart:
            raise UserError(f"Ce centre a déjà cette maladie\u00a0: {other.name}.")
