"""What a statement gives, as tuples with names of the standard library."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any, Final, cast

from sqlalchemy import Select
from sqlalchemy.orm import Session

from crmr_desk.model.network.tables import AnyRow

_NONE: Final[Mapping[str, object]] = {}


def plain_rows(session: Session, query: Select[*tuple[Any, ...]], values: Mapping[str, object] = _NONE) -> list[AnyRow]:
    """The rows of ``query``, read like those of SQLAlchemy, of which an attribute takes twenty times as long: for lists
    of thousands, each line of which is told from some twenty columns. ``values`` are those of its parameters."""
    result = session.execute(query, values)
    return cast("list[AnyRow]", list(map(_named(tuple(result.keys())), result.all())))


@cache
def _named(columns: tuple[str, ...]) -> Callable[[Iterable[object]], tuple[object, ...]]:
    made: Callable[..., Any] = namedtuple
    return partial(tuple.__new__, made("PlainRow", columns))
