"""The main job in the real window, from a click in the tree to the words of the PDF, and back by Ctrl+Z."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QListView, QMainWindow, QMenu, QWidget

from crmr_desk import demo
from crmr_desk.model.store import journal
from crmr_desk.model.store.database import Database
from crmr_desk.ui.hand import Hand

TODAY = dt.date(2027, 1, 22)
WRITTEN_LONG_AGO = demo.Story(TODAY, letter_before=230)
"""A succession whose effect is past when it is applied: the successor is in office at once."""


WINDOWS = (QMainWindow, QDialog, QMenu, QListView)


@pytest.fixture
def hand(qapp: QApplication, demo_db: Database, tmp_path: Path) -> Iterator[Hand]:
    demo.prepare(tmp_path / "demo")
    worker = Hand(qapp, demo_db, today=TODAY, folder=tmp_path / "demo", base_name="Essai")
    yield worker
    worker.close()


class Strays(QObject):
    """Notes widgets that show up as windows of their own for an instant, before they get their parent: they flicker."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        window = isinstance(watched, QWidget) and watched.isWindow()
        if event.type() == QEvent.Type.Show and window and not isinstance(watched, WINDOWS):
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")  # type: ignore[attr-defined]
        return False


def words_of(widget: QWidget) -> str:
    """Every sentence that a widget shows."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def text_of(pdf: Path) -> str:
    """The words of a PDF on one line."""
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.fixture
def files(hand: Hand, demo_db: Database, tmp_path: Path) -> list[Path]:
    """What the journey left, with the window still open."""
    return demo.play(hand, demo_db, WRITTEN_LONG_AGO, tmp_path / "demo")


def test_a_succession_goes_from_a_click_in_the_tree_to_the_letters(
    hand: Hand, files: list[Path], demo_db: Database
) -> None:
    letters = {path.name.split("_")[-1]: text_of(path) for path in files if path.suffix == ".pdf"}
    assert set(letters) == {
        "ancien-coordonnateur.pdf", "nouveau-coordonnateur.pdf", "directeur.pdf", "ars.pdf", "orphanet.pdf",
        "filiere.pdf",
    }  # fmt: skip
    for letter in letters.values():
        assert "Clément Rouvière" in letter
    assert "31 décembre 2028" in letters["directeur.pdf"]
    assert "annexe 3, § 2 b" in letters["directeur.pdf"]

    hand.go("network")
    hand.show_tab("Fiche")
    people = words_of(hand.network.sheet.body.main.people)
    assert "Pr Clément Rouvière" in people
    assert "Pr Solène Aubrac" not in people

    assert journal.operations(demo_db)[0].label.startswith("Décision appliquée, dossier 2027-0001")
    hand.show_tab("Historique")
    assert hand.network.sheet.body.history.table.rows()[0].label.startswith("Décision appliquée")

    hand.take_back()
    hand.show_tab("Fiche")
    assert "Pr Solène Aubrac" in words_of(hand.network.sheet.body.main.people)


def test_nothing_flickers_as_a_window_of_its_own(
    qapp: QApplication, hand: Hand, demo_db: Database, tmp_path: Path
) -> None:
    strays = Strays(qapp)

    demo.play(hand, demo_db, WRITTEN_LONG_AGO, tmp_path / "demo")

    assert strays.seen == []


def test_the_journey_leaves_a_picture_a_screen_and_two_workbooks(files: list[Path]) -> None:
    pictures = [path for path in files if path.suffix == ".png"]
    workbooks = {path.name: openpyxl.load_workbook(path).sheetnames for path in files if path.suffix == ".xlsx"}

    assert len(pictures) == 15
    assert all(path.stat().st_size > 20_000 for path in pictures)
    assert "Mandats" in workbooks["registre.xlsx"]
    assert "Pièces" in workbooks["dossier.xlsx"]
