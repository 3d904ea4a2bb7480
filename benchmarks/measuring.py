"""How times are taken so that they hold still: floor and ours in turn, order flipped, medians, floor against floor."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import isinf
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
NOISE = 0.15
"""Floor against floor may differ by this much."""
BUSY = 0.5
"""Cores that other processes may use."""

Timed = Callable[[int], float]
"""Takes the number of the round (inputs differ each round), gives seconds."""


@dataclass(frozen=True)
class Job:
    """Something that a user waits for. ``goal`` is the largest ratio wanted; ``unit`` is ms for what is measured in
    seconds, MiB for memory."""

    name: str
    size: str
    goal: float
    ours: Timed
    floor: Timed
    rounds: int = ROUNDS
    unit: str = "ms"


@dataclass(frozen=True)
class Row:
    """One line of the table; times in seconds."""

    job: Job
    ours: float
    floor: float
    ratios: tuple[float, ...]
    floor_to_floor: float
    others: float
    """Cores that other processes used meanwhile."""

    @property
    def ratio(self) -> float:
        """The median of the rounds."""
        return median(self.ratios)

    @property
    def verdict(self) -> str:
        """``noisy`` where the machine was not quiet enough to tell; nothing where there is no goal."""
        if isinf(self.job.goal):
            return ""
        if abs(self.floor_to_floor - 1) > NOISE or self.others > BUSY:
            return "noisy"
        return "ok" if self.ratio <= self.job.goal else "missed"


def measure(job: Job) -> Row:
    """Take the times of one job. The first round warms the disk and is dropped."""
    taken = []
    load = OtherLoad()
    for number in range(job.rounds + 1):
        order = (job.floor, job.ours, job.floor) if number % 2 else (job.ours, job.floor, job.floor)
        times = [timed(number) for timed in order]
        first, ours = (times[0], times[1]) if number % 2 else (times[1], times[0])
        taken.append((ours, first, times[2]))
    kept = taken[1:]
    return Row(
        job,
        ours=median(ours for ours, _, _ in kept),
        floor=median(floor for _, floor, _ in kept),
        ratios=tuple(ours / floor for ours, floor, _ in kept),
        floor_to_floor=median(again / floor for _, floor, again in kept),
        others=load.cores(),
    )


def until_told(script: str, *arguments: object) -> Timed:
    """Time from the start of a fresh process to the instant that it tells."""

    def timed(number: int) -> float:
        before = time.monotonic()
        return run_child(script, *arguments, number)[-1] - before

    return timed


def told(script: str, *arguments: object) -> Timed:
    """A time that a fresh process took by itself, warmed up. An argument that can be called is called when it is
    needed: what takes long to prepare is not prepared for a job that nobody measures."""
    return lambda number: run_child(script, *arguments, number)[-1]


def peak(script: str, *arguments: object) -> Timed:
    """The memory that a fresh process used at most, in MiB (``benchmarks.memory``)."""
    return lambda number: run_child(script, *arguments, number)[-2]


def run_child(script: str, *arguments: object) -> list[float]:
    """The numbers that a fresh process told."""
    given = [argument() if callable(argument) else argument for argument in arguments]
    command = [sys.executable, str(ROOT / "benchmarks" / script), *map(str, given)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=600)
    if done.returncode != 0:
        raise RuntimeError(f"{script}: {done.stderr}")
    return [float(number) for number in done.stdout.split()]


class OtherLoad:
    """How many cores processes other than this one and its children have used since it was made (Linux; else 0)."""

    def __init__(self) -> None:
        self._start = time.monotonic(), self._machine() - self._own()

    def cores(self) -> float:
        """The mean since the start."""
        began, before = self._start
        return max(0.0, (self._machine() - self._own() - before) / (time.monotonic() - began))

    @staticmethod
    def _machine() -> float:
        try:
            user, nice, system = Path("/proc/stat").read_text().split()[1:4]
        except OSError:
            return OtherLoad._own()
        return (int(user) + int(nice) + int(system)) / os.sysconf("SC_CLK_TCK")

    @staticmethod
    def _own() -> float:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in used)
