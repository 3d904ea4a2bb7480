"""Sites that moved: a row that ended and the one that followed it the day after are one and the same site."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from crmr_desk.model.network.differences.found import is_coordinating
from crmr_desk.model.network.differences.states import ONE_DAY, Pair
from crmr_desk.model.network.moves import first_code
from crmr_desk.model.network.tables import AnyRow


def moved_sites(pairs: Iterable[Pair], later: Mapping[int, AnyRow]) -> dict[int, int]:
    """The new row of each site that moved between the two days, by its old row; also over several moves, and where the
    earlier side shows the later day. ``later`` are all the sites of the reference centres concerned, as the later side
    knows them."""
    gone = {pair.earlier.id for pair in pairs if pair.earlier is not None and pair.later is None}
    come = {pair.later.id for pair in pairs if pair.later is not None and pair.earlier is None}
    following = _following(later.values())
    preceding = {new: old for old, new in following.items()}
    moved: dict[int, int] = {}
    for site_id in sorted(gone):
        for steps in (following, preceding):
            arrived = _arrival(site_id, steps, come)
            if arrived is not None:
                moved[site_id] = arrived
    return moved


def _arrival(site_id: int, steps: Mapping[int, int], come: Container[int]) -> int | None:
    at = steps.get(site_id)
    while at is not None and at not in come:
        at = steps.get(at)
    return at


def _following(sites: Iterable[AnyRow]) -> dict[int, int]:
    """The row that goes on after each one: of the same centre and role, from the next day on. Of several it is the one
    whose code goes on (S0012, S0012-2); a constitutive site without it goes on where nothing else could be meant."""
    starting: dict[tuple[int, str, dt.date], list[AnyRow]] = defaultdict(list)
    ending: dict[tuple[int, str, dt.date], list[AnyRow]] = defaultdict(list)
    for site in sites:
        starting[site.crmr_id, site.role, site.start].append(site)
        if site.end is not None and site.end < dt.date.max:
            ending[site.crmr_id, site.role, site.end + ONE_DAY].append(site)
    found: dict[int, int] = {}
    for key, ended in ending.items():
        for former in ended:
            new = _next_of(former, ended, starting.get(key, []))
            if new is not None:
                found[former.id] = new.id
    return found


def _next_of(former: AnyRow, ended: list[AnyRow], started: list[AnyRow]) -> AnyRow | None:
    alike = [site for site in started if first_code(site.code) == first_code(former.code)]
    if len(alike) == 1:
        return alike[0]
    if started and is_coordinating(former.role):
        return started[0]
    return started[0] if len(started) == len(ended) == 1 else None
