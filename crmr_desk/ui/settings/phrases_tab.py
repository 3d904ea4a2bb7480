"""Ready sentences for the letters, by topic."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from crmr_desk.model.correspondence import phrases
from crmr_desk.model.correspondence.phrases import PhraseRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.network.entry_form import EntryForm
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column
from crmr_desk.ui.settings.list_tab import ListTab

_SHIPPED = "Cette formule est fournie avec le logiciel\u00a0: copiez-la pour la modifier"


class PhrasesTab(ListTab[PhraseRow]):
    """A phrase of the program can be copied, not changed."""

    TABLES = frozenset({"phrase"})
    TITLE = "Formules"
    ICON = "quote"
    SENTENCE = (
        "Des phrases prêtes, classées par sujet, à insérer dans un courrier. Celles du logiciel sont les nôtres\u00a0: "
        "aucune n’est reprise de l’instruction."
    )
    EMPTY = "Aucune formule."

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        why_not = _why_fixed
        self.verb_of_one("Supprimer", "eraser", self._delete, why_not)
        self.verb_of_one("Modifier…", "pencil", self.open_one, why_not)
        self.verb_of_one("Copier…", "copy", self._copy)
        self.new = self.verb("Nouvelle formule…", "primary", "plus", lambda: self._open(None, None))

    def question(self) -> Callable[[], Sequence[PhraseRow]]:
        db = self.desk.db
        return lambda: phrases.phrases(db)

    def columns(self) -> Sequence[Column[PhraseRow]]:
        return (
            Column("Sujet", lambda row: row.topic, width=180),
            Column("Titre", lambda row: row.title, stretch=2),
            Column("Texte", lambda row: Cell(row.text.replace("\n", " "), tip=row.text), stretch=5),
            Column("Origine", lambda row: "Logiciel" if row.shipped else "Bureau", width=96),
        )

    def key(self, row: PhraseRow) -> Hashable:
        return row.id if row.id is not None else (row.topic, row.title)

    def open_one(self, row: PhraseRow) -> None:
        """A phrase of the program opens as a copy."""
        self._open(None if row.shipped else row, row)

    def _copy(self, row: PhraseRow) -> None:
        self._open(None, row)

    def _open(self, changed: PhraseRow | None, like: PhraseRow | None) -> None:
        form = PhraseForm(self.desk, changed, like, self.window())
        form.offer_topics({row.topic for row in self.table.rows()})
        form.open()

    def _delete(self, row: PhraseRow) -> None:
        db, row_id = self.desk.db, row.id
        if row_id is not None:
            self.write(lambda: phrases.delete_phrase(db, row_id), f"Formule «\u202f{row.title}\u202f» supprimée.")


class PhraseForm(EntryForm):
    """A new phrase, a copy (``like`` without ``changed``), or one to change."""

    def __init__(
        self, desk: Desk, changed: PhraseRow | None, like: PhraseRow | None, parent: QWidget | None = None
    ) -> None:
        title = "Nouvelle formule" if changed is None else changed.title
        super().__init__(desk, title, icon="quote", done="Formule enregistrée.", parent=parent)
        self._changed = changed
        self.topic, self.title = QLineEdit(like.topic if like else ""), QLineEdit(like.title if like else "")
        self.text = QPlainTextEdit(like.text if like else "")
        self.text.setTabChangesFocus(True)
        if like is not None and changed is None:
            self.title.setText(f"{like.title}, copie")
        self.body.addLayout(named("Sujet", self.topic))
        self.body.addLayout(named("Titre", self.title))
        self.body.addLayout(named("Texte, un paragraphe par ligne", self.text))
        self.finish_layout("Enregistrer")

    def offer_topics(self, topics: Collection[str]) -> None:
        """Complete the topics that exist, so that one is not written in two ways."""
        known = QCompleter(sorted(topics), self)
        known.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.topic.setCompleter(known)
        alike = {topic.casefold(): topic for topic in topics}
        self.topic.editingFinished.connect(
            lambda: self.topic.setText(alike.get(self.topic.text().strip().casefold(), self.topic.text()))
        )

    def verb(self) -> Callable[[], object]:
        db, changed = self.desk.db, self._changed
        typed = {"topic": self.topic.text(), "title": self.title.text(), "text": self.text.toPlainText()}
        if changed is None or changed.id is None:
            return lambda: phrases.add_phrase(db, **typed)
        row_id = changed.id
        return lambda: phrases.change_phrase(db, row_id, **typed)


def _why_fixed(row: PhraseRow) -> str:
    return _SHIPPED if row.shipped else ""
