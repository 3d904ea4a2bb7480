"""By what else a person or an establishment is found: what its doubles are called, what it was called before."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.network.names import fold
from crmr_desk.model.network.tables import FORMER, HOSPITAL, PERSON
from crmr_desk.model.store.references import doubles

_SEARCHED = {
    "person": (PERSON, ("first_name", "last_name", "code", "rpps", "email")),
    "hospital": (HOSPITAL, ("name", "town", "finess_et", "finess_ej")),
}


def also_known(session: Session, table: str) -> dict[int, str]:
    """Folded words that lead to a row of ``table`` (person, hospital) beside its own values, by its id: the values of
    the doubles that were merged into it, and its former names and numbers and theirs. Three statements at most."""
    into, found = doubles(session, table), defaultdict[int, list[str]](list)
    rows, fields = _SEARCHED[table]
    if into:
        merged = select(rows.c.id, *(rows.c[field] for field in fields)).where(rows.c.merged_into_id.is_not(None))
        for row_id, *values in session.execute(merged):
            found[into[row_id]] += [value for value in values if value]
    former = select(FORMER.c.row_id, FORMER.c.value).where(FORMER.c.table_name == table)
    for row_id, value in session.execute(former):
        if isinstance(value, str):
            found[into.get(row_id, row_id)].append(value)
    return {row_id: fold(" ".join(words)) for row_id, words in found.items()}
