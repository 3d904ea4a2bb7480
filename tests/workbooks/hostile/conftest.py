"""The small region of the checks, to pass hostile books through the check of an import."""

from __future__ import annotations

from tests.workbooks.checking.conftest import index, region_db, region_file

__all__ = ["index", "region_db", "region_file"]
