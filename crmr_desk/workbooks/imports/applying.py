"""Applies an import: checked once more, a copy of the register kept, then everything in one transaction."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.store.backup import backup
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import keep
from crmr_desk.model.store.words import quoted, thousands
from crmr_desk.workbooks.checking.check import check
from crmr_desk.workbooks.checking.collector import collector_paused
from crmr_desk.workbooks.checking.report import report
from crmr_desk.workbooks.checking.rows import Action, Checked, Line, Reason
from crmr_desk.workbooks.checking.summary import mandates_closed, told
from crmr_desk.workbooks.checking.trial import refused_by_register
from crmr_desk.workbooks.imports.history import REPORT_TYPE, applied_label
from crmr_desk.workbooks.imports.records import choices_of, draft_in, own_draft
from crmr_desk.workbooks.imports.rows import Applied, ImportState
from crmr_desk.workbooks.imports.writing import write

__all__ = ["apply", "write"]

BACKUPS_KEPT = 10
NOT_APPLIED = "not_applied"
"""The code of the reason why a line that was still to settle was left out."""

_FORBIDDEN_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_NOTHING = "rien à écrire, le registre disait déjà tout cela"

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@collector_paused()
def apply(
    db: Database,
    import_id: int,
    *,
    today: dt.date,
    backup_folder: Path | None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    partial: bool = False,
    checked: Checked | None = None,
) -> tuple[Applied, Changes]:
    """Write a draft into the register, as one operation that can be undone.

    Before anything is written the register is copied to ``backup_folder`` (None: no copy), where the last ten such
    copies stay. ``progress`` is told how much is done of how much; once ``cancelled`` says so, nothing is written.
    ``partial`` passes over the lines that are still to settle, which the kept report then says; ``checked`` is the
    check of the same bytes, where it was made this very moment: it counts if nothing was chosen for the import.

    Raises UserError while lines are to settle, when it was cancelled, and for what the register refuses; Conflict when
    a colleague follows the draft, or changed a row meanwhile. Then nothing is written.
    """
    with db.reading() as session:
        draft = draft_in(session, import_id)
        name, chosen = draft.name, choices_of(session, import_id)
    steps = _Steps(name, progress, cancelled)
    if checked is None or chosen.by_key or checked.kind != draft.kind:
        checked = check(db, import_id, today, progress=steps.checking, cancelled=cancelled, trial=False)
    steps.check_cancelled()
    if not partial:
        _require_settled(name, checked)
    checked = replace(_without_unsettled(checked), basis=None)  # what it was made from takes the most memory
    settled = [line for line in checked.lines if line.settled]
    summary = told(settled) or _NOTHING
    copy = _copy(db, name, backup_folder) if backup_folder else ""
    try:
        with db.writing(applied_label(name, summary)) as session:
            kept = own_draft(session, import_id, db.who)
            write(session, checked, import_id, go_on=steps.writing)
            kept.report_file_id = keep(
                session, name=f"Rapport {name}.json.gz", media_type=REPORT_TYPE, content=_compressed(report(checked))
            )
            kept.state, kept.applied_on = ImportState.APPLIED.value, today
            session.flush()
            steps.check_cancelled()
    except (Conflict, _InterruptedError):
        raise
    except UserError as refusal:
        refused = refused_by_register(db, checked)
        raise UserError(f"Rien n’a été écrit. {refused[0] if refused else refusal}") from refusal
    return _applied(settled, summary, copy), session.changes


class _InterruptedError(UserError):
    """The user has cancelled."""


class _Steps:
    """Where an application stands: half of the way is the check, half the writing."""

    def __init__(self, name: str, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._name = name
        self._progress = progress
        self._cancelled = cancelled
        self._lines = 1
        self._written = 0

    def checking(self, done: int, total: int) -> None:
        """``done`` of ``total`` lines are checked."""
        self._lines = max(total, 1)
        self._tell(min(done, self._lines))

    def writing(self, rows: int) -> None:
        """``rows`` more rows are written. Raises UserError once the user has cancelled."""
        self.check_cancelled()
        self._written += rows
        self._tell(self._lines + min(self._written, self._lines))

    def check_cancelled(self) -> None:
        """Raise UserError once the user has cancelled."""
        if self._cancelled is not None and self._cancelled():
            raise _InterruptedError(f"L’import de {quoted(self._name)} a été interrompu\u00a0: rien n’a été écrit.")

    def _tell(self, done: int) -> None:
        if self._progress is not None:
            self._progress(done, 2 * self._lines)


def _require_settled(name: str, checked: Checked) -> None:
    if checked.to_settle == 1:
        raise UserError(
            f"Une ligne de {quoted(name)} reste à régler\u00a0: réglez-la ou écartez-la. Rien n’a été écrit."
        )
    if checked.to_settle:
        raise UserError(
            f"{thousands(checked.to_settle)} lignes de {quoted(name)} restent à régler\u00a0: réglez-les ou"
            " écartez-les. Rien n’a été écrit."
        )
    if checked.refused_by_register:
        raise UserError(f"Le registre refuse cet import. {checked.refused_by_register[0]}")


def _without_unsettled(checked: Checked) -> Checked:
    return replace(checked, lines=tuple(line if line.settled else _passed_over(line) for line in checked.lines))


def _passed_over(line: Line) -> Line:
    reason = Reason(NOT_APPLIED, "Ligne laissée de côté à l’application\u00a0: elle restait à régler.")
    return line._replace(action=Action.NONE, writes=(), reasons=(*line.reasons, reason))


def _compressed(entries: list[dict[str, Any]]) -> bytes:
    return gzip.compress(json.dumps(entries, ensure_ascii=False).encode(), compresslevel=1, mtime=0)


def _applied(settled: list[Line], summary: str, copy: str) -> Applied:
    actions = Counter(line.action for line in settled)
    opened = sum(each.table == "mandate" and each.row_id is None for line in settled for each in line.writes)
    return Applied(
        summary=summary[:1].upper() + summary[1:],
        created=actions[Action.CREATE],
        changed=actions[Action.UPDATE],
        unchanged=actions[Action.UNCHANGED],
        mandates_opened=opened,
        mandates_closed=sum(mandates_closed(line.writes) for line in settled),
        backup=copy,
    )


def _copy(db: Database, name: str, folder: Path) -> str:
    """avant import CCMR_AURA du 2026-11-22 1042.crmr, in ``folder``."""
    stem = _FORBIDDEN_IN_NAMES.sub(" ", PurePath(name).stem).strip(" .")
    at = f"{db.now().astimezone():%Y-%m-%d %H%M}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"Le dossier des sauvegardes {quoted(str(folder))} ne peut pas être créé. Rien n’a été écrit."
        ) from error
    copy, number = folder / f"avant import {stem} du {at}.crmr", 2
    while copy.exists():
        copy, number = folder / f"avant import {stem} du {at} ({number}).crmr", number + 1
    backup(db, copy)
    others = sorted(folder.glob("avant import *.crmr"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    for old in others[:-BACKUPS_KEPT]:
        old.unlink(missing_ok=True)
    return str(copy)
