"""What a statement gives, as tuples with names of the standard library."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any, cast

from sqlalchemy import Select
from sqlalchemy.orm import Session

from crmr_desk.model.network.tables import AnyRow


def plain_rows(session: Session, query: Select[*tuple[Any, ...]], values: Mapping[str, object]) -> list[AnyRow]:
    """The rows of ``query``, read like those of SQLAlchemy: each is told from some twenty of its columns, and there an
    attribute takes twenty times as long."""
    result = session.execute(query, values)
    return cast("list[AnyRow]", list(map(_named(tuple(result.keys())), result.all())))


@cache
def _named(columns: tuple[str, ...]) -> Callable[[Iterable[object]], tuple[object, ...]]:
    made: Callable[..., Any] = namedtuple
    return partial(tuple.__new__, made("PlainRow", columns))
