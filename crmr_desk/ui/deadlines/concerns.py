"""What a typed deadline may concern, and whose it may be: the centres, the open dossiers, the people of the bureau."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmr_desk.model.dossiers import listing
from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network import tree
from crmr_desk.ui.deadlines.entry_form import Concern
from crmr_desk.ui.dossiers.batch import instructors
from crmr_desk.ui.dossiers.filters import has_ended

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_KINDS = {
    CentreKind.FSMR.value: "filière",
    CentreKind.CRMR.value: "centre de référence",
    CentreKind.SITE.value: "site",
    CentreKind.CCMR.value: "centre de compétences",
}


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form offers."""

    concerns: tuple[Concern, ...]
    instructors: tuple[str, ...]


def offered(db: Database, today: dt.date, who: str) -> Offered:
    """The network of today and the dossiers that go on."""
    dossiers = listing.dossier_list(db, today)
    found = (*_dossiers(dossiers), *_centres(db, today))
    return Offered(found, tuple(instructors(dossiers, who)))


def _centres(db: Database, today: dt.date) -> Iterator[Concern]:
    seen: set[tuple[str, int]] = set()
    for node in tree.tree_on(db, today):
        if node.kind in _KINDS and (node.kind, node.row_id) not in seen:
            seen.add((node.kind, node.row_id))
            detail = ", ".join(part for part in (_KINDS[node.kind], node.detail) if part)
            yield Concern(node.title, detail, node.kind, node.row_id)


def _dossiers(dossiers: list[DossierListRow]) -> Iterator[Concern]:
    for row in dossiers:
        if not has_ended(row):
            yield Concern(row.number, row.title, dossier_id=row.id)
