"""What an act will write, in words, before it is done. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmr_desk.model.network.acts.rows import Decisions, Fate, Touched, Touching
from crmr_desk.model.terms import short_date


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that will be written. ``sign`` is + for what is new, - for what ends, > for what goes elsewhere, = for
    what stays although it might have gone."""

    sign: str
    what: str
    becomes: str


def outcomes(found: Touched, decisions: Decisions, targets: Mapping[tuple[str, int], str]) -> tuple[Outcome, ...]:
    """What becomes of each line that changes, or that was asked about and stays. ``targets`` names the rows chosen."""
    made = (_outcome(found, line, decisions, targets) for line in found.lines)
    return tuple(each for each in made if each is not None)


def _outcome(
    found: Touched, line: Touching, decisions: Decisions, targets: Mapping[tuple[str, int], str]
) -> Outcome | None:
    fate = found.fate(line, decisions)
    what = f"{line.nature}\u00a0: {line.what}"
    if fate is Fate.CLOSE and not line.blocked:
        return Outcome("-", what, _ending(found, line))
    if fate is Fate.MOVE:
        decided = decisions.get(line.key)
        target = targets.get((line.targets, decided.target), "") if decided and decided.target else ""
        return Outcome(">", what, _going(found, line, target))
    if fate is Fate.KEEP and line.proposed is None:
        kept = next(option.words for option in line.options if option.fate is Fate.KEEP)
        return Outcome("=", what, kept[:1].lower() + kept[1:])
    return None


def _ending(found: Touched, line: Touching) -> str:
    planned = found.planned
    if line.table == "crmr":
        return f"reste sans filière à compter du {short_date(planned.first_day)}"
    if line.start is not None and line.start > planned.last_day:
        return f"n’aura pas lieu (prévu à compter du {short_date(line.start)})\u00a0: retiré du registre"
    before = f", au lieu du {short_date(line.end)}" if line.end is not None else ""
    return f"prend fin le {short_date(planned.last_day)} inclus{before}"


def _going(found: Touched, line: Touching, target: str) -> str:
    since = f"à compter du {short_date(found.planned.first_day)}"
    if target:
        return f"{_TO.get(line.table, 'passe à')} {target} {since}"
    option = next((option.words for option in line.options if option.fate is Fate.MOVE), "Suit le centre")
    return f"{option[:1].lower()}{option[1:]} {since}"


_TO = {"crmr": "passe à", "ccmr": "est rattaché à", "attachment": "est remplacé par un rattachement à"}
