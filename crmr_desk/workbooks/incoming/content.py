"""What the values of a column look like, whatever its header says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import plain, text_of
from crmr_desk.workbooks.incoming.values.blanks import is_blank
from crmr_desk.workbooks.incoming.values.codes import looks_like_nature, looks_like_population
from crmr_desk.workbooks.incoming.values.dates import looks_like_date
from crmr_desk.workbooks.incoming.values.finess import looks_like_finess
from crmr_desk.workbooks.incoming.values.people import looks_like_person
from crmr_desk.workbooks.incoming.values.regions import looks_like_region
from crmr_desk.workbooks.incoming.values.status import status_of
from crmr_desk.workbooks.reading.book import Value

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_RPPS = re.compile(r"1\d{10}", re.ASCII)
_HOSPITAL = re.compile(
    r"(?:site |groupe )?(?:chr?u?|chru|hopital|hopitaux|centre hospitalier|hospices|ap-?hp|ap-?hm|hcl|clinique|"
    r"assistance publique|ghu?|fondation|institut|gh|ghr|chi|chic|chd|polyclinique|hia)\b"
)
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_TITLED = re.compile(r"^(?:m\. |mme )?(?:le )?(?:pr|dr|professeur|docteur)\b[. ]*[^/,]{2}|[(,] ?(?:pr|dr)\.?\)?$")
_BEYOND_DOUBT = frozenset((Target.FINESS, Target.EMAIL, Target.RPPS, Target.START))

SHAPES: Mapping[Target, Callable[[str], bool]] = {
    Target.FINESS: lambda text: looks_like_finess(text),
    Target.EMAIL: lambda text: _EMAIL.fullmatch(text) is not None,
    Target.RPPS: lambda text: _RPPS.fullmatch(text) is not None,
    Target.START: lambda text: looks_like_date(text),
    Target.PERSON: lambda text: _HOSPITAL.match(plain(text)) is None and looks_like_person(text),
    Target.NATURE: lambda text: looks_like_nature(text),
    Target.POPULATION: lambda text: looks_like_population(text),
    Target.STATUS: lambda text: status_of(text) is not None,
    Target.REGION: lambda text: looks_like_region(text),
    Target.HOSPITAL: lambda text: _HOSPITAL.match(plain(text)) is not None,
    Target.ACTIVE_FILE: lambda text: _NUMBER.fullmatch(text) is not None,
}
"""Shapes that a value of a field has; those of START are those of every date, of PERSON those of every full name."""


def shares(values: Iterable[Value]) -> tuple[dict[Target, float], int]:
    """The share of the values that have the shape of each field, from 0 to 1, and how many values there are; texts that
    stand for nothing do not count."""
    counts: dict[Target, int] = {}
    total = 0
    for value in values:
        text = text_of(value)
        if not text or is_blank(text):
            continue
        total += 1
        for target in (Target.START,) if isinstance(value, dt.date) else shapes_of(text):
            counts[target] = counts.get(target, 0) + 1
    return {target: count / total for target, count in counts.items()}, total


@lru_cache(maxsize=20_000)
def shapes_of(text: str) -> tuple[Target, ...]:
    """The fields of whose shape a text is."""
    return tuple(target for target, has_shape in SHAPES.items() if has_shape(text))


@lru_cache(maxsize=20_000)
def is_data_text(text: str) -> bool:
    """Whether a text is a value beyond doubt (number, date, FINESS, address, name with its title): never a header. A
    year alone may be one."""
    digits = text.replace(" ", "").replace(",", "").replace(".", "")
    if digits.isdecimal():
        return _YEAR.fullmatch(text) is None
    if Target.PERSON in shapes_of(text):
        return _TITLED.search(plain(text)) is not None
    return bool(_BEYOND_DOUBT.intersection(shapes_of(text)))
