"""Opens a register: recognises it, brings it up to date, or says why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import make_url

from crmr_desk.model.store.database import Database


def open_database(target: str | Path, *, who: str, now: Callable[[], dt.datetime]) -> Database:
    from crmr_desk.model.store import migrate

    shared = str(target).startswith("postgresql:")
    url = make_url(str(target)).set(drivername="postgresql+psycopg") if shared else make_url(Database.url_of(Path(target)))
    migrate.upgrade(url)
    return Database(url, who=who, now=now)
