"""What a filter keeps of the list, what it counts, and how it is kept and named."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import QSettings

from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.model.kinds import Stage
from crmr_desk.ui.dossiers.filters import (
    AT_FIRST,
    ENDED,
    EVERYTHING,
    OPEN,
    DossierFilter,
    Facet,
    dossier_filter,
    searched,
    sift,
)
from crmr_desk.ui.kept_filters import KeptFilters, stored
from crmr_desk.ui.sifting import Sifted
from tests.ui.dossiers.rows import COLLEAGUE, ME, TODAY, row

YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
ROWS = [
    row(1),
    row(2, title="Succession, œil", centre="Maladies de l’œil", fsmr="SENSGENE", waiting_for="À vous",
        stage=Stage.VISA, next_on=YESTERDAY),
    row(3, instructor=COLLEAGUE, hold_until=TOMORROW, waiting_for="En attente"),
    row(4, instructor=COLLEAGUE, hold_until=TODAY, note="Rappeler la déléguée", pack="2018"),
    row(5, stage=Stage.CLOSED, closed_on=YESTERDAY, next_on=YESTERDAY, waiting_for=""),
    row(6, stage=Stage.ABANDONED, closed_on=YESTERDAY, instructor=COLLEAGUE, waiting_for=""),
]  # fmt: skip


def sifted(**wanted: Any) -> Sifted[Facet, DossierListRow]:
    return sift(ROWS, DossierFilter(**wanted), who=ME, today=TODAY, text_of=searched)


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ({}, [1, 2, 3, 4, 5, 6]),
        ({"states": frozenset({OPEN})}, [1, 2, 3, 4]),
        ({"states": frozenset({ENDED})}, [5, 6]),
        ({"mine": True}, [1, 2, 5]),
        ({"instructors": frozenset({COLLEAGUE})}, [3, 4, 6]),
        ({"mine": True, "instructors": frozenset({COLLEAGUE})}, [1, 2, 3, 4, 5, 6]),
        ({"stages": frozenset({"visa", "closed"})}, [2, 5]),
        ({"waiting": frozenset({"À vous"})}, [2]),
        ({"late": True}, [2]),
        ({"held": True}, [3]),
        ({"packs": frozenset({"2018"})}, [4]),
        ({"text": "OEIL sensgene"}, [2]),
        ({"text": "deleguee"}, [4]),
        ({"text": "2026-0003"}, [3]),
        ({"text": "cervco", "mine": True, "states": frozenset({OPEN})}, [1]),
    ],
)
def test_a_filter_keeps_the_rows_that_answer_each_of_its_questions(wanted: dict[str, Any], kept: list[int]) -> None:
    assert [each.id for each in sifted(**wanted).rows] == kept


def test_a_count_says_what_the_value_would_keep_beside_the_other_questions() -> None:
    counts = sifted(states=frozenset({OPEN}), mine=True).counts
    assert counts[Facet.STATE] == {OPEN: 2, ENDED: 1}
    assert counts[Facet.WHOSE] == {ME: 2, COLLEAGUE: 2}
    assert counts[Facet.STAGE] == {"gathering": 1, "visa": 1}


def test_counts_follow_the_words_typed() -> None:
    assert sifted(text="sensgene").counts[Facet.STATE] == {OPEN: 1}


@pytest.mark.parametrize(
    "wanted",
    [
        AT_FIRST,
        EVERYTHING,
        DossierFilter("œil", frozenset({OPEN}), frozenset({"visa"}), True, frozenset({COLLEAGUE}), late=True),
    ],
)
def test_a_filter_is_the_same_after_it_was_stored(wanted: DossierFilter) -> None:
    assert dossier_filter(stored(wanted)) == wanted


@pytest.mark.parametrize("kept", [None, "x", [1], {"states": "open", "mine": "yes", "stages": [3], "unknown": 1}])
def test_what_was_stored_otherwise_is_left_out(kept: object) -> None:
    assert dossier_filter(kept) in (AT_FIRST, EVERYTHING)


def test_filters_are_named_renamed_and_deleted_and_survive_the_session(settings: QSettings) -> None:
    late, mine = DossierFilter(late=True), DossierFilter(mine=True)
    kept = KeptFilters(settings, "dossiers", dossier_filter)
    kept.save("Retards", late)
    kept.save("Édouard", mine)
    kept.keep(mine)
    again = KeptFilters(settings, "dossiers", dossier_filter)
    assert again.names() == ["Édouard", "Retards"]
    assert (again.last(), again.named("Retards"), again.name_of(late)) == (mine, late, "Retards")
    again.rename("Retards", "En retard")
    again.remove("Édouard")
    assert KeptFilters(settings, "dossiers", dossier_filter).names() == ["En retard"]


def test_a_name_is_borne_once_whatever_its_accents(settings: QSettings) -> None:
    kept = KeptFilters(settings, "dossiers", dossier_filter)
    kept.save("Équipe", EVERYTHING)
    assert "Équipe" in kept.problem("equipe")
    assert kept.problem("ÉQUIPE", but="Équipe") == ""
    assert kept.problem("  ") == "Donnez un nom au filtre"


def test_settings_that_cannot_be_read_leave_the_filter_of_the_start(settings: QSettings) -> None:
    settings.setValue("dossiers/filter", "{")
    settings.setValue("dossiers/filters", "[1]")
    kept = KeptFilters(settings, "dossiers", dossier_filter)
    assert (kept.last(), kept.names()) == (AT_FIRST, [])
