"""Who signs under a name on a day."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy.orm import Session

from crmr_desk.model.bureau.lines import bureau_in
from crmr_desk.model.bureau.signatories import signatories_in, signing_as, why_not_signing
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.typed_text import LONGEST_NAME, typed_text


class Signer(NamedTuple):
    """Who signs, and in which capacity (CRPA L212-1)."""

    name: str
    capacity: str


def signer_on(session: Session, name: str, day: dt.date) -> Signer:
    """Who signs under ``name`` on ``day``; a name that the register does not know has the capacity that the bureau
    gives. Raises UserError for nobody, a name that is too long, or one whose delegation does not cover the day."""
    typed = typed_text("Signataire", name, LONGEST_NAME)
    if not typed:
        raise UserError("Indiquez qui signe\u00a0: le bordereau et les courriers portent son nom.")
    known = signatories_in(session)
    against = why_not_signing(known, typed, day)
    if against:
        raise UserError(against)
    found = signing_as(known, typed, day)
    if found is None:
        return Signer(typed, bureau_in(session, day).capacity)
    return Signer(found.lines.name, found.lines.capacity)
