"""The check of a national list of centres without people, such as Orphanet's: filière, reference centre, role, code.

A list that names no hospital brings its centres in without one, to be told later. A centre that the register knows is
found again by its code; a coordinating site also because there is but one, any other by its hospital. A list closes,
moves and renames nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.checking.network_list_groups import Groups
from crmr_desk.workbooks.checking.network_list_lines import ListedLine
from crmr_desk.workbooks.checking.network_list_places import ListedPlaces
from crmr_desk.workbooks.checking.rows import Candidate, Doubt, Line
from crmr_desk.workbooks.checking.verdicts import is_open
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine
from crmr_desk.workbooks.incoming.values.codes import Nature, read_nature
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.register import Centre

_KIND_OF = {Nature.COORDONNATEUR: "crmr", Nature.CONSTITUTIF: "site", Nature.CCMR: "ccmr", Nature.CRC: "ccmr"}


class NetworkList:
    """The check of one list: ``raws`` are its lines of data. Centres that are added exist from ``situation`` on, the
    day that the list tells of."""

    def __init__(self, index: RegisterIndex, raws: Sequence[RawLine], choices: Choices, *, situation: dt.date) -> None:
        self._index, self._situation = index, situation
        self._groups = Groups(index, raws)
        self._places = ListedPlaces(index, choices)
        self._taken = choices.of(ChoiceKind.CONFIRM)
        self._rows = _rows_by_code(raws)
        self._coordinating = _coordinating(raws, self._groups)
        self._unclaimed = _unclaimed(index, self._rows)
        self._noted: RawLine | None = None

    def line(self, raw: RawLine) -> Line:
        """The line as the check tells it; the first centre that is added without a hospital says so for all."""
        read = self._read(raw)
        if read.is_without_place and self._noted in (None, raw):
            self._noted = raw
            text = "La liste ne dit pas où sont ses centres\u00a0: ils sont ajoutés avec un établissement à préciser."
            read.doubt("hospital_to_be_told", text, Doubt.NOTE, Target.CENTRE)
        return read.line(self._taken.get((raw.sheet, str(raw.row)), ()))

    def candidates(self, raw: RawLine) -> tuple[Candidate, ...]:
        """The hospitals that a line may mean; none is added by a list of centres."""
        place = self._places.of(raw)
        return self._places.candidates(raw, place) if any(map(is_open, place.doubts)) else ()

    def _read(self, raw: RawLine) -> ListedLine:
        read = ListedLine(raw, self._groups.of(raw), self._places.of(raw), self._situation)
        read.require(self._rows, self._coordinating)
        read.centre = self._index.by_code.get(fold(read.code)) if read.code else None
        if read.centre is None:
            read.say_title()
            self._find(read)
        if read.centre is not None:
            read.compare(self._index)
        else:
            read.add()
        return read

    def _find(self, read: ListedLine) -> None:
        """The centre of the register that a line means whose code says nothing: the coordinating site, of which there
        is one, or the one of its kind at its hospital."""
        crmr = read.group.crmr
        if not isinstance(crmr, int) or read.nature not in _KIND_OF:
            return
        left = self._unclaimed[_KIND_OF[read.nature], crmr]
        if read.nature is Nature.COORDONNATEUR:
            read.centre = left[0] if left else None
            if not left and (site := self._coordinating_site(crmr)) is not None:
                read.coordinated_already(site)
            return
        here = [centre for centre in left if read.place.id in (None, centre.hospital_id)]
        if read.place.id is not None and len(here) == 1:
            read.centre = here[0]
        elif here:
            read.perhaps_known(here)

    def _coordinating_site(self, crmr_id: int) -> Centre | None:
        site = self._index.centres.get(("crmr", crmr_id))
        return site if site is not None and site.open_on(self._index.today) else None


def _rows_by_code(raws: Sequence[RawLine]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for raw in raws:
        if raw.text(Target.CODE):
            found[fold(raw.text(Target.CODE))].append(raw.row)
    return found


def _coordinating(raws: Sequence[RawLine], groups: Groups) -> Mapping[int, Sequence[int]]:
    """The lines of the coordinating sites of each group, by its identity."""
    found: dict[int, list[int]] = defaultdict(list)
    for raw in raws:
        if read_nature(raw.typed.get(Target.NATURE)).value is Nature.COORDONNATEUR:
            found[id(groups.of(raw))].append(raw.row)
    return found


def _unclaimed(index: RegisterIndex, codes: Mapping[str, Any]) -> Mapping[tuple[str, int], list[Centre]]:
    """By kind and reference centre, the open centres of which no line bears the code."""
    found: dict[tuple[str, int], list[Centre]] = defaultdict(list)
    for centre in index.centres.values():
        if centre.open_on(index.today) and fold(centre.row_code) not in codes:
            for crmr in centre.crmrs:
                found[centre.kind, crmr.id].append(centre)
    return found
