"""Lines on what a centre has beside who leads it: diseases, European networks, the team."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import ClassVar

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.differences.found import Differing, Found
from crmr_desk.model.network.differences.names import Names
from crmr_desk.model.network.differences.periods import last_day
from crmr_desk.model.network.differences.rows import DifferenceKind
from crmr_desk.model.network.differences.states import Pair, States
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.names import fold
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.network.team import role_words
from crmr_desk.model.terms import short_date

_Centre = tuple[CentreKind, int]


def beside_lines(
    differing: Differing, names: Names, moved: Mapping[int, int], came_or_went: Collection[_Centre]
) -> Iterator[Found]:
    """Every line, in no order. ``moved`` is the new row of each site that moved: what it has goes along, which is no
    line of its own. What a centre of ``came_or_went`` has is told with its opening, or with its closing."""
    states = differing.states
    for told, pairs in (
        (_Diseases(states, names, moved), differing.diseases),
        (_Networks(states, names, moved), differing.erns),
        (_Team(states, names, moved), differing.members),
    ):
        yield from (line for line in told.lines(pairs) if (line.centre_kind, line.row_id) not in came_or_went)


class _Beside(ABC):
    """One kind of what a centre has."""

    KIND: ClassVar[DifferenceKind]
    TABLE: ClassVar[str]

    def __init__(self, states: States, names: Names, moved: Mapping[int, int]) -> None:
        self.states, self.names, self.moved = states, names, moved

    @abstractmethod
    def centre(self, row: AnyRow) -> _Centre:
        """Whose it is; of a site that moved, its new row."""

    @abstractmethod
    def what(self, row: AnyRow) -> Hashable:
        """What tells it from the others of its centre: the same disease, network, person in the same role."""

    @abstractmethod
    def words(self, row: AnyRow) -> str:
        """Its value on one side."""

    @abstractmethod
    def verb(self, row: AnyRow, old: AnyRow | None, new: AnyRow | None) -> str:
        """The sentence: came, went, or was corrected."""

    def lines(self, pairs: Collection[Pair]) -> Iterator[Found]:
        """What came, what went, and what was corrected meanwhile; what goes on in another row is no line."""
        stays = [pair for pair in pairs if self._stays(pair)]
        others = [pair for pair in pairs if not self._stays(pair)]
        gone = {self._key(old): pair for pair in others if (old := pair.earlier) is not None}
        come = {self._key(new): new for pair in others if (new := pair.later) is not None}
        for old, new, _known in stays:
            if old is not None and new is not None and self.words(old) != self.words(new):
                yield self._line(old, new, None)
        for key, new in come.items():
            if key not in gone:
                yield self._line(None, new, None)
        for key, pair in gone.items():
            if key not in come:
                yield self._line(pair.earlier, None, pair)

    def site(self, site_id: int) -> _Centre:
        """A site, under its new row."""
        return CentreKind.SITE, self.moved.get(site_id, site_id)

    def _stays(self, pair: Pair) -> bool:
        old, new, _known = pair
        return old is not None and new is not None and self.centre(old) == self.centre(new)

    def _key(self, row: AnyRow) -> Hashable:
        return self.centre(row), self.what(row)

    def _line(self, old: AnyRow | None, new: AnyRow | None, ended: Pair | None) -> Found:
        row = new if new is not None else old
        assert row is not None
        day = last_day(ended) if ended is not None else new.start if old is None and new is not None else None
        field = "end" if new is None else "start" if old is None else self._field(old, new)
        before, after = (self.words(side) if side is not None else "" for side in (old, new))
        what = self.verb(row, old, new)
        return Found(self.KIND, *self.centre(row), what, (self.TABLE, row.id), field, before, after, day)

    def _field(self, old: AnyRow, new: AnyRow) -> str:
        before, after = self.states.fields(old) or {}, self.states.fields(new) or {}
        return next((name for name, value in after.items() if before.get(name) != value), "start")


class _Diseases(_Beside):
    KIND, TABLE = DifferenceKind.DISEASES, "disease"

    def centre(self, row: AnyRow) -> _Centre:
        return CentreKind.CRMR, row.crmr_id

    def what(self, row: AnyRow) -> Hashable:
        return fold(row.name), row.orpha

    def words(self, row: AnyRow) -> str:
        named = row.name if row.orpha is None else f"{row.name} (ORPHA\u00a0{row.orpha})"
        return ", ".join(filter(None, (named, _period(row))))

    def verb(self, row: AnyRow, old: AnyRow | None, new: AnyRow | None) -> str:
        if old is not None and new is not None:
            return f"Correction\u00a0: maladie {row.name}"
        return f"Maladie ajoutée\u00a0: {row.name}" if old is None else f"Maladie retirée\u00a0: {row.name}"


class _Networks(_Beside):
    KIND, TABLE = DifferenceKind.NETWORKS, "ern_membership"

    def centre(self, row: AnyRow) -> _Centre:
        return self.site(row.site_id)

    def what(self, row: AnyRow) -> Hashable:
        return str(row.ern)

    def words(self, row: AnyRow) -> str:
        return f"{row.ern}, {_period(row)}"

    def verb(self, row: AnyRow, old: AnyRow | None, new: AnyRow | None) -> str:
        if old is not None and new is not None:
            return f"Correction\u00a0: appartenance à {row.ern}"
        return f"Entrée dans {row.ern}" if old is None else f"Sortie de {row.ern}"


class _Team(_Beside):
    KIND, TABLE = DifferenceKind.TEAMS, "team_member"

    def centre(self, row: AnyRow) -> _Centre:
        return (CentreKind.CCMR, row.ccmr_id) if row.site_id is None else self.site(row.site_id)

    def what(self, row: AnyRow) -> Hashable:
        return self.states.person(row.person_id), row.role

    def words(self, row: AnyRow) -> str:
        quota = f"{row.quota}\u00a0%" if row.quota is not None else ""
        said = (self._person(row), role_words(row.role, row.detail), quota, _period(row))
        return ", ".join(filter(None, said))

    def verb(self, row: AnyRow, old: AnyRow | None, new: AnyRow | None) -> str:
        if old is not None and new is not None:
            return f"Correction\u00a0: place de {self._person(row)} dans l’équipe"
        came = "arrivée de" if old is None else "fin de fonction de"
        return f"Équipe\u00a0: {came} {self._person(row)}"

    def _person(self, row: AnyRow) -> str:
        return self.names.people[row.person_id]


def _period(row: AnyRow) -> str:
    """du 01/10/2023 au 30/09/2028; only the days that are known."""
    if row.start is None:
        return f"jusqu’au {short_date(row.end)}" if row.end is not None else ""
    return period_words(row.start, row.end) if row.end is not None else f"depuis le {short_date(row.start)}"
