"""What an answer may be, by the kind of its question: refused in one sentence, never kept half understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.facts_answers import HOSPITALS
from crmr_desk.model.dossiers.rows import QuestionKind
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.question_rules import QuestionRule
from crmr_desk.model.law.rules import Pack
from crmr_desk.model.network.names import as_typed
from crmr_desk.model.store.schema import Hospital

_YEARS: Final = range(1900, 2200)
_LONGEST: Final = 10_000
"""Characters of a text; more is a paste gone wrong."""


def checked_answer(session: Session, pack: Pack, path: str, value: object) -> object:
    """``value`` as the dossier keeps it. An answer that ``pack`` has no question for is kept as it is: the procedures
    ask for some of them outside of the pages of questions. Raises UserError for a value that cannot be."""
    rule = pack.questions.get(path)
    if path in HOSPITALS:
        return _hospital(session, value)
    if rule is None:
        return value
    check = _CHECKS.get(QuestionKind(rule.kind))
    return check(rule, value) if check is not None else value


def _hospital(session: Session, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or session.get(Hospital, value) is None:
        raise UserError("Cet établissement n’est plus dans le registre\u00a0: choisissez-le de nouveau dans la liste.")
    return value


def _date(rule: QuestionRule, value: object) -> str:
    try:
        day = dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS:
        raise UserError(f"{_asked(rule)}\u00a0: «\u202f{value}\u202f» n’est pas une date, écrivez-la comme 31/12/2026.")
    return day.isoformat()


def _choice(rule: QuestionRule, value: object) -> str:
    if value not in [choice.value for choice in rule.choices]:
        known = ", ".join(choice.label for choice in rule.choices)
        raise UserError(f"{_asked(rule)}\u00a0: «\u202f{value}\u202f» n’est pas proposé, choisissez parmi {known}.")
    return str(value)


def _yes_no(rule: QuestionRule, value: object) -> bool:
    if not isinstance(value, bool):
        raise UserError(f"{_asked(rule)}\u00a0: répondez par oui ou par non.")
    return value


def _number(rule: QuestionRule, value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0 or value != value:
        raise UserError(f"{_asked(rule)}\u00a0: «\u202f{value}\u202f» n’est pas un nombre positif.")
    return value


def _text(rule: QuestionRule, value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise UserError(f"{_asked(rule)}\u00a0: écrivez un texte de {_LONGEST} signes au plus.")
    return "\n".join(as_typed(line) for line in value.splitlines())


_CHECKS: Final[Mapping[QuestionKind, Callable[[QuestionRule, object], object]]] = {
    QuestionKind.DATE: _date,
    QuestionKind.CHOICE: _choice,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.NUMBER: _number,
    QuestionKind.TEXT: _text,
}


def _asked(rule: QuestionRule) -> str:
    """The question without its mark, at the head of a sentence."""
    return rule.label.rstrip("? \u00a0\u202f")
