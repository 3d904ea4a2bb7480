"""Dossiers in a register of the generator, the same for the same seed: all but some 150 of them ended, each with its
papers, opinions and letters. Instructors and bodies are invented.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import DAY
from benchmarks.generator import Row, Sizes, Table, fill, filling

OPEN = 150
_PAPERS = ("proposal_letter", "motivation_letter", "cv", "directoire_opinion", "fsmr_opinion")
_LETTERS = ("notify_former", "notify_new", "notify_director", "inform_ars", "orphanet_sheet")
_WHO = ("Nadia Belkacem", "Paul Durand", "Awa Diallo", "Étienne Vasseur")
_SEATS = ("coordonnateur", "responsable_site", "responsable_ccmr", "animateur")
_STORED = "INSERT INTO stored_file (id, sha256, size, name, media_type, content) VALUES (1, '', 0, '', '', x'')"
_SCENARIOS = ("succession_single_site", "succession_multi_site", None)


@dataclass(frozen=True, slots=True)
class _Dossier:
    """``number`` counts from 1; ``opened`` is long ago for one that is ``ended``."""

    number: int
    opened: dt.date
    ended: bool

    @property
    def decided(self) -> dt.date:
        return self.opened + dt.timedelta(days=60)

    def day(self, days: int) -> str:
        """A day after the opening, in ISO form."""
        return (self.opened + dt.timedelta(days=days)).isoformat()


def add_dossiers(path: Path, count: int, scale: float = 1, seed: int = 1) -> None:
    """Write ``count`` dossiers into a register that has ``scale`` times the national network."""
    sizes = Sizes.at(scale)
    seats = (sizes.crmr, sizes.sites, sizes.ccmr, sizes.fsmr)
    with filling(path) as file:
        file.execute(_STORED)
        fill(file, _tables(lambda: _dossiers(count, round(OPEN * scale), seed), seats, random.Random(seed)))


def _dossiers(count: int, still_open: int, seed: int) -> Iterator[_Dossier]:
    """The same ones each time: each table reads them again, and none is held."""
    chance = random.Random(seed)
    for number in range(1, count + 1):
        ended = number <= count - still_open
        days = chance.randint(200, 7_300) if ended else chance.randint(0, 90)
        yield _Dossier(number, DAY - dt.timedelta(days=days), ended)


def _tables(made: Callable[[], Iterator[_Dossier]], seats: Sequence[int], chance: random.Random) -> Iterator[Table]:
    """Parents before children."""
    dossier = (
        "number", "pack", "request", "function", "crmr_id", "site_id", "ccmr_id", "fsmr_id", "state", "scenario",
        "answers", "instructor", "opened_on", "complete_on", "examined_on", "decided_on", "closed_on",
    )  # fmt: skip
    yield "dossier", dossier, (_row(each, seats, chance) for each in made())
    piece = ("dossier_id", "kind", "of", "state", "received_on", "opinion", "note")
    yield "piece", piece, (row for each in made() for row in _pieces(each, chance))
    opinion = ("dossier_id", "kind", "of", "body", "asked_on", "due_on", "reminders")
    yield "opinion", opinion, (row for each in made() for row in _opinions(each))
    letter = (
        "dossier_id", "number", "kind", "who", "of", "addressee", "channel", "state", "facts", "file_id", "file_name",
        "dated", "sent_on",
    )  # fmt: skip
    yield "letter", letter, (row for each in made() if each.ended for row in _letters(each))


def _row(each: _Dossier, seats: Sequence[int], chance: random.Random) -> Row:
    column = chance.choices(range(4), (6, 2, 3, 1))[0]
    seat: list[int | None] = [None] * 4
    seat[column] = chance.randint(1, seats[column])
    state = chance.choice(("closed", "closed", "closed", "abandoned")) if each.ended else "open"
    complete = each.day(20) if each.ended or chance.random() < 0.4 else None
    decided, closed = (each.decided.isoformat(), each.day(90)) if each.ended else (None, None)
    answers = json.dumps({"received_on": each.day(1), "cessation_letter.effective": each.day(200)})
    number = f"{each.opened.year}-{each.number:05}"
    return (
        number, "2016", "succession", _SEATS[column], *seat, state, chance.choice(_SCENARIOS), answers,
        chance.choice(_WHO), each.day(0), complete, complete, decided, closed,
    )  # fmt: skip


def _pieces(each: _Dossier, chance: random.Random) -> Iterator[Row]:
    received = each.day(10)
    for kind in _PAPERS:
        if each.ended or chance.random() < 0.5:
            yield each.number, kind, "", "received", received, "favourable" if "opinion" in kind else None, ""


def _opinions(each: _Dossier) -> Iterator[Row]:
    asked, due = each.day(2), each.day(32)
    for kind, body in (("directoire_opinion", "Directoire du CHU de Rouen"), ("fsmr_opinion", "Filière BRAIN-TEAM")):
        yield each.number, kind, "", body, asked, due, 0


def _letters(each: _Dossier) -> Iterator[Row]:
    dated = each.decided.isoformat()
    for place, kind in enumerate(_LETTERS, 1):
        number = f"{each.number:05}/{place}"
        yield each.number, number, kind, kind, "", "Direction", "courriel", "sent", "{}", 1, f"{kind}.pdf", dated, dated
