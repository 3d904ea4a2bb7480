"""A file that is no exchange workbook gets one French sentence and changes nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import operations
from crmr_desk.workbooks.exchange import load
from tests.workbooks.books import small_book, write


def truncated(path: Path) -> None:
    write(small_book(), path)
    path.write_bytes(path.read_bytes()[:3000])


def damaged(path: Path) -> None:
    write(small_book(), path)
    with zipfile.ZipFile(path) as source:
        entries = {name: source.read(name) for name in source.namelist()}
    entries["xl/workbook.xml"] = b"<workbook"
    with zipfile.ZipFile(path, "w") as target:
        for name, content in entries.items():
            target.writestr(name, content)


def with_entities(path: Path) -> None:
    write(small_book(), path)
    with zipfile.ZipFile(path) as source:
        entries = {name: source.read(name) for name in source.namelist()}
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><workbook>&a;</workbook>'
    entries["xl/workbook.xml"] = bomb
    with zipfile.ZipFile(path, "w") as target:
        for name, content in entries.items():
            target.writestr(name, content)


def unpacking_to_much(path: Path) -> None:
    mebibyte = bytes(1024 * 1024)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/worksheets/sheet1.xml", mebibyte * 301)


def with_too_many_entries(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as target:
        for number in range(2001):
            target.writestr(f"{number}.xml", b"")


def too_large(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(21 * 1024 * 1024)


def with_a_far_cell(path: Path) -> None:
    workbook = load_workbook(write(small_book(), path))
    workbook["CRMR"]["A900000"] = "loin"
    workbook.save(path)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: path.write_text("code;nom"), "ce n’est pas un classeur .xlsx"),
        (lambda path: path.write_bytes(b""), "ce n’est pas un classeur .xlsx"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)), "mot de passe"),
        (lambda path: path.mkdir(), "ne peut pas être ouvert"),
        (lambda _path: None, "ne peut pas être ouvert"),
        (lambda path: write({"Feuil1": [["a"], [1]]}, path), "n’a aucune des feuilles Etablissements, FSMR"),
        (truncated, "ce n’est pas un classeur .xlsx"),
        (damaged, "abîmé"),
        (with_entities, "abîmé"),
        (unpacking_to_much, "trop grand"),
        (with_too_many_entries, "trop grand"),
        (too_large, "trop grand"),
        (with_a_far_cell, "plus de 200000 lignes"),
    ],
)
def test_an_unreadable_file_is_refused_in_one_sentence(
    sqlite_db: Database, tmp_path: Path, make: Callable[[Path], object], sentence: str
) -> None:
    path = tmp_path / "registre.xlsx"
    make(path)
    with pytest.raises(UserError) as refusal:
        load(sqlite_db, path)
    assert sentence in str(refusal.value)
    assert not operations(sqlite_db)


def test_blank_lines_and_columns_of_ones_own_are_left_aside(sqlite_db: Database, tmp_path: Path) -> None:
    book = small_book()
    book["Personnes"].insert(2, [None, " ", "", None, None, None, None, None, None])
    for line in book["Personnes"]:
        line.append("remarque")
    book["Notes"] = [["À relire"]]
    load(sqlite_db, write(book, tmp_path / "registre.xlsx"))
    assert len(operations(sqlite_db)) == 1
