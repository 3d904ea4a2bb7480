"""A small network for tests: real hospitals and filières, invented people. Used inside one ``writing()`` each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from crmr_desk.model.kinds import Function, Ground, Population, SiteRole
from crmr_desk.model.network import centres, hospitals, mandates
from crmr_desk.model.network.people import save_person
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier

D = dt.date
TODAY = D(2026, 11, 20)
START, END = D(2024, 1, 1), D(2028, 12, 31)

HOSPITALS = {
    "Lariboisière, AP-HP": ("750100042", "750712184", "Paris", "11"),
    "Necker, AP-HP": ("750100208", "750712184", "Paris", "11"),
    "San Salvadour, AP-HP": ("830100012", "750712184", "Hyères", "93"),
    "Hôpital marin, AP-HP": ("640790150", "750712184", "Hendaye", "75"),
    "CHU de Lille": ("590000105", "590780193", "Lille", "32"),
    "CHU de Nantes": ("440000271", "440000289", "Nantes", "52"),
    "CHU de Rouen": ("760000158", "760780239", "Rouen", "28"),
    "CHU de Bordeaux": ("330781360", "330781196", "Bordeaux", "75"),
    "CHU de Montpellier": ("340782085", "340780477", "Montpellier", "76"),
}


class Register:
    """Builds rows by their everyday names; each call is one operation of the journal."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._hospitals: dict[str, int] = {}
        self._codes = 0

    def hospital(self, name: str) -> int:
        if name not in self._hospitals:
            et, ej, town, region = HOSPITALS[name]
            with self.db.writing("Essai") as session:
                self._hospitals[name] = hospitals.add_hospital(
                    session, finess_et=et, finess_ej=ej, name=name, town=town, region_code=region
                )
        return self._hospitals[name]

    def person(self, last_name: str, first_name: str = "Solène", title: str = "Pr", **values: object) -> int:
        return save_person(self.db, {"last_name": last_name, "first_name": first_name, "title": title, **values})[0]

    def fsmr(self, sigle: str, start: D | None = START, end: D | None = END, name: str = "", seat: str = "") -> int:
        seat_id = self.hospital(seat) if seat else None
        with self.db.writing("Essai") as session:
            fsmr_id = centres.add_fsmr(session, sigle=sigle, name=name or sigle, seat_id=seat_id)
            if start is not None:
                centres.designate_fsmr(session, fsmr_id, start, end)
        return fsmr_id

    def crmr(
        self,
        acronym: str,
        fsmr_id: int | None = None,
        *,
        title: str = "",
        at: str = "Lariboisière, AP-HP",
        start: D = START,
        end: D | None = None,
        label: tuple[D, D] | None = (START, END),
    ) -> int:
        """A reference centre with its coordinating site and, unless None, its label."""
        hospital_id = self.hospital(at)
        with self.db.writing("Essai") as session:
            crmr_id = centres.add_crmr(
                session, code=self._code("R"), title=title or f"Maladies {acronym}", acronym=acronym, fsmr_id=fsmr_id
            )
            centres.open_site(
                session,
                code=self._code("S"),
                crmr_id=crmr_id,
                role=SiteRole.COORDONNATEUR,
                hospital_id=hospital_id,
                start=start,
                end=end,
            )
            if label is not None:
                centres.label_crmr(session, crmr_id, *label)
        return crmr_id

    def label(self, crmr_id: int, start: D, end: D, act: str = "") -> int:
        with self.db.writing("Essai") as session:
            return centres.label_crmr(session, crmr_id, start, end, act)

    def constitutive(self, crmr_id: int, at: str, start: D = START, end: D | None = None) -> int:
        hospital_id = self.hospital(at)
        with self.db.writing("Essai") as session:
            return centres.open_site(
                session,
                code=self._code("S"),
                crmr_id=crmr_id,
                role=SiteRole.CONSTITUTIF,
                hospital_id=hospital_id,
                start=start,
                end=end,
                ground=Ground.PEDIATRIE_ADULTE,
            )

    def ccmr(
        self,
        at: str,
        *crmr_ids: int,
        specialty: str = "neurologie",
        start: D = START,
        end: D | None = END,
        active_file: int | None = 40,
    ) -> int:
        """A competence centre attached to each of the reference centres for its whole life."""
        hospital_id = self.hospital(at)
        with self.db.writing("Essai") as session:
            ccmr_id = centres.open_ccmr(
                session,
                code=self._code("C"),
                title=f"CCMR {at}",
                hospital_id=hospital_id,
                specialty=specialty,
                population=Population.ADULTE,
                active_file=active_file,
                start=start,
                end=end,
            )
            for crmr_id in crmr_ids:
                centres.attach(session, ccmr_id=ccmr_id, crmr_id=crmr_id, start=start, end=end)
        return ccmr_id

    def mandate(self, function: Function, target_id: int, person_id: int, start: D = START, end: D | None = END) -> int:
        with self.db.writing("Essai") as session:
            return mandates.open_mandate(
                session, person_id=person_id, function=function, target_id=target_id, start=start, end=end
            )

    def close(self, mandate_id: int, end: D) -> None:
        with self.db.writing("Essai") as session:
            mandates.close_mandate(session, mandate_id, end)

    def succession(self, crmr_id: int | None, **values: object) -> int:
        """An open dossier of succession of the coordonnateur."""
        with self.db.writing("Essai") as session:
            dossier = Dossier(
                **{
                    "number": self._code("2026-"),
                    "pack": "2016",
                    "request": "succession",
                    "function": Function.COORDONNATEUR.value,
                    "crmr_id": crmr_id,
                    "state": "open",
                    "answers": {},
                    "instructor": "Nadia Belkacem",
                    "opened_on": D(2026, 11, 12),
                    **values,
                }
            )
            session.add(dossier)
            session.flush()
            return dossier.id

    def _code(self, prefix: str) -> str:
        self._codes += 1
        return f"{prefix}{self._codes:04d}"


def cervco(register: Register) -> tuple[int, int]:
    """BRAIN-TEAM and the CERVCO as its presentation gives it: one coordinating site, 24 competence centres."""
    fsmr_id = register.fsmr("BRAIN-TEAM")
    crmr_id = register.crmr("CERVCO", fsmr_id, title="Maladies vasculaires rares du cerveau et de l’œil")
    specialties = ["neurologie"] * 17 + ["ophtalmologie"] * 5 + ["ophtalmologie pédiatrique", "neuropédiatrie"]
    names = list(HOSPITALS)
    for number, specialty in enumerate(specialties):
        register.ccmr(names[number % len(names)], crmr_id, specialty=specialty)
    return fsmr_id, crmr_id


@contextmanager
def counted_statements(db: Database) -> Iterator[list[str]]:
    """The SQL statements that reading sends meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            sent.append(statement)

    with db.reading() as session:
        engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
