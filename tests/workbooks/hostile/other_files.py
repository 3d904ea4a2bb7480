"""Hostile texts, OpenDocument and old Office files, and files that are no workbook at all."""

from __future__ import annotations

import io
import random
import zipfile

from tests.workbooks.hostile.cases import heavy, light
from tests.workbooks.hostile.packed_files import FILES
from tests.workbooks.reading.packages import ODS_KIND, ods, ods_parts, zipped

_LINES = "FINESS;Établissement;Responsable\n750100042;Hôpital Lariboisière;Dr Maëlle Sarrazin\n"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def quote_never_closed(rng: random.Random) -> bytes:
    text = _LINES * rng.randint(1, 50)
    place = rng.randrange(len(text))
    return (text[:place] + '"' + text[place:]).encode()


def text_with_nulls(rng: random.Random) -> bytes:
    content = bytearray(_LINES.encode())
    for _ in range(rng.choice((1, 10, 500))):
        content.insert(rng.randrange(len(content)), 0)
    return bytes(content)


def mixed_encodings(rng: random.Random) -> bytes:
    encodings = ("utf-8", "cp1252", "utf-16", "mac-roman", "utf-8-sig")
    return b"".join(_LINES.encode(rng.choice(encodings)) for _ in range(rng.randint(2, 4)))


def cut_text(rng: random.Random) -> bytes:
    content = _LINES.encode(rng.choice(("utf-8", "utf-16", "utf-16-le", "utf-32")))
    return content[: rng.randrange(1, len(content))]


def separators_only(rng: random.Random) -> bytes:
    return (rng.choice((";", ",", "\t", '"', '""', "\r", "\n", "sep=;\n")) * rng.choice((1, 1_000, 20_000))).encode()


def noise(rng: random.Random) -> bytes:
    return rng.randbytes(rng.choice((1, 2, 100, 5_000)))


def wrong_magic(rng: random.Random) -> bytes:
    marks = (
        b"PK\x03\x04",
        b"PK\x05\x06",
        _OLE,
        b"%PDF-1.7",
        b"\x89PNG\r\n",
        b"\xff\xd8\xff",
        b"BM",
        b"MZ",
        b"\x1f\x8b",
    )
    return rng.choice(marks) + rng.choice((b"", rng.randbytes(2_000), _LINES.encode()))


def markup(rng: random.Random) -> bytes:
    heads = ("<html>", "<!DOCTYPE html>", "\ufeff <table>", "<?xml version='1.0'?>", "<a>" * 1_000, "<")
    return (rng.choice(heads) + _LINES).encode()


def office_documents(rng: random.Random) -> bytes:
    path = rng.choice(("word/document.xml", "ppt/presentation.xml", "xl/workbook.bin", "mimetype", "x.txt"))
    return zipped({"[Content_Types].xml": b"<Types/>", path: b"application/vnd.oasis.opendocument.text"})


def damaged_old_workbook(rng: random.Random) -> bytes:
    content = bytearray((FILES / "agence.xls").read_bytes())
    for _ in range(rng.choice((1, 5, 200))):
        content[rng.randrange(8, len(content))] = rng.randrange(256)
    return bytes(content[: rng.choice((len(content), len(content), rng.randrange(1, len(content))))])


def old_containers(rng: random.Random) -> bytes:
    name = rng.choice(("EncryptedPackage", "Workbook", "Book", "WordDocument", "PowerPoint Document", "x"))
    entry = name.encode("utf-16-le").ljust(128, b"\0")
    return (
        (_OLE + rng.randbytes(rng.choice((0, 504)))).ljust(512, b"\0") + entry + rng.randbytes(rng.choice((0, 4_000)))
    )


def damaged_open_document(rng: random.Random) -> bytes:
    with zipfile.ZipFile(FILES / "agence.ods") as archive:
        made = {path: archive.read(path) for path in archive.namelist()}
    content = bytearray(made["content.xml"])
    for _ in range(rng.choice((1, 5))):
        content[rng.randrange(len(content))] = rng.randrange(256)
    return zipped(made | {"content.xml": bytes(content)})


def repeated_cells(rng: random.Random) -> bytes:
    """Repeats by the million, of something or of nothing."""
    columns, lines = (rng.choice(("1", "3", "16384", "99999999999", "-1", "x", "")) for _ in range(2))
    words = rng.choice(("<text:p>x</text:p>", ""))
    repeated = f'table:number-columns-repeated="{columns}" table:number-columns-spanned="{lines}"'
    each = f'<table:table-cell office:value-type="string" {repeated}>{words}</table:table-cell>'
    line = f'<table:table-row table:number-rows-repeated="{rng.choice((lines, "1048576"))}">{each}</table:table-row>'
    return ods(line * rng.randint(1, 3))


def open_document_entities(rng: random.Random) -> bytes:
    made = ods_parts("")
    content = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + made["content.xml"]
    return zipped(made | {rng.choice(("content.xml", "META-INF/manifest.xml")): content})


def locked_open_document(rng: random.Random) -> bytes:
    manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    return zipped({"mimetype": ODS_KIND.encode(), "content.xml": rng.randbytes(300), "META-INF/manifest.xml": manifest})


def odd_open_document_values(rng: random.Random) -> bytes:
    kinds = ("float", "date", "time", "boolean", "percentage", "string", "void", "x")
    values = ("", "x", "-1", "1e999", "nan", "2024-13-45", "-0044-03-15", "99999-01-01", "2024-02-29T25:00:00", "PT-1H")
    cells = "".join(
        f'<table:table-cell office:value-type="{kind}" office:{kind}-value="{value}" office:value="{value}">'
        f"<text:p>{value}<text:s text:c='999999999'/></text:p></table:table-cell>"
        for kind, value in ((rng.choice(kinds), rng.choice(values)) for _ in range(8))
    )
    return ods(f"<table:table-row>{cells}</table:table-row>")


def enormous_line(rng: random.Random) -> bytes:
    return _LINES.encode() + b"x" * (rng.choice((5, 19)) * 1024 * 1024)


def many_columns(rng: random.Random) -> bytes:
    return (";" * rng.choice((16_383, 16_384, 20_000)) + "x\n").encode() * rng.choice((2, 500))


def too_many_text_lines(rng: random.Random) -> bytes:
    return b"1;2\n" * (200_001 + rng.randrange(5))


def old_workbook_at_length(rng: random.Random) -> bytes:
    """The header of a container that leads from sector to sector for ever."""
    content = io.BytesIO((FILES / "agence.xls").read_bytes())
    content.seek(512)
    content.write(bytes(rng.choice((0, 1)) for _ in range(4)) * 200)
    return content.getvalue()


FAMILIES = light(
    quote_never_closed,
    text_with_nulls,
    mixed_encodings,
    cut_text,
    separators_only,
    noise,
    wrong_magic,
    markup,
    office_documents,
    damaged_old_workbook,
    old_containers,
    damaged_open_document,
    repeated_cells,
    open_document_entities,
    locked_open_document,
    odd_open_document_values,
    old_workbook_at_length,
) + heavy(enormous_line, many_columns, too_many_text_lines)
