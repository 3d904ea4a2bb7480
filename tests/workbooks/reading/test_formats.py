from __future__ import annotations

import struct
from pathlib import Path

import pytest

from crmr_desk.workbooks.reading import compound
from crmr_desk.workbooks.reading.child import read
from crmr_desk.workbooks.reading.refusals import Refused
from tests.workbooks.reading.packages import zipped

FILES = Path(__file__).resolve().parent / "files"


def old_document(stream: str) -> bytes:
    """An old Excel file whose only stream bears another name."""
    content = bytearray((FILES / "agence.xls").read_bytes())
    place = content.index("Workbook".encode("utf-16-le"))
    name = f"{stream}\0".encode("utf-16-le")
    content[place : place + 66] = name.ljust(64, b"\0") + struct.pack("<H", len(name))
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "est vide"),
        (b"\xef\xbb\xbf \r\n\r\n", "est vide"),
        (b"%PDF-1.7\n", "un document PDF"),
        (b"\x89PNG\r\n\x1a\n", "une image"),
        (b"\xff\xd8\xff\xe0", "une image"),
        (b"\n<!DOCTYPE html><html>", "une page web"),
        (b"\xef\xbb\xbf<table><tr><td>FINESS", "une page web"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "classeur écrit en XML",
        ),
        (b'<?xml version="1.0"?><rss/>', "un fichier XML"),
        (b"{\\rtf1", "un document de traitement de texte"),
        (bytes(range(256)) * 9, "un format inconnu"),
        (zipped({"word/document.xml": b"<x/>"}), "un document de traitement de texte"),
        (zipped({"ppt/presentation.xml": b"<x/>"}), "une présentation"),
        (zipped({"photo.jpg": b"x"}), "une archive compressée"),
        (zipped({"xl/workbook.bin": b"x", "[Content_Types].xml": b"<x/>"}), r"binaire \.xlsb"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "un document de LibreOffice"),
        (old_document("EncryptedPackage"), "protégé par un mot de passe"),
        (old_document("WordDocument"), "un document de traitement de texte"),
        (old_document("PowerPoint Document"), "une présentation"),
        (old_document("__properties_version1.0"), "un autre document"),
        (compound.MARK + b"x" * 1_000, "abîmé ou incomplet"),
        (b"PK\x03\x04 et la suite manque", "abîmé ou incomplet"),
        ((FILES / "agence.xlsx").read_bytes()[:5_000], "abîmé ou incomplet"),
        ((FILES / "agence.xls").read_bytes()[:3_000], "abîmé ou incomplet"),
    ],
)
def test_what_is_no_readable_workbook_is_named(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(content)


def test_an_archive_that_declares_too_much_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Refused, match="trop grand"):
        read(zipped({"[Content_Types].xml": b"", **{f"xl/media/{n}.png": b"" for n in range(2_000)}}))


def test_bytes_that_begin_like_an_image_may_be_a_list() -> None:
    assert read(b"BM;CH de Bastia\n").sheets[0].lines == (("BM", "CH de Bastia"),)
