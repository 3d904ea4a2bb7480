"""The life of a dossier: its acts, opinions asked, letters exchanged, labelling campaigns."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _campaigns()
    _acts()
    _opinions()
    _letters()
    _candidacies()


def _table(name: str, *content: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *content,
        sqlite_autoincrement=True,
    )


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def _day(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[dt.date]:
    return sa.Column(name, sa.Date(), nullable=nullable, index=index)


def _ref(name: str, table: str, *, nullable: bool = True, index: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=nullable, index=index)


def _campaigns() -> None:
    _table(
        "campaign",
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        _day("opens_on"),
        _day("closes_on"),
        _day("label_start"),
        sa.Column("label_years", sa.Integer(), nullable=False),
        _text("act"),
    )


def _acts() -> None:
    with op.batch_alter_table("dossier", table_kwargs={"sqlite_autoincrement": True}) as table:
        for name in ("complete_on", "examined_on", "visa_on", "decided_on", "hold_until"):
            table.add_column(_day(name, nullable=True))
        for name in ("note", "hold_reason"):
            table.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("campaign_id", sa.Integer()))
        table.create_foreign_key("fk_dossier_campaign_id", "campaign", ["campaign_id"], ["id"])
        table.create_index("ix_dossier_campaign_id", ["campaign_id"])
    op.execute("UPDATE dossier SET decided_on = closed_on WHERE state = 'decided'")


def _opinions() -> None:
    _table(
        "opinion",
        _ref("dossier_id", "dossier", nullable=False, index=True),
        _text("kind", 40),
        _text("of"),
        _text("body"),
        _day("asked_on"),
        _day("due_on", index=True),
        _day("reminded_on", nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        _day("unanswered_on", nullable=True),
        sa.UniqueConstraint("dossier_id", "kind", "of"),
    )


def _letters() -> None:
    with op.batch_alter_table("letter", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("purpose", sa.String(20), nullable=False, server_default="decision"))
        table.add_column(_day("acknowledged_on", nullable=True))
        table.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))


def _candidacies() -> None:
    _table(
        "candidacy",
        _ref("dossier_id", "dossier", nullable=False, index=True),
        _text("kind", 8),
        _ref("site_id", "site"),
        _ref("ccmr_id", "ccmr"),
        _text("title"),
        _ref("hospital_id", "hospital"),
        _text("unit"),
        _text("role", 20),
        sa.Column("ground", sa.String(20)),
        sa.Column("active_file", sa.Integer()),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(20)),
        _text("reason"),
    )
