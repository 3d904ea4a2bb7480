"""The direction of a hospital as letters reach it: the lines of its envelope, its e-mail address."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.tables import HOSPITAL


@dataclass(frozen=True, slots=True)
class Contact:
    """``address`` has its lines as they stand on an envelope, after the name; ``email`` is one address. Either may be
    empty while nobody has typed it."""

    address: tuple[str, ...] = ()
    email: str = ""


NOWHERE: Final = Contact()
_KNOWN: Final = select(HOSPITAL.c.id, HOSPITAL.c.address, HOSPITAL.c.email).where(
    HOSPITAL.c.id.in_(bindparam("hospitals", expanding=True)), or_(HOSPITAL.c.address != "", HOSPITAL.c.email != "")
)


def directions_in(session: Session, hospital_ids: Collection[int]) -> dict[int, Contact]:
    """The directions of these hospitals, as far as their address or e-mail is known. One statement."""
    rows = session.execute(_KNOWN, {"hospitals": list(hospital_ids)})
    return {row.id: Contact(tuple(row.address.splitlines()), row.email) for row in rows}


def envelope_lines(text: str) -> str:
    """``text`` as an address is kept: its lines without what stands around them, none empty."""
    return "\n".join(line for line in (" ".join(each.split()) for each in text.splitlines()) if line)


def checked_email(text: str) -> str:
    """``text`` as an e-mail address, "" for none. Raises UserError for what cannot be one."""
    email = text.strip()
    name, at, host = email.rpartition("@")
    if email and (not name or not at or "." not in host or any(sign.isspace() or sign in ",;<>" for sign in email)):
        raise UserError(
            f"«\u202f{email}\u202f» n’est pas une adresse électronique\u00a0: écrivez par exemple nom@chu.fr."
        )
    return email
