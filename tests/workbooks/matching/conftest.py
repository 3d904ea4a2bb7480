"""The register of the small region of the checks."""

from __future__ import annotations

from tests.workbooks.checking.conftest import index, region_file

__all__ = ["index", "region_file"]
