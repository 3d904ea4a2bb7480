"""Plays a case of ``tests/cases`` through the verbs of the window: a network is built, a dossier opened, answered,
filled with its papers, decided."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crmr_desk.model.dossiers import acts, campaigns, candidacies, decision, findings, life, pieces
from crmr_desk.model.dossiers.candidacy_rows import Outcome
from crmr_desk.model.dossiers.facts_answers import HOSPITALS
from crmr_desk.model.dossiers.rows import DossierView
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.law import packs
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from tests.model.network.building import END, START, D, Register

CASES = Path(__file__).parents[2] / "cases"
REASON = "Repris d’un cas réel, motif au dossier."
_NOT_ASKED = "not_required"

Case = dict[str, Any]


def cases() -> list[str]:
    """The names of the cases, in order."""
    return sorted(path.stem for path in CASES.glob("*.toml"))


def read(name: str) -> Case:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass
class Play:
    """One case on one register. ``centres`` are the rows by their names, ``people`` the ids by last name."""

    db: Database
    case: Case
    register: Register = field(init=False)
    people: dict[str, int] = field(default_factory=dict)
    centres: dict[str, tuple[CentreKind, int]] = field(default_factory=dict)
    dossier: int = 0

    def __post_init__(self) -> None:
        self.register = Register(self.db)
        for name in self.case.get("hospitals", ()):
            self.register.hospital(name)
        for last_name, values in self.case["people"].items():
            self.people[last_name] = self.register.person(last_name, **values)
        for part in ("fsmr", "crmr", "site", "ccmr"):
            for one in self.case.get(part, ()):
                getattr(self, f"_{part}")(**one)

    @property
    def today(self) -> dt.date:
        day: dt.date = self.case["today"]
        return day

    def view(self) -> DossierView:
        return dossier_view(self.db, self.dossier, self.today)

    def open(self) -> None:
        """The dossier; an application goes to the campaign of the case."""
        if "campaign" in self.case:
            campaigns.create_campaign(self.db, **self.case["campaign"])
        about = self.case["dossier"]
        function = Function(about["function"])
        self.dossier, _changes = life.open_dossier(
            self.db,
            packs.load_named(self.case.get("pack", packs.DEFAULT)),
            request=about["request"],
            function=function,
            target_id=self.centres[about["centre"]][1],
            today=self.today,
        )

    def answer(self, table: str) -> None:
        values = {path: self._value(path, value) for path, value in self.case.get(table, {}).items()}
        life.answer(self.db, self.dossier, values, today=self.today)

    def receive_everything(self) -> None:
        """Each paper asked for, in the sense that the text wants."""
        for line in self.view().pieces:
            if line.state == _NOT_ASKED and not line.required:
                continue
            pieces.receive(
                self.db,
                self.dossier,
                line.kind,
                line.of,
                received_on=self.today,
                signed=True if line.signature_asked else None,
                vouches=True if line.vouches_asked else None,
                opinion="favourable" if line.opinion_asked else None,
            )

    def label_everything(self) -> None:
        """Every criterion of an application met, but those that a paper measures, and every structure labelled."""
        lines = self.view().candidacies
        for line in lines:
            for criterion in (each for each in line.criteria if not each.measured):
                candidacies.set_criterion(self.db, [line.id], criterion.id, met=True, evidence="Dossier de candidature")
        if lines:
            candidacies.set_outcome(self.db, [line.id for line in lines], Outcome.LABELLED)

    def lift(self) -> None:
        """The findings that the case lifts, whatever they are about."""
        for wanted in self.case.get("lifted", ()):
            for line in self.view().findings:
                if line.id == wanted:
                    findings.lift(self.db, self.dossier, line.id, line.piece, line.of, REASON, today=self.today)

    def bring_to_decision(self) -> None:
        """The acts that come before a decision, as far as the case has them: a recorded one has no visa, and a refusal
        needs none of them."""
        if self.case["decision"].get("decision.outcome") == "unfavourable":
            return
        on: dt.date = self.case["acts_on"]
        for act in ("declare_complete", "begin_examination", "send_to_visa"):
            if act in [line.id for line in self.view().acts]:
                acts.perform(self.db, self.dossier, act, on=on, today=self.today)

    def decide(self) -> Changes:
        return decision.decide(self.db, self.dossier, today=self.today)

    def _value(self, path: str, value: Any) -> object:
        if value is None:
            return None
        if path == "candidate":
            return self.people[value]
        if path in HOSPITALS:
            return self.register.hospital(value)
        return value.isoformat() if isinstance(value, dt.date) else value

    def _fsmr(self, sigle: str, animateur: str = "", seat: str = "", designated: bool = True) -> None:
        fsmr_id = self.register.fsmr(sigle, START if designated else None, seat=seat)
        self.centres[sigle] = (CentreKind.FSMR, fsmr_id)
        self._seat(Function.ANIMATEUR, fsmr_id, animateur)

    def _crmr(
        self,
        name: str,
        at: str,
        fsmr: str = "",
        coordonnateur: str = "",
        label: list[D] | None = None,
        until: D = END,
    ) -> None:
        crmr_id = self.register.crmr(
            name,
            self.centres[fsmr][1] if fsmr else None,
            at=at,
            label=(label[0], label[1]) if label else (START, END),
        )
        self.centres[name] = (CentreKind.CRMR, crmr_id)
        self._seat(Function.COORDONNATEUR, crmr_id, coordonnateur, until)

    def _site(self, name: str, crmr: str, at: str, responsable: str = "", until: D = END) -> None:
        site_id = self.register.constitutive(self.centres[crmr][1], at)
        self.centres[name] = (CentreKind.SITE, site_id)
        self._seat(Function.RESPONSABLE_SITE, site_id, responsable, until)

    def _ccmr(self, name: str, crmr: list[str], at: str, responsable: str = "", until: D = END) -> None:
        ccmr_id = self.register.ccmr(at, *(self.centres[one][1] for one in crmr))
        self.centres[name] = (CentreKind.CCMR, ccmr_id)
        self._seat(Function.RESPONSABLE_CCMR, ccmr_id, responsable, until)

    def _seat(self, function: Function, centre_id: int, person: str, until: D = END) -> None:
        if person:
            self.register.mandate(function, centre_id, self.people[person], START, until)
