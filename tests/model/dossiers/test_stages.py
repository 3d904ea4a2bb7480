"""The stages of a dossier by who decides it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from crmr_desk.model.dossiers.stages import (
    Progress,
    is_visa,
    stage_label,
    stage_lines,
    stage_of,
    steps_reached,
    track_of,
)
from crmr_desk.model.kinds import Stage

OPENED = dt.date(2027, 1, 4)


@dataclass(frozen=True)
class Days:
    """The days of the acts of a dossier."""

    state: str = "open"
    opened_on: dt.date = OPENED
    complete_on: dt.date | None = None
    examined_on: dt.date | None = None
    visa_on: dt.date | None = None
    decided_on: dt.date | None = None
    closed_on: dt.date | None = None


NOTHING_YET = Progress(gathering=False, letters_left=False)
PAPERS_IN = Progress(gathering=True, letters_left=False)


def test_only_a_decision_of_the_director_general_has_a_visa() -> None:
    assert Stage.VISA in track_of(("dgos_visa",))
    assert Stage.VISA in track_of(None)
    assert Stage.VISA not in track_of(("site_director", "coordonnateur"))
    assert Stage.VISA not in track_of(("fsmr_governance",))


@pytest.mark.parametrize(
    ("decided_by", "concluded", "stage", "said"),
    [
        (("dgos_visa",), False, Stage.VISA, "Au visa"),
        (None, False, Stage.VISA, "Au visa"),
        (("dgos_validation",), False, Stage.VISA, "À la décision"),
        (("dgos_validation",), False, Stage.DECIDED, "Décidé"),
        ((), True, Stage.DECIDED, "Conclu"),
    ],
)
def test_a_stage_is_called_after_what_ends_the_procedure(
    decided_by: tuple[str, ...] | None, concluded: bool, stage: Stage, said: str
) -> None:
    assert stage_label(stage, visa=is_visa(decided_by), concluded=concluded) == said


def test_a_follow_up_that_nobody_decides_goes_straight_to_its_conclusion() -> None:
    assert track_of(()) == (Stage.ANNOUNCED, Stage.DECIDED, Stage.LETTERS_OUT, Stage.CLOSED)


@pytest.mark.parametrize(
    ("decided_by", "stage", "reached"),
    [
        (("dgos_visa",), Stage.VISA, 5),
        (("site_director", "coordonnateur"), Stage.DECIDED, 5),
        ((), Stage.GATHERING, 1),
        ((), Stage.LETTERS_OUT, 3),
    ],
)
def test_the_rank_of_a_stage_counts_those_of_its_own_track(
    decided_by: tuple[str, ...], stage: Stage, reached: int
) -> None:
    assert steps_reached(track_of(decided_by), stage) == reached


def test_an_act_that_is_dated_moves_the_dossier_and_shows_its_day() -> None:
    complete = dt.date(2027, 1, 11)
    acts = Days(complete_on=complete)
    assert stage_of(acts, PAPERS_IN) is Stage.COMPLETE
    shown = {line.stage: line for line in stage_lines(acts, PAPERS_IN, track_of(("dgos_visa",)))}
    assert shown[Stage.COMPLETE].on == complete
    assert not shown[Stage.EXAMINATION].reached


def test_the_track_of_an_abandoned_dossier_ends_where_it_was_left() -> None:
    left = dt.date(2027, 2, 1)
    lines = stage_lines(Days(state="abandoned", closed_on=left), NOTHING_YET, track_of(("dgos_visa",)))
    assert [(line.stage, line.on) for line in lines] == [(Stage.ANNOUNCED, OPENED), (Stage.ABANDONED, left)]
