"""Reading in a process of its own, as the program does it."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.workbooks.reading import READING_OPTION, limits, opening, wire
from crmr_desk.workbooks.reading.book import Book, Mark, Sheet
from crmr_desk.workbooks.reading.opening import read_book
from tests.workbooks.reading.packages import cell, row, text, xlsx

FILES = Path(__file__).resolve().parent / "files"
LIST = b"FINESS;Nom\n010000024;CH de Fleyriat\n"
HEAVY = ("PySide6", "sqlalchemy", "reportlab", "openpyxl", "asyncio")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, the child's included."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("extension", "kind"), [("xlsx", "xlsx"), ("ods", "ods"), ("xls", "xls")])
def test_a_file_is_read_for_what_it_is_whatever_its_name(extension: str, kind: str, temporary: Path) -> None:
    book = read_book("liste.csv", (FILES / f"agence.{extension}").read_bytes())
    assert (book.name, book.kind) == ("liste.csv", kind)
    assert book.sheets[0].value(4, 4) == dt.date(2024, 1, 1)
    assert list(temporary.iterdir()) == []


def test_a_refusal_names_the_file_in_one_sentence(temporary: Path) -> None:
    with pytest.raises(UserError) as refusal:
        read_book("l’agence\u202e\n.xlsx", b"%PDF-1.7")
    assert str(refusal.value) == (
        "Le fichier «\u202fl’agence.xlsx\u202f» est un document PDF, pas un classeur\u00a0: "
        "envoyez la liste au format .xlsx, .xls, .ods ou .csv."
    )
    assert list(temporary.iterdir()) == []


def test_a_file_too_large_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    with pytest.raises(UserError, match="est trop grand"):
        read_book("liste.csv", b"x" * (limits.LARGEST_FILE + 1))


def test_a_reading_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PATIENCE_SECONDS", 0.001)
    with pytest.raises(UserError, match="demande trop de temps ou de mémoire"):
        read_book("liste.csv", LIST)


@pytest.mark.parametrize("program", ["import os; os.abort()", "print('[1, 2')", "print('{}')", "print('[\"book\"]')"])
def test_a_reading_that_dies_or_babbles_is_a_refusal(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "command", lambda _: [sys.executable, "-c", program])
    with pytest.raises(UserError, match="demande trop de temps ou de mémoire"):
        read_book("liste.csv", LIST)


def test_a_reading_that_cannot_be_started_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "command", lambda _: ["./nulle-part"])
    with pytest.raises(UserError, match="n’a pas pu être lu, faute de mémoire"):
        read_book("liste.csv", LIST)


def test_a_built_program_reads_with_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert opening.command(READING_OPTION) == [sys.executable, "--read-workbook"]


def test_the_reading_process_can_neither_eat_all_memory_nor_write_a_file(tmp_path: Path) -> None:
    program = (
        "from crmr_desk.workbooks.reading.child import limit_this_process\n"
        "limit_this_process()\n"
        "try: bytearray(3 * 2**30)\n"
        "except MemoryError: print('memory')\n"
        "try: open('essai', 'wb', 0).write(b'x')\n"
        "except OSError: print('file')"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )
    assert told.stdout.split() == ["memory", "file"]


@pytest.mark.slow
def test_a_small_file_that_asks_for_gigabytes_is_refused() -> None:
    cells = "".join(row(number, cell(f"A{number}", 0, kind="s")) for number in range(1, 150_000))
    with pytest.raises(UserError, match="demande trop de temps ou de mémoire"):
        read_book("liste.xlsx", xlsx(cells, strings=["<t>" + "x" * 32_000 + "</t>"]))


def test_the_reading_process_imports_neither_qt_nor_the_database() -> None:
    program = (
        "import sys\n"
        "from crmr_desk import __main__\n"
        "from crmr_desk.workbooks.reading import child\n"
        f"child.read(sys.stdin.buffer.read())\nprint([name for name in {HEAVY} if name in sys.modules])"
    )
    content = xlsx(row(1, text("A1", "x")))
    told = subprocess.run([sys.executable, "-c", program], input=content, capture_output=True, check=True)
    assert told.stdout.strip() == b"[]"


def test_a_book_travels_whole() -> None:
    moment = dt.datetime(2024, 2, 29, 14, 30)  # noqa: DTZ001
    line = ("é\u2028\U0001f600", 1, 0.1, True, None, dt.date(2024, 2, 29), moment, 2**52, "")
    sheet = Sheet("A", ((), line), True, {(2, 1): Mark(True, "#N/A", "B1")}, frozenset({2}), frozenset({1, 3}), "note")
    book = Book("x.ods", "ods", (sheet,), ("une note",))
    assert wire.unpack(wire.pack_book(book), "x.ods") == book
    assert wire.unpack(wire.pack_refusal("est vide"), "x.ods") == "est vide"
