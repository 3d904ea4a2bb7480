"""« De même pour les 14 semblables »: the lines that ask the very same thing."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from crmr_desk.workbooks.checking.basis import Basis
from crmr_desk.workbooks.checking.places import OF_HOSPITAL
from crmr_desk.workbooks.checking.rows import Checked, Line
from crmr_desk.workbooks.checking.values import NAMES
from crmr_desk.workbooks.checking.verdicts import confirmable, is_open
from crmr_desk.workbooks.imports.choices import ChoiceKind
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine

Key = Callable[[Line, RawLine], Hashable]


def alike(checked: Checked, line: Line, what: Target | ChoiceKind) -> tuple[Line, ...]:
    """The other lines still to be settled to which the answer given for ``line`` fits word for word: those with the
    same text in a column (a Target: a correction), with the same establishment or person as typed, or with the same
    doubts. None for a centre: two lines of one centre contradict each other."""
    key = _key(what)
    basis: Basis = checked.basis
    own = key(line, basis.raws[line.key])
    if not own:
        return ()
    return tuple(
        other
        for other in checked.lines
        if not other.settled and other.key != line.key and key(other, basis.raws[other.key]) == own
    )


def _key(what: Target | ChoiceKind) -> Key:
    if isinstance(what, Target):
        return lambda _line, raw: _texts(raw, frozenset((what,)))
    if what is ChoiceKind.HOSPITAL:
        return lambda line, raw: _texts(raw, OF_HOSPITAL) if _asks(line, OF_HOSPITAL) else None
    if what is ChoiceKind.PERSON:
        return lambda line, raw: _texts(raw, frozenset(NAMES)) if _asks(line, frozenset(NAMES)) else None
    if what is ChoiceKind.CONFIRM:
        return lambda line, _raw: frozenset(reason.code for reason in confirmable(line))
    if what is ChoiceKind.SKIP:
        return lambda line, _raw: frozenset(reason.code for reason in line.reasons if is_open(reason))
    return lambda _line, _raw: None


def _texts(raw: RawLine, targets: frozenset[Target]) -> Hashable:
    return tuple((target, typed.text) for target, typed in raw.typed.items() if target in targets and typed.text)


def _asks(line: Line, targets: frozenset[Target]) -> bool:
    return any(is_open(reason) and reason.target in targets for reason in line.reasons)
