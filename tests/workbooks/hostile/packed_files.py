"""Hostile packed files: bombs, lies in the directory, damage, parts that are missing or elsewhere."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
from pathlib import Path

from tests.workbooks.hostile.cases import heavy, light
from tests.workbooks.reading.packages import Parts, cell, parts, relationships, row, sheet, text, xlsx, zipped

FILES = Path(__file__).resolve().parent.parent / "reading" / "files"
_MIB = 1024 * 1024


def good_parts(rng: random.Random) -> Parts:
    """A list of a few lines, as an agency would send it."""
    lines = [row(1, text("A1", "FINESS"), text("B1", "Établissement"), text("C1", "Responsable"))]
    for number in range(2, rng.randint(3, 12)):
        shared = cell(f"B{number}", rng.randrange(2), kind="s")
        lines.append(row(number, cell(f"A{number}", 750100042), shared, text(f"C{number}", "Dr Maëlle Sarrazin")))
    strings = ("<t>Hôpital Lariboisière</t>", "<r><t>CH </t></r><r><t>d’Ajaccio</t></r>")
    return parts([sheet("".join(lines)), sheet("")], strings=strings)


def truncated(rng: random.Random) -> bytes:
    content = zipped(good_parts(rng))
    return content[: rng.randrange(1, len(content))]


def flipped_bytes(rng: random.Random) -> bytes:
    content = bytearray(zipped(good_parts(rng)))
    for _ in range(rng.choice((1, 3, 40))):
        content[rng.randrange(len(content))] = rng.randrange(256)
    return bytes(content)


def flipped_bytes_unpacked(rng: random.Random) -> bytes:
    """Damage inside the parts, under a directory that is right."""
    made = good_parts(rng)
    path = rng.choice(sorted(made))
    content = bytearray(made[path])
    for _ in range(rng.choice((1, 5))):
        content[rng.randrange(len(content))] = rng.randrange(256)
    return zipped(made | {path: bytes(content)})


def missing_parts(rng: random.Random) -> bytes:
    made = good_parts(rng)
    for path in rng.sample(sorted(made), rng.randint(1, 3)):
        del made[path]
    return zipped(made)


def empty_parts(rng: random.Random) -> bytes:
    made = good_parts(rng)
    return zipped(made | {rng.choice(sorted(made)): b""})


def swapped_parts(rng: random.Random) -> bytes:
    made = good_parts(rng)
    one, other = rng.sample(sorted(made), 2)
    return zipped(made | {one: made[other], other: made[one]})


def wrong_content_types(rng: random.Random) -> bytes:
    made = good_parts(rng)
    kinds = made["[Content_Types].xml"]
    wrong = rng.choice((kinds.replace(b"worksheet", b"chartsheet"), kinds.replace(b"sheet.main", b"png"), b"<Types/>"))
    return zipped(made | {"[Content_Types].xml": wrong})


def wrong_relationships(rng: random.Random) -> bytes:
    target = rng.choice(
        (
            "/etc/passwd",
            "../../../../x",
            "xl/workbook.xml",
            "file:///etc/passwd",
            "worksheets/sheet1.xml",
            "",
            "\\\\h\\s",
        )
    )
    kind = rng.choice(("worksheet", "chartsheet", "externalLink", "officeDocument", ""))
    links = relationships({"rId1": (kind, target), "rId2": ("worksheet", "workbook.xml")})
    path = rng.choice(("_rels/.rels", "xl/_rels/workbook.xml.rels"))
    return zipped(good_parts(rng) | {path: links.encode()})


def odd_paths(rng: random.Random) -> bytes:
    made = good_parts(rng)
    change = rng.choice(
        (str.upper, lambda path: f"/{path}", lambda path: path.replace("/", "\\"), lambda path: f"../{path}")
    )
    return zipped({change(path): content for path, content in made.items()})


def same_entry_twice(rng: random.Random) -> bytes:
    made = good_parts(rng)
    stream = io.BytesIO(zipped(made))
    with zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(zipfile.ZipInfo(rng.choice(sorted(made))), b"<other/>")
    return stream.getvalue()


def too_many_entries(rng: random.Random) -> bytes:
    extra = {f"xl/media/{number}": b"" for number in range(rng.randint(2_001, 4_000))}
    return zipped(good_parts(rng) | extra, method=zipfile.ZIP_STORED)


def lying_sizes(rng: random.Random) -> bytes:
    """The directory says a size that is not the entry's."""
    content = bytearray(zipped(good_parts(rng)))
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        if rng.random() < 0.5:
            struct.pack_into("<I", content, place + 24, rng.choice((0, 1, 100, 2**31, 2**32 - 1)))
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


def overlapping_entries(rng: random.Random) -> bytes:
    """Every entry of the directory points at the same bytes."""
    made = good_parts(rng) | {f"xl/media/{number}.bin": bytes(50_000) for number in range(rng.randint(3, 300))}
    content = bytearray(zipped(made))
    place = content.find(b"PK\x01\x02")
    first = struct.unpack_from("<I", content, place + 42)[0]
    while place >= 0:
        struct.pack_into("<I", content, place + 42, first)
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


def encrypted_entries(rng: random.Random) -> bytes:
    content = bytearray(zipped(good_parts(rng)))
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


def nested(rng: random.Random) -> bytes:
    inner = zipped(good_parts(rng))
    for _ in range(rng.randint(1, 5)):
        inner = zipped({rng.choice(("xl/workbook.xml", "liste.xlsx", "word/document.xml")): inner})
    return inner


def unknown_compression(rng: random.Random) -> bytes:
    method = rng.choice((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED))
    content = bytearray(zipped(good_parts(rng), method=method))
    if rng.random() < 0.5:
        place = content.find(b"PK\x01\x02")
        struct.pack_into("<H", content, place + 10, 97)
    return bytes(content)


def bomb(rng: random.Random) -> bytes:
    """A part that unpacks to hundreds of mebibytes of blanks, declared or not."""
    made = good_parts(rng)
    path = rng.choice(("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/media/image1.png"))
    filling = b" " * (rng.choice((120, 290, 310)) * _MIB)
    content = bytearray(zipped(made | {path: made.get(path, b"") + filling}))
    if rng.random() < 0.5:
        place = content.find(path.encode(), content.find(b"PK\x01\x02")) - 46
        struct.pack_into("<I", content, place + 24, 1_000)
    return bytes(content)


def just_too_large(rng: random.Random) -> bytes:
    return xlsx("") + rng.randbytes(20 * _MIB)


FAMILIES = light(
    truncated,
    flipped_bytes,
    flipped_bytes_unpacked,
    missing_parts,
    empty_parts,
    swapped_parts,
    wrong_content_types,
    wrong_relationships,
    odd_paths,
    same_entry_twice,
    too_many_entries,
    lying_sizes,
    overlapping_entries,
    encrypted_entries,
    nested,
    unknown_compression,
) + heavy(bomb, just_too_large)
