"""The reference centres that a national list speaks of: the lines of one are those that bear its title in a filière.

Each is sought in the register: by the codes of its sites, its title, its acronym, a title that comes near. A title
under which there are competence centres only stands for those that several reference centres share: no reference centre
is made of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.checking.network_list_titles import acronym_key, acronym_of, subject_key
from crmr_desk.workbooks.checking.rows import Ref, Write
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine
from crmr_desk.workbooks.incoming.values.codes import Nature, fsmr_key, fsmr_named, read_nature
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.register import Crmr

_ALIKE = 90
"""Likeness, of 100, from which two titles may be one."""

Key = tuple[str, str]
"""What the lines of one reference centre have in common: filière and title, both folded."""


@dataclass(slots=True)
class Group:
    """The lines of one title. ``crmr`` is the reference centre of the register, or the one to be added; None where the
    title stands for shared competence centres. ``ties`` are the reference centres that its competence centres are
    attached to, ``writes`` what these need to exist. ``alike``: the title only comes near that of the register;
    ``several`` of the register bear the title."""

    key: Key
    first: RawLine
    natures: list[Nature | None] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    crmr: int | Ref | None = None
    ties: tuple[int | Ref, ...] = ()
    writes: tuple[Write, ...] = ()
    alike: Crmr | None = None
    several: tuple[Crmr, ...] = ()

    @property
    def title(self) -> str:
        """As typed, on one line."""
        return self.first.text(Target.CENTRE)

    @property
    def shared(self) -> bool:
        """Whether it holds competence centres only."""
        return all(nature in (Nature.CCMR, Nature.CRC, None) for nature in self.natures)


class Groups:
    """The groups of one list."""

    def __init__(self, index: RegisterIndex, raws: Sequence[RawLine]) -> None:
        self._index = index
        self._filieres = {fsmr_key(sigle): fsmr_id for sigle, fsmr_id in index.fsmrs.items()}
        self._keys = frozenset(self._filieres)
        self._groups: dict[Key, Group] = {}
        for raw in raws:
            key = self._key(raw)
            group = self._groups.setdefault(key, Group(key, raw))
            group.natures.append(read_nature(raw.typed.get(Target.NATURE)).value)
            group.codes.add(fold(raw.text(Target.CODE)))
        self._find()
        for group in self._groups.values():
            self._complete(group)
        for group in self._groups.values():
            if group.crmr is None:
                self._share(group)

    def of(self, raw: RawLine) -> Group:
        """The group of a line."""
        return self._groups[self._key(raw)]

    def _key(self, raw: RawLine) -> Key:
        sigle = raw.text(Target.FSMR)
        return fsmr_named(sigle, self._keys) or fsmr_key(sigle), fold(raw.text(Target.CENTRE))

    def _find(self) -> None:
        """A reference centre of the register is that of one group at most; surer signs go before others."""
        claimed: set[int] = set()
        for rule in (self._by_codes, self._by_title, self._by_acronym, self._by_likeness):
            open_groups = [group for group in self._groups.values() if group.crmr is None and group.title]
            found = {group.key: [crmr for crmr in rule(group) if crmr.id not in claimed] for group in open_groups}
            wanted = Counter(crmrs[0].id for crmrs in found.values() if len(crmrs) == 1)
            for group in open_groups:
                crmrs = found[group.key]
                if len(crmrs) == 1 and wanted[crmrs[0].id] == 1:
                    group.crmr = crmrs[0].id
                    group.alike = crmrs[0] if rule == self._by_likeness else None
                    group.several = ()
                elif len(crmrs) > 1:
                    group.several = tuple(crmrs)
            claimed |= {group.crmr for group in self._groups.values() if isinstance(group.crmr, int)}

    def _by_codes(self, group: Group) -> list[Crmr]:
        """That of the sites whose codes the register knows, whatever the title has become."""
        known = [self._index.by_code[code] for code in group.codes if code in self._index.by_code]
        return list({centre.crmrs[0].id: centre.crmrs[0] for centre in known if centre.kind != "ccmr"}.values())

    def _by_title(self, group: Group) -> list[Crmr]:
        key, acronym = subject_key(group.title), acronym_key(acronym_of(group.title))
        same = [crmr for crmr in self._of_filiere(group) if subject_key(crmr.title) == key]
        return [crmr for crmr in same if not acronym or _acronym(crmr) in ("", acronym)]

    def _by_acronym(self, group: Group) -> list[Crmr]:
        acronym = acronym_key(acronym_of(group.title))
        alone = sum(acronym_key(acronym_of(other.title)) == acronym for other in self._same_filiere(group)) == 1
        return [crmr for crmr in self._of_filiere(group) if acronym and alone and _acronym(crmr) == acronym]

    def _by_likeness(self, group: Group) -> list[Crmr]:
        if group.shared or group.several:
            return []
        key, acronym = subject_key(group.title), acronym_key(acronym_of(group.title))
        return [
            crmr
            for crmr in self._of_filiere(group)
            if fuzz.ratio(key, subject_key(crmr.title)) >= _ALIKE and "" in (acronym, _acronym(crmr))
        ]

    def _of_filiere(self, group: Group) -> Iterator[Crmr]:
        filiere = group.key[0]
        return (crmr for crmr in self._index.crmrs.values() if fsmr_key(crmr.fsmr) in ("", filiere) or not filiere)

    def _same_filiere(self, group: Group) -> Iterator[Group]:
        return (other for other in self._groups.values() if other.key[0] == group.key[0])

    def _complete(self, group: Group) -> None:
        """Plan a reference centre that the register does not have, unless the title stands for shared centres."""
        if group.crmr is None and not group.shared and group.title:
            ref, (fsmr, writes) = f"crmr:{group.key[0]}:{group.key[1]}", self._filiere(group)
            after = {"title": group.title, "acronym": acronym_of(group.title), "fsmr_id": fsmr}
            cell = group.first.typed[Target.CENTRE].cell
            cells = {"title": cell, "acronym": cell, "fsmr_id": _cell(group.first, Target.FSMR)}
            group.crmr, group.writes = Ref(ref), (*writes, Write("crmr", None, {}, after, cells=cells, ref=ref))
        group.ties = (group.crmr,) if group.crmr is not None else ()

    def _filiere(self, group: Group) -> tuple[int | Ref | None, tuple[Write, ...]]:
        key = group.key[0]
        if not key or key in self._filieres:
            return self._filieres.get(key), ()
        sigle, ref = group.first.text(Target.FSMR), f"fsmr:{key}"
        after = {"sigle": sigle, "name": sigle, "seat_id": None}
        cells = dict.fromkeys(("sigle", "name"), _cell(group.first, Target.FSMR))
        return Ref(ref), (Write("fsmr", None, {}, after, cells=cells, ref=ref),)

    def _share(self, group: Group) -> None:
        """Competence centres under a title of their own belong to the reference centres whose titles begin with it,
        where those have no competence centre of their own in the list."""
        begins = _begins_with(subject_key(group.title))
        owners = [other for other in self._same_filiere(group) if other.crmr is not None and begins(other)]
        if len(owners) > 1 and not any(_has_ccmr(owner) for owner in owners):
            group.ties = tuple(owner.crmr for owner in owners if owner.crmr is not None)
            group.writes = tuple(write for owner in owners for write in owner.writes)


def _begins_with(start: str) -> Callable[[Group], bool]:
    return lambda group: bool(start) and subject_key(group.title).startswith(start)


def _has_ccmr(group: Group) -> bool:
    return any(nature in (Nature.CCMR, Nature.CRC) for nature in group.natures)


def _acronym(crmr: Crmr) -> str:
    return acronym_key(crmr.acronym or acronym_of(crmr.title))


def _cell(raw: RawLine, target: Target) -> str:
    typed = raw.typed.get(target)
    return typed.cell if typed is not None else ""


def names_of(crmrs: Iterable[Crmr]) -> str:
    """« CERVCO, NEPHROGONES », at most four."""
    return ", ".join(crmr.name for crmr in list(crmrs)[:4])
