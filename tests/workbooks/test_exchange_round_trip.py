"""Whatever a small register holds, its workbook holds it too."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crmr_desk.model.kinds import CcmrKind, Ground, Population, Status
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.exchange import export, load
from tests.conftest import WHO, fixed_clock
from tests.workbooks.books import Book, cells_of, small_book, write

_numbers = itertools.count()
texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=30).filter(str.strip)
days = st.dates(dt.date(1900, 3, 1), dt.date(2199, 12, 31))
periods = st.tuples(days, st.none() | st.integers(0, 20_000)).map(
    lambda pair: [pair[0], None if pair[1] is None else pair[0] + dt.timedelta(days=pair[1])]
)


@st.composite
def books(draw: st.DrawFn) -> Book:
    """A small book with other people, names, dates and mandates."""
    book = small_book()
    book["Etablissements"][1][2:4] = [draw(texts), draw(st.none() | texts)]
    book["FSMR"][1][1] = book["FSMR"][2][1] = draw(texts)
    book["CRMR"][1][1:3] = [draw(texts), draw(st.none() | texts)]
    book["Labels"][1][1:] = [*draw(periods), draw(st.none() | texts)]
    book["Sites"][1][4:] = [draw(st.none() | texts), *draw(periods), draw(st.none() | st.sampled_from(Ground))]
    book["CCMR"][1][1:3] = [draw(texts), draw(st.sampled_from(CcmrKind))]
    book["CCMR"][1][4] = draw(st.none() | texts)
    book["CCMR"][1][5] = draw(st.none() | st.sampled_from(Population))
    book["CCMR"][1][6:] = [draw(st.none() | st.integers(0, 2_000_000_000)), *draw(periods)]
    book["Rattachements"][1][2:] = draw(periods)
    for line in book["Personnes"][1:]:
        line[1] = draw(st.none() | st.sampled_from(["Pr", "Dr", "M.", "Mme"]))
        line[2:4] = [draw(texts), draw(texts)]
        line[4:6] = [draw(st.none() | st.from_regex(r"[0-9]{11}", fullmatch=True)), draw(st.none() | days)]
        line[6] = draw(st.none() | st.sampled_from(Status))
        line[7:] = [draw(st.none() | st.sampled_from(["oui", "non"])), draw(st.none() | texts)]
    book["Mandats"][1:] = draw(mandates())
    return book


@st.composite
def mandates(draw: st.DrawFn) -> list[list[object]]:
    """Mandates that never overlap: each seat is cut at sorted days."""
    lines: list[list[object]] = []
    for function, target in (("animateur", "BRAIN-TEAM"), ("coordonnateur", "CERVCO"), ("responsable_ccmr", "C1")):
        cuts = sorted(draw(st.sets(days, max_size=4)))
        for start, following in itertools.zip_longest(cuts, cuts[1:]):
            end = None if following is None else following - dt.timedelta(days=1)
            lines.append([draw(st.sampled_from(["P1", "P2"])), function, target, start, end])
    return lines


def fresh(migrated_file: Path, folder: Path) -> Database:
    path = folder / f"{next(_numbers)}.crmr"
    shutil.copyfile(migrated_file, path)
    return Database(Database.url_of(path), who=WHO, now=fixed_clock)


@pytest.mark.slow
@given(book=books())
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_small_register_goes_out_and_comes_back(migrated_file: Path, tmp_path: Path, book: Book) -> None:
    first, second = fresh(migrated_file, tmp_path), fresh(migrated_file, tmp_path)
    load(first, write(book, tmp_path / "registre.xlsx", formulas=False))
    export(first, tmp_path / "un.xlsx")
    load(second, tmp_path / "un.xlsx")
    export(second, tmp_path / "deux.xlsx")
    first.dispose()
    second.dispose()
    assert (tmp_path / "un.xlsx").read_bytes() == (tmp_path / "deux.xlsx").read_bytes()
    assert lines_of(tmp_path / "un.xlsx") == lines_of(tmp_path / "registre.xlsx")


def lines_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The lines of every sheet, whatever their order."""
    return {sheet: sorted(lines, key=repr) for sheet, lines in cells_of(path).items()}
