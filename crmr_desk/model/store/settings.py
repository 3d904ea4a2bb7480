"""Values that the register keeps by key for everyone who opens it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crmr_desk.model.store.schema import Setting

_VALUE = select(Setting.value).where(Setting.key == bindparam("key"))


def setting(session: Session, key: str) -> Any:
    """The value kept under ``key``, None when there is none."""
    return session.scalar(_VALUE, {"key": key})


def keep_setting(session: Session, key: str, value: Any) -> None:
    """Keep ``value``, a JSON value, under ``key``; the caller is writing."""
    row = session.scalar(select(Setting).where(Setting.key == key))
    if row is None:
        row = Setting(key=key)
        session.add(row)
    row.value = value
