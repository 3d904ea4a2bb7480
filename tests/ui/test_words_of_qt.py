"""The windows that Qt makes itself, where the system has none, say nothing in English."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QFileInfo, QTranslator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QFileDialog,
    QFileIconProvider,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
)

THE_SAME = {"&Options >>", "Copies", "OK", "Options", "Pages", "Portrait", "Type", "Type:"}
"""What French says in the same words."""


NOT_OURS = {"QShortcut", "QMimeType", "QPageSize"}
"""Keys as they are engraved, kinds of files as the system names them, sizes of paper."""


class Listening(QTranslator):
    """Hears everything that Qt asks for in French, and leaves the answer to the others."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[str, str]] = set()

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, *_which: object) -> str | None:
        self.asked.add((context, source))
        return None


@pytest.fixture
def listening(qapp: QApplication) -> Iterator[Listening]:
    made = Listening()
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)


def choosing_files() -> Iterator[object]:
    for accept in QFileDialog.AcceptMode:
        for mode in (QFileDialog.FileMode.Directory, QFileDialog.FileMode.ExistingFiles):
            dialog = QFileDialog(None, "Titre", str(Path(__file__).parent))
            dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
            dialog.setAcceptMode(accept)
            dialog.setFileMode(mode)
            yield dialog
    QFileIconProvider().type(QFileInfo(str(Path(__file__).parent)))


def choosing_a_printer() -> Iterator[object]:
    printer = QPrinter()
    yield from (printer, QPrintDialog(printer))


def asking() -> Iterator[object]:
    box = QMessageBox()
    for button in QMessageBox.StandardButton:
        box.addButton(button)
    box.setDetailedText("…")
    yield box
    yield QCalendarWidget()


def typing() -> Iterator[object]:
    for field in (QLineEdit("…"), QPlainTextEdit("…")):
        yield field
        yield field.createStandardContextMenu()


@pytest.mark.parametrize("made", [choosing_files, choosing_a_printer, asking, typing])
def test_what_qt_says_by_itself_is_french(listening: Listening, made: Callable[[], Iterator[object]]) -> None:
    kept = list(made())
    QCoreApplication.removeTranslator(listening)
    assert listening.asked
    assert {
        (context, source)
        for context, source in listening.asked
        if context not in NOT_OURS and source not in THE_SAME and QCoreApplication.translate(context, source) == source
    } == set()
    del kept
