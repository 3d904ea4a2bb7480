"""The bound dossier: everything that it holds as one PDF with numbered pages, or as an archive of files."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from crmr_desk.model.correspondence import bound_sheets
from crmr_desk.model.correspondence.binding import Document, as_pages, bind, count_pages
from crmr_desk.model.correspondence.bound_parts import BoundDossier, Paper, bound_dossier
from crmr_desk.model.correspondence.bound_sheets import PAGES, Entry
from crmr_desk.model.correspondence.placing import placed, put
from crmr_desk.model.dossiers.orphanet import protected
from crmr_desk.model.errors import UserError
from crmr_desk.model.store import documents
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.words import thousands

Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]
MANIFEST: Final = "manifeste.csv"
_STOPPED: Final = "La reliure est arrêtée\u00a0: aucun fichier n’est écrit."
_COVER, _PIECES, _OPINIONS, _DECISION, _LETTERS, _JOURNAL = (
    "Couverture", "Pièces", "Avis", "Décision", "Courriers", "Journal",
)  # fmt: skip


class _Item(NamedTuple):
    """A sheet of our own (``paper`` None, made by ``sheet``), or a file of the register."""

    part: str
    title: str
    name: str
    sheet: Callable[[BoundDossier], bytes] | None
    paper: Paper | None = None


def bound_pdf(
    db: Database,
    dossier_id: int,
    path: Path,
    *,
    today: dt.date,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Write the dossier to ``path`` as one PDF: cover and contents, the papers received, opinions, decision, letters
    (signed where they came back signed) and journal, with bookmarks and the number of each page of the whole; how many
    pages. Papers are copied as they are; one that has no page or cannot be read has a sheet that says so.

    ``progress`` is told how many of the documents are read. Raises UserError for a dossier that is gone, a place that
    cannot be written to, or when it was cancelled: what stood at ``path`` still stands.
    """
    bound = bound_dossier(db, dossier_id, today)
    items = list(_items(bound))
    with tempfile.TemporaryDirectory(prefix="crmr-desk-") as folder:
        made: list[Document] = []
        for place, item in enumerate(items):
            if cancelled is not None and cancelled():
                raise UserError(_STOPPED)
            file = Path(folder) / f"{place}.pdf"
            file.write_bytes(_pages_of(db, bound, item))
            made.append(Document(item.part, item.title, file, count_pages(file)))
            if progress is not None:
                progress(place + 1, len(items))
        whole = [_cover(bound, made, Path(folder)), *made]
        with placed(path) as part:
            bind(part, whole, f"Dossier {bound.view.number}", cancelled)
    return sum(each.pages for each in whole)


def bound_zip(
    db: Database,
    dossier_id: int,
    path: Path,
    *,
    today: dt.date,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Write the dossier to the archive ``path``: our sheets as PDF, each paper and letter as it was received or
    signed, and ``manifeste.csv``, which says the SHA-256 of every file; how many files. The same dossier gives the
    same bytes on the same day. Raises UserError as ``bound_pdf``."""
    bound = bound_dossier(db, dossier_id, today)
    items = list(_items(bound))
    rows: list[tuple[str, ...]] = []
    with placed(path) as part, zipfile.ZipFile(part, "w") as archive:
        cover = bound_sheets.cover(bound, [Entry(*each[:3]) for each in items], "Fichier", _files(len(items) + 2))
        _put(archive, rows, _Item(_COVER, f"Dossier {bound.view.number}", "00_couverture.pdf", None), cover)
        for place, item in enumerate(items):
            if cancelled is not None and cancelled():
                raise UserError(_STOPPED)
            _put(archive, rows, item, _file_of(db, bound, item))
            if progress is not None:
                progress(place + 1, len(items))
        put(archive, MANIFEST, _manifest(rows))
        return len(archive.namelist())


def _items(bound: BoundDossier) -> Iterator[_Item]:
    for paper in bound.pieces:
        yield _Item(_PIECES, paper.title, f"pieces/{paper.name}", None, paper)
    if bound.view.opinions:
        yield _Item(_OPINIONS, "Avis et accords", "01_avis.pdf", bound_sheets.opinions)
    title = "Conclusion" if bound.view.concluded else "Décision"
    yield _Item(_DECISION, title, "02_decision.pdf", bound_sheets.decision)
    if bound.letters:
        yield _Item(_LETTERS, "Liste des courriers", "03_courriers.pdf", bound_sheets.letters)
    for paper in bound.letter_papers:
        yield _Item(_LETTERS, paper.title, f"courriers/{paper.name}", None, paper)
    yield _Item(_JOURNAL, "Journal du dossier", "04_journal.pdf", bound_sheets.journal)


def _pages_of(db: Database, bound: BoundDossier, item: _Item) -> bytes:
    """The pages of an item: a paper that has none, or cannot be read, has the sheet that says why."""
    if item.paper is None:
        return _sheet(bound, item)
    try:
        return as_pages(item.paper.given or item.paper.title, documents.content_of(db, item.paper.file_id).content)
    except UserError as error:
        return bound_sheets.instead(bound, item.paper, str(error))


def _file_of(db: Database, bound: BoundDossier, item: _Item) -> bytes:
    return _sheet(bound, item) if item.paper is None else documents.content_of(db, item.paper.file_id).content


def _sheet(bound: BoundDossier, item: _Item) -> bytes:
    assert item.sheet is not None
    return item.sheet(bound)


def _cover(bound: BoundDossier, made: Sequence[Document], folder: Path) -> Document:
    """The cover with the contents, which tell on which pages everything stands: how many sheets they take is known
    once they are printed."""
    file, sheets = folder / "couverture.pdf", 0
    while True:
        entries = list(_entries(made, sheets))
        pages = sheets + sum(each.pages for each in made)
        file.write_bytes(bound_sheets.cover(bound, entries, PAGES, f"{thousands(pages)} pages"))
        took = count_pages(file)
        if took <= sheets:
            return Document(_COVER, "Couverture et sommaire", file, took)
        sheets = took


def _entries(made: Sequence[Document], sheets: int) -> Iterator[Entry]:
    first = sheets + 1
    for each in made:
        last = first + each.pages - 1
        yield Entry(each.part, each.title, str(first) if first == last else f"{first} à {last}")
        first = last + 1


def _put(archive: zipfile.ZipFile, rows: list[tuple[str, ...]], item: _Item, content: bytes) -> None:
    put(archive, item.name, content)
    given = item.paper.given if item.paper is not None else ""
    rows.append((item.name, hashlib.sha256(content).hexdigest(), str(len(content)), item.part, item.title, given))


def _manifest(rows: Sequence[tuple[str, ...]]) -> bytes:
    """A line for each file: UTF-8 with its mark, semicolons, as a spreadsheet opens it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(("fichier", "sha256", "octets", "partie", "intitulé", "nom d’origine"))
    writer.writerows([protected(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _files(count: int) -> str:
    return f"{thousands(count)} fichiers"
