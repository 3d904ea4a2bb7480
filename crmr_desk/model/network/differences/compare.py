"""The difference of two states of the network: the one door of this package."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from crmr_desk.model.network.differences.beside import beside_lines
from crmr_desk.model.network.differences.centres import Centres
from crmr_desk.model.network.differences.fields import field_lines
from crmr_desk.model.network.differences.found import Differing, Found
from crmr_desk.model.network.differences.links import Origin, origins
from crmr_desk.model.network.differences.names import Names
from crmr_desk.model.network.differences.periods import designation_lines, label_lines
from crmr_desk.model.network.differences.rows import Difference, DifferenceKind, Differences, Side, StateOf
from crmr_desk.model.network.differences.seats import SeatLines
from crmr_desk.model.network.differences.states import states
from crmr_desk.model.network.names import fold

__all__ = ["Difference", "DifferenceKind", "Differences", "Side", "StateOf", "differences"]

_RANKS = {kind: rank for rank, kind in enumerate(DifferenceKind)}


def differences(earlier: Side, later: Side) -> Differences:
    """What is not the same on the two sides, told from the one to the other: whatever became of a centre between two
    days, or what was corrected since, or both. The number of statements does not grow with the network.

    What only the tables know is no difference: a version, a double that was merged, a site that moved and moved back.
    Raises UserError for two sides that are not of one and the same register.
    """
    with states(earlier, later) as both:
        differing = Differing(both)
        names = Names(differing)
        found = list(_found(differing, names))
        told = origins(both.wiser, found)
        rows = [_row(names, line, origin) for line, origin in zip(found, told, strict=True)]
    rows.sort(key=itemgetter(0))
    return Differences(
        StateOf(earlier.on, earlier.known), StateOf(later.on, later.known), tuple(row for _order, row in rows)
    )


def _found(differing: Differing, names: Names) -> Iterator[Found]:
    centres = Centres(differing, names)
    of_centres = list(centres.lines())
    yield from of_centres
    yield from field_lines(differing, names)
    yield from designation_lines(differing)
    yield from label_lines(differing)
    yield from beside_lines(differing, names, centres.moved, centres.came_or_went)
    here = {(line.centre_kind, line.row_id): line.kind for line in of_centres}
    yield from SeatLines(differing, names, centres.moved, here).lines()


def _row(names: Names, line: Found, origin: Origin) -> tuple[tuple[object, ...], Difference]:
    """A line, behind what it is sorted by."""
    place = names.place(line.centre_kind, line.row_id)
    order = (not place.fsmr, fold(place.fsmr), place.fsmr, place.order, place.name, _RANKS[line.kind], line.what)
    return order, Difference(
        line.kind, line.centre_kind, line.row_id, place.fsmr, place.name,
        line.what, line.before, line.after, line.day, *origin,
    )  # fmt: skip
