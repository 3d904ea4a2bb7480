"""In which order the tree of the network is laid out, and what its filters know of a centre. Standard library only."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from crmr_desk.model.kinds import Labelled


class Arrangement(Labelled):
    """By what the tree gathers centres."""

    FSMR = "fsmr", "Filière"
    REGION = "region", "Région"
    SPECIALTY = "specialty", "Spécialité"
    POPULATION = "population", "Public"


class Extent(Labelled):
    """Whether a CRMR has constitutive sites on the day; competence centres make none multi-site (A1 A-c)."""

    MONO = "mono", "Mono-site"
    MULTI = "multi", "Multi-sites"


class Traits(NamedTuple):
    """What a filter asks of a centre, the same in every arrangement; "" and () where a question makes no sense.

    ``role`` is that of a site, or the kind of a competence centre (CCMR, CRC); a CRMR has those of its coordinating
    site. ``population`` is "" where nobody has said. ``label_end`` is the last day of the last label of a CRMR that
    had begun on the day, None for one without end.
    """

    role: str = ""
    population: str = ""
    region: str = ""
    fsmrs: tuple[str, ...] = ()
    extent: str = ""
    labelled: bool = False
    label_end: dt.date | None = None


NO_TRAITS = Traits()
