"""Hostile sheets: what the XML of a workbook can say to fell a reader, or to lie to it."""

from __future__ import annotations

import random

from tests.workbooks.hostile.cases import heavy, light
from tests.workbooks.hostile.packed_files import good_parts
from tests.workbooks.reading.packages import Parts, cell, parts, row, sheet, text, xlsx, zipped

_SHEET = "xl/worksheets/sheet1.xml"
_PARTS = (_SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels")


def _before_root(content: bytes, words: str) -> bytes:
    return words.encode() + content


def entities(rng: random.Random) -> bytes:
    """A billion laughs, a quadratic one, a file of this machine, an address: in any part."""
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    declared = rng.choice(
        (
            f"<!DOCTYPE x [{laughs}]>",
            f'<!DOCTYPE x [<!ENTITY e9 "{"x" * 50_000}">]>',
            '<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>',
            '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
            '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        )
    )
    made = parts([sheet(row(1, text("A1", "&e9;" * rng.choice((1, 500)))))])
    path = rng.choice(_PARTS)
    return zipped(made | {path: _before_root(made[path], declared)})


def broken_xml(rng: random.Random) -> bytes:
    made = good_parts(rng)
    path = rng.choice(_PARTS)
    content = made[path]
    cut = rng.randrange(len(content))
    broken = rng.choice(
        (content[:cut], content[:cut] + b"<" + content[cut:], content[:cut] + b"\xff\xfe" + content[cut:])
    )
    return zipped(made | {path: broken})


def other_encodings(rng: random.Random) -> bytes:
    made = good_parts(rng)
    path = rng.choice(_PARTS)
    words = made[path].decode()
    encoding = rng.choice(("utf-16", "utf-16-be", "utf-7", "cp1252", "utf-32", "ebcdic"))
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    written = (declared + words).encode("utf-8" if encoding == "ebcdic" else encoding, "replace")
    return zipped(made | {path: written})


def deep_nesting(rng: random.Random) -> bytes:
    depth = rng.choice((1_000, 100_000))
    made = good_parts(rng)
    deep = b"<a>" * depth + (b"</a>" * depth if rng.random() < 0.5 else b"")
    return zipped(made | {rng.choice(_PARTS): deep})


def prefixed_names(rng: random.Random) -> bytes:
    made = good_parts(rng)
    renamed = made[_SHEET].replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"xmlns=", b"xmlns:x=")
    return zipped(made | {_SHEET: renamed})


def cut_up_text(rng: random.Random) -> bytes:
    """CDATA, comments and instructions in the middle of values."""
    inside = "<![CDATA[<v>&]]><!-- <f>1</f> --><?x y?>"
    cells = [cell("A1", f"a{inside}b", kind="str"), text("B1", f"{inside}c"), cell("C1", f"4{inside}2")]
    return xlsx(row(1, *rng.sample(cells, 3)))


def far_cells(rng: random.Random) -> bytes:
    numbers = sorted(rng.sample(range(2, 1_048_576), rng.randint(0, 5)))
    lines = "".join(row(number, text(f"{rng.choice(('A', 'ZZ', 'XFD'))}{number}", "loin")) for number in numbers)
    return xlsx(row(1, text("A1", "FINESS")) + lines + row(1_048_576, text("XFD1048576", "très loin")))


def far_cells_everywhere(rng: random.Random) -> bytes:
    """Two cells on each of many lines, at both ends."""
    last = rng.choice((1_000, 3_000))
    return xlsx("".join(row(n, cell(f"A{n}", 1), cell(f"XFD{n}", 2)) for n in range(1, last)))


def lying_dimension(rng: random.Random) -> bytes:
    ref = rng.choice(("A1:XFD1048576", "Z9:A1", "A1", "", "A0:B-1", "A1:ZZZZ99999999", "é", "A1:B2:C3"))
    dimension = f'<dimension ref="{ref}"/>'
    return zipped(parts([sheet(row(1, text("A1", "un"), text("B1", "deux")), before=dimension)]))


def lying_refs(rng: random.Random) -> bytes:
    refs = (
        "A1",
        "A1",
        "B7",
        "XFD1",
        "ZZZ1",
        "ZZZZZZ1",
        "A0",
        "A99999999999",
        "1A",
        "a1",
        "$A$1",
        "",
        "é1",
        "A1:B2",
        "A-1",
    )
    lines = []
    for _ in range(rng.randint(1, 6)):
        number = rng.choice((1, 1, 2, 5, 0, -3, 99_999_999))
        lines.append(row(number, *(text(rng.choice(refs), "x") for _ in range(rng.randint(1, 4)))))
    return xlsx("".join(lines))


def no_refs(rng: random.Random) -> bytes:
    count = rng.randint(1, 5)
    return xlsx(f"<row>{'<c><v>1</v></c>' * count}</row>" * rng.randint(1, 5))


def huge_merges(rng: random.Random) -> bytes:
    refs = ["A1:XFD1048576", "B2:B1048576", "A1:XFD1", "A1:A1", "rien", "C3:A1", "A1:B0", "A1:ZZZZ9"]
    chosen = rng.choices(refs, k=rng.choice((1, 3, 2_000)))
    merged = "<mergeCells>" + "".join(f'<mergeCell ref="{ref}"/>' for ref in chosen) + "</mergeCells>"
    lines = "".join(row(n, text(f"A{n}", "x"), text(f"C{n}", "y")) for n in range(1, rng.choice((3, 2_000))))
    return zipped(parts([sheet(lines, after=merged)]))


def hidden_everything(rng: random.Random) -> bytes:
    columns = "".join(
        f'<col min="{rng.choice(("1", "5", "-1", "x", "99999999"))}" max="16384" hidden="1"/>' for _ in range(500)
    )
    lines = "".join(row(n, cell(f"A{n}", n), attributes='hidden="true"') for n in range(1, 200))
    return zipped(parts([sheet(lines, before=f"<cols>{columns}</cols>")]))


def three_hundred_sheets(rng: random.Random) -> bytes:
    return zipped(parts([sheet(row(1, text("A1", "x"))) if rng.random() < 0.3 else sheet("") for _ in range(300)]))


def without_data(rng: random.Random) -> bytes:
    empty = ("", "<row/>", row(1), row(1, '<c r="A1"/>'), row(5, '<c r="B5" s="1"></c>'))
    return zipped(parts([sheet(rng.choice(empty)) for _ in range(rng.randint(0, 3))]))


def macros_and_links(rng: random.Random) -> bytes:
    made: Parts = good_parts(rng) | {"xl/vbaProject.bin": rng.randbytes(500)}
    made["xl/externalLinks/externalLink1.xml"] = b'<externalLink><externalBook r:id="rId1"/></externalLink>'
    return zipped(made)


def a_million_lines(rng: random.Random) -> bytes:
    """Lines without anything, and perhaps a cell after them."""
    lines = "".join(f'<row r="{n}" ht="15" customHeight="1"/>' for n in range(1, 1_048_576))
    return xlsx(row(1, text("A1", "x")) + lines + (row(1_048_576, cell("C1048576", 1)) if rng.random() < 0.5 else ""))


def too_many_lines(rng: random.Random) -> bytes:
    return xlsx("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 200_002 + rng.randrange(9))))


def hundred_thousand_comments(rng: random.Random) -> bytes:
    made = good_parts(rng)
    comments = "".join(f'<comment ref="A{n}" authorId="0"><text><t>non</t></text></comment>' for n in range(1, 100_001))
    made["xl/comments1.xml"] = f"<comments><commentList>{comments}</commentList></comments>".encode()
    made["xl/worksheets/_rels/sheet1.xml.rels"] = b""
    return zipped(made)


def endless_shared_strings(rng: random.Random) -> bytes:
    """One long text that many cells repeat, or very many texts that none does."""
    if rng.random() < 0.5:
        cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 150_000))
        return xlsx(cells, strings=["<t>" + "x" * 32_000 + "</t>"])
    return xlsx(row(1, cell("A1", 0, kind="s")), strings=("<t>x</t>" for _ in range(1_000_000)))


def one_enormous_text(rng: random.Random) -> bytes:
    size = rng.choice((5, 100)) * 1024 * 1024
    return xlsx(row(1, text("A1", "x" * size)))


FAMILIES = light(
    entities,
    broken_xml,
    other_encodings,
    deep_nesting,
    prefixed_names,
    cut_up_text,
    far_cells,
    lying_dimension,
    lying_refs,
    no_refs,
    huge_merges,
    hidden_everything,
    without_data,
    macros_and_links,
) + heavy(
    far_cells_everywhere,
    three_hundred_sheets,
    a_million_lines,
    too_many_lines,
    hundred_thousand_comments,
    endless_shared_strings,
    one_enormous_text,
)
