"""Hospital status and share of a full post; what the instruction does not provide for (A3 §1) is said, never erased."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crmr_desk.model.kinds import Status
from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.incoming.typed import Typed, plain, quoted
from crmr_desk.workbooks.incoming.values.blanks import says_nothing

_ADMITTED = (Status.PU_PH, Status.PH, Status.PR_CONSULTANT)
_FORMS: tuple[tuple[Status, str], ...] = (
    (
        Status.PR_CONSULTANT,
        r"(?:pu ?ph |pr |prof |professeur )?consultant|professeur (?:emerite )?consultant|pr consultant",
    ),
    (Status.MCU_PH, r"m ?c ?u ?ph|maitre de conferences(?: des universites)? praticien hospitalier|mcu"),
    (Status.PHC, r"phc|ph contractuel|praticien(?: hospitalier)? contractuel|ph c|praticien contractuel"),
    (Status.PU_PH, r"p ?u ?ph|pr ?ph|professeurs?(?: des universites)?(?: et)? praticien hospitalier|puph titulaire"),
    (Status.PH, r"p ?h|praticien hospitalier(?: titulaire)?|ph titulaire|medecin ph"),
)
_KNOWN = tuple((status, re.compile(form)) for status, form in _FORMS)
_WORKING_TIME = re.compile(r"\b(?:a )?(?:temps (?:plein|complet|partiel)|t\.?p\b\.?|mi temps\b|\d{1,3} ?%)")
_PART_TIME = re.compile(r"temps partiel|mi temps|non")
_FULL_TIME = re.compile(r"(?:a )?temps (?:plein|complet)|plein temps|tp|oui")
_SHARE = re.compile(r"(\d+(?:[.,]\d+)?) ?(%|etp)?")


@dataclass(frozen=True, slots=True)
class StatusRead:
    """A status read: one of the codes of ``Status``, or None. With a doubt CONFIRM it is not one of those of A3 §1."""

    value: str | None
    doubts: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotaRead:
    """The share of a full post, in percent (None: no figure), and whether it is a full one (None: unknown)."""

    percent: float | None
    full_time: bool | None
    doubts: tuple[Reason, ...] = ()


def read_status(typed: Typed | None) -> StatusRead:
    """The hospital status of a cell."""
    if typed is None or says_nothing(typed):
        return StatusRead(None)
    found = status_of(typed.text)
    if found in _ADMITTED:
        return StatusRead(found)
    text = f"Le statut {quoted(typed.text)} n’est pas prévu par l’instruction (A3 §1)\u202f; confirmez ou corrigez."
    return StatusRead(found, (typed.reason("status_not_provided_for", text, Doubt.CONFIRM),))


@lru_cache(maxsize=5_000)
def status_of(text: str) -> Status | None:
    """The status that a text names, None when it names none of the list."""
    words = " ".join(re.sub(r"[-–./,()]", " ", _WORKING_TIME.sub(" ", plain(text).replace("-", " "))).split())
    return next((status for status, form in _KNOWN if form.fullmatch(words)), None)


def read_quota(typed: Typed | None) -> QuotaRead:
    """The share of a full post: 100 %, 1, 0,8, 80 %, « temps partiel », 0.5 ETP."""
    if typed is None or says_nothing(typed):
        return QuotaRead(None, None)
    percent, full_time = _quota(typed.text)
    if full_time:
        return QuotaRead(percent, True)
    if full_time is None:
        text = f"{quoted(typed.text)} n’est pas une quotité de travail\u202f; écrivez par exemple 100 %."
        return QuotaRead(None, None, (typed.reason("quota_unreadable", text, Doubt.CORRECT),))
    text = (
        f"{quoted(typed.text)} n’est pas le temps plein que demande l’instruction (A3 §1)\u202f; confirmez ou corrigez."
    )
    return QuotaRead(percent, False, (typed.reason("quota_not_provided_for", text, Doubt.CONFIRM),))


@lru_cache(maxsize=5_000)
def _quota(text: str) -> tuple[float | None, bool | None]:
    words = " ".join(plain(text).replace("-", " ").split())
    if share := _SHARE.fullmatch(words):
        number = float(share[1].replace(",", "."))
        percent = number if share[2] == "%" or number > 1 else number * 100
        return (round(percent, 2), percent >= 100) if 0 < percent <= 100 else (None, None)
    if _PART_TIME.fullmatch(words):
        return None, False
    return (100.0, True) if _FULL_TIME.fullmatch(words) else (None, None)
