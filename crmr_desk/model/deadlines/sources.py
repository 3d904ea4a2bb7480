"""Where deadlines come from: each source is one statement and what its rows tell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from crmr_desk.model.deadlines import (
    batch_explaining,
    batch_reading,
    dossier_explaining,
    dossier_reading,
    duty_explaining,
    duty_reading,
    entry_explaining,
    entry_reading,
    explaining,
    kinds,
    letter_explaining,
    letter_reading,
    reading,
)
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.window import Around, Window
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.tables import AnyRow

_EVERYWHERE: Final = (None, *CentreKind)
_NETWORK: Final = (None,)


class Source(NamedTuple):
    """``read`` gives the rows that may fall within a window, ``tell`` what each makes due, of some ``kinds``.

    ``scopes``: for which kinds of centre it is asked, None being the network. ``yearly``: only where a year ends.
    """

    kinds: tuple[str, ...]
    read: Callable[[Session, Window], Iterable[AnyRow]]
    tell: Callable[[AnyRow, Around], Iterable[DeadlineRow]]
    scopes: Collection[CentreKind | None] = _EVERYWHERE
    yearly: bool = False


def _dossier(row: AnyRow, around: Around) -> Iterator[DeadlineRow]:
    yield from explaining.of_dossier(row, around)
    yield from dossier_explaining.of_committee(row, around)


def _one(tell: Callable[[AnyRow, Around], DeadlineRow]) -> Callable[[AnyRow, Around], Iterable[DeadlineRow]]:
    return lambda row, around: (tell(row, around),)


SOURCES: Final = (
    Source(
        (kinds.MANDATE_END, kinds.NOTICE, kinds.BIRTHDAY),
        reading.mandates,
        explaining.of_mandate,
    ),
    Source(
        (kinds.LABEL_END,),
        reading.labels,
        _one(explaining.of_label),
        (None, CentreKind.CRMR, CentreKind.SITE),
    ),
    Source(
        (kinds.DESIGNATION_END,),
        reading.designations,
        _one(explaining.of_designation),
        (None, CentreKind.FSMR),
    ),
    Source((kinds.CESSATION, kinds.NOTICE, kinds.COMMITTEE), reading.dossiers, _dossier),
    Source(
        (kinds.OPINION_DUE,),
        dossier_reading.opinions,
        _one(dossier_explaining.of_opinion),
    ),
    Source(
        (kinds.REPLY_DUE,),
        dossier_reading.replies,
        _one(dossier_explaining.of_reply),
    ),
    Source(
        (kinds.WAKING,),
        dossier_reading.holds,
        _one(dossier_explaining.of_hold),
    ),
    Source((kinds.LETTERS_TO_SIGN,), letter_reading.to_sign, _one(letter_explaining.to_sign)),
    Source((kinds.LETTERS_DUE,), letter_reading.to_send, _one(letter_explaining.to_send)),
    Source(
        (kinds.LETTERS_UNACKNOWLEDGED,),
        letter_reading.unacknowledged,
        _one(letter_explaining.of_unacknowledged),
    ),
    Source((kinds.LETTERS_TO_SIGN,), batch_reading.to_sign, _one(batch_explaining.to_sign), _NETWORK),
    Source((kinds.LETTERS_DUE,), batch_reading.to_send, _one(batch_explaining.to_send), _NETWORK),
    Source(
        (kinds.LETTERS_UNACKNOWLEDGED,),
        batch_reading.unacknowledged,
        _one(batch_explaining.of_unacknowledged),
        _NETWORK,
    ),
    Source((kinds.REPLY_DUE,), batch_reading.replies, _one(batch_explaining.of_reply), _NETWORK),
    Source(
        (kinds.ANNUAL_REPORT, kinds.BNDMR),
        duty_reading.sites,
        duty_explaining.of_site,
        (None, CentreKind.CRMR, CentreKind.SITE),
        yearly=True,
    ),
    Source((kinds.BNDMR,), duty_reading.ccmrs, duty_explaining.of_ccmr, (None, CentreKind.CCMR), yearly=True),
    Source((kinds.FSMR_REPORT,), duty_reading.fsmrs, duty_explaining.of_fsmr, (None, CentreKind.FSMR), yearly=True),
    Source((kinds.PLAN,), duty_reading.plans, _one(duty_explaining.of_plan), (None, CentreKind.CRMR)),
    Source((kinds.FSMR_PLAN,), duty_reading.fsmr_plans, _one(duty_explaining.of_fsmr_plan), (None, CentreKind.FSMR)),
    Source(
        kinds.TYPED,
        entry_reading.entries,
        _one(entry_explaining.of_entry),
    ),
    Source(
        (kinds.CAMPAIGN,),
        entry_reading.campaigns,
        entry_explaining.of_campaign,
        _NETWORK,
    ),
)
"""All of them; a statement each, and one for what CCMR are attached to, one for where CRMR are."""
