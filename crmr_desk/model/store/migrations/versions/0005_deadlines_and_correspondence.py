"""Deadlines typed and marked, letters outside dossiers, signing lists, batches, signatories, letterheads, phrases."""

from __future__ import annotations

import datetime as dt
import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_CENTRES = ("fsmr", "crmr", "site", "ccmr")
_DUE = (("mandate", "end"), ("label", "end"), ("person", "birth_date"), ("letter", "sent_on"))
"""The days from which deadlines derive: a month asks for its own."""
_BUREAU = "bureau"
_SINCE = dt.date(2016, 1, 11)
"""The lines of the bureau bore no day before: they hold since the instruction."""


def upgrade() -> None:
    for column in ("address", "email"):
        op.add_column("hospital", _optional_text(column))
    _signing_lists()
    _batches()
    _letters()
    _deadlines()
    _signatories()
    _letterheads()
    for table, column in _DUE:
        op.create_index(f"ix_{table}_{column}", table, [column])
    _table("phrase", _text("topic", index=True), _text("title"), _text("text"))


def _table(name: str, *content: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *content,
        sqlite_autoincrement=True,
    )


def _ref(name: str, table: str, *, index: bool = True) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id")
    return sa.Column(name, sa.Integer(), key, nullable=True, index=index)


def _text(name: str, length: int | None = None, *, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False, index=index)


def _optional_text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _day(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[dt.date]:
    return sa.Column(name, sa.Date(), nullable=nullable, index=index)


def _file(*, nullable: bool = False) -> sa.Column[int]:
    return sa.Column("file_id", sa.Integer(), sa.ForeignKey("stored_file.id"), nullable=nullable)


def _period() -> tuple[sa.schema.SchemaItem, ...]:
    check = sa.CheckConstraint('"end" IS NULL OR "end" >= "start"', name="period")
    return (_day("start"), _day("end", nullable=True), check)


def _signing_lists() -> None:
    _table(
        "signing_list",
        sa.Column("number", sa.String(20), nullable=False, unique=True),
        _day("made_on"),
        _text("signatory"),
        _text("by"),
        _file(),
        _day("returned_on", nullable=True),
    )


def _batches() -> None:
    _table("letter_batch", _text("kind", 40), _text("name"), _day("made_on"), _text("by"))


def _letters() -> None:
    """A letter needs no dossier any more; the rest of what a letter now knows comes with the same copy of the table."""
    references = {
        "replaces_id": "letter",
        "signing_list_id": "signing_list",
        "signed_file_id": "stored_file",
        "batch_id": "letter_batch",
        **{f"{centre}_id": centre for centre in _CENTRES},
    }
    last = _last_id("letter")
    with op.batch_alter_table("letter", table_kwargs={"sqlite_autoincrement": True}) as altered:
        altered.alter_column("dossier_id", existing_type=sa.Integer(), nullable=True)
        altered.add_column(_optional_text("email"))
        altered.add_column(sa.Column("edition", sa.Integer(), nullable=False, server_default="1"))
        altered.add_column(_day("signed_on", nullable=True))
        altered.add_column(_optional_text("signed_by"))
        for column, table in references.items():
            key = sa.ForeignKey(f"{table}.id", name=f"fk_letter_{column}")
            altered.add_column(sa.Column(column, sa.Integer(), key))
    if last is not None:
        op.get_bind().execute(sa.text("UPDATE sqlite_sequence SET seq = :last WHERE name = :table"), last)
    for column in references:
        if column != "signed_file_id":
            op.create_index(f"ix_letter_{column}", "letter", [column])


def _last_id(table: str) -> dict[str, object] | None:
    """The highest id that SQLite ever gave in ``table``: the copy of a table would forget those of deleted rows."""
    if op.get_bind().dialect.name != "sqlite":
        return None
    query = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :table")
    return {"table": table, "last": op.get_bind().scalar(query, {"table": table}) or 0}


def _deadlines() -> None:
    _table(
        "deadline_entry",
        _day("on", index=True),
        _text("kind", 20),
        *(_text(name) for name in ("title", "detail", "place", "instructor")),
        *(_ref(f"{table}_id", table) for table in (*_CENTRES, "dossier")),
    )
    _table(
        "deadline_mark",
        sa.Column("key", sa.String(80), nullable=False, unique=True),
        _day("due_on"),
        _text("state", 20),
        _day("until", nullable=True, index=True),
        _text("reason"),
        _text("by"),
        _day("marked_on"),
        sa.CheckConstraint("(state = 'postponed') = (until IS NOT NULL)", name="postponed_until"),
    )


def _signatories() -> None:
    _table("signatory", *(_text(name) for name in ("name", "quality", "capacity", "delegation")), *_period())


def _letterheads() -> None:
    _table(
        "letterhead",
        sa.Column("start", sa.Date(), nullable=False, unique=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("says_direction", sa.Boolean(), nullable=False, server_default=sa.false()),
        _file(nullable=True),
    )
    setting = sa.table("setting", sa.column("key"), sa.column("value"))
    kept = op.get_bind().scalar(sa.select(setting.c.value).where(setting.c.key == _BUREAU))
    if kept:
        lines = json.loads(kept) if isinstance(kept, str) else kept
        letterhead = sa.table(
            "letterhead", sa.column("version"), sa.column("start", sa.Date()), sa.column("lines", sa.JSON())
        )
        op.bulk_insert(letterhead, [{"version": 1, "start": _SINCE, "lines": lines}])
