"""Merges two rows that are one person, or one hospital: everything that named the double names the other one.

The double keeps its row, its values and its numbers; it leads to the row it was merged into, and can be told apart
again (``unmerging``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.network.merging import hindrances
from crmr_desk.model.network.merging.rows import Kind, MergePlan, Side, Value
from crmr_desk.model.network.merging.subjects import FIELDS, clean, names, subject
from crmr_desk.model.network.merging.uses import repoint, told
from crmr_desk.model.network.merging.words import value_words
from crmr_desk.model.store.references import references_to
from crmr_desk.model.store.words import field_name, quoted

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database


def plan_merge(db: Database, kind: Kind | str, kept_id: int, double_id: int) -> MergePlan:
    """The two rows side by side, what refers to the double, and what stands in the way. Raises UserError when one of
    them is no longer there."""
    kind = Kind(kind)
    with db.reading() as session:
        called = names(session, kind, (kept_id, double_id))
        values = _side_by_side(session, kind, kept_id, double_id)
        references = references_to(session, (kind.value, double_id))
        return MergePlan(
            kind=kind,
            kept_id=kept_id,
            double_id=double_id,
            kept_name=called[kept_id],
            double_name=called[double_id],
            values=values,
            moved=tuple(told(session, references, called[double_id])),
            refusals=tuple(hindrances.refusals(session, kind, kept_id, double_id)),
            warnings=tuple(hindrances.warnings(session, kind, kept_id, double_id)),
        )


def merge_people(
    db: Database,
    kept_id: int,
    double_id: int,
    values: Mapping[str, object],
    versions: tuple[int, int] | None = None,
) -> Changes:
    """Merge the person ``double_id`` into ``kept_id``, in one operation that can be undone.

    ``values`` are fields that the kept person bears afterwards (title, names, RPPS, birth date, status, full time,
    e-mail); those not named stay. All mandates, team memberships, dossiers and notes of the double become those of the
    kept person. ``versions`` are those of the two rows that the user saw.

    Raises UserError for what makes no sense or breaks a rule (``MergePlan.refusals``), Conflict when one of the two
    was changed meanwhile.
    """
    return _merge(db, Kind.PERSON, kept_id, double_id, values, versions)


def merge_hospitals(
    db: Database,
    kept_id: int,
    double_id: int,
    values: Mapping[str, object],
    versions: tuple[int, int] | None = None,
) -> Changes:
    """As ``merge_people`` for two establishments; ``values`` among name, town, region and finess_ej. The FINESS ET of
    the double stays with its row, and leads to the kept one."""
    return _merge(db, Kind.HOSPITAL, kept_id, double_id, values, versions)


def _merge(
    db: Database,
    kind: Kind,
    kept_id: int,
    double_id: int,
    values: Mapping[str, object],
    versions: tuple[int, int] | None,
) -> Changes:
    written = clean(kind, values, db.now().date())
    with db.reading() as reader:
        called = names(reader, kind, (kept_id, double_id))
    label = f"Fusion\u00a0: {called.get(double_id, '')} dans {called.get(kept_id, '')}"
    with db.writing(label) as session:
        for sentence in hindrances.refusals(session, kind, kept_id, double_id):
            raise UserError(sentence)
        kept, double = subject(session, kind, kept_id), subject(session, kind, double_id)
        if versions is not None and versions != (kept.version, double.version):
            raise Conflict(
                f"{quoted(called[kept_id])} ou {quoted(called[double_id])} a changé entre-temps\u202f; "
                "relisez les deux fiches."
            )
        for field, value in written.items():
            setattr(kept, field, value)
        repoint(session, references_to(session, (kind.value, double_id)), kept_id)
        double.merged_into_id = kept_id
    return session.changes


def _side_by_side(session: Session, kind: Kind, kept_id: int, double_id: int) -> tuple[Value, ...]:
    kept, double = subject(session, kind, kept_id), subject(session, kind, double_id)
    return tuple(_value(kind, field, getattr(kept, field), getattr(double, field)) for field in FIELDS[kind])


def _value(kind: Kind, field: str, kept: object, double: object) -> Value:
    missing = kept in (None, "") and double not in (None, "")
    return Value(
        field=field,
        label=field_name(kind.value, field),
        kept=kept,
        double=double,
        kept_text=value_words(kind, field, kept),
        double_text=value_words(kind, field, double),
        proposed=Side.DOUBLE if missing else Side.KEPT,
    )


MERGES: Mapping[Kind, Callable[..., Changes]] = {Kind.PERSON: merge_people, Kind.HOSPITAL: merge_hospitals}
"""The merge of each kind."""
