"""Letters as the model lists them: invented people, a real filière."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from crmr_desk.model.correspondence.rows import KeptLetter

ME, COLLEAGUE = "Nadia Belkacem", "Paul Durand"
DAY = dt.date(2026, 11, 20)

_LETTER = KeptLetter(
    id=1,
    number="2026-0001/N1",
    edition=1,
    title="Notification au directeur",
    kind="notify_director",
    addressee="Direction du CHU de Lille",
    email="",
    centre="CERVCO",
    centre_kind="crmr",
    centre_id=1,
    fsmr="BRAIN-TEAM",
    dossier_id=1,
    dossier_number="2026-0001",
    instructor=ME,
    state="final",
    purpose="decision",
    channel="courriel",
    dated=DAY,
    sent_on=None,
    acknowledged_on=None,
    signed_on=None,
    signed_by="",
    signing_list="",
    signing_list_id=None,
    signed_file_id=None,
    batch_id=None,
    batch="",
    reason="",
    file_name="lettre.pdf",
    signable=True,
)


def letter(number: int = 1, **changes: Any) -> KeptLetter:
    """A letter to sign, with what is said otherwise."""
    return replace(_LETTER, **{"id": number, "number": f"2026-0001/N{number}", **changes})
