"""The teams of a centre: who is in them beside who leads, since when, and in which other teams."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network import team
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.network.sheet_rows import Team, TeamLine
from crmr_desk.model.network.sheet_team import teams_of
from crmr_desk.model.terms import short_date
from crmr_desk.ui import problems
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.network.name_link import follow, name_link
from crmr_desk.ui.network.row_verbs import RowVerbs
from crmr_desk.ui.network.seldom import show_said
from crmr_desk.ui.network.team_form import MemberForm
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.card import Card, ScrollPage, clear, label
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column, DataTable

_ASKED = (
    "est pluridisciplinaire et pluriprofessionnelle et assure la continuité des soins. Le texte ne donne pas de liste "
    "de métiers\u00a0: celle-ci est la nôtre."
)


class TeamTab(ScrollPage):
    """One card a site, or the one of a competence centre."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        line = QHBoxLayout()
        line.setSpacing(8)
        self.remark = label("", "secondary", wrap=True)
        self.place = PlaceBadge("A1 A-c")
        line.addWidget(self.remark, 1)
        line.addWidget(self.place)
        self.body.addLayout(line)
        self.cards: list[TeamCard] = []
        self._end = QWidget()
        self.body.addWidget(self._end, 1)

    def question(self, shown: CentreSheet) -> Callable[[], tuple[Team, ...]]:
        """What to read of the centre."""
        ccmr = shown.kind == CentreKind.CCMR
        self.remark.setText(f"L’équipe {'du centre' if ccmr else 'de chaque site'} {_ASKED}")
        self.place.set_place("A1 B-c" if ccmr else "A1 A-c")
        db = self._desk.seen
        return lambda: teams_of(db, shown)

    def show_answer(self, answer: Sequence[Team]) -> None:
        """Show the teams of another centre, or the same ones changed."""
        if [(each.kind, each.row_id) for each in answer] != [card.centre for card in self.cards]:
            self._make_cards(answer)
        for card, each in zip(self.cards, answer, strict=True):
            card.show_team(each)
        self.settle()

    def _make_cards(self, teams: Sequence[Team]) -> None:
        for old in self.cards:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = [TeamCard(self._desk, each) for each in teams]
        for card in self.cards:
            self.body.insertWidget(self.body.indexOf(self._end), card)


class TeamCard(Card):
    """The members of one team in a table, with what can be done about the one under the cursor."""

    def __init__(self, desk: Desk, shown: Team, parent: QWidget | None = None) -> None:
        super().__init__(shown.title, pad=8, parent=parent)
        self._desk = desk
        self.centre = (shown.kind, shown.row_id)
        self.led = QHBoxLayout()
        self.led.setContentsMargins(8, 0, 8, 0)
        self.led.setSpacing(8)
        self.table = DataTable(_columns(), key=lambda row: row.id, name=f"Équipe, {shown.title}", fit=12)
        self.verbs = RowVerbs(desk, self.table, f"l’équipe de {shown.title}")
        self.corner.addWidget(self.verbs.add("Ajouter…", "user-plus", self._add))
        self.verbs.on_row("Modifier…", "pencil", self._change)
        self.verbs.on_row("Terminer…", "calendar-event", self._end)
        self.verbs.on_row("Retirer", "eraser", self._remove)
        self.table.opened.connect(self._change)
        self.table.offer("Fiche de la personne", lambda row: follow(desk, "person", row.person_id))
        self.body.addLayout(self.led)
        self.body.addWidget(self.table)
        self.body.addWidget(self.verbs)

    def show_team(self, shown: Team) -> None:
        """Show the members as they are now."""
        self.set_count(len(shown.members) or None)
        clear(self.led)
        self.led.addWidget(label("Responsable\u00a0:", "secondary"))
        if shown.leader_id:
            self.led.addWidget(name_link(self._desk, shown.leader, "person", shown.leader_id, "strong"))
        else:
            self.led.addWidget(label(shown.leader, "secondary"))
        if not shown.members:
            self.led.addWidget(label("Personne d’autre n’est encore enregistré.", "quiet"))
        self.led.addStretch(1)
        show_said(self.table, shown.members, _SELDOM)
        self.table.setVisible(bool(shown.members))
        self.verbs.setVisible(bool(shown.members))
        self.verbs.refresh()

    def _add(self) -> None:
        MemberForm(self._desk, *self.centre, parent=self.window()).open()

    def _change(self, line: TeamLine) -> None:
        if not self._desk.why_no_write:
            MemberForm(self._desk, *self.centre, line, parent=self.window()).open()

    def _end(self, line: TeamLine) -> None:
        form = DatedForm(
            f"Fin dans l’équipe\u00a0: {line.name}", "Le dernier jour dans l’équipe, inclus.", "Terminer",
            self._desk.today, day_name="Dernier jour", proposed=self._desk.today, parent=self.window(),
        )  # fmt: skip
        db = self._desk.db
        form.given.connect(
            lambda day, _reason: self._desk.run(lambda: team.end_member(db, line.id, day, version=line.version))
        )
        form.open()

    def _remove(self, line: TeamLine) -> None:
        db = self._desk.db
        problems.confirm(
            self.window(),
            f"{line.name} n’aura jamais été dans cette équipe. Si la personne l’a quittée, terminez plutôt.",
            lambda: self._desk.run(
                lambda: team.remove_member(db, line.id, version=line.version),
                lambda _changes: self._desk.done.emit(f"{line.name}\u00a0: retiré de l’équipe."),
            ),
            title="Retirer de l’équipe", verb="Retirer", refuse="Garder",
        )  # fmt: skip


def _columns() -> tuple[Column[TeamLine], ...]:
    return (
        Column("Personne", lambda row: Cell(row.name, bold=True, tip=row.name), stretch=5),
        Column("Rôle", lambda row: Cell(row.role_words, tip=row.role_words), stretch=5),
        Column("Quotité", _quota, lambda row: row.quota or 0, width=76, right=True),
        Column("Depuis", lambda row: short_date(row.start), lambda row: row.start, width=92),
        Column("Jusqu’au", lambda row: short_date(row.end) if row.end else "", lambda row: row.end, width=92),
        Column("Aussi dans", _elsewhere, stretch=4),
    )


_SELDOM: Mapping[str, Callable[[TeamLine], object]] = {
    "Quotité": lambda row: row.quota,
    "Jusqu’au": lambda row: row.end,
    "Aussi dans": lambda row: row.elsewhere,
}


def _quota(row: TeamLine) -> str:
    return "" if row.quota is None else f"{row.quota}\u00a0%"


def _elsewhere(row: TeamLine) -> Cell:
    if not row.elsewhere:
        return Cell("")
    count = len(row.elsewhere)
    words = row.elsewhere[0] if count == 1 else f"{count} autres équipes"
    return Cell(words, icon="users", tip="Aussi dans\u00a0: " + "\u202f; ".join(row.elsewhere))
