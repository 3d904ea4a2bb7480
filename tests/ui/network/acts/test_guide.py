"""The acts on the network, one journey a family, in one window."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from crmr_desk.model.network.acts.closing import close_centre
from crmr_desk.model.network.acts.rows import Decision, Fate
from crmr_desk.model.network.sheet import centre_sheet
from crmr_desk.model.network.snapshot import network_on
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.acts import (
    attaching_forms,
    closing_forms,
    creating_forms,
    moving_forms,
    naming_forms,
    seating_forms,
    splitting_forms,
)
from crmr_desk.ui.network.acts.form import ActForm, Subject
from crmr_desk.ui.network.acts.guide import Guide
from crmr_desk.ui.network.acts.menu import ENTRIES, fill
from tests.model.network.acts.network_of_one import Everything, hanging, take_back
from tests.model.network.building import TODAY, D
from tests.model.store.dumps import dump

WHY = "Arrêté du 15 décembre 2026"


class Journeys:
    """Opens the guide of an act over the window, and goes through it."""

    def __init__(self, desk: Desk, one: Everything) -> None:
        self.desk, self.one = desk, one
        self.said: list[str] = []
        self.led: list[tuple[str, int]] = []
        desk.done.connect(self.said.append)
        desk.centre_wanted.connect(lambda kind, row_id: self.led.append((kind, row_id)))

    def begin(self, form: type[ActForm], kind: str, row_id: int, title: str = "CERVCO") -> Guide:
        guide = Guide(self.desk, form(self.desk, Subject(kind, row_id, title)), self.desk.window)
        guide.open()
        return guide

    def finish(self, guide: Guide) -> None:
        """On to the last page, and press its button."""
        while guide.step() != "Ce qui sera écrit":
            before = guide.step()
            guide.forward.click()
            assert guide.step() != before, guide.problem.text()
        assert guide.written.rows()
        guide.forward.click()
        assert not guide.isVisible(), guide.problem.text()


@pytest.fixture
def journeys(desk: Desk, one: Everything) -> Journeys:
    return Journeys(desk, one)


def test_a_centre_closes_once_everything_that_touches_it_is_decided(journeys: Journeys) -> None:
    one, db = journeys.one, journeys.desk.db
    before = dump(db)
    guide = journeys.begin(closing_forms.CloseForm, "crmr", one.crmr)
    assert isinstance(guide.form, closing_forms.CloseForm)
    guide.form.last.set_day(None)
    guide.forward.click()
    assert (guide.step(), guide.problem.text()) == ("Quoi", "Indiquez le dernier jour.")
    guide.form.last.set_day(D(2026, 12, 31))
    guide.forward.click()
    page = guide.touched
    assert (guide.step(), guide.forward.isEnabled()) == ("Tout ce qui y touche", False)
    assert guide.forward.toolTip() == "1\u00a0ligne à décider"
    assert page.filters["decide"].text() == "À décider 1"
    assert "Échéance" in {line.nature for line in page.table.rows()}
    assert page.why.text() == "N’aurait plus aucun centre de référence (annexe 1, B\u00a0c)."

    assert page.options is not None
    page.options.button_of("move").click()
    assert page.target is not None
    assert guide.forward.toolTip() == "1\u00a0ligne à décider"
    page.target.chooser.picked.emit(one.other)
    guide.forward.click()

    assert guide.step() == "Ce qui sera écrit"
    told = [f"{outcome.what}, {outcome.becomes}" for _place, outcome in guide.written.rows()]
    assert told[0] == "CERVCO, ferme le 31/12/2026 inclus"
    assert "Centre de compétences\u00a0: CHU de Rouen, neurologie, est rattaché à LEUKO à compter du 01/01/2027" in told
    future = next(line for line in told if "Élan" in line)
    assert future.endswith("n’aura pas lieu (prévu à compter du 01/07/2027)\u00a0: retiré du registre")
    guide.back.click()
    assert guide.step() == "Tout ce qui y touche"
    assert page.decisions == {f"ccmr/{one.alone}": Decision(Fate.MOVE, one.other)}
    journeys.finish(guide)
    assert (journeys.said, journeys.led) == (["CERVCO ferme le 31/12/2026."], [("crmr", one.crmr)])
    assert hanging(db) == []
    take_back(db)
    assert dump(db) == before


def test_a_dossier_that_blocks_is_one_click_away(journeys: Journeys, qtbot: QtBot) -> None:
    dossier = journeys.one.register.succession(journeys.one.crmr)
    guide = journeys.begin(closing_forms.CloseForm, "crmr", journeys.one.crmr)
    guide.forward.click()
    page = guide.touched
    page.filters["blocked"].click()
    page.table.select(f"dossier/{dossier}")
    assert (page.why.text(), page.lead.isHidden()) == ("À clore ou à abandonner d’abord.", False)
    with qtbot.waitSignal(journeys.desk.sheet_wanted) as led:
        page.lead.click()
    assert led.args == [dossier]


def test_acts_of_every_family_are_done_and_taken_back(journeys: Journeys) -> None:
    one, db = journeys.one, journeys.desk.db
    hospital, other_fsmr = one.register.hospital("CHU de Bordeaux"), one.register.fsmr("FILNEMUS")
    person = one.register.person("Marchal", "Étienne")
    before = dump(db)
    _create(journeys, hospital)
    _rename(journeys)
    _move(journeys, hospital, other_fsmr)
    _attach(journeys)
    _complete(journeys, person)
    _split_and_merge(journeys)
    assert hanging(db) == []
    assert len(journeys.said) == 12
    for _each in journeys.said:
        take_back(db)
    assert dump(db) == before


def _create(journeys: Journeys, hospital: int) -> None:
    one = journeys.one
    guide = journeys.begin(creating_forms.FsmrForm, "fsmr", one.fsmr)
    assert isinstance(guide.form, creating_forms.FsmrForm)
    guide.form.sigle.setText("FIRENDO")
    guide.form.name.setText("Endocrinologie")
    journeys.finish(guide)
    guide = journeys.begin(creating_forms.CrmrForm, "fsmr", journeys.led[-1][1], "FIRENDO")
    assert isinstance(guide.form, creating_forms.CrmrForm)
    guide.form.title.setText("Maladies rares")
    guide.form.hospital.chooser.picked.emit(hospital)
    guide.form.why.setPlainText(WHY)
    journeys.finish(guide)
    crmr = journeys.led[-1][1]
    guide = journeys.begin(creating_forms.SiteForm, "crmr", crmr, "Maladies rares")
    assert isinstance(guide.form, creating_forms.SiteForm)
    guide.form.hospital.chooser.picked.emit(one.register.hospital("CHU de Rouen"))
    guide.form.ground.set_value("meme_activite")
    guide.form.why.setPlainText(WHY)
    journeys.finish(guide)
    guide = journeys.begin(creating_forms.CcmrForm, "crmr", crmr, "Maladies rares")
    assert isinstance(guide.form, creating_forms.CcmrForm)
    guide.form.title.setText("Compétence")
    guide.form.hospital.chooser.picked.emit(hospital)
    journeys.finish(guide)
    assert journeys.led[-1][0] == "ccmr"


def _rename(journeys: Journeys) -> None:
    guide = journeys.begin(naming_forms.RenameForm, "crmr", journeys.one.crmr)
    assert isinstance(guide.form, naming_forms.RenameForm)
    guide.forward.click()
    assert guide.problem.text() == "Écrivez le nouveau nom\u00a0: celui-ci n’a pas changé."
    guide.form.names["acronym"].setText("VASCO")
    journeys.finish(guide)
    with journeys.desk.db.reading() as session:
        assert "CERVCO" in {row.acronym for row in network_on(session, TODAY - dt.timedelta(days=1)).crmrs}


def _move(journeys: Journeys, hospital: int, fsmr: int) -> None:
    guide = journeys.begin(moving_forms.MoveForm, "ccmr", journeys.one.alone, "CHU de Rouen")
    assert isinstance(guide.form, moving_forms.MoveForm)
    guide.form.hospital.chooser.picked.emit(hospital)
    journeys.finish(guide)
    guide = journeys.begin(moving_forms.FsmrForm, "crmr", journeys.one.crmr)
    assert isinstance(guide.form, moving_forms.FsmrForm)
    guide.form.fsmr.chooser.picked.emit(fsmr)
    journeys.finish(guide)


def _attach(journeys: Journeys) -> None:
    one = journeys.one
    guide = journeys.begin(attaching_forms.AttachForm, "crmr", one.other, "LEUKO")
    assert isinstance(guide.form, attaching_forms.AttachForm)
    guide.form.others.chooser.picked.emit(one.alone)
    journeys.finish(guide)
    guide = journeys.begin(attaching_forms.AttachmentsForm, "ccmr", one.alone)
    assert isinstance(guide.form, attaching_forms.AttachmentsForm)
    journeys.finish(guide)


def _complete(journeys: Journeys, person: int) -> None:
    guide = journeys.begin(seating_forms.MandateForm, "crmr", journeys.one.crmr)
    assert isinstance(guide.form, seating_forms.MandateForm)
    guide.form.person.chooser.picked.emit(person)
    guide.form.start.set_day(D(2005, 1, 1))
    guide.form.end.set_day(D(2018, 12, 31))
    journeys.finish(guide)
    guide = journeys.begin(seating_forms.MandateForm, "crmr", journeys.one.crmr)
    assert isinstance(guide.form, seating_forms.MandateForm)
    assert [held.name for held in guide.form.table.rows()] == ["Pr Étienne Marchal", "Pr Solène Aubrac"]
    guide.reject()


def _split_and_merge(journeys: Journeys) -> None:
    one = journeys.one
    guide = journeys.begin(splitting_forms.SplitForm, "crmr", one.crmr, "VASCO")
    assert isinstance(guide.form, splitting_forms.SplitForm)
    guide.form.title.setText("Angiopathies")
    guide.form.site.chooser.picked.emit(one.site)
    guide.forward.click()
    assert (guide.step(), "la référence ou le motif" in guide.problem.text()) == ("Quoi", True)
    guide.form.why.setPlainText(WHY)
    journeys.finish(guide)
    new_id = journeys.led[-1][1]
    assert centre_sheet(journeys.desk.db, "crmr", new_id, TODAY).title == "Angiopathies"
    guide = journeys.begin(splitting_forms.MergeForm, "crmr", new_id, "Angiopathies")
    assert isinstance(guide.form, splitting_forms.MergeForm)
    guide.form.into.chooser.picked.emit(one.other)
    guide.form.start.set_day(TODAY + dt.timedelta(days=40))
    assert guide.form.ground is not None
    guide.form.ground.set_value("meme_activite")
    guide.form.why.setPlainText(WHY)
    journeys.finish(guide)


def test_a_centre_without_constitutive_sites_splits_into_a_new_one(journeys: Journeys) -> None:
    alone = journeys.one.register.crmr("LEUKODYS", at="CHU de Nantes")
    guide = journeys.begin(splitting_forms.SplitForm, "crmr", alone, "LEUKODYS")
    form = guide.form
    assert isinstance(form, splitting_forms.SplitForm)
    assert (form.who.value(), form.site.isHidden(), form.hospital.isHidden()) == ("new", True, False)
    assert not form.who.button_of("site").isEnabled()
    assert "aucun site constitutif" in form.who.button_of("site").toolTip()


def test_a_corrected_last_day_says_what_it_does_not_bring_back(journeys: Journeys) -> None:
    one = journeys.one
    sent = {f"ccmr/{one.alone}": Decision(Fate.MOVE, one.other)}
    close_centre(one.db, "crmr", one.crmr, D(2026, 12, 31), sent, today=TODAY)
    guide = journeys.begin(closing_forms.LastDayForm, "crmr", one.crmr)
    assert isinstance(guide.form, closing_forms.LastDayForm)
    guide.form.last.set_day(D(2027, 6, 30))
    guide.forward.click()
    assert [outcome.what for _place, outcome in guide.written.rows()][2:] == [
        "Rattachement\u00a0: CHU de Rouen, neurologie"
    ]


def test_the_menu_of_a_sheet_offers_the_acts_unless_the_register_is_seen_as_it_was(
    desk: Desk, one: Everything, qtbot: QtBot
) -> None:
    desk.window = QWidget()
    qtbot.addWidget(desk.window)
    sheet, menu, past = centre_sheet(one.db, "crmr", one.crmr, TODAY), QMenu(), QMenu()
    fill(menu, desk, sheet)
    assert [action.text() for action in menu.actions() if action.text()] == [entry.words for entry in ENTRIES["crmr"]]
    desk.known = D(2026, 1, 1)
    fill(past, desk, sheet)
    assert not any(action.isEnabled() for action in past.actions() if action.text())
    assert "rien ne peut y être modifié" in past.actions()[0].toolTip()
    desk.known = None
    next(action for action in menu.actions() if action.text() == "Fermer…").trigger()
    guide = desk.window.findChild(Guide)
    assert isinstance(guide, Guide)
    assert guide.windowTitle() == "Fermer CERVCO"
    guide.reject()
    for each in (menu, past):
        each.deleteLater()
