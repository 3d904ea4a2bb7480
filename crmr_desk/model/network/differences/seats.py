"""Lines on who leads what: one for each seat where somebody else sits, or the same person for another time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network.differences.found import PLACES, Differing, Found
from crmr_desk.model.network.differences.names import Names
from crmr_desk.model.network.differences.periods import Granted, field_of, last_day, period_text
from crmr_desk.model.network.differences.rows import DifferenceKind
from crmr_desk.model.network.differences.states import Pair
from crmr_desk.model.network.names import role_word
from crmr_desk.model.network.tables import SEAT_COLUMN, AnyRow
from crmr_desk.model.terms import short_date

_VACANT = "Poste vacant"
_CENTRES = {
    Function.COORDONNATEUR: CentreKind.CRMR,
    Function.RESPONSABLE_SITE: CentreKind.SITE,
    Function.RESPONSABLE_CCMR: CentreKind.CCMR,
    Function.ANIMATEUR: CentreKind.FSMR,
}
_SEATS = {
    function.value: (_CENTRES[function], PLACES[column], role_word(function, ""))
    for function, column in SEAT_COLUMN.items()
}
"""By the code of a function: the kind of centre that it leads, the place of its column, and what it is called."""
_FUNCTION, _SITE, _PERSON = PLACES["function"], PLACES["site_id"], PLACES["person_id"]
_Seat = tuple[str, int]
"""The code of the function, and the centre. A code, for enumerations are slow to look up by the thousand."""


class SeatLines:
    """``moved`` is the new row of each site that moved: whoever leads it goes along, which is no line of its own.
    ``became`` says which centres opened or closed: their seat was not vacant, it was not there."""

    def __init__(
        self,
        differing: Differing,
        names: Names,
        moved: Mapping[int, int],
        became: Mapping[tuple[CentreKind | None, int], DifferenceKind],
    ) -> None:
        self._pairs, self._states = differing.mandates, differing.states
        self._people, self._moved, self._became = names.people, moved, became

    def lines(self) -> Iterator[Found]:
        """Every line, in no order."""
        gone = {self._seat(pair.earlier): pair for pair in self._pairs if pair.earlier is not None}
        come = {self._seat(pair.later): pair.later for pair in self._pairs if pair.later is not None}
        for seat, new in come.items():
            pair = gone.get(seat)
            if pair is None or pair.earlier is None:
                yield self._line(seat, f"désignation de {self._person(new)}", new, None, new, new.start)
            else:
                yield from self._went_on(seat, pair.earlier, new)
        for seat, pair in gone.items():
            if seat not in come and pair.earlier is not None:
                yield self._ended(seat, pair, pair.earlier)

    def _seat(self, mandate: AnyRow) -> _Seat:
        function = mandate[_FUNCTION]
        target: int = mandate[_SEATS[function][1]]
        return function, self._moved.get(target, target) if mandate[_SITE] is not None else target

    def _went_on(self, seat: _Seat, old: AnyRow, new: AnyRow) -> Iterator[Found]:
        if self._states.person(old[_PERSON]) != self._states.person(new[_PERSON]):
            what = f"{self._person(new)} succède à {self._person(old)}"
            yield self._line(seat, what, new, old, new, new.start)
            return
        mandate = Granted(f"mandat de {self._person(new)}")
        if old.id == new.id or old.site_id != new.site_id:
            went_along = self._states.same_register and old.site_id != new.site_id
            what, day = "" if went_along else _changed(mandate, old, new), new.end
        else:
            what, day = mandate.renewed(new), new.start
        if what:
            yield self._line(seat, what, new, old, new, day)

    def _ended(self, seat: _Seat, pair: Pair, old: AnyRow) -> Found:
        end = last_day(pair)
        mandate = f"mandat de {self._person(old)}"
        what = f"fin du {mandate}" if pair.known is not None else f"{mandate} retiré du registre"
        if pair.known is not None and end is not None:
            what += f" le {short_date(end)}"
        return self._line(seat, what, old, old, None, end)

    def _line(
        self, seat: _Seat, what: str, row: AnyRow, old: AnyRow | None, new: AnyRow | None, day: dt.date | None
    ) -> Found:
        centre, _column, role = _SEATS[seat[0]]
        return Found(
            DifferenceKind.MANDATES,
            centre,
            seat[1],
            f"{role}\u00a0: {what}",
            ("mandate", row.id),
            field_of(old, new),
            self._held(old) if old is not None else self._vacant(centre, seat[1], DifferenceKind.OPENED),
            self._held(new) if new is not None else self._vacant(centre, seat[1], DifferenceKind.CLOSED),
            day,
            old.id if old is not None else None,
        )

    def _held(self, mandate: AnyRow) -> str:
        return f"{self._person(mandate)}, {period_text(mandate)}"

    def _vacant(self, centre: CentreKind, row_id: int, kind: DifferenceKind) -> str:
        return "" if self._became.get((centre, row_id)) is kind else _VACANT

    def _person(self, mandate: AnyRow) -> str:
        return self._people[mandate[_PERSON]]


def _changed(mandate: Granted, old: AnyRow, new: AnyRow) -> str:
    """Of a mandate that went along with its site, only the last day counts: it began anew with the move."""
    return mandate.changed(old, new) if old.id == new.id or old.end != new.end else ""
