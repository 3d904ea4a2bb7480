"""Which dossiers can be opened on a centre."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, select

from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Mandate


@dataclass(frozen=True, slots=True)
class Procedure:
    """What a button of the centre sheet opens; ``why`` says when it fits, with its place."""

    request: str
    function: str
    title: str
    why: str


SUCCESSION = Procedure(
    "succession",
    Function.COORDONNATEUR,
    "Succession du coordonnateur…",
    "Annexe 3, §\u00a02\u00a0b\u00a0: un coordonnateur cesse son activité, un autre lui succède.",
)
DESIGNATION = Procedure(
    "designation",
    Function.COORDONNATEUR,
    "Désignation du coordonnateur…",
    "Annexe 3, §\u00a02\u00a0a\u00a0: le centre vient d’être labellisé, il n’a encore jamais eu de coordonnateur.",
)


def offered(db: Database, kind: str, row_id: int) -> tuple[Procedure, ...]:
    """The procedures of the rule pack that fit the centre: a designation until a first coordonnateur is known, a
    succession ever after. Nothing for sites, CCMR and FSMR, whose procedures the pack does not hold."""
    if kind != CentreKind.CRMR:
        return ()
    ever_led = select(exists().where(Mandate.function == Function.COORDONNATEUR, Mandate.crmr_id == row_id))
    with db.reading() as session:
        return (SUCCESSION,) if session.scalar(ever_led) else (DESIGNATION,)
