from __future__ import annotations

import codecs

import pytest

from crmr_desk.workbooks.reading.child import read
from crmr_desk.workbooks.reading.refusals import Refused

LINES = (("FINESS", "Établissement", "Responsable"), ("010000024", "CH de Fleyriat; Viriat", "L’Hôpital « A »"))


def written(separator: str, encoding: str) -> bytes:
    lines = [separator.join(f'"{cell}"' if ";" in cell else cell for cell in line) for line in LINES]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


@pytest.mark.parametrize(("separator", "word"), [(";", "point-virgule"), (",", "virgule"), ("\t", "tabulation")])
@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
def test_encoding_and_separator_are_found_out_and_said(separator: str, word: str, encoding: str, name: str) -> None:
    book = read(written(separator, encoding))
    assert book.sheets[0].lines == LINES
    assert book.notes == (f"Texte lu en {name}, colonnes séparées par\u00a0: {word}.",)


def test_utf_16_of_the_other_end_is_read_too() -> None:
    assert read(codecs.BOM_UTF16_BE + written(";", "utf-16-be")).sheets[0].lines == LINES


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_machine_and_empty_ones_count(end: str) -> None:
    assert read(end.join(("a;b", "", "c;;d;;", "")).encode()).sheets[0].lines == (("a", "b"), (), ("c", None, "d"))


def test_a_quoted_cell_keeps_its_line_breaks_and_its_quotes() -> None:
    assert read(b'a;"b\nc";"d ""e"""\nf;g;h\n').sheets[0].lines == (("a", "b\nc", 'd "e"'), ("f", "g", "h"))


def test_a_declared_separator_is_believed_and_is_no_line() -> None:
    assert read(b"sep=,\na;b,c\n").sheets[0].lines == (("a;b", "c"),)


def test_a_list_of_one_column_is_a_list() -> None:
    assert read(b"FINESS\n010000024\n").sheets[0].lines == (("FINESS",), ("010000024",))


def test_a_quotation_mark_never_closed_is_told_with_its_line() -> None:
    with pytest.raises(Refused, match="un guillemet ouvert à la ligne 3 qui n’est jamais fermé"):
        read(b'a;b\n"c\nd";e\n'.replace(b'"c\nd"', b"c") + b'f;"g\nh;i\n')


def test_nulls_and_what_no_encoding_knows_are_replaced_and_said() -> None:
    book = read(b"FINESS;Nom\n010000024;Am\x00lie \x81\xe9\n")
    assert book.sheets[0].lines[1] == ("010000024", "Am\ufffdlie \ufffdé")
    assert book.notes[1].startswith("Des caractères illisibles")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"1;2\n" * 200_001, "plus de 200\u202f000 lignes remplies"),
        (b"a" + b";b" * 16_384, "plus de 16\u202f384 colonnes"),
        (b"a;" + b"b" * 32_768, "plus de 32\u202f767 caractères en B1"),
    ],
    ids=["lines", "columns", "text"],
)
def test_a_list_beyond_the_limits_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(content)
