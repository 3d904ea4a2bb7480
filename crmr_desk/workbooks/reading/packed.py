"""Tells which program wrote a packed file, and has it read."""

from __future__ import annotations

from crmr_desk.workbooks.reading import ods, xlsx
from crmr_desk.workbooks.reading.archive import Archive
from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.reading.refusals import Refused, is_something_else

_XLSB = (
    "est un classeur binaire .xlsb, que ce programme ne lit pas\u00a0: "
    "ouvrez-le dans Excel, enregistrez-le au format .xlsx, puis recommencez"
)


def read(content: bytes) -> Book:
    """The book. Raises Refused, among others when the file is no workbook."""
    archive = Archive(content)
    kind = archive.read("mimetype").decode("ascii", "replace").strip()
    if "xl/workbook.bin" in archive:
        raise Refused(_XLSB)
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
