"""``crmr-desk --self-test``: whether an installed or built program is whole, on a register of its own in a new folder.

One register, one succession, one letter, one bound dossier, one calendar, one workbook, one list received, one window;
a line each.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from crmr_desk import clock, resources
from crmr_desk.ui import off_screen

if TYPE_CHECKING:
    from crmr_desk.model.network.rows import Node
    from crmr_desk.model.store.database import Database

DAY = dt.date(2026, 11, 20)
"""The day for which the demonstration network is made."""

_ANSWERS: dict[str, object] = {
    "cessation_letter.exists": True,
    "cessation_letter.date": "2026-10-12",
    "cessation_letter.effective": "2027-04-30",
    "cessation_letter.addressed_to": "director",
    "cessation_letter.copy_to_dgos": True,
    "incumbent.end_reason": "retirement",
    "changes_hospital": False,
    "same_person": False,
    "proposal": "agreed",
    "sent_by": "current_director",
    "sent_to": "dgos",
    "sent_on": "2026-11-02",
    "received_on": "2026-11-06",
    "decision.outcome": "favourable",
    "decision.date": DAY.isoformat(),
    "decision.signatory": "Étienne Vasseur",
    "start": "2027-05-01",
}


def run() -> int:
    """Print what was tried; 0 when everything works, else 1 with what failed."""
    off_screen.use()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        trial = _Trial(Path(name))
        try:
            for check in (
                trial.register,
                trial.succession,
                trial.letter,
                trial.bound,
                trial.calendar,
                trial.workbook,
                trial.list_received,
                trial.server,
                trial.window,
            ):
                print(f"réussi\u00a0: {check()}", flush=True)
        except Exception as failure:
            traceback.print_exc()
            print(f"ÉCHEC\u00a0: ce programme n’est pas complet ({failure}).")
            return 1
        finally:
            trial.dispose()
    print("Tout fonctionne.")
    return 0


@dataclass
class _Trial:
    """The checks in their order: each uses what the one before left. Each returns a French line."""

    folder: Path
    opened: list[Database] = field(default_factory=list)
    dossier_id: int = 0
    pdf: bytes = b""

    @property
    def db(self) -> Database:
        return self.opened[0]

    def register(self) -> str:
        from crmr_desk.workbooks import exchange

        db = self._open("registre.crmr")
        exchange.load(db, resources.path("demonstration", "reseau-demonstration.xlsx"))
        return f"registre de démonstration chargé, {len(_centres(db))} lignes dans l’arbre"

    def succession(self) -> str:
        from crmr_desk.model.dossiers import acts, decision, life, pieces
        from crmr_desk.model.dossiers.view import dossier_view
        from crmr_desk.model.law import packs
        from crmr_desk.model.store import journal

        cervco = next(node.row_id for node in _centres(self.db) if node.kind == "crmr" and node.title == "CERVCO")
        pack = packs.load_named("2016")
        self.dossier_id, _ = life.open_dossier(
            self.db, pack, request="succession", function="coordonnateur", target_id=cervco, today=DAY
        )
        life.answer(self.db, self.dossier_id, {"candidate": self._successor(), **_ANSWERS}, today=DAY)
        for piece in dossier_view(self.db, self.dossier_id, DAY).pieces:
            sense = "favourable" if piece.opinion_asked else None
            pieces.receive(
                self.db,
                self.dossier_id,
                piece.kind,
                piece.of,
                received_on=DAY,
                opinion=sense,
                signed=True,
                vouches=True,
            )
        for act in ("declare_complete", "begin_examination", "send_to_visa"):
            acts.perform(self.db, self.dossier_id, act, on=DAY, today=DAY)
        decision.decide(self.db, self.dossier_id, today=DAY)
        if problems := journal.check_chain(self.db):
            raise RuntimeError(problems)
        return dossier_view(self.db, self.dossier_id, DAY).title

    def letter(self) -> str:
        from crmr_desk.model.correspondence import sending
        from crmr_desk.model.dossiers import correspondence

        letters = correspondence.letters_of(self.db, self.dossier_id)
        self.pdf = sending.letter_pdf(self.db, letters[0].id or 0).content
        return f"{len(letters)} courriers, le premier de {len(self.pdf) // 1024} Kio"

    def bound(self) -> str:
        """What binds and signs PDF files is there: a dossier is bound, a key that is none refused in a sentence."""
        from crmr_desk.letters.content import LetterError
        from crmr_desk.letters.signing import sign
        from crmr_desk.model.correspondence.bound import bound_pdf

        path = self.folder / "dossier.pdf"
        bound_pdf(self.db, self.dossier_id, path, today=DAY)
        with contextlib.suppress(LetterError):
            sign(self.pdf, b"no key", "", reason="", place="", on=clock.now())
            raise RuntimeError("a letter was signed by no key")
        return f"dossier relié en {path.stat().st_size // 1024} Kio"

    def calendar(self) -> str:
        from crmr_desk.calendars.ics import write_ics
        from crmr_desk.model.deadlines.holidays import holiday
        from crmr_desk.model.deadlines.upcoming import between

        if holiday(dt.date(2026, 11, 11)) != "Armistice" or not holiday(dt.date(2026, 5, 27), "01"):
            raise RuntimeError("the public holidays are not there")
        rows = between(self.db, DAY, dt.date(2027, 11, 20), DAY)
        count = write_ics(rows, self.folder / "agenda.ics", name="Échéances", today=DAY)
        return f"agenda de {count} échéances écrit"

    def workbook(self) -> str:
        from crmr_desk.workbooks import exchange

        first, again = self.folder / "registre.xlsx", self.folder / "encore.xlsx"
        exchange.export(self.db, first)
        other = self._open("relu.crmr")
        exchange.load(other, first)
        exchange.export(other, again)
        if first.read_bytes() != again.read_bytes():
            raise RuntimeError("the workbook differs after a round trip")
        return "classeur écrit, relu et récrit à l’identique"

    def list_received(self) -> str:
        """In a process of its own, as what an agency sends is read, then checked against the register."""
        from crmr_desk.workbooks.checking.check import check_book
        from crmr_desk.workbooks.imports.choices import Choices
        from crmr_desk.workbooks.incoming.fields import ListKind
        from crmr_desk.workbooks.matching.index import index_of
        from crmr_desk.workbooks.reading.opening import read_book

        path = resources.path("demonstration", "reseau-demonstration.xlsx")
        book = read_book(path.name, path.read_bytes())
        with self.db.reading() as session:
            index = index_of(session, DAY)
        checked = check_book(index, book, ListKind.ARS, Choices(), {}, None, DAY)
        return f"{len(book.sheets)} feuilles lues à part, {len(checked.lines)} lignes contrôlées"

    def server(self) -> str:
        import psycopg

        return f"pilote PostgreSQL {psycopg.__version__} présent, libpq {psycopg.pq.version()}"

    def window(self) -> str:
        from crmr_desk import app
        from crmr_desk.ui import icons
        from crmr_desk.ui.dossier.pdf_pages import PdfPages

        application = app.make_application("light")
        if application.translate("QPlatformTheme", "Cancel") != "Annuler" or icons.pixmap("home-2").isNull():
            raise RuntimeError("Qt has not its French words or its icons")
        pages = PdfPages()
        pages.show_pdf(self.pdf)
        if not pages.text():
            raise RuntimeError("Qt cannot read the letter")
        return f"fenêtre ouverte, courrier relu ({pages.page_count()} page)"

    def dispose(self) -> None:
        for db in self.opened:
            db.dispose()

    def _open(self, name: str) -> Database:
        from crmr_desk.model.store.opening import open_database

        db = open_database(self.folder / name, who="Essai", now=clock.now)
        self.opened.append(db)
        return db

    def _successor(self) -> int:
        from crmr_desk.model.network import people

        return people.people_on(self.db, DAY, "Rouvière")[0].id


def _centres(db: Database) -> list[Node]:
    from crmr_desk.model.network.tree import tree_on

    return tree_on(db, DAY)
