"""Deadlines typed by hand, and the calendar of a campaign: their day is the one that somebody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crmr_desk.model.deadlines.kinds import CAMPAIGN, COMMITTEE, ENTRY, MEETING, NETWORK_DAY, OTHER
from crmr_desk.model.deadlines.reckoning import chosen
from crmr_desk.model.deadlines.rows import OUTSIDE, DeadlineRow, Story
from crmr_desk.model.deadlines.window import Around
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.seat_words import centre_words
from crmr_desk.model.network.tables import AnyRow

_NOUN: Final = {
    MEETING: "Réunion",
    NETWORK_DAY: "Journée annuelle du réseau",
    COMMITTEE: "Comité",
    OTHER: "Échéance",
}
_CENTRES: Final = tuple((kind, f"{kind.value}_id") for kind in CentreKind)
_RULE: Final = "Hors texte\u00a0: échéance notée à la main dans le registre."
_PLACED_RULE: Final = "Échéance notée à la main, que l’auteur rapporte à {place}."
_CHANGES: Final = "Un autre jour choisi\u00a0: l’échéance se déplace et se corrige librement."
_CAMPAIGN_RULE: Final = (
    "Une campagne reçoit les candidatures entre deux jours, compris\u202f; l’instruction renvoie leur calendrier à un"
    " texte propre à chaque campagne."
)
_CAMPAIGN_CHANGES: Final = "D’autres dates saisies pour la campagne."


def of_entry(row: AnyRow, around: Around) -> DeadlineRow:
    """What somebody typed; ``detail`` names the centre and the dossier where there are."""
    kind, centre_id = centre_of_entry(row)
    where = (row.detail, centre_words(row), f"dossier {row.dossier_number}" if row.dossier_id else "")
    return DeadlineRow(
        key=f"{ENTRY}:{row.id}",
        on=row.on,
        kind=row.kind,
        title=row.entry_title,
        detail=", ".join([part for part in where if part]),
        centre_kind=kind,
        centre_id=centre_id,
        fsmr=around.fsmr(row),
        place=row.place or OUTSIDE,
        days=(row.on - around.today).days,
        reckoning=chosen(row.on, "Jour choisi"),
        telling=_entry_story,
        facts=row,
        dossier_id=row.dossier_id,
        region=around.region(row),
        instructor=row.instructor,
    )


def centre_of_entry(row: AnyRow) -> tuple[str, int]:
    """The centre that an entry concerns; "" and 0 where it concerns none."""
    for kind, column in _CENTRES:
        centre_id = getattr(row, column)
        if centre_id is not None:
            return kind, centre_id
    return "", 0


def _entry_story(row: AnyRow) -> Story:
    noun, title = _NOUN[row.kind], row.entry_title
    said = title if title.casefold().startswith(noun.casefold()) else f"{noun}\u00a0: {title}"
    whose = f", pour {row.instructor}" if row.instructor else ""
    rule = _PLACED_RULE.format(place=row.place) if row.place else _RULE
    return (f"{said}{whose}.", rule, _CHANGES)


def of_campaign(row: AnyRow, around: Around) -> Iterator[DeadlineRow]:
    """The first and the last day on which a campaign receives applications (A2 §1)."""
    opening = ("opens", row.opens_on, "Ouverture de la campagne", "Ouverture saisie")
    closing = ("closes", row.closes_on, "Clôture des dépôts de la campagne", "Clôture saisie")
    for edge, on, title, label in (opening, closing):
        yield DeadlineRow(
            key=f"{CAMPAIGN}:{row.id}:{edge}",
            on=on,
            kind=CAMPAIGN,
            title=title,
            detail=row.name,
            centre_kind="",
            centre_id=0,
            fsmr="",
            place="A2 §1",
            days=(on - around.today).days,
            reckoning=chosen(on, label),
            telling=_campaign_story,
            facts=row,
        )


def _campaign_story(row: AnyRow) -> Story:
    return (f"Campagne «\u202f{row.name}\u202f».", _CAMPAIGN_RULE, _CAMPAIGN_CHANGES)
