"""The acts on a centre as entries of a menu: of its sheet, and of its line in the tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.ui import icons
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.acts import (
    attaching_forms,
    closing_forms,
    creating_forms,
    moving_forms,
    naming_forms,
    seating_forms,
    splitting_forms,
)
from crmr_desk.ui.network.acts.form import ActForm, Subject
from crmr_desk.ui.network.acts.guide import Guide


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: its words, and the form that begins it. ``after`` puts a line above."""

    words: str
    form: Callable[[Desk, Subject], ActForm]
    icon: str
    after: bool = False


NEW_FSMR: Final = Entry("Créer une filière…", creating_forms.FsmrForm, "plus")
_RENAME = Entry("Renommer…", naming_forms.RenameForm, "pencil")
_MANDATES = Entry("Mandats passés…", seating_forms.MandateForm, "history")
_CLOSE = Entry("Fermer…", closing_forms.CloseForm, "lock", after=True)
_LAST_DAY = Entry("Corriger le dernier jour…", closing_forms.LastDayForm, "calendar-event")
_MERGE = Entry("Fusionner dans un autre centre…", splitting_forms.MergeForm, "git-branch")

ENTRIES: Final = {
    CentreKind.FSMR.value: (
        Entry("Créer un centre de référence…", creating_forms.CrmrForm, "plus"),
        NEW_FSMR,
        _RENAME,
        _MANDATES,
        _CLOSE,
    ),
    CentreKind.CRMR.value: (
        Entry("Créer un site constitutif…", creating_forms.SiteForm, "plus"),
        Entry("Créer un centre de compétences…", creating_forms.CcmrForm, "plus"),
        Entry("Rattacher des centres de compétences…", attaching_forms.AttachForm, "plus"),
        Entry("Rattachements…", attaching_forms.AttachmentsForm, "calendar-event"),
        _RENAME,
        Entry("Changer de filière…", moving_forms.FsmrForm, "affiliate"),
        _MANDATES,
        Entry("Scinder…", splitting_forms.SplitForm, "git-branch", after=True),
        _MERGE,
        _CLOSE,
        _LAST_DAY,
    ),
    CentreKind.SITE.value: (
        _RENAME,
        Entry("Enregistrer un déplacement…", moving_forms.MoveForm, "switch-horizontal"),
        _MANDATES,
        _CLOSE,
        _LAST_DAY,
    ),
    CentreKind.CCMR.value: (
        Entry("Rattacher à un centre de référence…", attaching_forms.AttachForm, "plus"),
        Entry("Rattachements…", attaching_forms.AttachmentsForm, "calendar-event"),
        _RENAME,
        Entry("Changer d’établissement…", moving_forms.MoveForm, "switch-horizontal"),
        _MANDATES,
        Entry("Fusionner dans un autre centre…", splitting_forms.MergeForm, "git-branch", after=True),
        _CLOSE,
        _LAST_DAY,
    ),
}
"""The acts on each kind of centre, in the order of the menu."""


def fill(menu: QMenu, desk: Desk, sheet: CentreSheet) -> None:
    """Add the acts on the centre of a sheet; disabled with the reason where nothing can be written."""
    fill_for(menu, desk, Subject(str(sheet.kind), sheet.row_id, sheet.title))


def fill_for(menu: QMenu, desk: Desk, subject: Subject) -> None:
    """The same for a centre by its kind, id and title."""
    menu.setToolTipsVisible(True)
    reason = desk.why_no_write
    for entry in ENTRIES.get(subject.kind, ()):
        if entry.after:
            menu.addSeparator()
        action = menu.addAction(icons.icon(entry.icon), entry.words)
        action.setEnabled(not reason)
        action.setToolTip(reason)
        action.setStatusTip(reason)
        action.triggered.connect(lambda _on=False, entry=entry: guide(desk, entry, subject, desk.window).open())


def guide(desk: Desk, entry: Entry, subject: Subject, parent: QWidget | None = None) -> Guide:
    """The dialog of an act; the caller opens it."""
    return Guide(desk, entry.form(desk, subject), parent)
