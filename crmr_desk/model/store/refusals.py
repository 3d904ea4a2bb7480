"""The one place where what a database refuses is said in French."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL


@contextmanager
def said_in_french(url: URL) -> Iterator[None]:
    yield
