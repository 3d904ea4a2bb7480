"""How far a dossier is on its track: derived from the days of its acts, never stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from crmr_desk.model.dossiers.records import ABANDONED, APPLIED, CLOSED, DECIDED
from crmr_desk.model.dossiers.rows import StageLine
from crmr_desk.model.kinds import Stage
from crmr_desk.model.network.snapshot import OPEN

TRACK: Final = tuple(stage for stage in Stage if stage is not Stage.ABANDONED)
"""The stages in order."""
RECORDED_TRACK: Final = tuple(stage for stage in TRACK if stage is not Stage.VISA)
"""Those of a decision that a director or a governance takes: nobody visas it (A3 §3 to §5)."""
CONCLUDED_TRACK: Final = (Stage.ANNOUNCED, Stage.DECIDED, Stage.LETTERS_OUT, Stage.CLOSED)
"""Those of a follow-up: no dossier to receive, nothing to visa."""

_DATED: Final = ("complete_on", "examined_on", "visa_on", "decided_on", "closed_on")

_ELSEWHERE: Final = frozenset({"site_director", "ccmr_director", "fsmr_governance", "coordonnateur"})
"""Deciders whose decision is recorded here."""


class Acts(Protocol):
    """What dates the stages: a Dossier, or a plain row with its columns."""

    @property
    def state(self) -> str: ...
    @property
    def opened_on(self) -> dt.date: ...
    @property
    def complete_on(self) -> dt.date | None: ...
    @property
    def examined_on(self) -> dt.date | None: ...
    @property
    def visa_on(self) -> dt.date | None: ...
    @property
    def decided_on(self) -> dt.date | None: ...
    @property
    def closed_on(self) -> dt.date | None: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """What tells the stages that no act dates. ``gathering``: a paper of the dossier, an opinion asked or the day of
    its sending is known; ``letters_left``: a letter of the decision still waits to be sent."""

    gathering: bool
    letters_left: bool


def as_it_stood(row: Any, on: dt.date) -> Any:
    """A named tuple with the columns of ``Acts``, and ``hold_until``, as its dossier stood on the evening of ``on``:
    what came later had not happened. Nobody keeps the day on which a hold began, so that none is told."""
    days = {name: day if (day := getattr(row, name)) is not None and day <= on else None for name in _DATED}
    ended = row.state if days["closed_on"] is not None else ""
    state = ended or (DECIDED if days["decided_on"] is not None else OPEN)
    return row._replace(**days, state=state, hold_until=None)


def is_recorded(decided_by: Iterable[str]) -> bool:
    """Whether the decision belongs to a director or a governance: it is recorded, not taken, and has no visa."""
    deciders = set(decided_by)
    return bool(deciders) and deciders <= _ELSEWHERE


def is_visa(decided_by: Iterable[str] | None) -> bool:
    """Whether the text names a visa for this decision; true while the procedure is not known."""
    return decided_by is None or "dgos_visa" in decided_by


def stage_label(stage: Stage, *, visa: bool, concluded: bool) -> str:
    """What a procedure calls a stage: a validation is no visa, and a follow-up is concluded, not decided."""
    if stage is Stage.VISA and not visa:
        return "À la décision"
    return "Conclu" if stage is Stage.DECIDED and concluded else stage.label


def track_of(decided_by: Sequence[str] | None) -> tuple[Stage, ...]:
    """The stages of a procedure by who decides it, nobody for a follow-up; None while the procedure is not known."""
    if decided_by is not None and not decided_by:
        return CONCLUDED_TRACK
    return RECORDED_TRACK if decided_by and is_recorded(decided_by) else TRACK


def steps_reached(track: Sequence[Stage], stage: Stage) -> int:
    """How many stages of ``track`` a dossier at ``stage`` has behind it, its own included."""
    return sum(TRACK.index(each) <= TRACK.index(stage) for each in track)


def stage_of(acts: Acts, progress: Progress) -> Stage:
    """The stage of a dossier. Its letters are out once none of those of the decision waits to be sent."""
    if acts.state == ABANDONED:
        return Stage.ABANDONED
    if acts.state == CLOSED:
        return Stage.CLOSED
    if acts.state in APPLIED:
        return Stage.DECIDED if progress.letters_left else Stage.LETTERS_OUT
    return last_stage_before_decision(acts, progress)


def last_stage_before_decision(acts: Acts, progress: Progress) -> Stage:
    """How far the dossier came without its decision: where an abandoned one was left."""
    if acts.visa_on is not None:
        return Stage.VISA
    if acts.examined_on is not None:
        return Stage.EXAMINATION
    if acts.complete_on is not None:
        return Stage.COMPLETE
    return Stage.GATHERING if progress.gathering else Stage.ANNOUNCED


def stage_lines(
    acts: Acts, progress: Progress, track: Sequence[Stage], *, visa: bool = True, concluded: bool = False
) -> tuple[StageLine, ...]:
    """The track with the day of each stage reached; that of an abandoned dossier ends where it was left."""
    abandoned = acts.state == ABANDONED
    at = last_stage_before_decision(acts, progress) if abandoned else stage_of(acts, progress)
    rank = TRACK.index(at)
    lines = tuple(
        StageLine(
            stage,
            stage_label(stage, visa=visa, concluded=concluded),
            _day(acts, stage) if TRACK.index(stage) <= rank else None,
            reached=TRACK.index(stage) <= rank,
        )
        for stage in track
    )
    if not abandoned:
        return lines
    last = StageLine(Stage.ABANDONED, Stage.ABANDONED.label, acts.closed_on, reached=True)
    return (*(line for line in lines if line.reached), last)


def _day(acts: Acts, stage: Stage) -> dt.date | None:
    return {
        Stage.ANNOUNCED: acts.opened_on,
        Stage.COMPLETE: acts.complete_on,
        Stage.EXAMINATION: acts.examined_on,
        Stage.VISA: acts.visa_on,
        Stage.DECIDED: acts.decided_on,
        Stage.CLOSED: acts.closed_on,
    }.get(stage)
