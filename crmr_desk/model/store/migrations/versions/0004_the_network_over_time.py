"""Former values, diseases, ERN, teams, notes; doubles that name the row they were merged into; more of a site."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SUBJECTS = ("fsmr", "crmr", "site", "ccmr", "person", "hospital")


def upgrade() -> None:
    for table in ("hospital", "person"):
        _add_reference(table, "merged_into_id", table)
        op.create_index(f"ix_{table}_merged_into_id", table, ["merged_into_id"])
    _add_reference("crmr", "split_from_id", "crmr")
    op.create_index("ix_dossier_candidate_id", "dossier", ["candidate_id"])
    op.add_column("site", sa.Column("specialty", sa.Text(), nullable=False, server_default=""))
    op.add_column("site", sa.Column("population", sa.String(8)))
    op.add_column("site", sa.Column("activity", sa.String(12)))
    _former_values()
    _diseases()
    _ern()
    _teams()
    _notes()


def _add_reference(table: str, column: str, target: str) -> None:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}")
    last = _last_id(table)
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as altered:
        altered.add_column(sa.Column(column, sa.Integer(), key))
    if last is not None:
        op.get_bind().execute(sa.text("UPDATE sqlite_sequence SET seq = :last WHERE name = :table"), last)


def _last_id(table: str) -> dict[str, object] | None:
    """The highest id that SQLite ever gave in ``table``: the copy of a table would forget those of deleted rows."""
    if op.get_bind().dialect.name != "sqlite":
        return None
    query = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :table")
    return {"table": table, "last": op.get_bind().scalar(query, {"table": table}) or 0}


def _table(name: str, *content: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *content,
        sqlite_autoincrement=True,
    )


def _ref(name: str, table: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=nullable, index=True)


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def _period(*, start_known: bool = True) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("start", sa.Date(), nullable=not start_known),
        sa.Column("end", sa.Date()),
        sa.CheckConstraint('"end" IS NULL OR "end" >= "start"', name="period"),
    )


def _exactly_one(columns: tuple[str, ...], name: str) -> sa.CheckConstraint:
    filled = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return sa.CheckConstraint(f"({filled}) = 1", name=name)


def _former_values() -> None:
    _table(
        "former_value",
        _text("table_name", 40),
        sa.Column("row_id", sa.Integer(), nullable=False),
        _text("field", 40),
        sa.Column("value", sa.JSON()),
        sa.Column("until", sa.Date(), nullable=False, index=True),
        sa.UniqueConstraint("table_name", "row_id", "field", "until"),
    )


def _diseases() -> None:
    _table(
        "disease",
        _ref("crmr_id", "crmr"),
        sa.Column("orpha", sa.Integer(), index=True),
        _text("name"),
        *_period(start_known=False),
    )


def _ern() -> None:
    _table("ern_membership", _ref("site_id", "site"), _text("ern", 20), *_period())


def _teams() -> None:
    _table(
        "team_member",
        _ref("site_id", "site", nullable=True),
        _ref("ccmr_id", "ccmr", nullable=True),
        _ref("person_id", "person"),
        _text("role", 20),
        _text("detail"),
        sa.Column("quota", sa.Integer()),
        *_period(),
        _exactly_one(("site_id", "ccmr_id"), "one_centre"),
    )


def _notes() -> None:
    _table(
        "note",
        *(_ref(f"{subject}_id", subject, nullable=True) for subject in _SUBJECTS),
        _text("text"),
        _text("by"),
        sa.Column("written_on", sa.Date(), nullable=False),
        _exactly_one(tuple(f"{subject}_id" for subject in _SUBJECTS), "one_subject"),
    )
