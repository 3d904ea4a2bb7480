"""Where what was found leads, and what else can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication

from crmr_desk.model.finding.found import Found, Group, Kind
from crmr_desk.ui.finding.acts import acts_on
from crmr_desk.ui.finding.lines import Line, heading

if TYPE_CHECKING:
    from crmr_desk.model.dossiers.procedures import Procedure
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.main_window import MainWindow

ICONS: Final = {
    Kind.FSMR: "affiliate",
    Kind.CRMR: "stethoscope",
    Kind.SITE: "building-hospital",
    Kind.CCMR: "git-branch",
    Kind.PERSON: "users",
    Kind.HOSPITAL: "building-hospital",
    Kind.DOSSIER: "folder",
    Kind.DISEASE: "certificate",
    Kind.NOTE: "pencil",
    Kind.LETTER: "mail",
}


def open_found(desk: Desk, found: Found) -> None:
    """Go where it leads."""
    kind, row_id = found.leads
    if kind == Kind.DOSSIER:
        desk.sheet_wanted.emit(row_id)
    elif kind == Kind.LETTER:
        desk.page_wanted.emit("correspondence", f"letter/{row_id}")
    elif kind in (Kind.PERSON, Kind.HOSPITAL):
        desk.page_wanted.emit("directory", f"{kind}/{row_id}")
    else:
        desk.centre_wanted.emit(kind, row_id)


def verbs_of(
    desk: Desk, window: MainWindow, found: Found, offered: tuple[Procedure, ...], done: Callable[[], None]
) -> list[Line]:
    """What can be done with it, opening it first; ``offered`` are the procedures that fit a centre. ``done`` is called
    before each."""

    def verb(title: str, icon: str, run: Callable[[], object], detail: str = "") -> Line:
        def go() -> None:
            done()
            run()

        return Line(title, detail, icon, go)

    lines = [heading(found.title), verb("Ouvrir", "eye", lambda: open_found(desk, found))]
    kind, row_id = found.leads
    if found.kind is Kind.LETTER:
        lines.append(verb("Ouvrir le PDF", "file-text", lambda: _open_letter(desk, window, found.row_id)))
    if kind == Kind.DOSSIER:
        lines.append(verb("Reprendre l’instruction", "folder-open", lambda: desk.dossier_wanted.emit(row_id)))
    if found.kind.group is Group.CENTRE:
        lines += [verb(*line) for line in _of_centre(desk, row_id, offered)]
        lines += [verb(act.words, act.icon, act.run) for act in acts_on(desk, found)]
    lines.append(verb("Copier ce qui est écrit", "copy", lambda: _copy(found)))
    return lines


def _of_centre(
    desk: Desk, row_id: int, offered: tuple[Procedure, ...]
) -> Iterator[tuple[str, str, Callable[[], object], str]]:
    for each in offered:
        start = partial(desk.start_wanted.emit, each.request, each.function, row_id)
        yield each.title, "folder", start, each.why
    yield "Comparer deux dates", "switch-horizontal", lambda: desk.page_wanted.emit("differences", ""), ""


def _open_letter(desk: Desk, window: MainWindow, letter_id: int) -> None:
    from crmr_desk.model.correspondence import sending
    from crmr_desk.ui.dossier.opened_files import OpenedFiles

    db = desk.db
    files = OpenedFiles(window)
    desk.read(lambda: sending.letter_pdf(db, letter_id), lambda file: files.open(file.name, file.content), owner=files)


def _copy(found: Found) -> None:
    QGuiApplication.clipboard().setText(f"{found.title}\t{found.detail}")
