"""Deadlines under headings: what the day asks for, and centre by centre."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crmr_desk.model.deadlines import kinds
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.network.names import collation
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.deadlines.groups_model import Group
from crmr_desk.ui.deadlines.look import Standing

_WEEK, _SOON = 7, 30
_KINDS = {"fsmr": ("Filière", "affiliate"), "crmr": ("Centre de référence", "certificate"),
          "site": ("Site", "building-hospital"), "ccmr": ("CCMR", "stethoscope")}  # fmt: skip
_NOWHERE = "Sans centre"
_OF_THE_CENTRE = frozenset(
    {
        kinds.LABEL_END, kinds.DESIGNATION_END, kinds.ANNUAL_REPORT, kinds.PLAN, kinds.FSMR_REPORT, kinds.FSMR_PLAN,
        kinds.BNDMR,
    }
)  # fmt: skip
"""Kinds whose detail is the name of the centre."""


def by_nearness(rows: Sequence[DeadlineRow], of_late: str = "") -> list[Group]:
    """En retard (beside it the words ``of_late``), aujourd’hui, sous 7 jours, sous 30 jours, as Accueil counts them;
    what is over stands last. Empty headings are left out, but for the three that a day begins with."""
    over = [row for row in rows if look.is_over(row) and row.days >= -_SOON]
    open_rows = [row for row in rows if not look.is_over(row)]
    spans = (
        ("late", "En retard", "clock", "stop", [row for row in open_rows if row.days < 0]),
        ("today", "Aujourd’hui", "calendar-event", "warn", [row for row in open_rows if row.days == 0]),
        ("week", "Sous 7 jours", "calendar-week", "", [row for row in open_rows if 0 < row.days <= _WEEK]),
        ("month", "Sous 30 jours", "calendar-month", "", [row for row in open_rows if _WEEK < row.days <= _SOON]),
        ("over", "Faites ou levées", "check", "ok", over),
    )  # fmt: skip
    always = {"late", "week", "month"}
    return [
        Group(key, title, tuple(those), of_late if key == "late" else "", icon, tone if those else "mute")
        for key, title, icon, tone, those in spans
        if those or key in always
    ]


def by_centre(rows: Sequence[DeadlineRow], codes: Mapping[int, str]) -> list[Group]:
    """A heading for each centre, by its name; what concerns none stands last. Competence centres of one hospital,
    specialty and filière are told apart by their ``codes``."""
    centres: dict[tuple[str, int], list[DeadlineRow]] = defaultdict(list)
    for row in rows:
        centres[row.centre_kind, row.centre_id].append(row)
    groups = [_centre(kind, row_id, those) for (kind, row_id), those in centres.items()]
    alike = Counter((group.title, group.second) for group in groups)
    groups = [_told_apart(each, codes) if alike[each.title, each.second] > 1 else each for each in groups]
    return sorted(groups, key=lambda group: (group.key == "centre::0", collation(group.title), group.key))


def _centre(kind: str, row_id: int, rows: Sequence[DeadlineRow]) -> Group:
    words, icon = _KINDS.get(kind, ("", "calendar-event"))
    late = sum(look.standing(row) is Standing.LATE for row in rows)
    name = centre_name(rows) if kind else _NOWHERE
    # Two competence centres may bear one name: the filière tells them apart.
    fsmr = rows[0].fsmr if kind != "fsmr" else ""
    second = ", ".join(filter(None, (words, fsmr)))
    return Group(f"centre:{kind}:{row_id}", name, tuple(rows), second, icon, late=late)


def _told_apart(group: Group, codes: Mapping[int, str]) -> Group:
    first = group.rows[0]
    code = codes.get(first.centre_id, "") if first.centre_kind == "ccmr" else ""
    return replace(group, second=", ".join(filter(None, (group.second, code))))


def centre_name(rows: Sequence[DeadlineRow]) -> str:
    """What the rows of a centre say of it: the detail that names nothing else, or one without the person or the dossier
    that stands last."""
    for row in rows:
        if row.kind in _OF_THE_CENTRE and row.detail:
            return row.detail
    row = next((row for row in rows if row.kind not in look.MANUAL), rows[0])
    name = row.detail if row.kind in look.MANUAL else row.detail.rsplit(", ", 1)[0]
    return name or row.fsmr or _NOWHERE
