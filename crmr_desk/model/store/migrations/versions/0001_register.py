"""The register: network, dossiers, journal.

Names of keys and checks come from the naming convention of ``schema.Base``.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NO_OPERATION_YET = "0" * 64
SEATS = ("crmr_id", "site_id", "ccmr_id", "fsmr_id")
ONE_SEAT = (
    "(function = 'coordonnateur' AND crmr_id IS NOT NULL"
    " AND site_id IS NULL AND ccmr_id IS NULL AND fsmr_id IS NULL)"
    " OR (function = 'responsable_site' AND site_id IS NOT NULL"
    " AND crmr_id IS NULL AND ccmr_id IS NULL AND fsmr_id IS NULL)"
    " OR (function = 'responsable_ccmr' AND ccmr_id IS NOT NULL"
    " AND crmr_id IS NULL AND site_id IS NULL AND fsmr_id IS NULL)"
    " OR (function = 'animateur' AND fsmr_id IS NOT NULL"
    " AND crmr_id IS NULL AND site_id IS NULL AND ccmr_id IS NULL)"
)


def upgrade() -> None:
    _network()
    _mandates()
    _forbid_overlapping_mandates()
    _dossiers()
    _journal()


def _table(name: str, *content: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *content,
        sqlite_autoincrement=True,
    )


def _text(
    name: str, length: int | None = None, *, nullable: bool = False, unique: bool | None = None, index: bool = False
) -> sa.Column[str]:
    kind = sa.String(length) if length else sa.Text()
    return sa.Column(name, kind, nullable=nullable, unique=unique, index=index)


def _ref(name: str, table: str, *, nullable: bool = False, index: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=nullable, index=index)


def _period() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date()),
        sa.CheckConstraint('"end" IS NULL OR "end" >= "start"', name="period"),
    )


def _network() -> None:
    _table(
        "hospital",
        _text("finess_et", 9, unique=True),
        _text("finess_ej", 9, index=True),
        _text("name"),
        _text("town"),
        _text("region", 2, index=True),
    )
    _table(
        "person",
        _text("code", unique=True),
        _text("title"),
        _text("first_name"),
        _text("last_name", index=True),
        _text("rpps", 11, nullable=True),
        sa.Column("birth_date", sa.Date()),
        _text("status", 20, nullable=True),
        sa.Column("full_time", sa.Boolean()),
        _text("email", nullable=True),
    )
    _table("fsmr", _text("sigle", unique=True), _text("name"), _ref("seat_id", "hospital", nullable=True, index=False))
    _table("fsmr_designation", _ref("fsmr_id", "fsmr"), *_period())
    _table(
        "crmr",
        _text("code", unique=True),
        _text("title"),
        _text("acronym"),
        _ref("fsmr_id", "fsmr", nullable=True),
    )
    _table("label", _ref("crmr_id", "crmr"), *_period(), _text("act"))
    _table(
        "site",
        _text("code", unique=True),
        _ref("crmr_id", "crmr"),
        _text("role", 20),
        _ref("hospital_id", "hospital"),
        _text("unit"),
        _text("ground", 20, nullable=True),
        *_period(),
    )
    _table(
        "ccmr",
        _text("code", unique=True),
        _text("title"),
        _text("kind", 8),
        _ref("hospital_id", "hospital"),
        _text("specialty"),
        _text("population", 8, nullable=True),
        sa.Column("active_file", sa.Integer()),
        *_period(),
    )
    _table("attachment", _ref("ccmr_id", "ccmr"), _ref("crmr_id", "crmr"), *_period())


def _mandates() -> None:
    _table(
        "mandate",
        _ref("person_id", "person"),
        _text("function", 20),
        *_seats(),
        *_period(),
        sa.CheckConstraint(ONE_SEAT, name="one_seat"),
    )


def _seats() -> list[sa.Column[int]]:
    return [_ref(seat, seat.removesuffix("_id"), nullable=True) for seat in SEATS]


def _forbid_overlapping_mandates() -> None:
    """Two mandates of one seat never share a day; both ends are inclusive, an empty end is without limit."""
    if op.get_bind().dialect.name == "sqlite":
        same_seat = " OR ".join(f"other.{seat} = NEW.{seat}" for seat in SEATS)
        watched = ", ".join((*SEATS, "start", '"end"'))
        for name, event in (("insert", "INSERT"), ("update", f"UPDATE OF {watched}")):
            op.execute(
                f"CREATE TRIGGER mandate_overlap_on_{name} BEFORE {event} ON mandate"
                f" WHEN EXISTS (SELECT 1 FROM mandate AS other WHERE other.id IS NOT NEW.id AND ({same_seat})"
                " AND other.start <= COALESCE(NEW.\"end\", '9999-12-31')"
                " AND COALESCE(other.\"end\", '9999-12-31') >= NEW.start)"
                " BEGIN SELECT RAISE(ABORT, 'mandate_overlap'); END"
            )
    else:
        for seat in SEATS:
            op.execute(
                f"ALTER TABLE mandate ADD CONSTRAINT mandate_overlap_{seat} EXCLUDE USING gist ("
                f"int4range({seat}, {seat}, '[]') WITH &&, daterange(start, \"end\", '[]') WITH &&)"
                f" WHERE ({seat} IS NOT NULL)"
            )


def _dossiers() -> None:
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Integer(), primary_key=True),
        _text("sha256", 64, unique=True),
        sa.Column("size", sa.Integer(), nullable=False),
        _text("name"),
        _text("media_type", 100),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sqlite_autoincrement=True,
    )
    _table(
        "dossier",
        _text("number", 20, unique=True),
        _text("pack", 40),
        _text("request", 40),
        _text("function", 20),
        *_seats(),
        _text("state", 20, index=True),
        _text("scenario", 60, nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        _ref("candidate_id", "person", nullable=True, index=False),
        _ref("former_mandate_id", "mandate", nullable=True, index=False),
        _ref("new_mandate_id", "mandate", nullable=True, index=False),
        _text("instructor"),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date()),
    )
    _pieces_and_letters()
    _table("setting", _text("key", 80, unique=True), sa.Column("value", sa.JSON(), nullable=False))


def _pieces_and_letters() -> None:
    _table(
        "piece",
        _ref("dossier_id", "dossier"),
        _text("kind", 40),
        _text("of"),
        _text("state", 20),
        sa.Column("received_on", sa.Date()),
        _text("opinion", 20, nullable=True),
        sa.Column("signed", sa.Boolean()),
        sa.Column("vouches", sa.Boolean()),
        _text("note"),
        _ref("file_id", "stored_file", nullable=True, index=False),
        sa.UniqueConstraint("dossier_id", "kind", "of"),
    )
    _table(
        "lifting",
        _ref("dossier_id", "dossier"),
        _text("finding", 60),
        _text("piece", 40),
        _text("of"),
        _text("fact"),
        _text("reason"),
        _text("by"),
        sa.Column("lifted_on", sa.Date(), nullable=False),
        sa.UniqueConstraint("dossier_id", "finding", "piece", "of"),
    )
    _table(
        "recipient",
        _ref("dossier_id", "dossier"),
        _text("who", 40),
        _text("of"),
        sa.Column("included", sa.Boolean(), nullable=False),
        _text("channel", 20),
        _text("reason"),
        sa.UniqueConstraint("dossier_id", "who", "of"),
    )
    _table(
        "letter",
        _ref("dossier_id", "dossier"),
        _text("number", 30, unique=True),
        _text("kind", 60),
        _text("who", 40),
        _text("of"),
        _text("addressee"),
        _text("channel", 20),
        _text("state", 20, index=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        _ref("file_id", "stored_file", index=False),
        _text("file_name"),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("sent_on", sa.Date()),
    )


def _journal() -> None:
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _text("who"),
        _text("label"),
        sa.Column("undoable", sa.Boolean(), nullable=False),
        _ref("undoes", "operation", nullable=True),
        _text("previous_hash", 64),
        _text("hash", 64),
    )
    op.create_table(
        "operation_change",
        sa.Column("operation_id", sa.Integer(), sa.ForeignKey("operation.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        _text("table_name", 40),
        sa.Column("row_id", sa.Integer(), nullable=False),
        _text("action", 10),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        sa.Index("ix_operation_change_table_row", "table_name", "row_id"),
    )
    head = op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        _text("hash", 64),
    )
    op.bulk_insert(head, [{"id": 1, "operation_id": 0, "hash": NO_OPERATION_YET}])
