"""A small network counted by hand: two filières, three CRMR, two constitutive sites, four competence centres."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import astuple

import pytest

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.statistics import by_fsmr
from crmr_desk.model.network.statistics.counts import EVERY, NO_FSMR, NOWHERE, Counts, counts_on
from crmr_desk.model.network.statistics.endings import endings
from crmr_desk.model.network.statistics.heads import heads_on
from crmr_desk.model.network.statistics.history import history
from crmr_desk.model.network.statistics.measures import MEASURES, measure
from crmr_desk.model.network.statistics.overview import overview
from crmr_desk.model.network.statistics.region_map import region_map
from crmr_desk.model.network.statistics.vacancies import VacanciesOn, vacancies
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Ccmr
from tests.conftest import Registers
from tests.model.network.building import TODAY, D, Register, counted_statements

PARIS, LILLE, NANTES, AQUITAINE = "11", "32", "52", "75"
BEFORE = D(2025, 12, 31)


def build(db: Database) -> None:
    """BRAIN-TEAM: CERVCO (Paris, a site at Lille), SEP (Paris). FILFOIE: AVB (Nantes, its site closed in March 2026).
    Competence centres: Lille (CERVCO and AVB), Nantes (CERVCO), Bordeaux (AVB, of 2026), Rouen (attached to none)."""
    register = Register(db)
    brain, liver = register.fsmr("BRAIN-TEAM"), register.fsmr("FILFOIE")
    cervco = register.crmr("CERVCO", brain, start=D(2006, 1, 1))
    sep, avb = register.crmr("SEP", brain), register.crmr("AVB", liver, at="CHU de Nantes")
    site = register.constitutive(cervco, "CHU de Lille")
    register.constitutive(avb, "CHU de Bordeaux", end=D(2026, 3, 15))
    both = register.ccmr("CHU de Lille", cervco, avb)
    register.ccmr("CHU de Nantes", cervco, active_file=None)
    late = register.ccmr("CHU de Bordeaux", avb, start=D(2026, 2, 1), end=None)
    register.ccmr("CHU de Rouen")
    aubrac = register.person("Aubrac", birth_date=D(1960, 11, 20))
    costes = register.person("Costes", title="Mme", birth_date=D(1958, 1, 1))
    register.mandate(Function.COORDONNATEUR, cervco, aubrac, end=None)
    register.mandate(Function.RESPONSABLE_SITE, site, costes, end=D(2026, 12, 31))
    register.mandate(Function.RESPONSABLE_CCMR, both, aubrac)
    register.mandate(
        Function.RESPONSABLE_CCMR, late, register.person("Vasseur"), start=D(2026, 4, 1), end=D(2026, 9, 30)
    )
    register.mandate(Function.ANIMATEUR, brain, register.person("Dumas"), end=D(2029, 9, 30))
    register.mandate(Function.COORDONNATEUR, sep, aubrac, start=D(2025, 1, 1), end=D(2025, 6, 30))


@pytest.fixture(scope="module")
def network(migrated_file: object, registers: Registers) -> Iterator[Database]:
    with registers.copy_of(migrated_file, "statistiques") as db:  # type: ignore[arg-type]
        build(db)
        yield db


@pytest.fixture(scope="module")
def counts(network: Database) -> Counts:
    with network.reading() as session:
        return counts_on(session, TODAY)


def test_a_centre_of_two_filieres_counts_once_in_the_whole_and_once_in_each(counts: Counts) -> None:
    brain, liver = sorted(counts.sigles)
    total = counts.national()
    assert (total.coordinating, total.constitutive, total.ccmrs, total.centres) == (3, 1, 4, 8)
    assert [counts.national(each).ccmrs for each in (brain, liver, NO_FSMR)] == [2, 2, 1]
    assert [line.name for line in by_fsmr.by_fsmr(counts)] == ["BRAIN-TEAM", "FILFOIE", "Sans filière"]
    assert by_fsmr.centres_table(counts).rows[-1] == ("Ensemble", 3, 1, 4, 8)


def test_a_region_has_what_its_hospitals_house(counts: Counts) -> None:
    assert [counts.of(code).centres for code in (PARIS, LILLE, NANTES, AQUITAINE, "84")] == [2, 2, 2, 1, 0]
    assert counts.of(NANTES, min(counts.sigles)).centres == 1


def test_a_seat_without_a_mandate_is_vacant_and_an_unknown_file_stays_unknown(counts: Counts) -> None:
    total = counts.national()
    assert total.vacant == 5  # SEP, AVB, and the competence centres of Nantes, Bordeaux and Rouen
    assert (total.active_file, total.active_file_unknown) == (120, 1)
    assert (total.adults, total.public_known) == (4, 4)


def test_the_map_says_its_arithmetic_and_the_difference_with_another_day(network: Database, counts: Counts) -> None:
    with network.reading() as session:
        earlier = counts_on(session, BEFORE)
    shown = region_map(counts, earlier, measure("per_million"))
    tile = next(tile for tile in shown.tiles if tile.code == AQUITAINE)
    assert (tile.value, tile.base, tile.difference, tile.count_difference) == (0.2, 1, 0.0, 0)
    assert shown.words(tile) == (
        "Nouvelle-Aquitaine\u00a0: 0,2. 1\u00a0centre ÷ 6,07 millions d’habitants = 0,2. "
        "Écart avec le 31/12/2025\u00a0: sans changement."
    )
    assert shown.summary() == "18\u00a0régions, 8\u00a0centres"
    assert shown.method()[0].startswith("8\u00a0centres\u00a0: une ligne par site et par centre de compétences")
    ccmrs = region_map(counts, earlier, measure("ccmrs"))
    assert next(tile.count_difference for tile in ccmrs.tiles if tile.code == AQUITAINE) == 1


@pytest.mark.parametrize("key", [each.key for each in MEASURES])
def test_every_measure_has_a_table_with_all_regions(counts: Counts, key: str) -> None:
    table = region_map(counts, None, measure(key)).table()
    assert len(table.rows) == 18
    assert {len(row) for row in table.rows} == {len(table.headings)}


def test_what_stands_nowhere_is_told_beside_the_map(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"))
    register.ccmr("CHU de Lille", crmr)
    with sqlite_db.writing("Essai") as session:
        for each in session.query(Ccmr):
            each.hospital_id = None
    with sqlite_db.reading() as session:
        shown = region_map(counts_on(session, TODAY), None, measure("centres"))
    assert shown.counts.of(NOWHERE).ccmrs == 1
    assert shown.table().rows[-1][0] == "Région non connue"
    assert "1\u00a0centre hors carte\u00a0: établissement ou région à préciser." in shown.method()


def test_a_centre_that_moved_counts_where_it_was_on_the_day(db: Database) -> None:
    register = Register(db)
    crmr = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"))
    ccmr, nantes = register.ccmr("CHU de Lille", crmr), register.hospital("CHU de Nantes")
    with db.writing("Essai") as session:
        moved = session.get(Ccmr, ccmr)
        assert moved is not None
        change_from(session, moved, D(2026, 6, 1), TODAY, hospital_id=nantes)
    with db.reading() as session:
        before, after = counts_on(session, BEFORE), counts_on(session, TODAY)
    assert (before.of(LILLE).ccmrs, before.of(NANTES).ccmrs) == (1, 0)
    assert (after.of(LILLE).ccmrs, after.of(NANTES).ccmrs) == (0, 1)
    with db.reading() as session:  # what groups and compares days in the database gives the same on both
        assert vacancies(session, TODAY, months=3)[-1] == VacanciesOn(TODAY, seats=2, vacant=2)
        assert heads_on(session, TODAY).people == 0
        assert endings(session, TODAY).unknown == 0
        assert history(session, TODAY)[-1].ccmrs == 1


def test_vacant_seats_are_those_that_existed_less_those_held(network: Database) -> None:
    with network.reading() as session:
        points = {point.day: point for point in vacancies(session, TODAY)}
    assert len(points) == 24
    assert points[D(2024, 12, 31)] == VacanciesOn(D(2024, 12, 31), seats=8, vacant=5)
    assert points[D(2025, 1, 31)].vacant == 4  # SEP has a coordonnateur for six months
    assert points[D(2026, 2, 28)] == VacanciesOn(D(2026, 2, 28), seats=9, vacant=6)
    assert points[D(2026, 4, 30)] == VacanciesOn(D(2026, 4, 30), seats=8, vacant=4)
    assert points[TODAY] == VacanciesOn(TODAY, seats=8, vacant=5)


def test_the_ages_count_a_person_once_and_once_on_each_side(network: Database) -> None:
    with network.reading() as session:
        heads = heads_on(session, TODAY)
    by_age = {band.first: (band.crmr, band.ccmr, band.people) for band in heads.bands if band.people}
    assert by_age == {68: (1, 0, 1), 65: (1, 1, 1)}
    assert (heads.known, heads.people, heads.women, heads.men) == (2, 2, 1, 0)
    with network.reading() as session:
        summer = heads_on(session, D(2026, 8, 1))
    assert (summer.known, summer.people) == (2, 3)
    assert summer.table().rows[-1] == ("âge non connu", None, None, 1)


def test_mandates_end_in_the_quarter_of_their_last_day(network: Database) -> None:
    with network.reading() as session:
        shown = endings(session, TODAY)
    assert (shown.quarters[0].words, shown.quarters[0].first) == ("T4\u00a02026", TODAY)
    assert [quarter.total for quarter in shown.quarters] == [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1]
    assert (shown.later, shown.unknown) == (0, 1)


def test_history_counts_a_crmr_once_whatever_its_sites(network: Database) -> None:
    with network.reading() as session:
        years = {year.day.year: year for year in history(session, TODAY)}
    assert (min(years), max(years), years[2026].day) == (2004, 2026, TODAY)
    assert astuple(years[2005])[1:] == (0, 0, 0, 0)
    assert astuple(years[2006])[1:] == (1, 1, 0, 0)
    assert astuple(years[2025])[1:] == (3, 5, 3, 3)
    assert astuple(years[2026])[1:] == (3, 4, 4, 3)


def test_the_page_is_read_in_the_same_number_of_statements_at_any_size(sqlite_db: Database, network: Database) -> None:
    sent = []
    for db in (sqlite_db, network):
        with counted_statements(db) as statements:
            shown = overview(db, TODAY, BEFORE)
        sent.append(len(statements))
        assert shown.empty is (db is sqlite_db)
        assert all({len(row) for row in table.rows} <= {len(table.headings)} for table in shown.tables())
    assert sent[0] == sent[1] <= 24


def test_no_day_is_before_the_first_label(network: Database) -> None:
    with network.reading() as session:
        assert [year.day for year in history(session, D(2004, 3, 1))] == [D(2004, 3, 1)]
        assert counts_on(session, dt.date(2004, 3, 1)).national().centres == 0


def test_a_centre_left_attached_to_a_closed_one_belongs_to_no_filiere(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id = register.crmr("MIRCEM", register.fsmr("BRAIN-TEAM"), end=D(2026, 6, 30))
    register.ccmr("CHU de Lille", crmr_id)
    with sqlite_db.reading() as session:
        before, after = (counts_on(session, day) for day in (D(2026, 6, 30), D(2026, 7, 1)))
    assert {fsmr for (_region, fsmr), tally in before.cells.items() if tally.ccmrs} == {EVERY, 1}
    assert {fsmr for (_region, fsmr), tally in after.cells.items() if tally.ccmrs} == {EVERY, NO_FSMR}
