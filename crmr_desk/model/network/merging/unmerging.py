"""Tells two merged rows apart again, however long after: what the merge moved goes back, what was changed since stays,
and what came since is given to one of the two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.merging.apart import Apart
from crmr_desk.model.network.merging.edits import give_edit
from crmr_desk.model.network.merging.rows import Kind, Side, UnmergePlan
from crmr_desk.model.network.merging.subjects import names
from crmr_desk.model.network.merging.uses import repoint
from crmr_desk.model.store.cell_undo import take_back_cells

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

_NO_CHOICE: Mapping[str, Side | str] = {}


def plan_unmerge(db: Database, kind: Kind | str, double_id: int) -> UnmergePlan:
    """What telling the double ``double_id`` apart from the row it was merged into would do now.

    Raises UserError when it is not merged, and when another merge must be taken back before this one: the sentence
    says which.
    """
    with db.reading() as session:
        return Apart(session, Kind(kind), double_id).told()


def unmerge(db: Database, kind: Kind | str, double_id: int, choices: Mapping[str, Side | str] = _NO_CHOICE) -> Changes:
    """Tell the two rows apart in one operation, which can be undone.

    ``choices`` says for each ``Since`` and ``Edit`` of the plan, by its key, to which side it belongs; those not named
    are as the plan proposes. What the merge moved and nobody has changed since goes back to the double. Raises
    UserError as ``plan_unmerge``, and for a choice that the plan does not offer any more.
    """
    kind = Kind(kind)
    with db.reading() as reader:
        called = names(reader, kind, (double_id,))
    with db.writing(f"Séparation\u00a0: {called.get(double_id, '')}") as session:
        apart = Apart(session, kind, double_id)
        chosen = _chosen(session, apart, choices)
        given = [apart.came[key] for key, side in chosen.items() if side is Side.DOUBLE and key in apart.came]
        edits = [(apart.edits[key], side) for key, side in chosen.items() if key in apart.edits]
        take_back_cells(session, apart.cells)
        repoint(session, [*apart.answers, *given], double_id)
        for edit, side in edits:
            give_edit(session, apart.merge, edit, side)
    return session.changes


def _chosen(session: Session, apart: Apart, choices: Mapping[str, Side | str]) -> dict[str, Side]:
    proposed = {key: apart.proposed(reference) for key, reference in apart.came.items()}
    proposed |= dict.fromkeys(apart.edits, Side.KEPT)
    unknown = [key for key in choices if key not in proposed]
    if unknown:
        called = names(session, apart.merge.kind, (apart.merge.kept_id,))
        raise UserError(f"{called[apart.merge.kept_id]} a changé entre-temps\u00a0: relisez ce qui est à partager.")
    return proposed | {key: Side(side) for key, side in choices.items()}
