"""``crmr-desk import``: a workbook received, checked without a hand and, where it is asked, applied."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmr_desk import places
from crmr_desk.model.errors import NeedsConfirmation, UserError
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.store.undo import undo
from crmr_desk.model.store.words import quoted, thousands
from crmr_desk.workbooks.checking.check import check_book, tried
from crmr_desk.workbooks.checking.report import report
from crmr_desk.workbooks.checking.rows import Checked, Status
from crmr_desk.workbooks.imports import applying, books, drafts, history
from crmr_desk.workbooks.imports.choices import Choices
from crmr_desk.workbooks.imports.draft import recipes_of
from crmr_desk.workbooks.incoming.recipes import best_recipe, corrections_of
from crmr_desk.workbooks.incoming.recognise import list_kind, tables
from crmr_desk.workbooks.incoming.values.regions import region_named
from crmr_desk.workbooks.matching.index import index_of
from crmr_desk.workbooks.reading.limits import LARGEST_FILE

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

Entries = list[dict[str, Any]]
"""The report, as ``checking.report`` gives it."""

_WORDS = (
    (Status.OK, "sans question", "sans question"),
    (Status.REVIEW, "à régler", "à régler"),
    (Status.REJECTED, "refusée", "refusées"),
    (Status.IGNORED, "ignorée", "ignorées"),
)


def run(db: Database, path: Path, *, ars: str | None, apply: bool, report_path: Path | None, today: dt.date) -> None:
    """Check the workbook at ``path``, print what it comes to and write its report. ``ars`` is the name of the agency or
    of its region, None for a national list. With ``apply`` what raises no question is written, and nothing else is.

    Raises UserError for an agency that does not exist, for a file that is no workbook or holds no table, and for what
    the register refuses.
    """
    region = region_of(ars) if ars is not None else None
    content = _content(path)
    checked = _checked(db, path.name, content, region, today)
    if not apply:
        checked = tried(db, checked)
    _print(path.name, [line.status for line in checked.lines])
    if apply:
        entries, said = _applied(db, checked, path.name, content, region, today)
    else:
        entries, said = (
            report(checked),
            f"{checked.summary}. Rien n’a été écrit\u00a0: ajoutez --apply pour l’appliquer.",
        )
    for line in (*checked.refused_by_register, said):
        print(line)
    if report_path is not None:
        report_path.write_text(json.dumps(entries, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def region_of(name: str) -> str:
    """The INSEE code of the region that an agency's name, of today or of before 2016, tells; « ARS » or not, accents or
    not. Raises UserError for any other name, with those that exist."""
    code, how = region_named(name)
    if code:
        return code
    if how == "shared":
        raise UserError(f"L’ARS {quoted(name)} couvrait plusieurs régions\u202f; donnez le nom de l’une d’elles.")
    known = ", ".join(sorted((region.name for region in REGIONS.values()), key=collation))
    raise UserError(f"Aucune ARS ne porte le nom {quoted(name)}\u202f; donnez l’une des régions\u00a0: {known}.")


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        # One byte more than is read tells that there is too much, whatever the size of the file.
        return file.read(LARGEST_FILE + 1)


def _checked(db: Database, name: str, content: bytes, region: str | None, today: dt.date) -> Checked:
    """The check without a draft: nothing is kept of the file."""
    book = books.read(name, content)
    found = tables(book, Choices())
    if not found:
        raise UserError(
            f"Aucun tableau n’est reconnu dans {quoted(name)}\u202f; vérifiez le fichier, ou choisissez la ligne"
            " d’en-tête dans la fenêtre, page Imports."
        )
    with db.reading() as session:
        index = index_of(session, today)
        match = best_recipe(recipes_of(session, region), region, found)
    recipe = match.columns if match is not None else {}
    corrections = corrections_of(match.recipe) if match is not None else {}
    return check_book(index, book, list_kind(found), Choices(), recipe, region, today, corrections=corrections)


def _applied(
    db: Database, checked: Checked, name: str, content: bytes, region: str | None, today: dt.date
) -> tuple[Entries, str]:
    """Write the lines that raise no question. A sheet that was applied already is kept once more only if it changes
    something, and none where the register refuses it."""
    try:
        import_id, received = _receive(db, name, content, region, today)
    except NeedsConfirmation:
        if not any(line.writes for line in checked.lines):
            return report(checked), f"{checked.summary}."
        import_id, received = _receive(db, name, content, region, today, drafts.ALREADY_RECEIVED)
    try:
        done, _changes = applying.apply(
            db, import_id, today=today, backup_folder=_backups(db), partial=True, checked=checked
        )
    except UserError:
        undo(db, received.operation_id or 0)
        raise
    return history.result(db, import_id), f"{done.summary}.{_left(checked)}"


def _backups(db: Database) -> Path:
    """Where the register is copied before anything is written: beside the file that holds it."""
    return places.backups() if db.is_shared else Path(str(db.url.database)).parent / places.backups().name


def _receive(
    db: Database, name: str, content: bytes, region: str | None, today: dt.date, *confirmed: str
) -> tuple[int, Changes]:
    return drafts.receive(
        db, name=name, content=content, region=region, sender="", received_on=today, today=today, confirmed=confirmed
    )


def _left(checked: Checked) -> str:
    if not checked.to_settle:
        return ""
    lines = "Une ligne reste" if checked.to_settle == 1 else f"{thousands(checked.to_settle)} lignes restent"
    return f" {lines} à régler\u00a0: déposez le fichier dans la fenêtre, page Imports, pour le faire."


def _print(name: str, statuses: Sequence[Status]) -> None:
    """CCMR_AURA.xlsx : 148 lignes, 129 sans question, 9 à régler, 10 ignorées."""
    print(f"{name}\u00a0: {', '.join(_counted(statuses))}")


def _counted(statuses: Sequence[Status]) -> Iterable[str]:
    found = Counter(statuses)
    yield f"{thousands(len(statuses))} ligne{'s' * (len(statuses) > 1)}"
    for status, one, several in _WORDS:
        if number := found[status]:
            yield f"{thousands(number)} {one if number == 1 else several}"
