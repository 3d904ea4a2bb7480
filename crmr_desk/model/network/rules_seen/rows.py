"""What the network on a date says beside a rule of the text: one row for each remark."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from crmr_desk.model.kinds import Labelled


class Rule(Labelled):
    """The rules looked at, with the words of a chip."""

    VACANT = "vacant", "Poste vacant"
    NEVER_LED = "never_led", "Jamais pourvu"
    LABEL_ENDED = "label_ended", "Label échu"
    BELOW_THREE = "below_three", "Filière sous trois CRMR"
    NO_GROUND = "no_ground", "Site sans motif"
    NOT_CLINICAL = "not_clinical", "Laboratoire ou imagerie"
    NO_CRMR = "no_crmr", "CCMR sans rattachement"

    @property
    def place(self) -> str:
        """Where the text says it."""
        return _PLACES[self]


_PLACES = {
    Rule.VACANT: "A3 §2b",
    Rule.NEVER_LED: "A3 §2a",
    Rule.LABEL_ENDED: "A1 A-c",
    Rule.BELOW_THREE: "A1 C-c",
    Rule.NO_GROUND: "A1 A-c",
    Rule.NOT_CLINICAL: "A1 A-c",
    Rule.NO_CRMR: "A1 B-c",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One centre beside one rule. ``kind`` and ``row_id`` name the centre (a CentreKind value), ``fsmr`` the sigles of
    its filières. ``since`` is the first day on which it was so, None where the register does not know; ``open`` says
    that the text leaves it to be appreciated, and blocks nothing."""

    rule: Rule
    kind: str
    row_id: int
    centre: str
    fsmr: str
    sentence: str
    since: dt.date | None
    open: bool
    place: str

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells it from the others."""
        return self.rule.value, self.kind, self.row_id
