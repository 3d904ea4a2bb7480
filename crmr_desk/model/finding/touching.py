"""Which entries of the index speak of a row that was written: the name of a hospital is that of its sites too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, select
from sqlalchemy.orm import Session

from crmr_desk.model.finding.dossier_entries import LETTER
from crmr_desk.model.finding.found import Kind
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CRMR,
    DESIGNATION,
    DISEASE,
    DOSSIER,
    FORMER,
    HOSPITAL,
    MANDATE,
    NOTE,
    PERSON,
    SITE,
    TEAM,
)
from crmr_desk.model.store.references import doubles
from crmr_desk.model.store.schema import OperationChange

_CHANGE = OperationChange.__table__
_OWN: Final[Mapping[str, Kind]] = {kind.value: kind for kind in Kind}
"""The tables whose rows are indexed, by name."""
_SEATS: Final = {"fsmr_id": Kind.FSMR, "crmr_id": Kind.CRMR, "site_id": Kind.SITE, "ccmr_id": Kind.CCMR}
_NAMES: Final = {
    "mandate": _SEATS | {"person_id": Kind.PERSON},
    "team_member": {"person_id": Kind.PERSON},
    "attachment": {"ccmr_id": Kind.CCMR},
    "fsmr_designation": {"fsmr_id": Kind.FSMR},
    "site": {"crmr_id": Kind.CRMR, "hospital_id": Kind.HOSPITAL},
    "ccmr": {"hospital_id": Kind.HOSPITAL},
    "person": {"merged_into_id": Kind.PERSON},
    "hospital": {"merged_into_id": Kind.HOSPITAL},
}
"""The columns of a row that name entries which speak of it; the same names stand in the journal."""
_TABLES: Final[Mapping[str, FromClause]] = {
    "mandate": MANDATE, "team_member": TEAM, "attachment": ATTACHMENT, "fsmr_designation": DESIGNATION, "site": SITE,
    "ccmr": CCMR, "person": PERSON, "hospital": HOSPITAL,
}  # fmt: skip


class _Link(NamedTuple):
    """Rows of ``kind`` whose id is ``its_id`` say the name of the row that ``names`` names; ``goes_on``: it is a part
    of their own name, which others say in turn."""

    kind: Kind
    its_id: ColumnElement[Any]
    names: ColumnElement[Any]
    goes_on: bool = False


def _said_of_seat(column: str) -> tuple[_Link, ...]:
    """The dossiers of a centre and the letters to it bear its name, and so do the functions of people there."""
    links = (
        _Link(Kind.DOSSIER, DOSSIER.c.id, DOSSIER.c[column], goes_on=True),
        _Link(Kind.LETTER, LETTER.c.id, LETTER.c[column]),
        _Link(Kind.PERSON, MANDATE.c.person_id, MANDATE.c[column]),
    )
    return (*links, _Link(Kind.PERSON, TEAM.c.person_id, TEAM.c[column])) if column in TEAM.c else links


_BELOW: Final[Mapping[Kind, Sequence[_Link]]] = {
    Kind.FSMR: (_Link(Kind.CRMR, CRMR.c.id, CRMR.c.fsmr_id), *_said_of_seat("fsmr_id")),
    Kind.CRMR: (
        _Link(Kind.SITE, SITE.c.id, SITE.c.crmr_id, goes_on=True),
        _Link(Kind.CCMR, ATTACHMENT.c.ccmr_id, ATTACHMENT.c.crmr_id),
        _Link(Kind.DISEASE, DISEASE.c.id, DISEASE.c.crmr_id),
        *_said_of_seat("crmr_id"),
    ),
    Kind.SITE: _said_of_seat("site_id"),
    Kind.CCMR: _said_of_seat("ccmr_id"),
    Kind.HOSPITAL: (
        _Link(Kind.SITE, SITE.c.id, SITE.c.hospital_id, goes_on=True),
        _Link(Kind.CCMR, CCMR.c.id, CCMR.c.hospital_id, goes_on=True),
        _Link(Kind.CRMR, SITE.c.crmr_id, SITE.c.hospital_id),
    ),
    Kind.PERSON: (
        *(_Link(kind, MANDATE.c[column], MANDATE.c.person_id) for column, kind in _SEATS.items()),
        _Link(Kind.DOSSIER, DOSSIER.c.id, DOSSIER.c.candidate_id, goes_on=True),
    ),
    Kind.DOSSIER: (_Link(Kind.LETTER, LETTER.c.id, LETTER.c.dossier_id),),
}
"""What says the name of a row of a kind."""
_AT_ONCE: Final = 500

Touched = Mapping[Kind, frozenset[int]]


def touched(session: Session, rows: Iterable[tuple[str, int]]) -> Touched:
    """The entries to make anew after these rows, (table, row id), were written. What a row named before it was changed
    or deleted is asked of the journal."""
    by_table: dict[str, set[int]] = defaultdict(set)
    for table, row_id in rows:
        by_table[table].add(row_id)
    written: dict[Kind, set[int]] = defaultdict(set)
    beside: dict[Kind, set[int]] = defaultdict(set)
    for table, ids in by_table.items():
        if table in _OWN:
            written[_OWN[table]] |= ids
        if table in _NAMES:
            _add_named(session, table, ids, beside)
    _add_last_kept(session, beside)
    _add_formers(session, by_table.get("former_value", set()), beside)
    _add_notes_about(session, written)
    _add_below(session, written)
    wanted = {kind: frozenset(written[kind] | beside[kind]) for kind in Kind}
    return {kind: ids for kind, ids in wanted.items() if ids}


def _add_named(session: Session, table: str, ids: set[int], wanted: dict[Kind, set[int]]) -> None:
    """What these rows name now, and what the journal says that they named."""
    source, columns = _TABLES[table], _NAMES[table]
    for some in _parts(ids):
        for row in session.execute(select(*(source.c[name] for name in columns)).where(source.c.id.in_(some))):
            _note(row._asdict(), columns, wanted)
        steps = select(_CHANGE.c.before).where(_CHANGE.c.table_name == table, _CHANGE.c.row_id.in_(some))
        for before in session.scalars(steps):
            _note(before or {}, columns, wanted)


def _note(values: Mapping[str, Any], columns: Mapping[str, Kind], wanted: dict[Kind, set[int]]) -> None:
    for name, kind in columns.items():
        if values.get(name) is not None:
            wanted[kind].add(values[name])


def _add_last_kept(session: Session, wanted: dict[Kind, set[int]]) -> None:
    """Of a double, the row that it leads to at last: it is found by the words of each of them."""
    for kind in (Kind.PERSON, Kind.HOSPITAL):
        if wanted[kind]:
            into = doubles(session, kind.value)
            wanted[kind] |= {into[row_id] for row_id in wanted[kind] & into.keys()}


def _add_formers(session: Session, ids: set[int], wanted: dict[Kind, set[int]]) -> None:
    """The rows of which a former value was kept; the row of one that was deleted is written with it."""
    for some in _parts(ids):
        query = select(FORMER.c.table_name, FORMER.c.row_id).where(FORMER.c.id.in_(some))
        for table, row_id in session.execute(query):
            if table in _OWN:
                wanted[_OWN[table]].add(row_id)


def _add_notes_about(session: Session, wanted: dict[Kind, set[int]]) -> None:
    """A note says what it is about."""
    for kind in (Kind.FSMR, Kind.CRMR, Kind.SITE, Kind.CCMR, Kind.PERSON, Kind.HOSPITAL):
        for some in _parts(wanted.get(kind, ())):
            wanted[Kind.NOTE].update(session.scalars(select(NOTE.c.id).where(NOTE.c[f"{kind}_id"].in_(some))))


def _add_below(session: Session, wanted: dict[Kind, set[int]]) -> None:
    """What says the names of these, and the names of which they are a part."""
    waiting = {kind: set(ids) for kind, ids in wanted.items()}
    while waiting:
        kind, ids = waiting.popitem()
        for link in _BELOW.get(kind, ()):
            found = {each for some in _parts(ids) for each in session.scalars(_naming(link, some))} - wanted[link.kind]
            wanted[link.kind] |= found
            if link.goes_on and found:
                waiting.setdefault(link.kind, set()).update(found)


def _naming(link: _Link, ids: Sequence[int]) -> Select[Any]:
    return select(link.its_id).where(link.names.in_(ids), link.its_id.is_not(None))


def _parts(ids: Iterable[int]) -> Iterator[list[int]]:
    """The ids, a few hundred at a time: a statement takes no more."""
    every = sorted(ids)
    return (every[first : first + _AT_ONCE] for first in range(0, len(every), _AT_ONCE))
