"""What the icons of the tree say: vacant, label, age, dossier… of each centre, computed for the date shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from crmr_desk.model.kinds import Function, SiteRole
from crmr_desk.model.network.ages import limit_ahead, limit_note
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.rows import NodeState
from crmr_desk.model.network.snapshot import LabelOn, NetworkOn
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.terms import add_months, short_date

States = dict[NodeState, str]
"""State and its sentence."""

MINIMUM_OF_CRMR = 3
"""A FSMR federates at least three CRMR (A1 C-c); a warning only, single diseases are admitted."""
_EXPIRING_MONTHS = 12
_ORDER = list(NodeState)
_SHORT = {
    NodeState.VACANT: "Poste vacant",
    NodeState.LABEL_EXPIRING: "Label à échoir",
    NodeState.LABEL_EXPIRED: "Label expiré",
    NodeState.AGE: "Âge",
    NodeState.DOSSIER: "Dossier ouvert",
}
_NAMED = 3

NO_LABEL = "Aucun label enregistré à cette date"
"""Said of a centre of which no label has ended yet: none is known, or it is to come."""


def ordered(states: States) -> list[tuple[NodeState, str]]:
    """States in the order of the icons."""
    if len(states) < 2:
        return list(states.items())
    return sorted(states.items(), key=lambda item: _ORDER.index(item[0]))


def of_crmr(network: NetworkOn, crmr: AnyRow) -> States:
    """States of a reference centre: its coordination, its label, its dossier."""
    states = _of_seat(network, Function.COORDONNATEUR, crmr.id, "Coordination vacante")
    label = label_state(network.labels.get(crmr.id, ()), network.on)
    if label is not None:
        states[label[0]] = label[1]
    return states


def of_site(network: NetworkOn, site: AnyRow) -> States:
    """States of a constitutive site; a coordinating one is led by the coordonnateur, whom the centre shows."""
    if site.role == SiteRole.COORDONNATEUR:
        return {}
    return _of_seat(network, Function.RESPONSABLE_SITE, site.id, "Poste de responsable vacant")


def of_ccmr(network: NetworkOn, ccmr_id: int, names_of_crmr: Sequence[str]) -> States:
    """States of a competence centre attached to the reference centres named."""
    states = _of_seat(network, Function.RESPONSABLE_CCMR, ccmr_id, "Poste de responsable vacant")
    if len(names_of_crmr) > 1:
        states[NodeState.SEVERAL] = f"Rattaché à {', '.join(names_of_crmr)}"
    return states


def of_fsmr(network: NetworkOn, fsmr_id: int, crmr_count: int) -> States:
    """States of a filière itself, those of its centres apart."""
    states = _of_seat(network, Function.ANIMATEUR, fsmr_id, "Animation vacante")
    if crmr_count < MINIMUM_OF_CRMR:
        centres = f"{crmr_count} centre{'s' if crmr_count > 1 else ''} de référence"
        states[NodeState.BELOW_THREE] = f"{centres}, moins que les trois de l’annexe 1 (C c)\u00a0: à apprécier"
    return states


def gathered(children: Iterable[tuple[str, States]]) -> States:
    """The states of centres below one line, with the names of the first few: "Poste vacant : CHU de Lille"."""
    names: dict[NodeState, list[str]] = {}
    for name, states in children:
        for state in states:
            if state in _SHORT:
                names.setdefault(state, []).append(name)
    return {state: f"{_SHORT[state]}\u00a0: {_first(found)}" for state, found in names.items()}


def label_state(labels: Sequence[AnyRow | LabelOn], on: dt.date) -> tuple[NodeState, str] | None:
    """Whether the labels of a centre, in order of time, leave it without one on ``on``, or soon: within twelve months
    and none recorded to follow."""
    current = next((row for row in labels if row.start <= on and (row.end is None or on <= row.end)), None)
    if current is None:
        past = [row.end for row in labels if row.end is not None and row.end < on]
        since = f"Label expiré depuis le {short_date(max(past) + dt.timedelta(days=1))}" if past else NO_LABEL
        return NodeState.LABEL_EXPIRED, since
    renewed = any(row.start > on for row in labels)
    if renewed or current.end is None or current.end > add_months(on, _EXPIRING_MONTHS):
        return None
    return NodeState.LABEL_EXPIRING, f"Label jusqu’au {short_date(current.end)}"


def _of_seat(network: NetworkOn, function: Function, centre_id: int, vacant: str) -> States:
    states: States = {}
    seat = (function, centre_id)
    holder = network.holders.get(seat)
    if holder is None:
        states[NodeState.VACANT] = vacant
    elif function is not Function.ANIMATEUR:
        limit = limit_ahead(function, holder.status, holder.birth_date, network.on, holder.end)
        if limit is not None:
            name = full_name(holder.title, holder.first_name, holder.last_name)
            states[NodeState.AGE] = f"{name}, {limit_note(limit, function, holder.status)}"
    if seat in network.dossiers:
        states[NodeState.DOSSIER] = "Dossier ouvert"
    return states


def _first(names: Sequence[str]) -> str:
    shown = "\u202f; ".join(names[:_NAMED])
    rest = len(names) - _NAMED
    return f"{shown} et {rest} autre{'s' if rest > 1 else ''}" if rest > 0 else shown
