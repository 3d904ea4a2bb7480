"""What the network asks to be looked at, told from the lines of its tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crmr_desk.model.network.rows import Node, NodeState

_NAMED = 2
_LONGEST = 64
"""Characters of a title beyond which an alert would tell of little else."""
_SEPARATOR = "\N{NARROW NO-BREAK SPACE}; "


@dataclass(frozen=True, slots=True)
class Alert:
    """One line: how many centres are in ``state``, and which. ``centres`` are (kind, row id), ``names`` their titles
    in the same order."""

    state: NodeState
    icon: str
    token: str
    title: str
    detail: str
    centres: tuple[tuple[str, int], ...]
    names: tuple[str, ...] = ()


_KINDS = (
    (NodeState.VACANT, "user-off", "stop", "poste vacant", "postes vacants"),
    (NodeState.LABEL_EXPIRED, "hourglass", "stop", "label expiré", "labels expirés"),
    (
        NodeState.LABEL_EXPIRING,
        "hourglass",
        "warn",
        "label à échoir sous douze mois",
        "labels à échoir sous douze mois",
    ),
    (NodeState.BELOW_THREE, "alert-triangle", "warn", "filière sous trois centres", "filières sous trois centres"),
    (NodeState.AGE, "cake", "warn", "limite d’âge proche", "limites d’âge proches"),
)


def alerts(nodes: Sequence[Node]) -> list[Alert]:
    """The alerts of a tree, gravest first; a centre that the tree shows twice counts once, and a line that only
    repeats what stands below it does not count."""
    made = []
    for state, icon, token, one, several in _KINDS:
        found = {(n.kind, n.row_id): n.title for n in nodes if state in n.states and state not in n.inherited}
        if found:
            words = one if len(found) == 1 else several
            title, names = f"{len(found)} {words}", tuple(found.values())
            made.append(Alert(state, icon, token, title, _names(names), tuple(found), names))
    return made


def _names(titles: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(titles))
    shown = _SEPARATOR.join(map(_shortened, distinct[:_NAMED]))
    rest = len(titles) - min(len(distinct), _NAMED)
    return f"{shown} et {rest} autre{'s' if rest > 1 else ''}" if rest > 0 else shown


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip(' ,')}…"
