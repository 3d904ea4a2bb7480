"""Step three, the columns: what each header is read as; one that nobody has named is not read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.model.store.words import thousands
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.imports import choosing, standing
from crmr_desk.ui.imports.columns_look import proposal_of, taken_by, worth_showing
from crmr_desk.ui.imports.columns_row import ColumnRow
from crmr_desk.ui.imports.recipe_form import RecipeForm
from crmr_desk.ui.imports.step import ImportStep
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card, ScrollPage, label
from crmr_desk.workbooks.imports.choices import Choice, ChoiceKind
from crmr_desk.workbooks.imports.rows import ColumnLine, DraftView
from crmr_desk.workbooks.incoming.fields import IGNORED, Target
from crmr_desk.workbooks.incoming.headers import fold_header


class ColumnsStep(ImportStep):
    """Each choice is kept at once, by the name of the header: it counts wherever that header stands."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._view: DraftView | None = None
        self.rows: dict[str, ColumnRow] = {}
        self.card = Card("Colonnes", pad=0)
        self.confirm_all = button("", "link", "check")
        self.ignore_rest = button("", "link", "minus")
        self.keep_recipe = button("Retenir pour cette ARS…", "secondary", "bookmark")
        self.legend = label(
            "Une colonne ignorée, ou que personne n’a nommée, ne touche jamais au registre. Une cellule vide ne change"
            " rien.",
            "quiet", wrap=True,
        )  # fmt: skip
        self._lines, self._rest = QWidget(), label("", "quiet", wrap=True)
        self._page = ScrollPage()
        self._lay()
        self._connect()

    def start(self) -> None:
        self.way.forward.setFocus()

    def show_view(self, view: DraftView) -> None:
        self._view = view
        shown = worth_showing(view.columns)
        if [line.column.header for line in shown] != list(self.rows):
            self._make_rows(shown)
        rest = len(view.columns) - len(shown)
        self._rest.setText(f"{thousands(rest)} autres colonnes, dont rien ne dit le contenu, ne sont pas lues.")
        self._rest.setVisible(rest > 0)
        editable = standing.is_editable(view, self.desk.who)
        chosen = standing.chosen_headers(view)
        for line in shown:
            header = line.column.header
            taken = taken_by(view.columns, line, line.proposed) if line.proposed is not None else ""
            self.rows[header].show_line(line, chosen=fold_header(header) in chosen, taken=taken, editable=editable)
        self._say(view, editable=editable)
        self._page.settle()

    def choose(self, header: str, value: str) -> None:
        """Read the column as ``value`` (a target, or "ignore"), unless another column of its sheets is read so."""
        view = self._view
        if view is None:
            return
        row = self.rows[header]
        taken = "" if value == IGNORED else taken_by(view.columns, row.line, value)
        if taken:
            row.refuse(
                f"«\u202f{Target(value).label}\u202f» est déjà lu dans la colonne «\u202f{taken}\u202f»\u00a0:"
                " ignorez-la d’abord, ou donnez-lui un autre sens."
            )
            return
        said = "ignorée" if value == IGNORED else f"lue comme «\u202f{Target(value).label}\u202f»"
        label_ = f"{view.row.name}\u00a0: colonne «\u202f{header}\u202f» {said}"
        choosing.choose(
            self.desk, self.import_id, [Choice(ChoiceKind.COLUMN, "", header, value)], label_,
            failed=lambda error: row.refuse(str(error)),
        )  # fmt: skip

    def ignore_unnamed(self) -> None:
        """Ignore at once every column that nobody has named."""
        view = self._view
        if view is None:
            return
        headers = [line.column.header for line in self._unnamed(view)]
        choices = [Choice(ChoiceKind.COLUMN, "", header, IGNORED) for header in headers]
        choosing.choose(
            self.desk, self.import_id, choices,
            f"{view.row.name}\u00a0: {plural(len(headers), 'colonne ignorée', 'colonnes ignorées')}",
        )  # fmt: skip

    def confirm_drifted(self) -> None:
        """Read every column that has changed its name as the recipe reads it; one that another is read as stays."""
        view = self._view
        if view is None:
            return
        lines = [(line, proposal_of(line)) for line in standing.drifted(view)]
        choices = [
            Choice(ChoiceKind.COLUMN, "", line.column.header, target.value)
            for line, target in lines
            if target is not None and not taken_by(view.columns, line, target)
        ]
        choosing.choose(
            self.desk, self.import_id, choices,
            f"{view.row.name}\u00a0: {plural(len(choices), 'colonne confirmée', 'colonnes confirmées')}",
        )  # fmt: skip

    def ask_recipe(self) -> RecipeForm | None:
        """Keep how this sender's columns are read, under a name."""
        if self._view is None:
            return None
        form = RecipeForm(self.desk, self._view, self.window())
        form.open()
        return form

    def _set_erase(self, header: str, wanted: bool) -> None:
        view, target = self._view, self.rows[header].line.target
        if view is None or target is None:
            return
        key = (ChoiceKind.ERASE, "", target.value)
        said = "effacent" if wanted else "ne changent rien"
        label_ = f"{view.row.name}\u00a0: les cellules vides de «\u202f{header}\u202f» {said}"
        if wanted:
            choosing.choose(self.desk, self.import_id, [Choice(*key, True)], label_)
        else:
            choosing.withdraw(self.desk, self.import_id, [key], label_)

    def _make_rows(self, lines: Sequence[ColumnLine]) -> None:
        """Other rows, put into the page all at once: one by one, each would be placed anew."""
        before, self._lines, self.rows = self._lines, QWidget(), {}
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in lines:
            header = line.column.header
            made = self.rows[header] = ColumnRow(line)
            made.target_wanted.connect(partial(self.choose, header))
            made.erase_wanted.connect(partial(self._set_erase, header))
            column.addWidget(made)
        self.card.body.replaceWidget(before, self._lines)
        before.hide()
        before.deleteLater()
        self._lines.show()

    def _unnamed(self, view: DraftView) -> list[ColumnLine]:
        """The columns on screen of which nobody has said what they are."""
        return [line for line in standing.to_say(view) if not line.drifted and line.column.header in self.rows]

    def _say(self, view: DraftView, *, editable: bool) -> None:
        unnamed = self._unnamed(view)
        read = sum(line.target is not None for line in view.columns)
        self.card.set_count(f"{plural(read, 'lue', 'lues')} sur {len(view.columns)}")
        asked = len(standing.drifted(view))
        self.confirm_all.setVisible(editable and asked > 1)
        self.confirm_all.setText(f"Confirmer les {asked} changements de nom")
        self.ignore_rest.setVisible(editable and bool(unnamed))
        self.ignore_rest.setText(
            "Ignorer la colonne à dire" if len(unnamed) == 1 else f"Ignorer les {len(unnamed)} colonnes à dire"
        )
        self.keep_recipe.setText("Retenir pour cette ARS…" if view.row.region else "Retenir pour ces listes…")
        self.keep_recipe.setVisible(editable)
        set_available(self.keep_recipe, "" if read else "Aucune colonne n’est lue")
        reason = standing.closed(view).get("check", "")
        self.way.allow(reason)
        if unnamed and not reason:
            self.way.say("info-circle", _unread(len(unnamed)))

    def _connect(self) -> None:
        self.confirm_all.clicked.connect(self.confirm_drifted)
        self.ignore_rest.clicked.connect(self.ignore_unnamed)
        self.keep_recipe.clicked.connect(self.ask_recipe)
        self.way.back.clicked.connect(lambda: self.step_wanted.emit("sender"))
        self.way.forward.clicked.connect(lambda: self.step_wanted.emit("check"))

    def _lay(self) -> None:
        self.way.back.setText("Retour à l’expéditeur")
        self.way.forward.setText("Contrôler")
        self._page.body.setContentsMargins(24, 4, 24, 16)
        self.card.corner.addWidget(self.confirm_all)
        self.card.corner.addWidget(self.ignore_rest)
        self.card.corner.addWidget(self.keep_recipe)
        for quiet in (self.legend, self._rest):
            quiet.setContentsMargins(15, 0, 15, 0)
        self.card.body.addWidget(self.legend)
        self.card.body.addWidget(self._lines)
        self.card.body.addWidget(self._rest)
        self._page.body.addWidget(self.card)
        self._page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)


def _unread(count: int) -> str:
    return "Une colonne n’est pas lue." if count == 1 else f"{count} colonnes ne sont pas lues."
