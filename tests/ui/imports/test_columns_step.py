"""Step three: each column is read as something, ignored, or not read until somebody says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmr_desk.ui.imports.columns_step import ColumnsStep
from crmr_desk.ui.imports.page import ImportsPage
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.workbooks.incoming.fields import IGNORED, Target
from tests.ui.imports.conftest import receive
from tests.ui.imports.sheets import HEADER, write_sheet
from tests.ui.test_words_on_screen import check


def columns(page: ImportsPage, import_id: int) -> ColumnsStep:
    page.go_to(f"{import_id}/columns")
    step = page.draft.step()
    assert isinstance(step, ColumnsStep)
    return step


@pytest.fixture
def step(imports: ImportsPage, received: int) -> ColumnsStep:
    return columns(imports, received)


def test_a_column_shows_its_samples_and_how_sure_it_is(step: ColumnsStep, shared_window: MainWindow) -> None:
    town = step.rows["Ville"]
    assert town.samples.whole().split("\u2002·\u2002") == ["Bron", "Grenoble", "Clermont-Ferrand"]
    assert town.badge.text().endswith(", sûr")
    assert town.box.currentText() == Target.TOWN.label
    assert step.rows["Observations"].box.currentIndex() == -1
    assert step.way.message() == "Une colonne n’est pas lue."
    check(shared_window)


def test_two_columns_cannot_say_the_same(step: ColumnsStep) -> None:
    row = step.rows["Observations"]
    step.choose("Observations", Target.TOWN)
    assert row.remark.text().startswith("«\u202fVille\u202f» est déjà lu dans la colonne «\u202fVille\u202f»")
    assert row.line.target is None


def test_a_column_is_ignored_only_when_somebody_says_so(step: ColumnsStep) -> None:
    row = step.rows["Observations"]
    row.box.picked.emit(IGNORED)
    assert (row.badge.text(), row.box.currentText()) == ("Ignorée", "Ignorer")
    assert step.way.message() == ""


def test_an_empty_cell_erases_only_where_the_user_asks_for_it(step: ColumnsStep) -> None:
    row = step.rows["Courriel"]
    assert not row.erase.isChecked()
    row.erase.click()
    assert row.remark.text().startswith("Attention")
    row.erase.click()
    assert not row.line.erases


def test_a_header_that_changed_since_the_recipe_is_asked_once(
    step: ColumnsStep, imports: ImportsPage, shared_window: MainWindow, tmp_path: Path
) -> None:
    form = step.ask_recipe()
    assert form is not None
    form.name.setText(" ")
    form.save()
    assert form.problem.text() == "Donnez un nom à la recette."
    form.name.setText("Tableau de l’ARS")
    form.save()
    renamed = write_sheet(tmp_path / "AURA suite.xlsx", ("N° FINESS", "Nom de l’établissement", *HEADER[2:]))
    receive(imports, renamed)
    asked = imports.draft.step()
    assert isinstance(asked, ColumnsStep)
    row = asked.rows["Nom de l’établissement"]
    assert (row.badge.text(), asked.rows["Ville"].badge.text()) == ("À confirmer", "Recette")
    assert not asked.way.forward.isEnabled()
    assert asked.way.message() == "1\u00a0colonne a changé de nom\u00a0: confirmez ou choisissez."
    row.accept.click()
    assert row.badge.text() == "Choisie"
    assert asked.way.forward.isEnabled()
    assert shared_window.history.here is not None
