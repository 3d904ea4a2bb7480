"""One field of a centre changed where it is shown: the correction of a mistake, or a change from a day on.

What may be edited so is in ``EDITABLE``; ``why_fixed`` says why the rest may not: what the law gives to a dossier
(a relocation, a designation) is not typed over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from crmr_desk.model.errors import UserError
from crmr_desk.model.network import former
from crmr_desk.model.network.editable import EDITABLE, Editable
from crmr_desk.model.network.sheet_rows import FieldToEdit
from crmr_desk.model.network.shown_rows import as_shown, gone, name_of
from crmr_desk.model.network.taken_numbers import confirm_entity
from crmr_desk.model.store.conflicts import last_operation_on
from crmr_desk.model.store.names import names_of, target_of
from crmr_desk.model.store.schema import Base, Hospital, Versioned
from crmr_desk.model.store.words import value_text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

_BY_ACT = "Les dates d’un centre viennent d’un dossier ou d’un acte\u00a0: création, déménagement, fermeture."
_BY_DOSSIER = "Un mandat s’ouvre et se termine par un dossier de désignation ou de succession (annexe 3)."
_FIXED = {
    ("site", "hospital_id"): "Un site change d’établissement par un dossier de délocalisation (annexe 1, A\u00a0c).",
    ("site", "start"): _BY_ACT,
    ("site", "end"): _BY_ACT,
    ("site", "crmr_id"): "Un site appartient à son centre\u00a0: une scission le fait par un acte.",
    ("ccmr", "start"): _BY_ACT,
    ("ccmr", "end"): _BY_ACT,
    ("attachment", "crmr_id"): "Un rattachement s’ouvre et se termine par un acte, dans le menu «\u202fPlus\u202f».",
    ("mandate", "start"): _BY_DOSSIER,
    ("mandate", "end"): _BY_DOSSIER,
    ("label", "start"): "Un label est accordé pour cinq ans par une campagne (annexe 2, §\u00a01).",
}
_CODE = "Le code identifie le centre dans les classeurs échangés\u00a0: il ne change pas."


def is_editable(table: str, field: str) -> bool:
    """Whether a field can be changed where it is shown."""
    return (table, field) in EDITABLE


def why_fixed(table: str, field: str) -> str:
    """Why a field is not edited where it is shown, in one French sentence; empty for one that is, or of which there is
    nothing to say."""
    if is_editable(table, field):
        return ""
    return _CODE if field == "code" else _FIXED.get((table, field), "")


def field_to_edit(db: Database, table: str, row_id: int, field: str) -> FieldToEdit:
    """A field as it is now, ready to be edited. Raises UserError when its row is gone, KeyError for a field that is not
    edited so."""
    known = EDITABLE[table, field]
    with db.reading() as session:
        columns = Base.metadata.tables[table].c
        row = session.execute(columns[field].table.select().where(columns.id == row_id)).mappings().one_or_none()
        if row is None:
            raise UserError(gone(table))
        value = row[field]
        last = last_operation_on(session, (table, row_id))
        return FieldToEdit(
            table=table,
            row_id=row_id,
            field=field,
            name=names_of(session, [(table, row_id)], {}).get((table, row_id), ""),
            label=known.label,
            kind=known.kind,
            value=value,
            shown=_shown(session, table, field, value),
            version=row["version"],
            required=known.required,
            followed=field in former.FOLLOWED.get(table, ()),
            choices=known.choices(session),
            remark=known.remark,
            last_change=f"par {last.who} le {last.at.astimezone():%d/%m/%Y à %H:%M}" if last is not None else "",
        )


def change_fields(
    db: Database,
    table: str,
    row_id: int,
    values: Mapping[str, object],
    *,
    version: int,
    today: dt.date,
    start: dt.date | None = None,
    confirmed: Collection[str] = (),
) -> Changes:
    """Give fields of one row other values, in one operation.

    Without ``start`` it is the correction of a mistake: the former value never was. With ``start``, the values hold
    from that day on, and the former ones are kept until its eve; only for the fields of ``former.FOLLOWED``. Raises
    UserError for a value that cannot be, a row that is gone, and a day to come or before the last change; Conflict when
    the row is no longer at ``version``; NeedsConfirmation for the legal number of another entity (``taken_numbers``).
    """
    known = {name: _known(table, name, start) for name in values}
    labels = ", ".join(each.label[:1].lower() + each.label[1:] for each in known.values())
    with db.writing(f"{name_of(db, table, row_id)}\u00a0: {labels}") as session:
        entity = as_shown(session, _ENTITIES[table], row_id, version)
        clean = {name: known[name].check(session, entity, value) for name, value in values.items()}
        if isinstance(entity, Hospital) and "finess_ej" in clean:
            confirm_entity(session, entity, clean["finess_ej"], confirmed)
        if start is not None:
            former.change_from(session, entity, start, today, **clean)
        for name, value in clean.items():
            setattr(entity, name, value)
    return session.changes


_ENTITIES: Mapping[str, type[Versioned]] = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Versioned)
}


def _known(table: str, field: str, start: dt.date | None) -> Editable:
    known = EDITABLE.get((table, field))
    if known is None:
        raise UserError(why_fixed(table, field) or "Cette valeur ne se modifie pas ici.")
    if start is not None and field not in former.FOLLOWED.get(table, ()):
        raise UserError(f"«\u202f{known.label}\u202f» ne garde pas ses valeurs passées\u00a0: corrigez-la sans date.")
    return known


def _shown(session: Session, table: str, field: str, value: Any) -> str:
    target = target_of(table, field)
    if target and value is not None:
        return names_of(session, [(target, value)], {}).get((target, value), "")
    return "" if value in (None, "") else value_text(table, field, value)
