"""The CRMR to which a CCMR is attached: each with its name, its label and what its coordonnateur says (A3 §4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from crmr_desk.model.law.centres import Attachment
from crmr_desk.model.law.json_fields import UNKNOWN, Unknown
from crmr_desk.model.law.mandate_term import LabelOn, period_on
from crmr_desk.model.law.situation import Situation
from crmr_desk.model.law.structures import the_ccmr


@dataclass(frozen=True, slots=True)
class Attached:
    """One CRMR of the CCMR: ``name`` is its code, or its rank; ``agreement`` is given, refused, missing or empty."""

    name: str
    fsmr: str
    agreement: str
    label: LabelOn


def has_attachment(situation: Situation) -> bool | Unknown:
    """Whether the CCMR is attached to a CRMR at all; a CCMR is (A1 B-c)."""
    attachments = the_ccmr(situation).attachments
    return UNKNOWN if attachments is UNKNOWN else bool(attachments)


def attached(situation: Situation) -> tuple[Attached, ...]:
    """Each CRMR to which the CCMR is attached, in the order told."""
    attachments = the_ccmr(situation).attachments
    today = situation.today
    return tuple(_attached(attachments, today)) if isinstance(attachments, tuple) else ()


def _attached(attachments: tuple[Attachment, ...], today: object) -> Iterator[Attached]:
    for rank, one in enumerate(attachments, 1):
        name = one.crmr if isinstance(one.crmr, str) and one.crmr else f"n°\u00a0{rank}"
        fsmr = one.fsmr if isinstance(one.fsmr, str) else ""
        said = one.coordonnateur_agreement
        agreement = "missing" if said is None else said if isinstance(said, str) else ""
        yield Attached(name, fsmr, agreement, period_on(one.label, today))


def filieres(situation: Situation) -> tuple[str, ...]:
    """The FSMR of these CRMR, each once; a CCMR may belong to two."""
    return tuple(dict.fromkeys(one.fsmr for one in attached(situation) if one.fsmr))


def label_ends(situation: Situation) -> tuple[dt.date, ...]:
    """The last days of the labels that are current, each once, the earliest first."""
    return tuple(sorted({one.label.end for one in attached(situation) if one.label.is_current and one.label.end}))


def several_ends(situation: Situation) -> bool:
    """Whether the labels leave the instructor a choice of last day."""
    return len(label_ends(situation)) > 1


def common_label(situation: Situation) -> LabelOn:
    """What the labels leave to the mandate of the responsable: the earliest end of those that are current. Unknown as
    long as one of them is, none or expired where no other is current."""
    labels = [one.label for one in attached(situation)]
    if not labels or any(label.state == "unknown" for label in labels):
        return LabelOn("unknown")
    current = [label for label in labels if label.is_current]
    if not current:
        return labels[0]
    starts = [label.start for label in current if label.start]
    ends = [label.end for label in current if label.end]
    return LabelOn("current", min(starts, default=None), min(ends, default=None))
