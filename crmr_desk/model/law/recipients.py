"""To whom the decision is made known: notified, informed, and copies; ordered by the text, or offered beyond it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crmr_desk.model.law.attachments import filieres
from crmr_desk.model.law.rules import Pack, RecipientRule, ScenarioRule
from crmr_desk.model.law.situation import Decision, Situation


@dataclass(frozen=True, slots=True)
class RecipientAnswer:
    """``of`` says of what, where one person receives several things. ``ordered`` is False for a courtesy or an
    analogy. A ``lifted`` one gets nothing, for a ``reason``. ``letter`` is the kind of letter, empty for none."""

    who: str
    of: str
    ordered: bool
    lifted: bool
    reason: str
    place: str
    letter: str


@dataclass(frozen=True, slots=True)
class Recipients:
    """The three columns of the grid."""

    notified: tuple[RecipientAnswer, ...] = ()
    informed: tuple[RecipientAnswer, ...] = ()
    copies: tuple[RecipientAnswer, ...] = ()


def recipients(situation: Situation, rule: ScenarioRule, pack: Pack) -> Recipients:
    """Who is to be written to. After a refusal, nobody is told of a designation that is none, and the notification
    rests on the general law."""
    refused = isinstance(situation.decision, Decision) and situation.decision.outcome == "unfavourable"

    def column(rules: tuple[RecipientRule, ...]) -> tuple[RecipientAnswer, ...]:
        due = (one for rule in rules if rule.when.hold(situation) is True for one in _each(rule, situation))
        return tuple(_answer(one, situation, pack, refused=refused) for one in due)

    return Recipients(column(rule.notified), column(rule.informed), column(rule.copies))


def _each(rule: RecipientRule, situation: Situation) -> tuple[RecipientRule, ...]:
    """The recipient, or one for every FSMR of the CCMR."""
    if not rule.each:
        return (rule,)
    return tuple(replace(rule, of=name) for name in filieres(situation))


def _answer(rule: RecipientRule, situation: Situation, pack: Pack, *, refused: bool) -> RecipientAnswer:
    reason = ""
    for lift in rule.lifted:
        if lift.when.hold(situation) is True:
            reason = pack.phrases[lift.reason]
    if refused and rule.letter and not rule.refusal:
        reason = pack.phrases["refused"]
    by_general_law = refused and bool(rule.refusal)
    letter = rule.refusal if by_general_law else rule.letter
    return RecipientAnswer(
        who=rule.who,
        of=rule.of,
        ordered=rule.ordered and not by_general_law,
        lifted=bool(reason),
        reason=reason,
        place=pack.letter(letter).place if by_general_law else rule.place,
        letter=letter,
    )
