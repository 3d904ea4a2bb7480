"""What a column seems to be: what its header says, unless what stands below says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from crmr_desk.workbooks.incoming.content import shares
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.headers import HeaderGuess, guess_header
from crmr_desk.workbooks.incoming.typed import one_line, plain, text_of
from crmr_desk.workbooks.incoming.values.codes import says_nature, says_population
from crmr_desk.workbooks.incoming.values.regions import region_named
from crmr_desk.workbooks.incoming.values.titles import title_of
from crmr_desk.workbooks.reading.book import Value

_TICKS = frozenset(("x", "xx", "oui", "non", "ok", "vrai", "faux", "1", "0"))
"""What stands under « CRMR » and « CCMR » where they are boxes to tick."""
BY_CONTENT = 75
"""The most that content alone can say of a column; a header says more."""

Guess = tuple[Target | None, int]
_NOTHING: Guess = (None, 0)
_MOST, _FEW = 0.6, 0.1

_OTHERWISE: Mapping[Target, tuple[Target, ...]] = {
    Target.NATURE: (Target.STATUS, Target.POPULATION, Target.PERSON),
    Target.UNIT: (Target.PERSON,),
    Target.STATUS: (Target.NATURE,),
    Target.CENTRE: (Target.PERSON, Target.NATURE),
    Target.PERSON: (Target.EMAIL,),
    Target.HOSPITAL: (Target.FINESS, Target.PERSON),
    Target.TITLE: (Target.NATURE,),
}
"""Headers of several meanings (« Fonction », « Chef de service ») and the fields that most of their values may tell."""
_VAGUE = frozenset(
    ("nom", "noms", "site", "nom site", "structure", "designation", "denomination", "libelle", "nom structure")
)
"""Headers that stand above hospitals as well as above centres."""
_ALONE: Mapping[Target, int] = {
    Target.FINESS: BY_CONTENT, Target.EMAIL: BY_CONTENT, Target.RPPS: 70, Target.PERSON: 65, Target.HOSPITAL: 62,
    Target.NATURE: 65, Target.STATUS: 62, Target.POPULATION: 62, Target.START: 40,
}  # fmt: skip
"""How sure content alone is; below ``mapping.SURE`` it is proposed, and not taken: a date may be any date."""


def guessed(header: str, own: str, values: Sequence[Value]) -> Guess:
    """The field of a column, None when nothing is known, and a confidence from 0 to 100. ``own`` is the last line of a
    two-row ``header``."""
    said = _said(one_line(header), own)
    shape, count = shares(values)
    if said.target is None:
        return _by_content(shape, count) if not said.confidence else _NOTHING
    if said.target is Target.CENTRE and values and all(plain(text_of(value)) in _TICKS for value in values):
        return _NOTHING
    if count == 0:
        return said.target, said.confidence
    other = _otherwise(said.target, own, shape)
    if other is not None:
        return other, max(BY_CONTENT + 1, round(90 * shape[other]))
    kept = None if _is_own_code(said.target, own) else _KEPT.get(said.target)
    share = kept(shape, values) if kept is not None else _MOST
    if share < _FEW and count > 2:
        return _NOTHING
    return said.target, min(99, said.confidence + 3) if share > 0.8 else said.confidence - 10 * (share < _MOST)


def _is_own_code(target: Target, own: str) -> bool:
    """« ActId », « Code centre »: a number is a code there, where « Code » alone may be a postal one."""
    return target is Target.CODE and plain(own).strip(" :*.") != "code"


def _said(header: str, own: str) -> HeaderGuess:
    said = guess_header(header)
    if said.exact or own == header or (said.target is None and said.confidence):
        return said
    alone = guess_header(own)
    if said.target is not None and plain(own).strip(" :*.") in _VAGUE:
        return said
    return alone if alone.exact or said.target is None else said


def _otherwise(said: Target, own: str, shape: Mapping[Target, float]) -> Target | None:
    others = _OTHERWISE.get(said, ())
    if said is Target.CENTRE and plain(own).strip(" :*.") in _VAGUE:
        others += (Target.HOSPITAL,)
    for target in others:
        if shape.get(target, 0) >= _MOST and shape.get(said, 0) < shape[target]:
            return target
    return None


def _by_content(shape: Mapping[Target, float], count: int) -> Guess:
    if count < 2:
        return _NOTHING
    return next(((target, sure) for target, sure in _ALONE.items() if shape.get(target, 0) >= 0.8), _NOTHING)


def _of_shape(target: Target) -> Callable[[Mapping[Target, float], Sequence[Value]], float]:
    return lambda shape, _values: shape.get(target, 0)


def _share(fits: Callable[[str], bool]) -> Callable[[Mapping[Target, float], Sequence[Value]], float]:
    return lambda _shape, values: sum(fits(text_of(value)) for value in values) / len(values)


_KEPT: Mapping[Target, Callable[[Mapping[Target, float], Sequence[Value]], float]] = {
    **dict.fromkeys((Target.FINESS, Target.FINESS_EJ), _share(lambda text: sum(map(str.isdecimal, text)) >= 3)),
    **dict.fromkeys((Target.START, Target.END, Target.LABEL_END), _of_shape(Target.START)),
    Target.EMAIL: _of_shape(Target.EMAIL),
    Target.RPPS: _share(lambda text: sum(map(str.isdecimal, text)) >= 6),
    Target.ACTIVE_FILE: _share(lambda text: any(map(str.isdecimal, text))),
    Target.TOWN: _share(lambda text: not text.isdecimal()),
    Target.CODE: _share(lambda text: not text.isdecimal()),
    Target.TITLE: _share(lambda text: bool(title_of(text))),
    Target.NATURE: _share(says_nature),
    Target.POPULATION: _share(says_population),
    Target.STATUS: _of_shape(Target.STATUS),
    Target.REGION: _share(lambda text: region_named(text)[1] != ""),
}
"""Fields whose values have a shape of their own, and the share of values that keep what the header promises: numbers
that a spreadsheet damaged are numbers all the same. A header that never keeps it is not believed."""
