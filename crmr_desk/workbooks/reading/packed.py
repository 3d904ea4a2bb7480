"""Tells which program wrote a packed file, and has it read."""

from __future__ import annotations

from crmr_desk.workbooks.reading import ods, xlsx
from crmr_desk.workbooks.reading.archive import Archive
from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.reading.refusals import is_something_else, must_be_saved_again


def read(content: bytes) -> Book:
    """The book. Raises Refused, among others when the file is no workbook."""
    archive = Archive(content)
    kind = archive.read("mimetype").decode("ascii", "replace").strip()
    if "xl/workbook.bin" in archive:
        raise must_be_saved_again("un classeur binaire .xlsb")
    if kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return ods.read(archive)
    if kind.startswith("application/vnd.oasis.opendocument"):
        raise is_something_else("un document de LibreOffice")
    if "word/document.xml" in archive:
        raise is_something_else("un document de traitement de texte")
    if "ppt/presentation.xml" in archive:
        raise is_something_else("une présentation")
    if "[Content_Types].xml" in archive or "xl/workbook.xml" in archive:
        return xlsx.read(archive)
    raise is_something_else("une archive compressée")
