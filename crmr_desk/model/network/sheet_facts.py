"""The facts of an identity card: each with where it comes from, and whether it can be changed where it is shown."""

from __future__ import annotations

from collections.abc import Iterable

from crmr_desk.model.kinds import Ground, Labelled, Population, SiteActivity
from crmr_desk.model.network.editing import is_editable, why_fixed
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.rows import Fact, HospitalRow
from crmr_desk.model.network.tables import AnyRow

Key = tuple[str, int, str]


def fact(label: str, value: str, key: Key, place: str = "", *more: Key, leads: tuple[str, int] | None = None) -> Fact:
    """The value of one field; ``more`` are the others that it says."""
    table, _row_id, field = key
    edit = key if is_editable(table, field) else None
    return Fact(label, value, place, (key, *more), edit, why_fixed(table, field), leads)


def told(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Those that say something, or that somebody could fill in."""
    return tuple(each for each in facts if each.value or each.edit is not None)


def place_facts(hospital: HospitalRow, table: str, row_id: int, field: str = "hospital_id") -> list[Fact]:
    """Where a centre, row ``row_id`` of ``table``, is: the geographic FINESS gives the region and the agency to
    inform. Of an establishment still to be told there is nothing more to say."""
    there = (table, row_id, field)
    if not hospital.known:
        return [Fact("Établissement", hospital.name, held=(there,), fixed=why_fixed(table, field))]
    region = REGIONS.get(hospital.region)
    name, et, ej, town, code = (
        ("hospital", hospital.id, each) for each in ("name", "finess_et", "finess_ej", "town", "region")
    )
    return [
        fact("Établissement", hospital.name, there, "", name, leads=("hospital", hospital.id)),
        fact("FINESS géographique", hospital.finess_et, et),
        fact("FINESS juridique", hospital.finess_ej, ej),
        fact("Ville", hospital.town, town),
        fact("Région", region.name if region else hospital.region, code),
        Fact("ARS", hospital.ars),
    ]


def place_words(hospital: HospitalRow) -> str:
    """Lariboisière, AP-HP, Paris. FINESS 750100042, ARS Île-de-France; the name alone of one still to be told."""
    town = f", {hospital.town}" if hospital.town and hospital.town not in hospital.name else ""
    numbered = f"FINESS {hospital.finess_et}" if hospital.finess_et else ""
    known = ", ".join(part for part in (numbered, hospital.ars) if part)
    return f"{hospital.name}{town}. {known}" if known else f"{hospital.name}{town}"


def site_facts(site: AnyRow) -> list[Fact]:
    """What a site does: its unit (A1 A-c), and what nobody may have told yet."""
    return [
        fact("Unité", site.unit, ("site", site.id, "unit"), "A1 A-c"),
        fact("Spécialité", site.specialty, ("site", site.id, "specialty")),
        fact("Public", words_of(Population, site.population), ("site", site.id, "population")),
        fact("Activité", words_of(SiteActivity, site.activity), ("site", site.id, "activity"), "A1 A-c"),
    ]


def ground_fact(site: AnyRow) -> Fact:
    """Why a constitutive site exists (A1 A-c)."""
    return fact("Motif du site", words_of(Ground, site.ground), ("site", site.id, "ground"), "A1 A-c")


def words_of(known: type[Labelled], code: str | None) -> str:
    """The French words of a code; empty for none."""
    return known(code).label if code else ""
