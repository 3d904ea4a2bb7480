"""The teams that a centre sheet shows: of each site of a reference centre, of one site, of a competence centre."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.network.sheet_rows import Team
from crmr_desk.model.network.team import members_of

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database


def teams_of(db: Database, shown: CentreSheet) -> tuple[Team, ...]:
    """The teams on the day of the sheet, in the order of its sites; none for a filière, which has no team of its own in
    the text. Two statements."""
    places = list(_places(shown))
    kind = CentreKind.CCMR if shown.kind == CentreKind.CCMR else CentreKind.SITE
    with db.reading() as session:
        members = members_of(session, kind, [row_id for row_id, *_rest in places], shown.on)
    return tuple(
        Team(kind.value, row_id, title, leader, leader_id, tuple(members.get(row_id, ())))
        for row_id, title, leader, leader_id in places
    )


def _places(shown: CentreSheet) -> Iterator[tuple[int, str, str, int]]:
    """Id and title of each team, and who leads there."""
    if shown.kind == CentreKind.CRMR:
        for line in shown.sites:
            yield line.row_id, f"{line.hospital}, site {line.role.lower()}", line.responsable, line.person_id
    elif shown.kind != CentreKind.FSMR:
        held = (person for person in shown.people if person.mandate_id and person.mandate_id == shown.holder_mandate_id)
        leader = next(held, None)
        name, person_id = (leader.name, leader.person_id) if leader is not None else ("Poste vacant", 0)
        yield shown.row_id, shown.title, name, person_id
