"""What the columns of the list say, and by what they sort."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.kinds import Stage
from crmr_desk.ui.dossiers import look
from crmr_desk.ui.dossiers.columns import columns
from tests.ui.dossiers.rows import TODAY, row

COLUMNS = {column.title: column for column in columns(lambda: TODAY)}
FULL = row(
    2, centre="Maladie de Fabry", opinions_in=2, opinions_asked=3, next_on=dt.date(2026, 11, 16),
    next_what="Avis\u00a0: directoire", note="À rappeler", hold_until=dt.date(2027, 1, 15),
)  # fmt: skip
BARE = row(1, fsmr="", scenario_title="", waiting_for="", instructor="")


@pytest.mark.parametrize("title", COLUMNS)
def test_every_column_sorts_full_and_bare_rows(title: str) -> None:
    sort = COLUMNS[title].shown.sort
    assert sort is not None
    known = [value for value in (sort(FULL), sort(BARE)) if value is not None]
    assert sorted(known) is not None


@pytest.mark.parametrize("title", COLUMNS)
def test_a_workbook_gets_days_numbers_and_words(title: str) -> None:
    assert isinstance(COLUMNS[title].value(FULL), str | int | dt.date | None)


def test_lateness_is_said_in_words() -> None:
    cell = look.next_cell(FULL, TODAY)
    assert (cell.text, cell.tone, cell.icon) == ("En retard, 16/11", "stop", "clock")
    assert cell.tip == "Avis\u00a0: directoire, 16/11/2026, 4\u00a0j de retard"


def test_a_dossier_on_hold_shows_the_day_it_wakes() -> None:
    assert look.waiting_cell(FULL, TODAY).text == "Réveil le 15/01/2027"
    assert look.waiting_cell(FULL, dt.date(2027, 1, 15)).text == "Établissement"


@pytest.mark.parametrize(
    ("opened", "tone"), [(dt.date(2026, 11, 12), ""), (dt.date(2026, 10, 15), "warn"), (dt.date(2026, 9, 1), "stop")]
)
def test_an_old_dossier_is_coloured(opened: dt.date, tone: str) -> None:
    assert look.age_cell(row(opened_on=opened), TODAY).tone == tone


def test_an_ended_dossier_tells_how_long_it_took() -> None:
    ended = row(stage=Stage.CLOSED, opened_on=dt.date(2026, 1, 1), closed_on=dt.date(2026, 3, 2))
    cell = look.age_cell(ended, TODAY)
    assert (cell.text, cell.tone) == ("60\u00a0j", "")
    assert look.waiting_cell(ended, TODAY).text == ""


def test_a_stage_is_said_with_its_icon_and_how_far_it_is() -> None:
    cell = look.stage_cell(row(stage=Stage.VISA, stage_number=5))
    assert (cell.text, cell.second, cell.icon) == ("Au visa", "étape 5 sur 8", "signature")


def test_every_stage_has_a_look() -> None:
    assert set(look.STAGES) == set(Stage)
