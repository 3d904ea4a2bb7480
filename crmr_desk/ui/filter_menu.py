"""The filters that the user named: chosen from a menu, saved, renamed, deleted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Generic

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from crmr_desk.ui import problems
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.kept_filters import F, KeptFilters
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.problems import ProblemStrip, Sheet

_OPEN, _CLOSE = "«\u202f", "\u202f»"


class FilterNameForm(Sheet):
    """``given(name)`` once the name can be borne."""

    given = Signal(str)

    def __init__(
        self, title: str, verb: str, name: str, problem: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        sentence = "Ce filtre reste sur ce poste\u202f; vos collègues gardent les leurs."
        super().__init__(parent, title, sentence, icon="bookmark")
        self._problem_of = problem
        self.field, self.problem = QLineEdit(name), ProblemStrip()
        self.field.setMaxLength(60)
        self.body.addLayout(named("Nom du filtre", self.field))
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        keep = button(verb, "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.finish)
        self.verbs.addWidget(keep)
        self.field.setFocus()
        self.field.selectAll()

    def finish(self) -> None:
        """Give the name, or say what is wrong with it."""
        problem = self._problem_of(self.field.text())
        if problem:
            self.problem.say(f"{problem}.")
            return
        self.given.emit(self.field.text())
        self.accept()


class FilterMenu(Generic[F]):
    """Stands behind the button "Mes filtres". ``wanted()`` is the filter on screen, ``show(filter)`` puts another
    there; ``untouched`` says what a filter that is deleted leaves as it is. A button of one icon is named only."""

    def __init__(
        self, opener: QPushButton, kept: KeptFilters[F], wanted: Callable[[], F],
        show: Callable[[F], None], untouched: str,
    ) -> None:  # fmt: skip
        self._opener, self._kept, self._wanted, self._show = opener, kept, wanted, show
        self._untouched = untouched
        opener.clicked.connect(self._pop)
        self.say_current()

    def say_current(self) -> None:
        """Write the name of the filter on screen on the button, when it bears one."""
        name = self._kept.name_of(self._wanted())
        said = f"Mes filtres, {name}" if name else "Mes filtres"
        if self._opener.property("kind") == "icon":
            self._opener.setToolTip(said)
        else:
            self._opener.setText(name.replace("&", "&&") or said)
        self._opener.setAccessibleName(said)

    def menu(self) -> QMenu:
        """The filters and what can be done with them; the caller shows it."""
        menu = _menu(self._opener)
        current = self._kept.name_of(self._wanted())
        for name in self._kept.names():
            action = menu.addAction(name.replace("&", "&&"), partial(self._show_named, name))
            action.setCheckable(True)
            action.setChecked(name == current)
        if not self._kept.names():
            menu.addAction("Aucun filtre enregistré").setEnabled(False)
        menu.addSeparator()
        menu.addAction("Enregistrer ce filtre…", self.ask_save)
        names = self._kept.names()
        for title, then in (("Renommer", self.ask_rename), ("Supprimer", self.ask_remove)) if names else ():
            inner = _menu(menu, title)
            for name in names:
                inner.addAction(f"{name.replace('&', '&&')}…", partial(then, name))
            menu.addMenu(inner)
        return menu

    def ask_save(self) -> None:
        """Name the filter on screen."""
        form = FilterNameForm("Enregistrer ce filtre", "Enregistrer", "", self._kept.problem, self._opener.window())
        form.given.connect(self._save)
        form.open()

    def ask_rename(self, name: str) -> None:
        """Give a filter another name."""
        form = FilterNameForm(
            "Renommer le filtre", "Renommer", name, lambda new: self._kept.problem(new, but=name), self._opener.window()
        )
        form.given.connect(lambda new: self._rename(name, new))
        form.open()

    def ask_remove(self, name: str) -> None:
        """Delete a filter: it cannot be had back by Ctrl+Z."""
        problems.confirm(
            self._opener.window(), self._untouched, lambda: self._remove(name),
            title=f"Supprimer le filtre {_OPEN}{name}{_CLOSE}", verb="Supprimer le filtre", refuse="Le garder",
        )  # fmt: skip

    def _show_named(self, name: str) -> None:
        self._show(self._kept.named(name))

    def _save(self, name: str) -> None:
        self._kept.save(name, self._wanted())
        self.say_current()

    def _rename(self, old: str, new: str) -> None:
        self._kept.rename(old, new)
        self.say_current()

    def _remove(self, name: str) -> None:
        self._kept.remove(name)
        self.say_current()

    def _pop(self) -> None:
        self.menu().popup(self._opener.mapToGlobal(QPoint(0, self._opener.height() + 2)))


def _menu(parent: QWidget, title: str = "") -> QMenu:
    made = QMenu(title, parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return made
