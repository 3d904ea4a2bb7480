"""The page of the rules: the text and what rests on it, and the packs that a user copies, checks and activates."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmr_desk import places
from crmr_desk.model.dossiers import life, rule_packs
from crmr_desk.model.law import pack_copies, packs
from crmr_desk.model.store.schema import Crmr
from crmr_desk.model.store.settings import keep_setting
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.rules.copy_dialog import CopyDialog
from crmr_desk.ui.rules.impact_dialog import ImpactDialog
from crmr_desk.ui.rules.mistakes_dialog import MistakesDialog
from crmr_desk.ui.rules.page import RulesPage

T = TypeVar("T", bound=QWidget)


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's packs."""
    monkeypatch.setattr(places, "rule_packs", lambda: tmp_path / "regles")
    return tmp_path / "regles"


@pytest.fixture
def page(demo_desk: Desk, qtbot: QtBot) -> RulesPage:
    made = RulesPage(demo_desk)
    qtbot.addWidget(made)
    made.resize(1240, 820)
    made.show()
    demo_desk.window = made
    return made


def _shown(page: RulesPage) -> QWidget:
    """What the sheet at the right shows now."""
    shown = page.sheet.lines.parentWidget()
    assert shown
    return shown


def _said(page: RulesPage) -> list[str]:
    return [each.text() for each in _shown(page).findChildren(QLabel)]


def _marks(page: RulesPage) -> set[str]:
    return {each.text() for each in _shown(page).findChildren(Badge)}


def _top(kind: type[T]) -> list[T]:
    """The open dialogs of one kind."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


def test_the_text_stands_in_the_order_of_its_annexes(page: RulesPage) -> None:
    codes = [row.place.code for row in page.places.rows()]
    annexes = [code for code in codes if code.startswith("A")]
    assert annexes == codes[: len(annexes)]
    assert [code[:2] for code in annexes] == sorted(code[:2] for code in annexes)
    assert page.places.current_key() == annexes[0]


def test_a_place_shows_its_summary_what_it_leaves_open_and_every_rule_on_it(page: RulesPage) -> None:
    page.show_place("A3 §2b")
    said = _said(page)
    place = packs.load_named("2016").places["A3 §2b"]
    assert place.summary in said
    assert "\n".join(place.open) in said
    assert {"Laissé ouvert", "Procédures", "Pièces et avis", "Destinataires", "Constats", "Courriers"} <= set(said)
    assert packs.load_named("2016").scenario("succession_multi_site").title in said
    assert "Dans le texte" in _marks(page)


def test_what_we_add_is_marked_as_ours(page: RulesPage) -> None:
    page.show_place("hors texte")
    assert "Notre ajout" in _marks(page)
    page.show_place("CRPA L211-2")
    assert _marks(page) == {"Droit général"}


def test_a_rule_leads_to_its_procedure_and_back_to_its_place(page: RulesPage) -> None:
    page.show_place("A3 §2a")
    name = "Lire la procédure\N{NO-BREAK SPACE}: Désignation du coordonnateur, nouveau centre de référence"
    next(each for each in _shown(page).findChildren(QPushButton) if each.accessibleName() == name).click()
    assert page.side.value() == "procedures"
    assert page.procedures.current_key() == "designation_new_crmr"
    said = _said(page)
    assert {"Expéditeur", "Pièces", "Avis", "Décision", "Notifiés", "Terme"} <= set(said)
    assert "Rapport de mise en place du centre" in said
    assert "Notre ajout" in _marks(page)
    link = next(each for each in _shown(page).findChildren(QPushButton) if each.property("kind") == "link")
    link.click()
    assert (page.side.value(), page.places.current_key()) == ("places", "A3 §2a")


def test_words_are_found_in_the_rules_of_a_place_without_accents(page: RulesPage) -> None:
    page.search.setText("preavis")
    assert [row.place.code for row in page.places.shown_rows()] == ["A3 §2b"]
    page.search.setText("zzzz")
    assert page.stack.currentWidget() is page.nothing


def test_any_page_can_turn_to_a_place(demo_window: MainWindow, demo_desk: Desk) -> None:
    demo_desk.page_wanted.emit("rules", "A3 §4")
    page = demo_window.page("rules")
    assert isinstance(page, RulesPage)
    assert page.places.current_key() == "A3 §4"
    demo_window.go(Place("rules"))
    assert page.places.current_key() == "A3 §4"


def test_an_active_pack_that_is_nowhere_leaves_the_others_to_read(demo_desk: Desk, qtbot: QtBot) -> None:
    with demo_desk.db.writing("Un registre venu d’ailleurs") as session:
        keep_setting(session, rule_packs.ACTIVE, "perdu")
    page = RulesPage(demo_desk)
    qtbot.addWidget(page)
    page.show()
    assert page.bar.row().id == "2016"
    assert page.bar.activate.isEnabled()


def test_a_place_of_another_pack_turns_to_that_pack(page: RulesPage) -> None:
    page.show_place("Depuis 2018")
    assert (page.bar.row().id, page.places.current_key()) == ("2018", "Depuis 2018")
    assert "Source secondaire" in _marks(page)
    assert page.mark.isVisible()


def test_a_pack_is_copied_named_and_shown(page: RulesPage, shelf: Path) -> None:
    page.bar.copy.click()
    (dialog,) = _top(CopyDialog)
    dialog.name.setText("2016")
    dialog.keep.click()
    assert "existe déjà" in dialog.problem.accessibleName()
    dialog.name.setText("essai")
    dialog.title.setText("Règles d’essai")
    dialog.keep.click()
    assert (shelf / "essai" / "pack.toml").is_file()
    assert page.bar.chooser.currentText() == "Règles d’essai"
    assert page.bar.state.text() == "À vérifier"
    assert page.mark.isVisible()


def test_mistakes_are_listed_by_file_and_line_and_nothing_can_be_activated(page: RulesPage) -> None:
    folder = pack_copies.copy("2016", "essai", "Règles d’essai")
    (folder / "pieces.toml").write_text('[cv]\nlabl = "Parcours"\n', "utf-8")
    page._choose("essai")
    assert page.bar.state.text() == "Illisible"
    assert page.stack.currentWidget() is page.broken
    assert not page.bar.activate.isEnabled()
    page.bar.check.click()
    (dialog,) = _top(MistakesDialog)
    said = [each.text() for each in dialog.findChildren(QLabel)]
    assert {"pieces.toml, ligne 1", "pieces.toml, ligne 2"} <= set(said)


def test_activating_shows_the_impact_first(page: RulesPage) -> None:
    folder = pack_copies.copy("2016", "essai", "Règles d’essai")
    for rule in folder.glob("succession_*.toml"):
        rule.write_text(rule.read_text("utf-8").replace('id = "cv"', 'id = "set_up_report"'), "utf-8")
    desk = page.desk
    with desk.db.reading() as session:
        target = session.scalars(select(Crmr.id)).first()
    assert target
    dossier, _ = life.open_dossier(
        desk.db, packs.load_named("2016"), request="succession", function="coordonnateur", target_id=target,
        today=desk.today,
    )  # fmt: skip
    life.answer(desk.db, dossier, {"changes_hospital": False, "proposal": "agreed"}, today=desk.today)
    page._choose("essai")
    page.bar.activate.click()
    (dialog,) = _top(ImpactDialog)
    said = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "1 sur 1" in said
    assert "Pièce demandée en plus\N{NO-BREAK SPACE}: Rapport de mise en place du centre" in said
    assert rule_packs.active_pack(desk.db).id == "2016"
    dialog.agree.click()
    assert rule_packs.active_pack(desk.db).id == "essai"
    assert page.bar.active.isVisible()
    assert not page.bar.activate.isEnabled()
