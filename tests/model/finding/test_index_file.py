"""More entries than can be ranked: the best are still among those that are."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmr_desk.model.finding.asked import asked
from crmr_desk.model.finding.entry import Entry, place_of, standing_at
from crmr_desk.model.finding.found import Found, Kind
from crmr_desk.model.finding.index_file import CANDIDATES, IndexFile
from crmr_desk.model.finding.ranking import ranked


def entry(kind: Kind, row_id: int, name: str, number: str = "", *, former: bool = False) -> Entry:
    return Entry(Found(kind, row_id, name, "", (kind.value, row_id), former), (number,), (name,))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> IndexFile:
    made = IndexFile(tmp_path_factory.mktemp("index") / "i.sqlite")
    many = [entry(Kind.CCMR, n, f"Centre maladies {n}") for n in range(1, 3 * CANDIDATES)]
    made.write(
        [*many, entry(Kind.CCMR, 9_000, "Maladies rares du centre"), entry(Kind.PERSON, 5, "Maladie Paul", "MP")]
    )
    made.write([entry(Kind.LETTER, 7, "Courrier maladies"), entry(Kind.CRMR, 8, "Centre clos", former=True)])
    made.settle()
    return made


@pytest.mark.parametrize("typed", ["m", "mal", "maladies", "maladies ra"])
def test_every_group_and_the_names_that_begin_so_are_among_the_candidates(file: IndexFile, typed: str) -> None:
    found = {standing_at(each.place)[:2] for each in file.candidates(asked(typed))}
    assert (Kind.CCMR, 9_000) in found
    assert ((Kind.LETTER, 7) in found) is (typed != "maladies ra")


def test_sigles_typed_in_capitals_come_first(file: IndexFile) -> None:
    asked_for = asked("MP")
    assert ranked(file.candidates(asked_for), asked_for, each=8, limit=40)[0].row_id == 5


def test_an_entry_written_again_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    file = IndexFile(tmp_path / "i.sqlite")
    file.write([entry(Kind.PERSON, 1, "Aubrac")])
    file.write([entry(Kind.PERSON, 1, "Rouvière", former=True)], gone=[place_of(Kind.PERSON, 1, former=False)])
    assert [each.title for each in file.candidates(asked("aubrac"))] == []
    assert [each.title for each in file.candidates(asked("rouv"))] == ["Rouvière"]
    file.close()


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("former", [False, True])
def test_a_place_says_what_stands_there(kind: Kind, former: bool) -> None:
    assert standing_at(place_of(kind, 123_456, former=former)) == (kind, 123_456, former)
