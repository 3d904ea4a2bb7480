"""What a file is, by its content and never by its extension."""

from __future__ import annotations

import re
from enum import Enum

from crmr_desk.workbooks.reading import compound
from crmr_desk.workbooks.reading.refusals import EMPTY, Refused, is_something_else, must_be_saved_again


class Wrapping(Enum):
    """How the content is packed, which says who reads it."""

    ZIP = "zip"
    OLE = "ole"
    TEXT = "text"


_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "un document PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"BM", "une image"),
    (b"II*\x00", "une image"),
    (b"MM\x00*", "une image"),
    (b"RIFF", "une image ou un son"),
    (b"{\\rtf", "un document de traitement de texte"),
    (b"\x1f\x8b", "une archive compressée"),
    (b"7z\xbc\xaf", "une archive compressée"),
    (b"Rar!", "une archive compressée"),
    (b"SQLite format 3", "une base de données"),
    (b"MZ", "un programme"),
    (b"\x7fELF", "un programme"),
)
_OLDEST_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_HEAD = 65_536
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_BINARY = 0.05
"""The share of control characters above which a file is no text: a list has none, one that was damaged a few."""


def wrapping(content: bytes) -> Wrapping:
    """How ``content`` is packed. Raises Refused for what is empty or certainly no workbook, with what it is."""
    if not content.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise Refused(EMPTY)
    if content.startswith(_ZIP_MARKS):
        return Wrapping.ZIP
    if content.startswith(compound.MARK):
        return Wrapping.OLE
    _check_text(content)
    return Wrapping.TEXT


def _check_text(content: bytes) -> None:
    for mark, what in _OTHERS:
        if content.startswith(mark) and (len(mark) > 2 or _is_binary(content)):
            raise is_something_else(what)
    if content.startswith(_OLDEST_EXCEL):
        raise must_be_saved_again("un classeur d’avant Excel 97")
    if content.startswith(_UTF_16_MARKS):
        return
    _check_markup(content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower())
    if _is_binary(content):
        raise is_something_else("un fichier d’un format inconnu")


def _check_markup(head: bytes) -> None:
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<style")):
        raise must_be_saved_again("une page web")
    if head.startswith(b"<?xml"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in head or b"office:spreadsheet" in head:
            raise must_be_saved_again("un classeur écrit en XML")
        raise is_something_else("un fichier XML")


def _is_binary(content: bytes) -> bool:
    head = content[:_HEAD]
    return len(_BINARY.findall(head)) > _MOST_BINARY * len(head)
