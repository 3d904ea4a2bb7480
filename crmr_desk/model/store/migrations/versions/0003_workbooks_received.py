"""Files received, choices made for them, recipes by sender, sources of values; a centre whose hospital is unknown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _imports()
    _choices()
    _recipes()
    _sources()
    for table in ("site", "ccmr"):
        with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as altered:
            altered.alter_column("hospital_id", existing_type=sa.Integer(), nullable=True)


def _table(name: str, *content: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *content,
        sqlite_autoincrement=True,
    )


def _text(name: str, length: int | None = None, *, nullable: bool = False, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=nullable, index=index)


def _ref(name: str, table: str, *, nullable: bool = False, index: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=nullable, index=index)


def _imports() -> None:
    _table(
        "workbook_import",
        _text("name"),
        _text("region", 2, nullable=True),
        _text("sender"),
        _text("kind", 12),
        sa.Column("received_on", sa.Date(), nullable=False, index=True),
        _text("instructor"),
        _text("state", 20, index=True),
        sa.Column("applied_on", sa.Date()),
        _ref("file_id", "stored_file"),
        _ref("report_file_id", "stored_file", nullable=True),
        _ref("answers_id", "workbook_import", nullable=True),
    )


def _choices() -> None:
    _table(
        "import_choice",
        _ref("import_id", "workbook_import", index=True),
        _text("kind", 12),
        _text("sheet"),
        _text("place"),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.UniqueConstraint("import_id", "kind", "sheet", "place"),
    )


def _recipes() -> None:
    _table(
        "import_recipe",
        _text("name"),
        _text("region", 2, nullable=True, index=True),
        _text("kind", 12),
        _text("fingerprint", 64, index=True),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("corrections", sa.JSON(), nullable=False),
    )


def _sources() -> None:
    op.create_table(
        "value_source",
        sa.Column("import_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("table_name", sa.String(40), primary_key=True),
        sa.Column("row_id", sa.Integer(), primary_key=True, autoincrement=False),
        _text("sheet"),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
    )
    op.create_index("ix_value_source_table_row", "value_source", ["table_name", "row_id"])
