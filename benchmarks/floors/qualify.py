"""Floor: the very objects of the situations and of their answers built again, their values ready. Argument: the round.

The one floor that imports this program: what it builds has to be the same dataclasses.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final

from benchmarks.situations import COUNT, situations
from benchmarks.stamp import number_argument, tell
from crmr_desk.model.law import packs
from crmr_desk.model.law.qualify import qualify
from crmr_desk.model.law.situation import from_json


def built(thing: object) -> Iterator[tuple[type[Any], tuple[object, ...]]]:
    """Class and values of every dataclass inside ``thing``, itself included."""
    if isinstance(thing, tuple):
        for item in thing:
            yield from built(item)
    elif is_dataclass(thing) and not isinstance(thing, type):
        values = tuple(getattr(thing, field.name) for field in fields(thing))
        yield from built(values)
        yield type(thing), values


TURNS: Final = 10
"""The objects of a tenth of the situations are built so many times: judging them all first takes longer than both."""

pack = packs.load_named("2016")
recipes = []
for one in situations(number_argument(), COUNT // TURNS):
    situation = from_json(one)[0]
    recipes += [*built(situation), *built(qualify(situation, pack))]
began = time.monotonic()
for _turn in range(TURNS):
    for kind, values in recipes:
        kind(*values)
tell(time.monotonic() - began)
