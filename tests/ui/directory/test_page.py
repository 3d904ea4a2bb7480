"""The directory as somebody uses it: look up, filter, merge, tell apart, replace a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.network import hospitals, people
from crmr_desk.model.network.merging.rows import Side
from crmr_desk.model.store.database import Database
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.directory.hospital_form import HospitalForm
from crmr_desk.ui.directory.merge_form import MergeForm
from crmr_desk.ui.directory.number_form import NumberForm
from crmr_desk.ui.directory.other_form import OtherForm
from crmr_desk.ui.directory.page import DirectoryPage
from crmr_desk.ui.directory.unmerge_form import UnmergeForm
from crmr_desk.ui.problems import Sheet
from tests.model.network.building import TODAY, Register
from tests.model.network.merging import pairs
from tests.model.network.merging.pairs import Pair
from tests.ui.test_words_on_screen import check

PEOPLE = ["Pr Luc Bizet", "Pr Anne-Marie Le Goff", "Pr A.-M. Legoff"]


@pytest.fixture
def pair(sqlite_db: Database) -> Pair:
    return pairs.people(sqlite_db)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[DirectoryPage]:
    made = DirectoryPage(desk)
    qtbot.addWidget(made)
    desk.window = made
    desk.page_wanted.connect(lambda _key, detail: made.go_to(detail))
    made.resize(1240, 800)
    made.show()
    yield made
    desk.window = None


def dialog(page: DirectoryPage, kind: type[Sheet]) -> Sheet:
    return next(each for each in page.findChildren(kind) if each.isVisible())


def names(page: DirectoryPage) -> list[str]:
    return [row.name for row in page.people.table.shown_rows()]


def test_people_are_found_filtered_counted_and_copied(pair: Pair, page: DirectoryPage) -> None:
    assert names(page) == PEOPLE
    listing = page.people
    chips = {sieve.text: chip for sieve, chip in listing.chips.items()}
    assert [chip.text() for chip in chips.values()] == [
        "En fonction 1", "Anciens 1", "Sans fonction 1", "Âge à surveiller 0",
    ]  # fmt: skip
    chips["Anciens"].click()
    assert (names(page), listing.count.text()) == (["Pr Anne-Marie Le Goff"], "1 sur 3 personnes")
    page.go_to(f"person/{pair.double}")
    assert names(page) == PEOPLE, "whoever is wanted is shown, whatever the filter"
    assert page.person.title.text() == "Pr A.-M. Legoff"
    assert [line.what for line in page.person.table.rows()] == [
        "Coordination du CRMR CERVCO", "Médecin, équipe de CCMR CHU de Nantes", "Candidat, CERVCO (dossier 2026-001)",
    ]  # fmt: skip
    listing.search.setText("cervco rppsx")
    listing.refilter()
    assert names(page) == []
    listing.clear_filter()
    listing.table.selectAll()
    assert "Coordination du CRMR CERVCO" in listing.table.copied_text()
    assert {"Naissance", "Âge à surveiller"}.isdisjoint(title for title, _value in listing.look.written)
    check(page)


def test_two_people_are_merged_and_told_apart_again(pair: Pair, page: DirectoryPage, desk: Desk) -> None:
    said: list[str] = []
    desk.done.connect(said.append)
    page.go_to(f"person/{pair.kept}")
    page.person.merge.click()
    asked = dialog(page, OtherForm)
    assert isinstance(asked, OtherForm)
    asked.chooser.picked.emit(pair.double)
    form = dialog(page, MergeForm)
    assert isinstance(form, MergeForm)
    assert (form.values(), len(form.moved.rows())) == ({"rpps": "10001234567"}, 4)
    form.swap.click()
    assert form.values() == {}
    form.swap.click()
    check(form)
    form.keep.click()
    assert said == ["Pr A.-M. Legoff fusionné avec Pr Anne-Marie Le Goff."]
    assert names(page) == PEOPLE[:2]
    assert page.person.doubles.isVisible()

    people.save_person(desk.db, {"email": "al@chu.fr"}, pair.kept)
    apart = next(each for each in page.person.doubles.findChildren(QPushButton) if each.isVisible())
    apart.click()
    back = dialog(page, UnmergeForm)
    assert isinstance(back, UnmergeForm)
    assert back.chosen() == {"edit:email": Side.KEPT}
    back.choices["edit:email"].set_value("double")
    check(back)
    back.save()
    assert names(page) == PEOPLE
    assert people.person(desk.db, pair.double, TODAY).email == "al@chu.fr"


def test_a_pair_is_set_aside_and_comes_back_with_an_undo(pair: Pair, page: DirectoryPage, desk: Desk) -> None:
    people.save_person(desk.db, {"last_name": "LE GOFF"}, pair.double)
    desk.reload_everything()
    page.go_to("duplicates")
    listing = page.duplicates
    [row] = listing.table.shown_rows()
    listing.table.select(listing.look.key(row))
    assert page.pair.title.text() == "Pr Anne-Marie Le Goff et Pr A.-M. LE GOFF"
    check(page)
    page.pair.apart.click()
    assert listing.table.shown_rows() == []
    assert page.pair.stack.currentWidget() is page.pair.empty


def test_an_establishment_is_added_renamed_and_given_another_number(page: DirectoryPage, desk: Desk) -> None:
    page.go_to("hospital")
    page.new_hospital.click()
    form = dialog(page, HospitalForm)
    assert isinstance(form, HospitalForm)
    form.name.setText("CHRU de Nancy")
    form.finess_et.setText("540000023")
    form.finess_ej.setText("540002078")
    form.save()
    assert form.problem.text() == "Choisissez la région."
    form.region.setCurrentIndex(form.region.findData("44"))
    form.save()
    assert page.hospital.title.text() == "CHRU de Nancy"

    page.hospital.number.click()
    number = dialog(page, NumberForm)
    assert isinstance(number, NumberForm)
    number.number.setText("540023264")
    number.start.set_day(dt.date(2020, 1, 1))
    check(number)
    number.save()
    assert [(row.value, row.until) for row in page.hospital.former_table.rows()] == [
        ("540002078", dt.date(2019, 12, 31))
    ]
    assert [row.name for row in hospitals.hospitals(desk.db, "540002078")] == ["CHRU de Nancy"]

    page.hospital.edit.click()
    edit = dialog(page, HospitalForm)
    assert isinstance(edit, HospitalForm)
    edit.name.setText("CHRU de Nancy, hôpital central")
    edit.start.set_day(dt.date(2025, 1, 1))
    edit.save()
    assert len(page.hospital.former_table.rows()) == 2
    check(page)
    _joins_the_entity_of_another(page, desk)


def _joins_the_entity_of_another(page: DirectoryPage, desk: Desk) -> None:
    lille = hospitals.hospital(desk.db, Register(desk.db).hospital("CHU de Lille"))
    page.hospital.number.click()
    number = dialog(page, NumberForm)
    assert isinstance(number, NumberForm)
    number.number.setText(lille.finess_ej)
    number.start.set_day(TODAY)
    number.save()
    asked = next(each for each in page.findChildren(Sheet) if type(each) is Sheet and each.isVisible())
    asked.findChildren(QPushButton)[-1].click()
    assert "CHRU de Nancy, hôpital central" in [row.name for row in hospitals.hospitals(desk.db, lille.finess_ej)]


def test_the_page_turns_with_the_day(pair: Pair, page: DirectoryPage, desk: Desk) -> None:
    page.go_to(f"person/{pair.double}")
    desk.look(dt.date(2023, 1, 1))
    assert [row.standing.value for row in page.people.table.rows()] == ["none"] * 3
    assert [badge.text() for badge in page.person._badges] == ["Sans fonction"]
