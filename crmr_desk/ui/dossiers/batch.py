"""What can be done with several dossiers at once: why not yet, and the verbs with their good news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from crmr_desk.model.dossiers import keeping
from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.model.kinds import Stage
from crmr_desk.model.network.names import collation
from crmr_desk.model.terms import add_months, short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.dossiers.filters import has_ended, is_held
from crmr_desk.ui.dossiers.people_forms import AssignForm, HandOverForm

Rows = Sequence[DossierListRow]


class Numbered(Protocol):
    """A dossier as a line of the list or as a sheet."""

    @property
    def id(self) -> int: ...
    @property
    def number(self) -> str: ...


Chosen = Sequence[Numbered]

_CHOOSE = "Choisissez d’abord un dossier"
_DECIDED = (Stage.DECIDED, Stage.LETTERS_OUT, Stage.CLOSED, Stage.ABANDONED)


def no_assigning(chosen: Rows) -> str:
    """Why the chosen dossiers cannot be entrusted to somebody; "" when they can."""
    return _CHOOSE if not chosen else _but(chosen, has_ended, "est terminé", "sont terminés")


def no_holding(chosen: Rows) -> str:
    """Why the chosen dossiers cannot be put on hold; "" when they can."""
    return _CHOOSE if not chosen else _but(chosen, lambda row: row.stage in _DECIDED, "est décidé", "sont décidés")


def no_waking(chosen: Rows, today: dt.date) -> str:
    """Why the chosen dossiers cannot be taken up again; "" when one at least is on hold."""
    if not chosen:
        return _CHOOSE
    return "" if on_hold(chosen, today) else "Aucun dossier choisi n’est mis en attente"


def on_hold(chosen: Rows, today: dt.date) -> list[DossierListRow]:
    """Those that are on hold."""
    return [row for row in chosen if is_held(row, today)]


def no_handing_over(rows: Rows) -> str:
    """Why nobody's dossiers can be handed over; "" when somebody has some."""
    return "" if givers(rows) else "Personne n’a de dossier en cours"


def givers(rows: Rows) -> list[str]:
    """Who has dossiers that still go on."""
    return sorted({row.instructor for row in rows if not has_ended(row)}, key=collation)


def instructors(rows: Rows, who: str) -> list[str]:
    """Everybody who has or had a dossier, and whoever looks."""
    return sorted({who, *(row.instructor for row in rows)} - {""}, key=collation)


class Batch:
    """Asks what a verb needs, runs it, and says what was done with the way back."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        self._desk = desk
        self._over = over

    def ask_assign(self, chosen: Chosen, names: Sequence[str]) -> None:
        """Entrust the chosen dossiers to somebody."""
        form = AssignForm(f"Confier {_counted(chosen)}", "", names, self._over.window())
        form.given.connect(lambda name: self.assign(chosen, name))
        form.open()

    def assign(self, chosen: Chosen, name: str) -> None:
        """Entrust the chosen dossiers to ``name``."""
        db, ids = self._desk.db, _ids(chosen)
        self._run(lambda: keeping.assign(db, ids, name), f"{_done(chosen, 'confié')} à {name}.")

    def ask_hand_over(self, rows: Rows, giver: str) -> None:
        """Hand over all dossiers of one person, ``giver`` at first, to another."""
        form = HandOverForm(givers(rows), instructors(rows, self._desk.who), giver, self._over.window())
        form.given.connect(self.hand_over)
        form.open()

    def hand_over(self, giver: str, taker: str) -> None:
        """Hand over all dossiers of ``giver`` to ``taker``."""
        db, done = self._desk.db, self._desk.done
        self._desk.run(
            lambda: keeping.hand_over(db, giver, taker),
            lambda result: done.emit(f"{plural(result[0], 'dossier')} de {giver} à {taker}."),
        )

    def ask_hold(self, chosen: Chosen) -> None:
        """Put the chosen dossiers on hold until a day, with a reason."""
        today = self._desk.today
        form = DatedForm(
            f"Mettre en attente {_counted(chosen)}",
            "D’ici là, rien n’est attendu de vous. Le dossier se réveille de lui-même au jour dit.",
            "Mettre en attente", today, day_name="Réveil le", proposed=add_months(today, 1), reason_asked=True,
            icon="zzz", parent=self._over.window(),
        )  # fmt: skip
        form.given.connect(lambda day, reason: self.hold(chosen, day, reason))
        form.open()

    def hold(self, chosen: Chosen, until: dt.date, reason: str) -> None:
        """Put the chosen dossiers on hold until ``until``."""
        db, ids, today = self._desk.db, _ids(chosen), self._desk.today
        said = f"{_done(chosen, 'mis')} en attente jusqu’au {short_date(until)}."
        self._run(lambda: keeping.hold(db, ids, until, reason, today=today), said)

    def wake(self, held: Chosen) -> None:
        """Take up again dossiers that are on hold."""
        db, ids = self._desk.db, _ids(held)
        self._run(lambda: keeping.wake(db, ids), f"{_done(held, 'repris')}.")

    def _run(self, verb: Callable[[], Any], said: str) -> None:
        self._desk.run(verb, lambda _changes: self._desk.done.emit(said))


def _but(chosen: Rows, wrong: Callable[[DossierListRow], bool], one: str, several: str) -> str:
    found = [row for row in chosen if wrong(row)]
    if not found:
        return ""
    return f"{plural(len(found), 'dossier choisi', 'dossiers choisis')} {one if len(found) == 1 else several}"


def _ids(chosen: Chosen) -> list[int]:
    return [row.id for row in chosen]


def _counted(chosen: Chosen) -> str:
    return f"le dossier {chosen[0].number}" if len(chosen) == 1 else plural(len(chosen), "dossier")


def _done(chosen: Chosen, participle: str) -> str:
    """ "Le dossier 2026-0143 est confié", "3 dossiers sont confiés"; a participle in s has no plural of its own."""
    if len(chosen) == 1:
        return f"Le dossier {chosen[0].number} est {participle}"
    return f"{plural(len(chosen), 'dossier')} sont {participle if participle.endswith('s') else participle + 's'}"
