"""Regions and their agencies."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.regions import REGIONS, region


def test_there_are_eighteen_regions_each_with_an_agency() -> None:
    assert len(REGIONS) == 18
    assert len({region.ars.name for region in REGIONS.values()}) == 18


def test_there_were_seventeen_agencies_at_the_date_of_the_instruction() -> None:
    on = dt.date(2016, 1, 11)
    assert len({region.ars_on(on).name for region in REGIONS.values()}) == 17


def test_la_reunion_and_mayotte_shared_an_agency_until_the_end_of_2019() -> None:
    last, next_day = dt.date(2019, 12, 31), dt.date(2020, 1, 1)
    assert REGIONS["04"].ars_on(last).name == REGIONS["06"].ars_on(last).name == "ARS océan Indien"
    assert REGIONS["04"].ars_on(next_day).name == "ARS La Réunion"
    assert REGIONS["06"].ars_on(next_day).name == "ARS Mayotte"


def test_an_agency_is_written_with_its_article() -> None:
    agency = REGIONS["11"].ars
    assert agency.with_article == "l’ARS Île-de-France"
    assert agency.of == "de l’ARS Île-de-France"
    assert agency.to == "à l’ARS Île-de-France"
    assert agency.full_name == "agence régionale de santé Île-de-France"


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(UserError, match="n’est pas un code de région"):
        region("99")
