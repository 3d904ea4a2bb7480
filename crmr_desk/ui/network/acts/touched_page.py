"""Everything that touches a centre: a line each, what becomes of it, and the choice for the lines that are picked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.network.acts.rows import Decision, Fate, Touched, Touching
from crmr_desk.model.network.acts.targets import Target, targets
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.network.acts.fields import TargetField, entries_of
from crmr_desk.ui.parts.buttons import Chip, button
from crmr_desk.ui.parts.card import clear, label
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column, DataTable

_ICONS = {Fate.KEEP: "equal", Fate.MOVE: "switch-horizontal", Fate.CLOSE: "minus"}


class TouchedPage(QWidget):
    """``decided`` follows each choice. ``decisions`` holds those made so far, ``names`` what the targets are called."""

    decided = Signal()
    lead_wanted = Signal(str, int)

    def __init__(self, desk: Desk, *, lines: int, parent: QWidget | None = None) -> None:
        """``lines`` are seen at once."""
        super().__init__(parent)
        self._desk = desk
        self._found: Touched | None = None
        self._fallen: tuple[Touching, ...] = ()
        self._targets: dict[str, list[Target]] = {}
        self.decisions: dict[str, Decision] = {}
        self.filters = {
            "all": Chip("Tout"),
            "decide": Chip("À décider", icon="help-circle", tone="warn"),
            "blocked": Chip("À régler ailleurs", icon="lock", tone="stop"),
        }
        self.table: DataTable[Touching] = DataTable(
            self._columns(), key=lambda line: line.key, name="Tout ce qui y touche", fit=lines
        )
        self.table.chosen_changed.connect(self._show_choice)
        self.why = label("", "secondary", wrap=True)
        self.options: Options | None = None
        self.target: TargetField | None = None
        self.lead = button("Ouvrir le dossier", "secondary", "folder-open")
        self.lead.clicked.connect(self._lead)
        self._choice = QHBoxLayout()
        self._choice.setSpacing(24)
        self._lay_out()

    def show_touched(self, found: Touched, fallen: tuple[Touching, ...]) -> None:
        """Show what depends on the centre; decisions that still make sense are kept. ``fallen`` are lines to be read
        only: deadlines."""
        self._found, self._fallen = found, fallen
        lines = {line.key: line for line in found.lines}
        self.decisions = {
            key: decision
            for key, decision in self.decisions.items()
            if key in lines and decision.fate in [option.fate for option in lines[key].options]
        }
        for kind in sorted({line.targets for line in found.lines if line.targets}):
            self._read_targets(kind)
        self._refresh()
        self._pick_first()

    def found(self) -> Touched | None:
        """What is shown."""
        return self._found

    def names(self) -> dict[tuple[str, int], str]:
        """What the rows that can be targets are called, by (kind, id)."""
        return {(kind, one.id): one.name for kind, found in self._targets.items() for one in found}

    def why_not_yet(self) -> str:
        """Why the act cannot go on; "" when it can."""
        if self._found is None:
            return "Lecture de ce qui y touche…"
        blocking = self._found.blocking(self.decisions)
        if blocking:
            return f"{plural(len(blocking), 'ligne')} à régler ailleurs d’abord"
        waiting = self._found.to_decide(self.decisions)
        return f"{plural(len(waiting), 'ligne')} à décider" if waiting else ""

    def decide(self, lines: Sequence[Touching], fate: Fate, target: int | None = None) -> None:
        """Choose ``fate`` for those of ``lines`` that offer it."""
        for line in lines:
            if any(option.fate is fate for option in line.options):
                known = self.decisions.get(line.key)
                kept = known.target if known is not None and target is None and known.fate is fate else target
                self.decisions[line.key] = Decision(fate, kept)
        self._refresh()
        self.decided.emit()

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(6)
        for name, chip in self.filters.items():
            chip.setChecked(name == "all")
            chip.clicked.connect(lambda _on=False, name=name: self._filter(name))
            chips.addWidget(chip)
        chips.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(chips)
        column.addWidget(self.table)
        column.addWidget(self.why)
        column.addLayout(self._choice)
        column.addWidget(self.lead)

    def _filter(self, wanted: str) -> None:
        for name, chip in self.filters.items():
            chip.setChecked(name == wanted)
        found = self._found
        if found is None:
            return
        kept = {
            "all": None,
            "decide": {line.key for line in found.to_decide(self.decisions)},
            "blocked": {line.key for line in found.blocking(self.decisions)},
        }[wanted]
        self.table.set_filter(None if kept is None else lambda line: line.key in kept)

    def _refresh(self) -> None:
        if self._found is None:
            return
        waiting, blocking = self._found.to_decide(self.decisions), self._found.blocking(self.decisions)
        self.filters["all"].set_count(len(self._found.lines) + len(self._fallen))
        self.filters["decide"].set_count(len(waiting))
        self.filters["blocked"].set_count(len(blocking))
        self.filters["blocked"].setVisible(bool(blocking))
        self.table.set_rows([*self._found.lines, *self._fallen])

    def _pick_first(self) -> None:
        """The first line that waits, else the first one."""
        found = self._found
        if found is not None and found.lines:
            waiting = found.to_decide(self.decisions) or found.blocking(self.decisions) or found.lines
            self.table.select(waiting[0].key)

    def _show_choice(self) -> None:
        """The choice of the lines picked, when they all have the same one."""
        lines = self.table.chosen()
        first = lines[0] if lines else None
        same = first is not None and all(line.options == first.options for line in lines)
        options = first.options if first is not None and same and not self._ruled(first) else ()
        self.why.setText(self._why(lines))
        self.why.setVisible(bool(self.why.text()))
        leads = first is not None and len(lines) == 1 and first.leads_to is not None and first.leads_to[0] == "dossier"
        self.lead.setVisible(leads)
        clear(self._choice)
        self.options = self.target = None
        if first is not None and len(options) > 0 and (len(options) > 1 or first.targets):
            self._offer(lines)

    def _offer(self, lines: Sequence[Touching]) -> None:
        first = lines[0]
        name = f"Que devient\u00a0: {first.what}" if len(lines) == 1 else f"Que deviennent ces {len(lines)} lignes"
        self.options = Options([Choice(option.fate.value, option.words) for option in first.options], name)
        fate = self._fate(first)
        self.options.set_value(fate.value if fate is not None else None)
        self.options.chosen.connect(lambda value: self._chosen(lines, Fate(value)))
        self._choice.addWidget(self.options, 1, Qt.AlignmentFlag.AlignTop)
        if first.targets and fate is Fate.MOVE:
            self._offer_target(lines)

    def _offer_target(self, lines: Sequence[Touching]) -> None:
        first = lines[0]
        self.target = TargetField("Vers", first.targets)
        but = frozenset().union(*(line.but for line in lines))
        found = self._targets.get(first.targets, [])
        self.target.set_entries(entries_of(found, but=but, within=first.within))
        known = self.decisions.get(first.key)
        self.target.set_value(known.target if known is not None else None)
        self.target.saved.connect(
            lambda value: self.decide(lines, Fate.MOVE, value) if isinstance(value, int) else None
        )
        self._choice.addWidget(self.target, 1, Qt.AlignmentFlag.AlignTop)

    def _chosen(self, lines: Sequence[Touching], fate: Fate) -> None:
        self.decide(lines, fate)
        self._show_choice()
        if fate is Fate.MOVE and self.target is not None:
            self.target.chooser.setFocus()
        elif self.options is not None:
            self.options.button_of(fate.value).setFocus()

    def _read_targets(self, kind: str) -> None:
        found = self._found
        if found is None or kind in self._targets:
            return
        db, day = self._desk.db, found.planned.first_day

        def keep(read: list[Target]) -> None:
            self._targets[kind] = read
            self._refresh()
            self._show_choice()

        self._desk.read(lambda: targets(db, kind, day), keep, owner=self)

    def _fate(self, line: Touching) -> Fate | None:
        return self._found.fate(line, self.decisions) if self._found is not None else None

    def _ruled(self, line: Touching) -> bool:
        """Whether the fate of another line rules this one."""
        parent = self._found.line(line.follows) if self._found is not None and line.follows else None
        return parent is not None and self._fate(parent) is not Fate.MOVE

    def _blocks(self, line: Touching) -> bool:
        return self._found is not None and line in self._found.blocking(self.decisions)

    def _why(self, lines: Sequence[Touching]) -> str:
        if len(lines) != 1:
            return ""
        line = lines[0]
        words = line.blocked if self._blocks(line) else line.why
        return f"{words}." if words else ""

    def _lead(self) -> None:
        lines = self.table.chosen()
        if lines and lines[0].leads_to is not None:
            self.lead_wanted.emit(*lines[0].leads_to)

    def _columns(self) -> tuple[Column[Touching], ...]:
        return (
            Column("Nature", lambda line: line.nature, width=168),
            Column("Quoi", lambda line: Cell(line.what, tip=line.what), stretch=5),
            Column("Période", _period, sort=lambda line: line.start, width=180),
            Column("Ce qu’il devient", self._becomes, stretch=4),
        )

    def _becomes(self, line: Touching) -> Cell:
        found = self._found
        if found is None or line.table == "deadline":
            return Cell("Tombe", icon="minus", tone="text2", tip=line.why)
        if self._blocks(line):
            return Cell("À régler ailleurs", icon="lock", tone="stop", tip=line.blocked)
        if line in found.to_decide(self.decisions):
            return Cell("À décider", icon="help-circle", tone="warn", tip=line.why)
        fate = self._fate(line) or Fate.KEEP
        return Cell(self._words(line, fate), icon=_ICONS[fate], tone="text2", tip=line.why)

    def _words(self, line: Touching, fate: Fate) -> str:
        if self._ruled(line) and fate is Fate.CLOSE:
            return "Prend fin aussi"
        decided = self.decisions.get(line.key)
        if fate is Fate.MOVE and line.targets and decided is not None and decided.target is not None:
            return self.names().get((line.targets, decided.target), "Passe ailleurs")
        words = next((option.words for option in line.options if option.fate is fate), "")
        return words or {Fate.KEEP: "Reste", Fate.MOVE: "Suit", Fate.CLOSE: "Prend fin"}[fate]


def _period(line: Touching) -> Cell:
    start = short_date(line.start) if line.start is not None else ""
    end = short_date(line.end) if line.end is not None else ""
    if start and end:
        return Cell(f"{start} – {end}")
    return Cell(
        f"depuis le {start}" if start and line.table != "deadline" else start or (f"jusqu’au {end}" if end else "")
    )
