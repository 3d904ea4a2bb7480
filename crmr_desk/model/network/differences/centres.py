"""Lines on centres: opened, closed, moved; competence centres attached and detached."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from operator import attrgetter

from crmr_desk.model.kinds import CcmrKind, CentreKind, SiteRole
from crmr_desk.model.network.differences.found import Differing, Found, is_coordinating
from crmr_desk.model.network.differences.moves import moved_sites
from crmr_desk.model.network.differences.names import Names
from crmr_desk.model.network.differences.rows import DifferenceKind
from crmr_desk.model.network.differences.states import Pair
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.terms import short_date


class Centres:
    """What became of the centres. ``moved`` is the new row of each site that moved, by its old row."""

    def __init__(self, differing: Differing, names: Names) -> None:
        self._of, self._names, self._states = differing, names, differing.states
        self.moved = moved_sites(differing.sites, differing.sites_of_crmrs.later)

    def lines(self) -> Iterator[Found]:
        """Every line, in no order."""
        yield from self._crmrs()
        yield from self._sites()
        yield from self._ccmrs()
        yield from self._attachments()
        for pair in self._of.fsmrs:
            if pair.earlier is None or pair.later is None:
                yield _noted_or_struck(pair)

    def _crmrs(self) -> Iterator[Found]:
        """A reference centre is there as long as one of its sites is."""
        before, after = self._open_crmrs
        for crmr_id in sorted(before ^ after):
            pair = self._telling(crmr_id, opened=crmr_id in after)
            place = self._names.hospital(pair.either.hospital_id) if is_coordinating(pair.either.role) else ""
            yield _came_or_went(pair, CentreKind.CRMR, "Centre de référence", "site", place)._replace(row_id=crmr_id)

    def _telling(self, crmr_id: int, *, opened: bool) -> Pair:
        """The site that opened or closed with its reference centre: the coordinating one, else the first."""
        pairs = [pair for pair in self._of.sites if pair.either.crmr_id == crmr_id and (pair.earlier is None) == opened]
        return min(pairs, key=lambda pair: (not is_coordinating(pair.either.role), pair.either.start, pair.either.id))

    def _sites(self) -> Iterator[Found]:
        before, after = self._open_crmrs
        there = {pair.earlier.id: pair.earlier for pair in self._of.sites if pair.earlier is not None}
        come = {pair.later.id: pair.later for pair in self._of.sites if pair.later is not None}
        arrived = set(self.moved.values())
        for pair in self._of.sites:
            site = pair.either
            if pair.earlier is not None and pair.later is not None:
                yield from self._elsewhere(pair.earlier, pair.later)
            elif site.id in self.moved or site.id in arrived:
                continue
            elif not is_coordinating(site.role) or (site.crmr_id in before and site.crmr_id in after):
                role, place = SiteRole(site.role).label, self._names.hospital(site.hospital_id)
                yield _came_or_went(pair, CentreKind.SITE, role, "site", place)
        for old_id, new_id in self.moved.items():
            yield from self._elsewhere(there[old_id], come[new_id])

    def _elsewhere(self, old: AnyRow, new: AnyRow) -> Iterator[Found]:
        if self._states.hospital(old.hospital_id) != self._states.hospital(new.hospital_id):
            row, field, day = ("site", new.id), "hospital_id", None
            if old.id != new.id:
                last = max(old, new, key=attrgetter("start"))
                row, field, day = ("site", last.id), "start", last.start
            yield self._move(CentreKind.SITE, SiteRole(new.role).label, (old, new), row, field, day)

    def _ccmrs(self) -> Iterator[Found]:
        for pair in self._of.ccmrs:
            old, new, _known = pair
            kind = CcmrKind(pair.either.kind).label
            if old is None or new is None:
                place = self._names.hospital(pair.either.hospital_id)
                found = _came_or_went(pair, CentreKind.CCMR, kind, "ccmr", place)
                names = self._attached_with.get(pair.either.id, set()) if new is not None else set()
                to = ", ".join(sorted(names, key=collation))
                yield found._replace(what=f"{found.what}, rattaché à {to}") if to else found
            elif self._states.hospital(old.hospital_id) != self._states.hospital(new.hospital_id):
                said = self._states.said_by("ccmr", new.id, "hospital_id")
                yield self._move(CentreKind.CCMR, kind, (old, new), *said)

    def _move(
        self, kind: CentreKind, noun: str, rows: tuple[AnyRow, AnyRow], row: tuple[str, int], field: str,
        day: dt.date | None,
    ) -> Found:  # fmt: skip
        old, new = rows
        before = self._names.hospital_then(old.hospital_id)
        after = self._names.hospital(new.hospital_id)
        what = f"{noun} déplacé de {before} à {after}"
        if old.hospital_id is None:
            what = f"{noun}\u00a0: établissement précisé, {after}"
        return Found(DifferenceKind.MOVED, kind, new.id, what, row, field, before, after, day)

    def _attachments(self) -> Iterator[Found]:
        """The attachments of a centre that opened or closed are told with it."""
        gone = {(row.ccmr_id, row.crmr_id): pair for pair in self._of.attachments if (row := pair.earlier) is not None}
        come = {(row.ccmr_id, row.crmr_id): pair for pair in self._of.attachments if (row := pair.later) is not None}
        for place in gone.keys() ^ come.keys():
            if (CentreKind.CCMR, place[0]) not in self.came_or_went:
                yield self._attachment(gone.get(place) or come[place])

    def _attachment(self, pair: Pair) -> Found:
        row, attached = pair.either, pair.later is not None
        name = self._names.crmr(row.crmr_id)
        return Found(
            DifferenceKind.ATTACHMENTS,
            CentreKind.CCMR,
            row.ccmr_id,
            f"{'Rattaché à' if attached else 'Détaché de'} {name}",
            ("attachment", row.id),
            "start" if attached else "end",
            "" if attached else name,
            name if attached else "",
            row.start if attached else _last_day(pair),
        )

    @cached_property
    def came_or_went(self) -> set[tuple[CentreKind, int]]:
        """The centres that are there on one of the two days only: what they have is told with them."""
        before, after = self._open_crmrs
        there_once = (
            (kind, pair.either.id)
            for kind, pairs in ((CentreKind.SITE, self._of.sites), (CentreKind.CCMR, self._of.ccmrs))
            for pair in pairs
            if pair.earlier is None or pair.later is None
        )
        moved = {(CentreKind.SITE, row_id) for both in self.moved.items() for row_id in both}
        return {(CentreKind.CRMR, row_id) for row_id in before ^ after} | (set(there_once) - moved)

    @cached_property
    def _attached_with(self) -> dict[int, set[str]]:
        """The reference centres to which a competence centre is attached since it opened."""
        found: dict[int, set[str]] = defaultdict(set)
        for pair in self._of.attachments:
            if pair.later is not None:
                found[pair.later.ccmr_id].add(self._names.crmr(pair.later.crmr_id))
        return found

    @cached_property
    def _open_crmrs(self) -> tuple[set[int], set[int]]:
        """Those of the reference centres concerned that have a site on either day."""
        both, states = self._of.sites_of_crmrs, self._states
        before = _with_a_site(both.earlier.values(), states.earlier.on)
        return before, _with_a_site(both.later.values(), states.later.on)


def _with_a_site(sites: Iterable[AnyRow], on: dt.date) -> set[int]:
    return {site.crmr_id for site in sites if site.start <= on and (site.end is None or on <= site.end)}


def _last_day(pair: Pair) -> dt.date | None:
    end: dt.date | None = pair.known.end if pair.known is not None else None
    return end


def _noted_or_struck(pair: Pair) -> Found:
    """A filière has no period: it is in the register, or not."""
    row, noted = pair.either, pair.later is not None
    kind = DifferenceKind.OPENED if noted else DifferenceKind.CLOSED
    what = "Filière ajoutée au registre" if noted else "Filière retirée du registre"
    words = ("", row.name) if noted else (row.name, "")
    return Found(kind, CentreKind.FSMR, row.id, what, ("fsmr", row.id), "", *words)


def _came_or_went(pair: Pair, kind: CentreKind, noun: str, table: str, place: str) -> Found:
    row = pair.either
    if pair.later is not None:
        opened = f"{noun} ouvert le {short_date(row.start)}"
        return Found(DifferenceKind.OPENED, kind, row.id, opened, (table, row.id), "start", "", place, row.start)
    closed, day = f"{noun} retiré du registre", _last_day(pair)
    if pair.known is not None:
        closed = f"{noun} clos le {short_date(day)}" if day is not None else f"{noun}\u00a0: ouverture reportée"
    return Found(DifferenceKind.CLOSED, kind, row.id, closed, (table, row.id), "end", place, "", day)
