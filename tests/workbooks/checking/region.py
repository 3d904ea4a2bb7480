"""A region of a few centres, and sheets that an agency might send about it. Hospitals are real, people invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from crmr_desk.model.kinds import Function
from crmr_desk.model.network import hospitals
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.reading.book import Book, Mark, Sheet, Value
from tests.model.network.building import HOSPITALS, Register

D = dt.date
TODAY = D(2026, 11, 20)
AURA = "84"

WERTHEIMER = "Hôpital Pierre-Wertheimer, HCL"
CROIX_ROUSSE = "Hôpital de la Croix-Rousse, HCL"
HFME = "Hôpital Femme-Mère-Enfant, HCL"
GRENOBLE = "CHU Grenoble Alpes, hôpital Nord"
SAINT_ETIENNE = "CHU de Saint-Étienne, hôpital Nord"
MONTPIED = "CHU de Clermont-Ferrand, hôpital Gabriel-Montpied"
ESTAING = "CHU de Clermont-Ferrand, site Estaing"
FLEYRIAT = "CH de Fleyriat"
ANNECY = "CH Annecy Genevois"
AJACCIO = "Centre hospitalier d’Ajaccio"
NANTES = "CHU de Nantes"
LARIBOISIERE = "Lariboisière, AP-HP"

PLACES = HOSPITALS | {
    WERTHEIMER: ("690784178", "690781810", "Bron", AURA),
    CROIX_ROUSSE: ("690784152", "690781810", "Lyon", AURA),
    HFME: ("690007539", "690781810", "Bron", AURA),
    GRENOBLE: ("380000067", "380780080", "La Tronche", AURA),
    SAINT_ETIENNE: ("420785354", "420784878", "Saint-Priest-en-Jarez", AURA),
    MONTPIED: ("630000404", "630780989", "Clermont-Ferrand", AURA),
    ESTAING: ("630781268", "630780989", "Clermont-Ferrand", AURA),
    FLEYRIAT: ("010000024", "010780054", "Viriat", AURA),
    ANNECY: ("740000237", "740781133", "Annecy", AURA),
    AJACCIO: ("2A0004842", "2A0000014", "Ajaccio", "94"),
}

HEADER = (
    "FINESS",
    "Établissement",
    "Centre",
    "Nature",
    "Spécialité",
    "Responsable",
    "Début du mandat",
    "Fin du mandat",
    "Courriel",
    "File active",
    "Statut",
    "Quotité",
)


class Region(Register):
    """The register of ``tests.model.network.building``, with the hospitals of this region beside its own."""

    def hospital(self, name: str) -> int:
        if name not in self._hospitals:
            et, ej, town, region = PLACES[name]
            with self.db.writing("Essai") as session:
                self._hospitals[name] = hospitals.add_hospital(
                    session, finess_et=et, finess_ej=ej, name=name, town=town, region_code=region
                )
        return self._hospitals[name]


def build(db: Database) -> None:
    """CERVCO with competence centres, NEPHROGONES with two constitutive sites, FILFOIE without a coordonnateur, AMYLOSE
    whose label has expired."""
    region = Region(db)
    _cervco(region)
    _nephrogones(region)
    _others(region)


def _cervco(region: Region) -> None:
    cervco = region.crmr("CERVCO", region.fsmr("BRAIN-TEAM"), title="Maladies vasculaires rares du cerveau et de l’œil")
    led: dict[tuple[str, str], tuple[str, str, str, dict[str, object]]] = {
        (WERTHEIMER, "Neurologie"): ("Teyssier", "Amaury", "Pr", {"status": "PU-PH", "full_time": True}),
        (GRENOBLE, "Neurologie"): ("Maubert", "Tristan", "Pr", {}),
        (MONTPIED, "Neurologie"): ("Roy", "Capucine", "Dr", {"email": "capucine.roy@exemple.fr"}),
        (FLEYRIAT, "Neurologie"): ("Granger", "Ophélie", "Dr", {}),
        (AJACCIO, "Neurologie"): ("Casalta", "Livia", "Dr", {}),
        (NANTES, "Neurologie"): ("Kermarec", "Yann", "Pr", {}),
    }
    for (place, specialty), (last, first, title, more) in led.items():
        centre = region.ccmr(place, cervco, specialty=specialty)
        holder = region.person(last, first, title, **more)
        region.mandate(Function.RESPONSABLE_CCMR, centre, holder)
    region.ccmr(MONTPIED, cervco, specialty="Ophtalmologie")
    region.ccmr(ANNECY, cervco, specialty="Neurologie")
    region.mandate(Function.COORDONNATEUR, cervco, region.person("Aubrac", "Solène", "Pr"))


def _nephrogones(region: Region) -> None:
    crmr = region.crmr("NEPHROGONES", region.fsmr("ORKiD"), title="Maladies rénales rares", at=HFME)
    region.mandate(Function.COORDONNATEUR, crmr, region.person("Vial", "Margaux", "Dr"))
    site = region.constitutive(crmr, SAINT_ETIENNE)
    region.mandate(Function.RESPONSABLE_SITE, site, region.person("Haddad", "Yanis", "Dr"))
    region.constitutive(crmr, ESTAING)


def _others(region: Region) -> None:
    filfoie = region.fsmr("FILFOIE")
    region.crmr("VASFOIE", filfoie, title="Maladies vasculaires du foie", at=CROIX_ROUSSE)
    expired = (D(2017, 1, 1), D(2023, 12, 31))
    amylose = region.crmr("AMYLOSE", filfoie, title="Amylose AL", at=GRENOBLE, start=D(2017, 1, 1), label=expired)
    centre = region.ccmr(CROIX_ROUSSE, amylose, specialty="Hématologie", start=D(2017, 1, 1), end=None)
    region.mandate(Function.RESPONSABLE_CCMR, centre, region.person("Sagnoux", "Ombeline", "Pr"), end=None)


LINE: Mapping[str, Value] = {
    "FINESS": "690784178",
    "Établissement": "Hôpital Pierre-Wertheimer",
    "Centre": "CERVCO",
    "Nature": "CCMR",
    "Responsable": "Pr Amaury Teyssier",
    "Début du mandat": "01/01/2024",
}
"""What the register holds already."""


def line(**changes: Value) -> dict[str, Value]:
    """The line of Pierre-Wertheimer with other cells: ``finess``, ``hospital``, ``centre``, ``nature``, ``specialty``,
    ``person``, ``start``, ``end``, ``email``, ``active_file``, ``status``, ``quota``."""
    names = dict(zip(_KEYS, HEADER, strict=True))
    return {**LINE, **{names[key]: value for key, value in changes.items()}}


_KEYS = (
    "finess", "hospital", "centre", "nature", "specialty", "person",
    "start", "end", "email", "active_file", "status", "quota",
)  # fmt: skip


def sheet_of(*lines: Mapping[str, Value], marks: Mapping[tuple[int, int], Mark] | None = None) -> Sheet:
    """A sheet whose first line is the header; the lines follow from line 2."""
    body = tuple(tuple(each.get(name) for name in HEADER) for each in lines)
    return Sheet("Centres", (HEADER, *body), marks=marks or {})


def book_of(*lines: Mapping[str, Value], marks: Mapping[tuple[int, int], Mark] | None = None) -> Book:
    """A book of that one sheet."""
    return Book("CCMR_AURA.xlsx", "xlsx", (sheet_of(*lines, marks=marks),))
