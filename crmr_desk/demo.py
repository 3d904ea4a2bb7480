"""The main jobs without a hand, in the real window, with pictures: a succession from the tree to the letters, and the
head of a competence centre whom a director has designated.

``run`` leaves in its folder the demonstration database, the letters, two workbooks, and one picture a screen.
"""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from crmr_desk import clock
from crmr_desk.model.errors import UserError
from crmr_desk.model.terms import add_months
from crmr_desk.ui import off_screen

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database
    from crmr_desk.ui.hand import Hand

DAY: Final = dt.date(2027, 1, 22)
"""The day on which the demonstration is played unless another is asked for: its network is dated around it."""

WHO: Final = "Nadia Belkacem"
_DATABASE: Final = "demonstration.crmr"
_SHORT_BY: Final = dt.timedelta(days=12)
_VISA_TAKES: Final = dt.timedelta(days=7)
_VISA_BEFORE: Final = dt.timedelta(days=4)
_REASON: Final = "Mutation de la coordonnatrice notifiée par son établissement le 10 novembre."


@dataclass(frozen=True)
class Story:
    """The dates of the succession, counted from the day on which it is applied. ``letter_before`` is how many days
    earlier the coordonnateur wrote."""

    today: dt.date
    letter_before: int = 71

    @property
    def letter(self) -> dt.date:
        return self.today - dt.timedelta(days=self.letter_before)

    @property
    def end_of_activity(self) -> dt.date:
        """Twelve days short of the six months."""
        return add_months(self.letter, 6) - _SHORT_BY

    @property
    def visa(self) -> dt.date:
        return self.today - _VISA_BEFORE

    @property
    def sent_to_visa(self) -> dt.date:
        return self.visa - _VISA_TAKES

    @property
    def effect(self) -> dt.date:
        return max(self.visa, self.end_of_activity + dt.timedelta(days=1))


def run(folder: Path, today: dt.date = DAY) -> list[Path]:
    """Play the journey and return what it left, in order. Off screen where there is no display.

    Raises UserError when the folder cannot be written. A demonstration played there before is replaced.
    """
    prepare(folder)
    off_screen.use_without_display()
    from crmr_desk import app
    from crmr_desk.ui.hand import Hand

    db = _demonstration(folder / _DATABASE, today)
    application = app.make_application("light")
    hand = Hand(application, db, today=today, folder=folder, base_name=app.DEMO_NAME)
    try:
        made = play(hand, db, Story(today), folder)
    finally:
        hand.close()
        db.dispose()
    return [folder / _DATABASE, *made]


def prepare(folder: Path) -> None:
    """Make the folder and empty what an earlier demonstration left. Raises UserError when it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob(f"{_DATABASE}*"):
            old.unlink()
        for part in ("pieces", "courriers"):
            shutil.rmtree(folder / part, ignore_errors=True)
            (folder / part).mkdir()
    except OSError as failure:
        raise UserError(
            f"Le dossier «\u202f{folder}\u202f» ne peut pas être écrit\u00a0: choisissez-en un autre."
        ) from failure


def _demonstration(path: Path, today: dt.date) -> Database:
    from crmr_desk import demonstration
    from crmr_desk.model.store.opening import open_database

    db = open_database(path, who=WHO, now=clock.now)
    demonstration.fill(db, today)
    return db


def play(hand: Hand, db: Database, story: Story, folder: Path) -> list[Path]:
    """Both journeys in the window of ``hand``; the files that they leave in ``folder``, the succession last decided."""
    made = [hand.picture("01-accueil")]
    made += _record_a_responsable(hand, db, story, folder)
    made += _find_the_centre(hand, db, story)
    made += _answer(hand, story)
    made += _gather_papers(hand, story, folder)
    made += _decide(hand, story)
    made += _afterwards(hand)
    return made + _take_away(hand, db, story, folder)


def _record_a_responsable(hand: Hand, db: Database, story: Story, folder: Path) -> list[Path]:
    """A director fills the vacant seat of a competence centre, its coordonnateur agrees: recorded, without a visa."""
    from crmr_desk.model.network.rows import NodeState
    from crmr_desk.model.network.tree import tree_on

    vacant = next(
        node
        for node in tree_on(db, story.today)
        if node.kind == "ccmr" and "CERVCO" in node.search and NodeState.VACANT in node.states
    )
    hand.go("network")
    hand.pick_centre(vacant.title, "ccmr", vacant.row_id)
    hand.press_named("Succession du responsable")
    hand.answer("ccmr.designated_by", "current_director")
    hand.forward()
    hand.answer("candidate", "Léopoldine Ancelmont")
    hand.forward()
    for row in hand.pieces():
        hand.drop(row.line.kind, _paper(folder / "pieces", row.line.label))
    hand.find_compliant()
    hand.perform("declare_complete", story.visa)
    made = [hand.picture("16-ccmr-accord")]
    hand.forward()
    hand.forward()
    hand.answer("decision.outcome", "favourable")
    hand.answer("decision.date", story.visa)
    hand.answer("decision.signatory", "Claire Montagnac")
    hand.answer("start", story.today)
    hand.forward()
    hand.forward()
    made.append(hand.picture("17-ccmr-recapitulatif"))
    hand.forward()
    made.append(hand.picture("18-ccmr-decision-enregistree"))
    return made


def _find_the_centre(hand: Hand, db: Database, story: Story) -> list[Path]:
    from crmr_desk.model.network.tree import tree_on

    cervco = next(node for node in tree_on(db, story.today) if node.kind == "crmr" and node.title == "CERVCO")
    hand.go("network")
    hand.pick_centre("cervco", "crmr", cervco.row_id)
    made = [hand.picture("02-reseau-clair")]
    hand.shade("dark")
    made.append(hand.picture("03-reseau-sombre"))
    hand.shade("light")
    hand.press_named("Succession du coordonnateur")
    return made


def _answer(hand: Hand, story: Story) -> list[Path]:
    hand.answer("cessation_letter.exists", True)
    hand.answer("cessation_letter.date", story.letter)
    hand.answer("cessation_letter.effective", story.end_of_activity)
    hand.answer("cessation_letter.addressed_to", "director")
    hand.answer("cessation_letter.copy_to_dgos", True)
    made = [hand.picture("04-point-de-depart")]
    hand.forward()
    hand.answer("changes_hospital", False)
    hand.answer("proposal", "agreed")
    made.append(hand.picture("05-situation"))
    hand.forward()
    hand.answer("candidate", "Rouvière")
    made.append(hand.picture("06-candidat"))
    hand.forward()
    return made


def _gather_papers(hand: Hand, story: Story, folder: Path) -> list[Path]:
    papers = [(row.line.kind, row.line.label) for row in hand.pieces()]
    for kind, label in papers[:-1]:
        hand.drop(kind, _paper(folder / "pieces", label))
    made = [hand.picture("07-pieces")]
    kind, label = papers[-1]
    hand.drop(kind, _paper(folder / "pieces", label))
    hand.find_compliant()
    hand.perform("declare_complete", story.sent_to_visa)
    hand.forward()
    hand.lift(_REASON)
    hand.perform("begin_examination", story.sent_to_visa)
    made.append(hand.picture("08-constats"))
    hand.forward()
    return made


def _paper(folder: Path, label: str) -> Path:
    """A sheet that stands for a paper of the hospital."""
    from crmr_desk.letters.content import Fiche, Letterhead, Section
    from crmr_desk.letters.pdf import render
    from crmr_desk.model.dossiers.letter_names import slug

    rows = (("Nature", label), ("Origine", "pièce inventée pour la démonstration"))
    path = folder / f"{slug(label).lower()}.pdf"
    fiche = Fiche(Letterhead("Établissement de démonstration"), "", "", "Pièce du dossier", (Section("Pièce", rows),))
    path.write_bytes(render(fiche))
    return path


def _decide(hand: Hand, story: Story) -> list[Path]:
    hand.answer("decision.outcome", "favourable")
    hand.answer("decision.date", story.visa)
    hand.answer("decision.signatory", "Claire Montagnac")
    hand.answer("start", story.effect)
    hand.perform("send_to_visa", story.sent_to_visa)
    made = [hand.picture("09-decision")]
    hand.forward()
    made.append(hand.picture("10-courriers"))
    hand.forward()
    made.append(hand.picture("11-recapitulatif"))
    hand.forward()
    made.append(hand.picture("12-decision-appliquee"))
    return made


def _afterwards(hand: Hand) -> list[Path]:
    hand.go("network")
    made = [hand.picture("13-reseau-apres")]
    hand.show_tab("Historique")
    made.append(hand.picture("14-historique"))
    hand.go("deadlines")
    made.append(hand.picture("15-echeances"))
    hand.go("dossiers")
    made.append(hand.picture("19-dossiers"))
    hand.desk.sheet_wanted.emit(hand.dossier_id)
    made.append(hand.picture("20-fiche-du-dossier"))
    hand.go("correspondence")
    made.append(hand.picture("21-courriers"))
    hand.desk.page_wanted.emit("deadlines", "radar")
    made.append(hand.picture("22-radar"))
    return made


def _take_away(hand: Hand, db: Database, story: Story, folder: Path) -> list[Path]:
    from crmr_desk.model.correspondence import sending
    from crmr_desk.model.dossiers import correspondence
    from crmr_desk.workbooks import exchange
    from crmr_desk.workbooks.dossier_export import export_dossier

    made = []
    for letter in correspondence.letters_of(db, hand.dossier_id):
        path = folder / "courriers" / letter.file_name
        path.write_bytes(sending.letter_pdf(db, letter.id or 0).content)
        made.append(path)
    register, dossier = folder / "registre.xlsx", folder / "dossier.xlsx"
    exchange.export(db, register)
    export_dossier(db, hand.dossier_id, dossier, story.today)
    return [*made, register, dossier]
