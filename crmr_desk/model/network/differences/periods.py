"""Lines on what is granted for a time: labels of reference centres, designations of filières."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.differences.found import Differing, Found
from crmr_desk.model.network.differences.rows import DifferenceKind
from crmr_desk.model.network.differences.states import Pair
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.terms import short_date


class Granted(NamedTuple):
    """Something granted for a time, in words: « label », and the ending that agrees with it."""

    noun: str
    ending: str = ""

    def renewed(self, new: AnyRow) -> str:
        """Label renouvelé du 01/10/2023 au 30/09/2028."""
        return f"{self.noun} renouvelé{self.ending} {period_words(new.start, new.end)}"

    def changed(self, old: AnyRow, new: AnyRow) -> str:
        """What became of one and the same period; empty where it did not change."""
        if old.end != new.end:
            if new.end is None:
                return f"{self.noun} désormais sans fin connue"
            if old.end is None:
                return f"{self.noun}\u00a0: dernier jour fixé au {short_date(new.end)}"
            done = f"prolongé{self.ending} jusqu’au" if new.end > old.end else f"écourté{self.ending} au"
            return f"{self.noun} {done} {short_date(new.end)}"
        return f"{self.noun}\u00a0: premier jour porté au {short_date(new.start)}" if old.start != new.start else ""


class _Kind(NamedTuple):
    kind: DifferenceKind
    centre: CentreKind
    table: str
    granted: Granted
    began: str
    ended: str


_LABELS = _Kind(DifferenceKind.LABELS, CentreKind.CRMR, "label", Granted("Label"), "Label accordé", "Label échu")
_DESIGNATIONS = _Kind(
    DifferenceKind.DESIGNATIONS,
    CentreKind.FSMR,
    "fsmr_designation",
    Granted("Désignation", "e"),
    "Filière désignée",
    "Désignation échue",
)


def label_lines(differing: Differing) -> Iterator[Found]:
    """Labels granted, renewed, ended, prolonged, shortened."""
    return _lines(_LABELS, differing.labels, lambda row: int(row.crmr_id))


def designation_lines(differing: Differing) -> Iterator[Found]:
    """Designations of filières, likewise (A1 C-d)."""
    return _lines(_DESIGNATIONS, differing.designations, lambda row: int(row.fsmr_id))


def period_text(row: AnyRow | None) -> str:
    """du 01/10/2023 au 30/09/2028; empty for none."""
    return _period(row.start, row.end) if row is not None else ""


@lru_cache(maxsize=10_000)
def _period(start: dt.date, end: dt.date | None) -> str:
    return period_words(start, end)


def last_day(pair: Pair) -> dt.date | None:
    """When a row that is on the earlier side only ended, as the later side knows it."""
    end: dt.date | None = pair.known.end if pair.known is not None else None
    return end


def field_of(old: AnyRow | None, new: AnyRow | None) -> str:
    """The field that says what became of a period: the first day of one that began, the last day otherwise."""
    began = new is not None and (old is None or old.id != new.id or old.end == new.end)
    return "start" if began else "end"


def _lines(said: _Kind, pairs: Iterable[Pair], centre_of: Callable[[AnyRow], int]) -> Iterator[Found]:
    gone = {centre_of(pair.earlier): pair for pair in pairs if pair.earlier is not None}
    come = {centre_of(pair.later): pair.later for pair in pairs if pair.later is not None}
    for centre_id in sorted(gone.keys() | come.keys()):
        what, day = _told(said, gone.get(centre_id), come.get(centre_id))
        if what:
            old = gone[centre_id].earlier if centre_id in gone else None
            new = come.get(centre_id)
            row = new if new is not None else old
            assert row is not None
            told, field = (said.table, int(row.id)), field_of(old, new)
            yield Found(said.kind, said.centre, centre_id, what, told, field, period_text(old), period_text(new), day)


def _told(said: _Kind, gone: Pair | None, new: AnyRow | None) -> tuple[str, dt.date | None]:
    old = gone.earlier if gone is not None else None
    if new is None:
        end = last_day(gone) if gone is not None else None
        return (f"{said.ended} le {short_date(end)}" if end is not None else f"{said.ended}, retrait du registre"), end
    if old is None:
        return f"{said.began} {period_words(new.start, new.end)}", new.start
    if old.id != new.id:
        return said.granted.renewed(new), new.start
    return said.granted.changed(old, new), new.end
