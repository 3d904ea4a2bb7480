"""The page of the campaigns: one is created, centres apply, and the end of a label leads there."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.dossiers.applications import applications
from crmr_desk.model.dossiers.campaigns import campaigns, create_campaign
from crmr_desk.model.network import tree
from crmr_desk.ui.campaigns.page import CampaignsPage
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.problems import Sheet
from tests.ui.test_words_on_screen import check

TODAY = dt.date(2028, 9, 4)


@pytest.fixture
def at_the_end(demo_window: MainWindow, demo_desk: Desk) -> CampaignsPage:
    """The demonstration network four months before most labels end, on the page of the campaigns."""
    demo_desk.today = TODAY
    demo_desk.page_wanted.emit("campaigns", "")
    page = demo_window.page("campaigns")
    assert isinstance(page, CampaignsPage)
    return page


def campaign(desk: Desk) -> int:
    made, changes = create_campaign(
        desk.db, name="Appel à projets 2028", opens_on=dt.date(2028, 2, 1), closes_on=dt.date(2028, 10, 31),
        label_start=dt.date(2029, 1, 1),
    )  # fmt: skip
    desk.changed.emit(changes)
    return made


def test_a_campaign_is_created_in_the_window_and_refused_inside_its_form(at_the_end: CampaignsPage) -> None:
    form = at_the_end.ask_campaign()
    form.name.setText("Appel à projets 2028")
    form.opens_on.line.setText("01/02/2028")
    form.closes_on.line.setText("31/10/2028")
    form.save()
    assert form.problem.text() == "Il manque une date\u00a0: le premier jour du label."
    form.label_start.line.setText("01/01/2028")
    form.save()
    assert "avant la fin des dépôts" in form.problem.text()
    form.label_start.line.setText("01/01/2029")
    assert form.label_end.text() == "Jusqu’au 31 décembre 2033 inclus"
    form.save()
    (row,) = campaigns(at_the_end.desk.db, TODAY)
    assert at_the_end.campaign() == row


def test_several_centres_apply_at_once_and_are_followed(at_the_end: CampaignsPage, demo_window: MainWindow) -> None:
    campaign(at_the_end.desk)
    check(demo_window)
    form = at_the_end.ask_centres()
    assert form is not None
    form.search.setText("cervco")
    form.table.select(form.table.shown_rows()[0].crmr_id)
    assert form.keep.text() == "Ouvrir 1\u00a0candidature"
    form.save()
    (row,) = at_the_end.applications.rows()
    assert (row.centre, row.structures, row.settled) == ("CERVCO", 26, 0)
    at_the_end.applications.opened.emit(row)
    assert demo_window.history.here == Place("dossier", (row.dossier_id,))


def test_a_new_centre_applies_and_its_dossier_opens(at_the_end: CampaignsPage, demo_window: MainWindow) -> None:
    campaign_id = campaign(at_the_end.desk)
    form = at_the_end.ask_new_centre()
    assert form is not None
    form.save()
    assert form.problem.text().startswith("Donnez l’intitulé")
    form.title.setText("Vascularites rares du cerveau")
    form.save()
    (row,) = applications(at_the_end.desk.db, campaign_id)
    assert row.new
    assert demo_window.history.here == Place("dossier", (row.dossier_id,))


def test_labelling_asked_from_a_centre_opens_in_the_campaign_that_takes_it(
    at_the_end: CampaignsPage, demo_window: MainWindow
) -> None:
    desk = at_the_end.desk
    crmr = next(node for node in tree.tree_on(desk.db, TODAY) if node.title == "CERVCO")
    desk.start("labelling", "coordonnateur", crmr.row_id)
    (sheet,) = (each for each in demo_window.findChildren(Sheet) if each.isVisible())
    assert "Aucune campagne ne peut recevoir" in sheet.sentence.text()
    sheet.reject()
    campaign(desk)
    desk.start("labelling", "coordonnateur", crmr.row_id)
    assert demo_window.history.here is not None
    assert demo_window.history.here.page == "dossier"
