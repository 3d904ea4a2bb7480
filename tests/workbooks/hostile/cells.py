"""Hostile cells: numbers that are no dates, kinds that do not go with values, words that are code, names that lie."""

from __future__ import annotations

import random

from tests.workbooks.hostile.cases import light
from tests.workbooks.hostile.packed_files import good_parts
from tests.workbooks.reading.packages import DATE, DURATION, TIME, cell, parts, row, sheet, text, xlsx, zipped

_EVIL_WORDS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(A1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;img src='file:///etc/passwd'/&gt;",
    "\u202eecnaifnoc ed eriatalosnI\u202c",
    "a_x0000_b_xD800_c_xFFFF_d",
    "\u200e\u200f\u2066x\u2069",
    "e\u0301" * 50,
    "z\u0335\u0321" * 200,
    "';DROP TABLE mandate;--",
    "%s%n{0}{}",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "x" * 32_767,
    "x" * 32_768,
    "&#9;&#10;&#13;",
)


def odd_serials(rng: random.Random) -> bytes:
    """Negative, enormous and impossible numbers under date formats, in both calendars."""
    numbers = (
        "-1",
        "-0.5",
        "0",
        "60",
        "2958465",
        "2958466",
        "1e10",
        "1e300",
        "1e999",
        "-1e999",
        "nan",
        "0x10",
        "45 000",
        "",
    )
    cells = [
        cell(f"{letter}1", rng.choice(numbers), style=rng.choice((0, DATE, TIME, DURATION, 99, -1)))
        for letter in "ABCDEFGH"
    ]
    settings = rng.choice(("<workbookPr/>", '<workbookPr date1904="1"/>', '<workbookPr date1904="peut-être"/>'))
    return zipped(parts([sheet(row(1, *cells))], settings=settings))


def odd_kinds(rng: random.Random) -> bytes:
    """Cells whose kind and value do not go together."""
    kinds = ("s", "b", "e", "n", "d", "str", "inlineStr", "z", "")
    values = ("-1", "99999999", "#REF!", "#SPILL!", "#é", "vrai", "2024-13-45", "2024-02-29", "", "abc", "1")
    cells = [
        cell(f"{letter}1", rng.choice(values), kind=rng.choice(kinds), formula=rng.choice((None, "1+1", "")))
        for letter in "ABCDEFGH"
    ]
    return xlsx(row(1, *cells), strings=("<t>a</t>",))


def bad_styles(rng: random.Random) -> bytes:
    made = good_parts(rng)
    styles = rng.choice(
        (
            b"<styleSheet/>",
            b"rien",
            b'<styleSheet xmlns="x"><cellXfs count="-1"><xf numFmtId="x"/></cellXfs></styleSheet>',
            made["xl/styles.xml"].replace(b'numFmtId="14"', b'numFmtId="99999999999"'),
            made["xl/styles.xml"].replace(b"cellXfs", b"cellStyleXfs"),
        )
    )
    return zipped(made | {"xl/styles.xml": styles})


def odd_names(rng: random.Random) -> bytes:
    """Sheets named alike, by formulas, by markup, by nothing."""
    made = good_parts(rng)
    name = rng.choice(("", "=1+1", "&lt;b&gt;", "\u202e", "Feuil1", "[1]Feuil1", "x" * 5_000, "a&#10;b"))
    listed = made["xl/workbook.xml"].decode().replace("Feuil1", name).replace("Feuil2", name)
    return zipped(made | {"xl/workbook.xml": listed.encode()})


def evil_words(rng: random.Random) -> bytes:
    words = rng.sample(_EVIL_WORDS, rng.randint(2, 8))
    return xlsx(
        "".join(row(n, text(f"A{n}", word), cell(f"B{n}", word, kind="str")) for n, word in enumerate(words, 1))
    )


def evil_list(rng: random.Random) -> bytes:
    """The list that an agency would send, with anything in its cells."""
    header = ("FINESS", "Établissement", "Centre", "Nature", "Responsable", "Début du mandat", "File active", "Statut")
    usual = (
        "690784178",
        "Hôpital Pierre-Wertheimer, HCL",
        "CERVCO",
        "CCMR",
        "Dr Maëlle Sarrazin",
        "01/01/2024",
        "31",
        "PH",
    )
    odd = (
        *_EVIL_WORDS[:13],
        "idem",
        "//",
        "1,23E+08",
        "31/02/2024",
        "9" * 400,
        "Pr A / Dr B",
        "=",
        "0",
        "-1",
        " ",
        "é" * 3_000,
    )
    rows = [row(1, *(text(f"{letter}1", word) for letter, word in zip("ABCDEFGH", header, strict=True)))]
    for number in range(2, rng.randint(3, 20)):
        words = [word if rng.random() < 0.6 else rng.choice(odd) for word in usual]
        rows.append(
            row(number, *(text(f"{letter}{number}", word) for letter, word in zip("ABCDEFGH", words, strict=True)))
        )
    numbers = row(
        30, *(cell(f"{letter}30", rng.choice(("1e300", "-5", "45000.5", "0")), style=DATE) for letter in "ABCDEF")
    )
    return xlsx("".join(rows) + numbers)


def harmful_characters(rng: random.Random) -> bytes:
    word = rng.choice(
        ("a&#0;b", "a&#xD800;b", "a&#xFFFF;b", "a&#1;b", "a\x01b", "a\ud800b", "a&unknown;b", "a&#99999999;b")
    )
    return xlsx(row(1, text("A1", word), text("B1", "bien")))


FAMILIES = light(
    odd_serials,
    odd_kinds,
    bad_styles,
    odd_names,
    evil_words,
    evil_list,
    harmful_characters,
)
