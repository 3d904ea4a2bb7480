"""How the files of reminders are called: the rule, its fields, and what it gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from crmr_desk.model.correspondence.reminders.naming import (
    PLACES,
    NamingRule,
    checked_pattern,
    save_naming_rule,
)
from crmr_desk.model.correspondence.reminders.rows import ReminderLine
from crmr_desk.model.errors import UserError
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import ProblemStrip, Sheet


class NamesForm(Sheet):
    """``then(pattern)`` once the rule is kept."""

    def __init__(
        self, desk: Desk, rule: NamingRule, line: ReminderLine, then: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            parent, "Noms des fichiers", "La règle vaut pour les relances à venir, et pour vos collègues aussi.",
            icon="file-text", width=640,
        )  # fmt: skip
        self._desk, self._line, self._then = desk, line, then
        self.field, self.given = QLineEdit(rule.pattern), label("", "body", wrap=True)
        self.problem = ProblemStrip()
        self.keep = button("Garder cette règle", "primary")
        self.body.addLayout(named("Règle", self.field))
        self.body.addWidget(
            label("\n".join(f"{{{name}}}\u00a0: {words}" for name, words in PLACES.items()), "secondary")
        )
        self.body.addLayout(named("Ce qu’elle donne", self.given))
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        self.verbs.addWidget(self.keep)
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._save)
        self.field.textChanged.connect(lambda _text: self._tell())
        self._tell()

    def _tell(self) -> None:
        """What the rule gives, or what is wrong with it, as it is typed."""
        try:
            pattern = checked_pattern(self.field.text())
        except UserError as error:
            self.problem.say(str(error))
            self.given.setText("")
            set_available(self.keep, str(error))
            return
        self.problem.say("")
        set_available(self.keep, self._desk.why_no_write)
        self.given.setText(NamingRule(pattern).file_name(self._line, _number(self._desk.today), self._desk.today))

    def _save(self) -> None:
        db, pattern = self._desk.db, self.field.text()

        def kept(_changes: object) -> None:
            self._then(checked_pattern(pattern))
            self.accept()

        self._desk.run(lambda: save_naming_rule(db, pattern), kept, failed=lambda error: self.problem.say(str(error)))


def _number(today: dt.date) -> str:
    return f"R{today.year}-0001"
