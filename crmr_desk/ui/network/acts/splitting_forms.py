"""Asks for the split of a reference centre, or for the merger of two centres."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.kinds import CentreKind, Ground, SiteRole
from crmr_desk.model.network.acts.creating import LabelGiven
from crmr_desk.model.network.acts.outcomes import Outcome
from crmr_desk.model.network.acts.reasons import MERGER_UNTOLD, SPLIT_UNTOLD, require_reason
from crmr_desk.model.network.acts.rows import ONE_DAY, Act, Planned
from crmr_desk.model.network.acts.splitting import NewPart, merge_centres, split_crmr
from crmr_desk.model.network.centres import TERM_YEARS
from crmr_desk.model.terms import last_day, short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.acts.fields import TargetField, day_of, entries_of
from crmr_desk.ui.network.acts.form import ActForm, Request, Subject

if TYPE_CHECKING:
    from crmr_desk.model.network.acts.rows import Decisions
    from crmr_desk.model.network.acts.targets import Target
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database
    from crmr_desk.ui.network.acts.form import Centre

GROUNDS = tuple(Choice(ground.value, ground.label) for ground in Ground)
_NO_CONSTITUTIVE = "Ce centre n’a aujourd’hui aucun site constitutif\u00a0: ouvrez un nouveau site"
LABELS = (Choice("none", "Aucun label pour l’instant"), Choice("five", "Un label de cinq ans (annexe 1, A\u00a0c)"))


class SplitForm(ActForm):
    """A part of a reference centre that stands alone from a day on."""

    verb = "Scinder le centre"
    icon = "git-branch"
    touches = True
    law = (
        "L’instruction ne décrit pas la scission\u00a0: un nouveau label vient d’une campagne (annexe 2, §\u00a01), un"
        " coordonnateur d’une désignation (annexe 3, §\u00a02). Cet acte enregistre ce qu’un arrêté a décidé."
    )

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        self.heading = f"Scinder {subject.title}"
        self.title = self.text("Intitulé du nouveau centre", wide=True)
        self.acronym = self.text("Sigle, facultatif")
        self.start = self.day("À compter du, inclus", desk.today)
        choices = (
            Choice("site", "Un de ses sites constitutifs"),
            Choice("new", "Un nouveau site, à ouvrir ce jour-là"),
        )
        self.who = self.choice("Le nouveau centre est coordonné par", choices, "site", wide=False)
        self.labelled = self.choice("Son label", LABELS, "none", wide=False)
        self.site = TargetField("Site qui coordonnera", "site")
        self.put("", self.site, wide=True)
        self.hospital = self.pick("Établissement du nouveau site", "hospital")
        self.why = self.reason("Arrêté ou motif, gardé en note sur la fiche du nouveau centre")
        self.who.chosen.connect(lambda _value: self._show_rows())
        self._show_rows()
        self.offer("site", self._found_sites)

    def request(self) -> Request:
        subject, today, reason = self.subject, self.desk.today, self.why.text()
        start = day_of(self.start, "le jour de la scission")
        part = self._part(start)
        require_reason(reason, SPLIT_UNTOLD)
        name = part.acronym or part.title
        where = self.site.chosen_name() if part.coordinating_id is not None else self.hospital.chosen_name()

        def write(db: Database, decisions: Decisions, _confirmed: frozenset[str]) -> tuple[Centre, Changes]:
            new_id, changes = split_crmr(db, subject.row_id, part, start, decisions, today=today, reason=reason)
            return (CentreKind.CRMR.value, new_id), changes

        label = part.label
        run = f"du {short_date(label.start)} au {short_date(last_day(label.start, TERM_YEARS))}" if label else "aucun"
        return Request(
            own=(
                Outcome(
                    "+", f"Centre de référence {name}", f"issu de {subject.title} à compter du {short_date(start)}"
                ),
                Outcome("+", f"Site coordonnateur de {name}", where),
                Outcome("+" if label else "=", f"Label de {name}", run),
                Outcome("=", f"Coordination de {name}", "siège vacant, désignation à ouvrir (annexe 3, §\u00a02)"),
            ),
            said=f"{name} est issu de la scission de {subject.title}.",
            write=write,
            planned=Planned(Act.SPLIT, subject.kind, subject.row_id, start, coordinating=part.coordinating_id),
        )

    def _part(self, day: dt.date) -> NewPart:
        title = self.title.text().strip()
        if not title:
            raise ValueError("Écrivez l’intitulé du nouveau centre.")
        site = self.site.value() if self.who.value() == "site" else None
        hospital = self.hospital.value() if self.who.value() == "new" else None
        if site is None and hospital is None:
            raise ValueError("Dites quel site coordonnera le nouveau centre, ou dans quel établissement l’ouvrir.")
        label = LabelGiven(day, act=self.why.text()) if self.labelled.value() == "five" else None
        return NewPart(title, self.acronym.text().strip(), site, hospital, label=label)

    def _found_sites(self, sites: Sequence[Target]) -> None:
        crmr_id = self.subject.row_id
        constitutive = [site for site in sites if site.of == crmr_id and site.role == SiteRole.CONSTITUTIF]
        self.site.set_entries(entries_of(constitutive, within=crmr_id))
        self.who.offer("site", "" if constitutive else _NO_CONSTITUTIVE)
        if not constitutive:
            self.who.set_value("new")
            self._show_rows()

    def _show_rows(self) -> None:
        self.site.setVisible(self.who.value() == "site")
        self.hospital.setVisible(self.who.value() == "new")


class MergeForm(ActForm):
    """Another centre that takes this one over."""

    verb = "Fusionner"
    icon = "git-branch"
    touches = True

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__(desk, subject)
        self.heading = f"Fusionner {subject.title} dans un autre centre"
        crmr = subject.kind == CentreKind.CRMR
        self.law = (
            "L’instruction ne décrit pas la fusion\u00a0: cet acte enregistre ce qui est décidé. Un site qui rejoint"
            " l’autre centre y est constitutif, sur l’un des trois motifs (annexe 1, A\u00a0c)."
            if crmr
            else "L’instruction ne décrit pas la fusion\u00a0: cet acte enregistre ce qui est décidé."
        )
        self.into = self.pick("Centre qui reprend", subject.kind, but=frozenset({subject.row_id}))
        self.start = self.day("À compter du, inclus", desk.today)
        ask = "Motif du site coordonnateur, qui devient constitutif"
        self.ground = self.choice(ask, GROUNDS, None) if crmr else None
        self.why = self.reason()

    def request(self) -> Request:
        subject, today, reason = self.subject, self.desk.today, self.why.text()
        into = self.into.value()
        if into is None:
            raise ValueError("Choisissez le centre qui reprend celui-ci.")
        start = day_of(self.start, "le jour de la fusion")
        if self.ground is not None:
            require_reason(reason, MERGER_UNTOLD)
        chosen = self.ground.value() if self.ground is not None else None
        ground = Ground(chosen) if chosen else None
        other = self.into.chosen_name()
        return Request(
            own=(Outcome("-", subject.title, f"ferme le {short_date(start - ONE_DAY)} inclus, repris par {other}"),),
            said=f"{other} reprend {subject.title}.",
            write=lambda db, decisions, _confirmed: (
                (subject.kind, into),
                merge_centres(
                    db, subject.kind, subject.row_id, into, start, decisions, today=today, reason=reason, ground=ground
                ),
            ),
            planned=Planned(Act.MERGE, subject.kind, subject.row_id, start, into=into),
        )
