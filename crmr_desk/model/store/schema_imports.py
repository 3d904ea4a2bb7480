"""Tables of the imports: files received, what was chosen for them, recipes by sender, and where values come from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crmr_desk.model.store.schema_base import NEVER_REUSE_IDS, Base, Versioned


class WorkbookImport(Versioned):
    """A file received, from its first reading to its application.

    ``region`` is the INSEE code of the agency's region, None for a national list; ``kind`` is ars, network or
    hospitals. ``state`` is draft, applied, undone or abandoned. ``report_file_id`` is the report as it was on the day
    it was applied (JSON); ``answers_id`` the import whose return workbook came back as this file.
    """

    __tablename__ = "workbook_import"
    name: Mapped[str] = mapped_column(Text)
    region: Mapped[str | None] = mapped_column(String(2))
    sender: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(12))
    received_on: Mapped[dt.date] = mapped_column(Date, index=True)
    instructor: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), index=True)
    applied_on: Mapped[dt.date | None] = mapped_column(Date)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    report_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("workbook_import.id"))


class ImportChoice(Versioned):
    """One thing that the user chose for an import: see ``crmr_desk.workbooks.imports.choices``."""

    __tablename__ = "import_choice"
    __table_args__ = (UniqueConstraint("import_id", "kind", "sheet", "place"), NEVER_REUSE_IDS)
    import_id: Mapped[int] = mapped_column(ForeignKey("workbook_import.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    sheet: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text)
    value: Mapped[Any] = mapped_column(JSON)


class ImportRecipe(Versioned):
    """How the sheets of one sender are read: columns by folded header, and corrections that come back each time.

    ``columns`` is {header: target or "ignore"}; ``corrections`` [{"target", "typed", "value"}]. ``fingerprint`` is
    that of the headers (``incoming.tables.Table``), ``region`` None for national lists.
    """

    __tablename__ = "import_recipe"
    name: Mapped[str] = mapped_column(Text)
    region: Mapped[str | None] = mapped_column(String(2), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    columns: Mapped[dict[str, Any]] = mapped_column(JSON)
    corrections: Mapped[list[Any]] = mapped_column(JSON)


class ValueSource(Base):
    """The cells from which an import wrote the fields of one row of the register.

    ``cells`` is {field: [address, value before, value written]}, values as the journal keeps them. Written with the
    import and never changed: a value still comes from there as long as it is the one written. Like the journal, it
    names rows by their ids for ever, that of an import which is taken back included.
    """

    __tablename__ = "value_source"
    __table_args__ = (Index("ix_value_source_table_row", "table_name", "row_id"),)
    import_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    table_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    row_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    sheet: Mapped[str] = mapped_column(Text)
    line: Mapped[int] = mapped_column(Integer)
    cells: Mapped[dict[str, Any]] = mapped_column(JSON)
