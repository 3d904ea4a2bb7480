"""The demonstration network tells real facts, and holds an example of every case that the program handles.

What is told here is true on 20 November 2026.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable

import pytest

from crmr_desk.model.identifiers import finess_problem
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Crmr, Mandate, Person
from crmr_desk.model.terms import add_years, birthday
from crmr_desk.workbooks.register import Register, whole
from crmr_desk.workbooks.register_on import valid_on
from tests.workbooks.books import D

TODAY = D(2026, 11, 20)
APHP = "750712184"


@pytest.fixture(scope="module")
def everything(demonstration: Database) -> Register:
    with demonstration.reading() as session:
        return whole(session)


@pytest.fixture(scope="module")
def now(everything: Register) -> Register:
    return valid_on(everything, TODAY)


def crmr(register: Register, code: str) -> Crmr:
    return next(row for row in register.crmrs if row.code == code)


def coordonnateur(register: Register, code: str) -> tuple[Person, Mandate]:
    target = crmr(register, code).id
    mandate = next(row for row in register.mandates if row.crmr_id == target)
    return next(person for person in register.people if person.id == mandate.person_id), mandate


def label_ends(register: Register) -> dict[int, dt.date | None]:
    return {label.crmr_id: label.end for label in register.labels}


def test_every_finess_number_has_its_key(everything: Register) -> None:
    numbers = [number for row in everything.hospitals for number in (row.finess_et, row.finess_ej)]
    assert [number for number in numbers if finess_problem(number)] == []


def test_the_23_filieres_are_there_and_designated_but_one(now: Register) -> None:
    assert len(now.fsmrs) == 23
    assert len({row.fsmr_id for row in now.designations}) == 22


def test_hospitals_of_the_18_regions_take_part(now: Register) -> None:
    assert {hospital.region for hospital in now.hospitals} == set(REGIONS)


def test_the_32_university_hospitals_are_there(now: Register) -> None:
    university = {
        row.finess_ej for row in now.hospitals if row.name.startswith(("CHU", "CHRU", "CHR ", "Hôpitaux univ"))
    }
    groups = {row.finess_ej for row in now.hospitals if row.name.endswith((", AP-HP", ", HCL", ", AP-HM"))}
    assert (len(university), len(groups)) == (29, 3)


def test_the_cervco_is_as_its_network_presents_itself(everything: Register, now: Register) -> None:
    cervco = crmr(now, "CERVCO")
    assert cervco.title == "Maladies vasculaires rares du cerveau et de l’œil"
    assert next(row.sigle for row in now.fsmrs if row.id == cervco.fsmr_id) == "BRAIN-TEAM"
    (site,) = [site for site in everything.sites if site.crmr_id == cervco.id]
    hospital = next(row for row in now.hospitals if row.id == site.hospital_id)
    assert (site.role, hospital.finess_et, hospital.finess_ej) == ("coordonnateur", "750100042", APHP)
    labels = sorted((row.start, row.end) for row in everything.labels if row.crmr_id == cervco.id)
    assert labels[1:] == [(D(2017, 1, 1), D(2023, 12, 31)), (D(2024, 1, 1), D(2028, 12, 31))]
    assert labels[0][0].year == 2005


def test_the_cervco_has_its_24_competence_centres(now: Register) -> None:
    target = crmr(now, "CERVCO").id
    attached = {row.ccmr_id for row in now.attachments if row.crmr_id == target}
    kinds = Counter((row.specialty, row.population) for row in now.ccmrs if row.id in attached)
    assert kinds == {
        ("Neurologie", "adulte"): 17,
        ("Ophtalmologie", "adulte"): 5,
        ("Ophtalmologie", "enfant"): 1,
        ("Neurologie", "enfant"): 1,
    }


def test_the_cervco_is_ready_for_its_succession(everything: Register, now: Register) -> None:
    holder, mandate = coordonnateur(now, "CERVCO")
    assert (holder.first_name, holder.last_name, holder.status) == ("Solène", "Aubrac", "PU-PH")
    assert (mandate.start, mandate.end) == (D(2019, 1, 1), D(2028, 12, 31))
    candidate = next(person for person in everything.people if person.last_name == "Rouvière")
    assert (candidate.first_name, candidate.birth_date) == ("Clément", D(1975, 6, 14))
    assert candidate.id not in {row.person_id for row in everything.mandates}


def test_the_size_is_rich_yet_quick(everything: Register) -> None:
    assert 60 <= len(everything.crmrs) <= 110
    assert sum(site.role == "constitutif" for site in everything.sites) >= 120
    assert 200 <= len(everything.ccmrs) <= 400


def test_four_filieres_have_fewer_than_three_crmr(now: Register) -> None:
    counts = Counter(row.fsmr_id for row in now.crmrs)
    assert {row.sigle for row in now.fsmrs if counts[row.id] < 3} == {"FILSLAN", "MCGRE", "MUCO-CFTR", "OSCAR"}


def test_no_two_mandates_of_a_seat_overlap(everything: Register) -> None:
    for periods in seats(everything.mandates).values():
        ordered = sorted(periods, key=lambda period: period[0])
        for (_, end), (start, _) in itertools.pairwise(ordered):
            assert end is not None
            assert end < start


def test_every_mandate_lies_within_its_site_or_competence_centre(everything: Register) -> None:
    sites = {site.id: site for site in everything.sites}
    ccmrs = {ccmr.id: ccmr for ccmr in everything.ccmrs}
    for mandate in everything.mandates:
        seat = sites.get(mandate.site_id or 0) or ccmrs.get(mandate.ccmr_id or 0)
        if seat is not None:
            assert seat.start <= mandate.start
            assert seat.end is None or (mandate.end is not None and mandate.end <= seat.end)


def test_some_crmr_spread_inside_aphp_only_and_some_over_regions(now: Register) -> None:
    hospitals = {row.id: row for row in now.hospitals}
    spread = {row.code: [hospitals[s.hospital_id or 0] for s in now.sites if s.crmr_id == row.id] for row in now.crmrs}
    assert {hospital.finess_ej for hospital in spread["CARDIOMYOPATHIES"]} == {APHP}
    assert len(spread["CARDIOMYOPATHIES"]) > 1
    assert len({hospital.region for hospital in spread["LEUKOFRANCE"]}) > 1
    assert {hospital.region for hospital in spread["PRADORT"] if hospital.finess_ej == APHP} == {"11", "75"}


def test_some_competence_centres_belong_to_two_filieres(now: Register) -> None:
    fsmr_of = {row.id: row.fsmr_id for row in now.crmrs}
    filieres: dict[int, set[int | None]] = {}
    for row in now.attachments:
        filieres.setdefault(row.ccmr_id, set()).add(fsmr_of[row.crmr_id])
    assert sum(len(found) == 2 for found in filieres.values()) >= 3


def test_resource_and_competence_centres_belong_to_three_filieres(now: Register) -> None:
    crc = {row.id for row in now.ccmrs if row.kind == "CRC"}
    fsmr_of = {row.id: row.fsmr_id for row in now.crmrs}
    concerned = {fsmr_of[row.crmr_id] for row in now.attachments if row.ccmr_id in crc}
    assert {row.sigle for row in now.fsmrs if row.id in concerned} == {"FILSLAN", "MHEMO", "MUCO-CFTR"}


def test_some_seats_are_vacant(now: Register) -> None:
    taken = {row.crmr_id for row in now.mandates if row.function == Function.COORDONNATEUR}
    assert {row.code for row in now.crmrs if row.id not in taken} == {"CASTLEMAN", "HEMOCHROMATOSES", "RENDU-OSLER"}
    led = {row.ccmr_id for row in now.mandates}
    vacant = {row.code for row in now.ccmrs if row.id not in led}
    assert "CERVCO-C03" in vacant
    assert 5 <= len(vacant) <= 15
    headed = {row.site_id for row in now.mandates}
    empty = [row.code for row in now.sites if row.role == "constitutif" and row.id not in headed]
    assert len(empty) == 2


def test_a_new_crmr_waits_for_its_first_coordonnateur(everything: Register, now: Register) -> None:
    castleman = crmr(now, "CASTLEMAN")
    assert [row.start for row in everything.labels if row.crmr_id == castleman.id] == [D(2026, 10, 1)]
    assert castleman.id not in {row.crmr_id for row in everything.mandates}


def test_some_labels_have_expired_and_some_end_within_a_year(now: Register) -> None:
    ends = label_ends(now)
    assert {row.code for row in now.crmrs if row.id not in ends} == {"HEMOCHROMATOSES", "PARADIS"}
    soon = [end for end in ends.values() if end is not None and end <= add_years(TODAY, 1)]
    assert len(soon) == 7


def test_a_professeur_consultant_reaches_68_before_the_label_ends(now: Register) -> None:
    person, mandate = coordonnateur(now, "TOURETTE")
    assert person.status == "PR-CONSULTANT"
    assert person.birth_date is not None
    assert mandate.end is not None
    assert TODAY < birthday(person.birth_date, 68) < mandate.end


def test_some_people_lack_what_the_law_asks(now: Register) -> None:
    assert coordonnateur(now, "TRH")[0].status is None
    assert coordonnateur(now, "NEPHROGONES")[0].full_time is False
    assert any(row.status == "PR-CONSULTANT" and row.birth_date is None for row in now.people)


def test_no_person_has_a_rpps_number_or_a_real_address(everything: Register) -> None:
    assert {row.rpps for row in everything.people} == {None}
    assert all(row.email is None or row.email.endswith(".example") for row in everything.people)


def test_nobody_is_there_twice(everything: Register) -> None:
    names = Counter((row.first_name, row.last_name) for row in everything.people)
    assert [name for name, count in names.items() if count > 1] == []


def seats(mandates: Iterable[Mandate]) -> dict[tuple[object, ...], list[tuple[dt.date, dt.date | None]]]:
    found: dict[tuple[object, ...], list[tuple[dt.date, dt.date | None]]] = {}
    for row in mandates:
        seat = (row.crmr_id, row.site_id, row.ccmr_id, row.fsmr_id)
        found.setdefault(seat, []).append((row.start, row.end))
    return found
