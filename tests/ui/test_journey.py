"""The main job in the real window, from a click in the tree to the words of the PDF, and back by Ctrl+Z."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QListView, QMainWindow, QMenu, QWidget

from crmr_desk import demo
from crmr_desk.model.dossiers import listing
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.store import journal
from crmr_desk.model.store.database import Database
from crmr_desk.ui.hand import Hand
from crmr_desk.ui.network.sheet_body import Tab
from tests.conftest import WHO, fixed_clock

TODAY = dt.date(2027, 1, 22)
WRITTEN_LONG_AGO = demo.Story(TODAY, letter_before=230)
"""A succession whose effect is past when it is applied: the successor is in office at once."""
WINDOWS = (QMainWindow, QDialog, QMenu, QListView)


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


@dataclass
class Played:
    """The journey just played, its window still open."""

    hand: Hand
    db: Database
    files: list[Path]
    strays: list[str]


@pytest.fixture(scope="module")
def played(qapp: QApplication, demonstration_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("journey")
    demo.prepare(folder)
    shutil.copyfile(demonstration_file, folder / "demonstration.crmr")
    db = Database(Database.url_of(folder / "demonstration.crmr"), who=WHO, now=fixed_clock)
    hand = Hand(qapp, db, today=TODAY, folder=folder, base_name="Essai")
    strays = Strays(qapp)
    yield Played(hand, db, demo.play(hand, db, WRITTEN_LONG_AGO, folder), strays.seen)
    qapp.removeEventFilter(strays)
    hand.close()
    db.dispose()


def words_of(widget: QWidget) -> str:
    """Every sentence that a widget shows."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def text_of(pdf: Path) -> str:
    """The words of a PDF on one line."""
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def people_shown(hand: Hand) -> str:
    """Who sits in the centre, on the sheet."""
    hand.go("network")
    hand.show_tab("Fiche")
    return words_of(hand.network.sheet.body.main.people)


def test_the_letters_say_who_succeeds_whom_until_when_and_why(played: Played) -> None:
    letters = {path.name.split("_")[-1]: text_of(path) for path in played.files if path.suffix == ".pdf"}

    assert set(letters) == {
        "ancien-coordonnateur.pdf", "nouveau-coordonnateur.pdf", "directeur.pdf", "ars.pdf", "orphanet.pdf",
        "filiere.pdf",
    }  # fmt: skip
    for letter in letters.values():
        assert "Clément Rouvière" in letter
    assert "31 décembre 2028" in letters["directeur.pdf"]
    assert "annexe 3, § 2 b" in letters["directeur.pdf"]


def test_the_responsable_of_a_competence_centre_is_recorded_without_a_visa(played: Played) -> None:
    recorded = next(row for row in listing.dossier_list(played.db, TODAY) if row.number == "2027-0001")
    view = dossier_view(played.db, recorded.id, TODAY)

    assert (view.recorded, view.state, view.stage) == (True, "decided", "decided")
    assert "visa" not in {stage.stage for stage in view.stages}
    assert next(effect.title for effect in view.effects if effect.group == "mandats") == "Pr Léopoldine Ancelmont"


def test_a_picture_a_screen_and_two_workbooks_are_left(played: Played) -> None:
    pictures = [path for path in played.files if path.suffix == ".png"]
    workbooks = {path.name: openpyxl.load_workbook(path).sheetnames for path in played.files if path.suffix == ".xlsx"}

    assert len(pictures) == 22
    assert all(path.stat().st_size > 20_000 for path in pictures)
    assert "Mandats" in workbooks["registre.xlsx"]
    assert "Pièces" in workbooks["dossier.xlsx"]


def test_nothing_flickers_as_a_window_of_its_own(played: Played) -> None:
    assert played.strays == []


def test_the_sheet_and_the_history_show_the_succession_and_ctrl_z_takes_it_back(played: Played) -> None:
    hand = played.hand
    assert "Pr Clément Rouvière" in people_shown(hand)
    assert "Pr Solène Aubrac" not in people_shown(hand)
    assert journal.operations(played.db)[0].label.startswith("Décision appliquée, dossier 2027-0002")
    hand.show_tab("Historique")
    assert hand.network.sheet.body.pane(Tab.HISTORY).table.rows()[0].label.startswith("Décision appliquée")

    hand.take_back()

    assert "Pr Solène Aubrac" in people_shown(hand)
