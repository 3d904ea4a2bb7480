"""The acts that take a dossier from one stage to the next, or back: guarded, dated by the user, one operation each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from crmr_desk.model.dossiers.act_blockers import BLOCKERS
from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.records import CLOSED, DECIDED, dossier_of, judged_on
from crmr_desk.model.dossiers.rows import ActLine, FindingLine
from crmr_desk.model.dossiers.stages import stage_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Stage
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier
from crmr_desk.model.terms import short_date


@dataclass(frozen=True, slots=True)
class Act:
    """One act. ``column`` is the date that it sets; without one it goes back, and ``clears`` dates instead."""

    id: str
    label: str
    done: str
    from_stages: frozenset[Stage]
    leads_to: Stage
    column: str = ""
    clears: tuple[str, ...] = ()

    @property
    def goes_back(self) -> bool:
        return bool(self.clears)


ACTS: Final = (
    Act(
        "declare_complete",
        "Déclarer le dossier complet",
        "Dossier déclaré complet",
        frozenset({Stage.ANNOUNCED, Stage.GATHERING}),
        Stage.COMPLETE,
        "complete_on",
    ),
    Act(
        "begin_examination",
        "Commencer l’examen",
        "Examen commencé",
        frozenset({Stage.COMPLETE}),
        Stage.EXAMINATION,
        "examined_on",
    ),
    Act(
        "send_to_visa",
        "Envoyer au visa",
        "Envoi au visa",
        frozenset({Stage.EXAMINATION}),
        Stage.VISA,
        "visa_on",
    ),
    Act(
        "return_from_visa",
        "Reprendre du visa",
        "Retour du visa",
        frozenset({Stage.VISA}),
        Stage.EXAMINATION,
        clears=("visa_on",),
    ),
    Act(
        "reopen",
        "Rouvrir la constitution du dossier",
        "Constitution rouverte",
        frozenset({Stage.COMPLETE, Stage.EXAMINATION}),
        Stage.GATHERING,
        clears=("complete_on", "examined_on"),
    ),
    Act(
        "reopen",
        "Rouvrir le dossier clos",
        "Dossier clos rouvert",
        frozenset({Stage.CLOSED}),
        Stage.LETTERS_OUT,
        clears=("closed_on",),
    ),
    Act(
        "close",
        "Clore le dossier",
        "Clôture",
        frozenset({Stage.DECIDED, Stage.LETTERS_OUT}),
        Stage.CLOSED,
        "closed_on",
    ),
)
_WITHOUT_VISA: Final = {
    "send_to_visa": ("Envoyer à la décision", "Envoi à la décision"),
    "return_from_visa": ("Reprendre l’examen", "Retour à l’examen"),
}
"""The words of an act, and of the act done, where the decision is no visa."""
_DATES: Final = ("complete_on", "examined_on", "visa_on", "decided_on", "closed_on")
"""In the order in which they follow one another."""


def act_lines(a: Assessment, today: dt.date) -> tuple[ActLine, ...]:
    """What can be done on ``today`` with the dossier, each with everything that stands in its way."""
    return tuple(_line(a, act, today) for act in _offered(a))


def perform(
    db: Database, dossier_id: int, act: str, *, on: dt.date | None, reason: str = "", today: dt.date
) -> Changes:
    """Do one act, on the day ``on`` for one that is dated, with a written ``reason`` for one that goes back.

    Raises UserError with every violation at once, and when the dossier is no longer at a stage from which it is done.
    """
    reason = reason.strip()
    with db.writing(_label(db, dossier_id, act, reason, today)) as session:
        dossier = dossier_of(session, dossier_id)
        a = assess(session, dossier, judged_on(dossier, today))
        doing = _act(a, act)
        violations = [*(line.title for line in _blockers(a, doing)), *_violations(dossier, doing, on, reason, today)]
        if violations:
            said = "\u202f; ".join(violations)
            raise UserError(f"{doing.label}\u00a0: {said}.")
        _do(a, doing, on)
    return session.changes


def _label(db: Database, dossier_id: int, act: str, reason: str, today: dt.date) -> str:
    """The reason of an act that goes back stays in the journal, with the words of the act."""
    with db.reading() as session:
        dossier = dossier_of(session, dossier_id)
        done = _act(assess(session, dossier, judged_on(dossier, today)), act).done
    return f"{done}, dossier {dossier.number}" + (f"\u00a0: {reason}" if reason else "")


def _act(a: Assessment, act: str) -> Act:
    """The act as it is done at the present stage. Raises UserError where it is not: a colleague was faster, maybe."""
    found = next((each for each in _offered(a) if each.id == act), None)
    if found is None:
        label = next((each.label for each in ACTS if each.id == act), act)
        stage = a.stage_label(stage_of(a.dossier, a.progress)).lower()
        raise UserError(
            f"{label}\u00a0: le dossier {a.dossier.number} en est au stade «\u202f{stage}\u202f», cet acte ne s’y fait"
            " pas. Relisez la page."
        )
    return found


def _offered(a: Assessment) -> Iterator[Act]:
    stage = stage_of(a.dossier, a.progress)
    for act in ACTS:
        if stage in act.from_stages and act.leads_to in a.track:
            yield act if a.is_visa else _without_visa(act)


def _without_visa(act: Act) -> Act:
    label, done = _WITHOUT_VISA.get(act.id, (act.label, act.done))
    return replace(act, label=label, done=done)


def _line(a: Assessment, act: Act, today: dt.date) -> ActLine:
    return ActLine(
        id=act.id,
        label=act.label,
        dated=bool(act.column),
        reason_asked=act.goes_back,
        proposed_on=_proposed(a, act, today) if act.column else None,
        blockers=_blockers(a, act),
        leads_to=act.leads_to,
        leads_to_label=a.stage_label(act.leads_to),
    )


def _proposed(a: Assessment, act: Act, today: dt.date) -> dt.date:
    """Today, or the day that the decision already bears; never before the act that precedes."""
    decided = a.day("decision.date") if a.dossier.state == OPEN else None
    day = min(today, decided) if decided is not None else today
    return max(day, _day_before(a.dossier, act) or day)


def _day_before(dossier: Dossier, act: Act) -> dt.date | None:
    """The day of the latest act that comes before this one."""
    before = [getattr(dossier, column) for column in _DATES[: _DATES.index(act.column)]]
    return max((day for day in before if day is not None), default=None)


def _blockers(a: Assessment, act: Act) -> tuple[FindingLine, ...]:
    find: Callable[[Assessment], tuple[FindingLine, ...]] | None = BLOCKERS.get(act.id)
    return find(a) if find is not None and not act.goes_back else ()


def _violations(dossier: Dossier, act: Act, on: dt.date | None, reason: str, today: dt.date) -> Iterator[str]:
    if act.goes_back:
        if not reason:
            yield "écrivez le motif, le journal le garde"
        return
    if on is None:
        yield "indiquez le jour de cet acte"
        return
    if on > today:
        yield f"le {short_date(on)} est à venir"
    last = _day_before(dossier, act)
    if last is not None and on < last:
        yield f"le {short_date(on)} précède l’acte d’avant, du {short_date(last)}"


def _do(a: Assessment, act: Act, on: dt.date | None) -> None:
    dossier = a.dossier
    if act.column:
        setattr(dossier, act.column, on)
    for column in act.clears:
        setattr(dossier, column, None)
    if act.leads_to is Stage.CLOSED:
        dossier.state = CLOSED
    elif dossier.state == CLOSED:
        dossier.state = DECIDED
    if dossier.state == OPEN:
        dossier.scenario = a.answer.scenario
