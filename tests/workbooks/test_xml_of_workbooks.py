"""Workbooks are read by the parser that refuses XML bombs, whatever other one is installed."""

from __future__ import annotations

from importlib import import_module

from openpyxl.xml import LXML

import crmr_desk


def test_openpyxl_reads_xml_by_defusedxml() -> None:
    assert crmr_desk.__version__
    assert not LXML
    assert import_module("openpyxl.reader.excel").fromstring is import_module("defusedxml.ElementTree").fromstring
