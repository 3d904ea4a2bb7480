"""Where the letters to the agencies and to Orphanet go."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from crmr_desk.model.bureau import contacts
from crmr_desk.model.bureau.contacts import ORPHANET, agency_key
from crmr_desk.model.network.directions import NOWHERE, Contact
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.network.entry_form import EntryForm
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column
from crmr_desk.ui.settings.list_tab import ListTab


@dataclass(frozen=True, slots=True)
class Addressee:
    """An agency or Orphanet, and what is known of where it is."""

    key: str
    name: str
    contact: Contact


class ContactsTab(ListTab[Addressee]):
    """Every agency has a line, whether its address is known or not."""

    TABLES = frozenset({"setting"})
    TITLE = "Adresses des ARS et d’Orphanet"
    ICON = "mail-opened"
    SENTENCE = (
        "L’adresse s’imprime dans le bloc du destinataire, le courriel sert aux brouillons. L’adresse d’un"
        " établissement se saisit sur sa fiche, dans l’annuaire\u202f; le courriel d’une personne, sur la sienne."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.change = self.verb_of_one("Modifier…", "pencil", self.open_one)

    def question(self) -> Callable[[], Sequence[Addressee]]:
        db, today = self.desk.db, self.desk.today
        named = [(agency_key(code), region.ars_on(today).name) for code, region in REGIONS.items()]
        named.append((ORPHANET, "Orphanet"))

        def ask() -> list[Addressee]:
            known = contacts.contacts(db)
            rows = [Addressee(key, name, known.get(key, NOWHERE)) for key, name in named]
            return sorted(rows, key=lambda row: collation(row.name))

        return ask

    def columns(self) -> Sequence[Column[Addressee]]:
        return (
            Column("Destinataire", lambda row: row.name, stretch=2),
            Column("Adresse", lambda row: _or_missing(", ".join(row.contact.address), "Non renseignée"), stretch=3),
            Column("Courriel", lambda row: _or_missing(row.contact.email, "Non renseigné"), stretch=2),
        )

    def key(self, row: Addressee) -> Hashable:
        return row.key

    def open_one(self, row: Addressee) -> None:
        ContactForm(self.desk, row, self.window()).open()


class ContactForm(EntryForm):
    """The address and the e-mail address of one addressee."""

    def __init__(self, desk: Desk, row: Addressee, parent: QWidget | None = None) -> None:
        super().__init__(
            desk, row.name, icon="mail-opened", done=f"Adresse enregistrée\u00a0: {row.name}.", parent=parent
        )
        self._key = row.key
        self.address, self.email = QPlainTextEdit("\n".join(row.contact.address)), QLineEdit(row.contact.email)
        self.address.setTabChangesFocus(True)
        self.address.setFixedHeight(84)
        self.body.addLayout(named("Adresse, une ligne par ligne de l’enveloppe", self.address))
        self.body.addLayout(named("Courriel", self.email))
        self.finish_layout("Enregistrer")

    def verb(self) -> Callable[[], object]:
        db, key = self.desk.db, self._key
        contact = Contact(tuple(self.address.toPlainText().splitlines()), self.email.text())
        return lambda: contacts.save_contact(db, key, contact)


def _or_missing(text: str, missing: str) -> Cell:
    return Cell(text) if text else Cell(missing, tone="text3")
