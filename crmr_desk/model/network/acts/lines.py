"""Reads the rows that an act touches, as lines: one statement a table, and one more a table for their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, FromClause, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function, SiteRole, TeamRole
from crmr_desk.model.network.acts.naming import names
from crmr_desk.model.network.acts.rows import Fate, Option, Planned, Touching
from crmr_desk.model.network.periods import beyond
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CRMR,
    DISEASE,
    DOSSIER,
    ERN,
    FORMER,
    LABEL,
    MANDATE,
    NOTE,
    SITE,
    TEAM,
    AnyRow,
)
from crmr_desk.model.store.field_words import FIELDS
from crmr_desk.model.store.names import Row
from crmr_desk.model.store.schema import Candidacy, ImportChoice, WorkbookImport

CANDIDACY = Candidacy.__table__
CHOICE = ImportChoice.__table__
IMPORT = WorkbookImport.__table__

_SITES = {SiteRole.COORDONNATEUR: "Site coordonnateur", SiteRole.CONSTITUTIF: "Site constitutif"}
_DRAFT = "draft"
"""State of an import that is not applied yet."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What may become of lines of one kind; the first of ``options`` is proposed unless ``asked``."""

    options: tuple[Option, ...] = ()
    why: str = ""
    targets: str = ""
    asked: bool = False
    but: frozenset[int] = frozenset()
    within: int | None = None

    @property
    def proposed(self) -> Fate | None:
        """What happens unless the user chooses otherwise."""
        if self.asked:
            return None
        return self.options[0].fate if self.options else Fate.KEEP


Offered = Offer | Callable[[AnyRow], Offer]
Following = str | Callable[[AnyRow], str]


class Lines:
    """Gathers the lines of one act; ``named`` gives them with their words."""

    def __init__(self, session: Session, planned: Planned) -> None:
        self.session = session
        self.planned = planned
        self._lines: list[Touching] = []
        self._refs: list[tuple[Row, ...]] = []
        """For each line the rows that name it."""

    def named(self, title: str) -> tuple[Touching, ...]:
        """The lines gathered in their words; the name of the centre itself, ``title``, is left out of them."""
        called = names(self.session, {ref for refs in self._refs for ref in refs})

        def what(line: Touching, refs: tuple[Row, ...]) -> str:
            parts = [called.get(ref, "").removeprefix(f"{title}, ") for ref in refs]
            return ", ".join(part for part in (*parts, line.what) if part and part != title) or line.nature

        return tuple(replace(line, what=what(line, refs)) for line, refs in zip(self._lines, self._refs, strict=True))

    def sites(self, where: ColumnElement[bool], offered: Offered, follows: Following = "") -> list[AnyRow]:
        """The sites ``where`` that go on after the last day."""
        columns = (SITE.c.crmr_id, SITE.c.role, SITE.c.hospital_id, SITE.c.ground)
        rows = self._read(SITE, where, *columns)
        self._add("site", rows, lambda row: (_SITES[SiteRole(row.role)], ""), offered, follows, self._unopened)
        return rows

    def ccmrs(self, where: ColumnElement[bool], offered: Offered, follows: Following = "") -> list[AnyRow]:
        """The competence centres ``where`` that go on."""
        rows = self._read(CCMR, where, CCMR.c.hospital_id)
        self._add("ccmr", rows, lambda _row: ("Centre de compétences", ""), offered, follows, self._unopened)
        return rows

    def mandates(self, where: ColumnElement[bool], offered: Offered, follows: Following = "") -> None:
        """The mandates ``where`` that run or are to come."""
        seats = (MANDATE.c.crmr_id, MANDATE.c.site_id, MANDATE.c.ccmr_id, MANDATE.c.fsmr_id)
        granted = select(DOSSIER.c.number).where(DOSSIER.c.new_mandate_id == MANDATE.c.id).limit(1).scalar_subquery()
        rows = self._read(MANDATE, where, MANDATE.c.person_id, MANDATE.c.function, granted.label("number"), *seats)
        self._add("mandate", rows, lambda row: ("Mandat", _function(row)), offered, follows, self._granted)

    def labels(self, where: ColumnElement[bool], offered: Offered) -> None:
        """The labels ``where`` that run or are to come."""
        self._add("label", self._read(LABEL, where, LABEL.c.act), lambda row: ("Label", row.act), offered, "")

    def attachments(self, where: ColumnElement[bool], offered: Offered, follows: Following = "") -> list[AnyRow]:
        """The attachments ``where`` that go on."""
        rows = self._read(ATTACHMENT, where, ATTACHMENT.c.ccmr_id, ATTACHMENT.c.crmr_id)
        self._add("attachment", rows, lambda _row: ("Rattachement", ""), offered, follows)
        return rows

    def team(self, where: ColumnElement[bool], offered: Offered, follows: Following = "") -> None:
        """The members of the teams ``where`` that stay after the last day."""
        rows = self._read(TEAM, where, TEAM.c.person_id, TEAM.c.role, TEAM.c.site_id, TEAM.c.ccmr_id)
        self._add("team_member", rows, lambda row: ("Équipe", TeamRole(row.role).label), offered, follows)

    def erns(self, where: ColumnElement[bool], offered: Offered, follows: Following = "") -> None:
        """The memberships of European networks ``where`` that go on."""
        rows = self._read(ERN, where, ERN.c.site_id, ERN.c.ern)
        self._add("ern_membership", rows, lambda row: ("Réseau européen", row.ern), offered, follows)

    def diseases(self, where: ColumnElement[bool], offered: Offered) -> None:
        """The diseases ``where``, those without known days included."""
        rows = self._read(DISEASE, where, DISEASE.c.orpha, DISEASE.c.name)
        self._add(
            "disease",
            rows,
            lambda row: ("Maladie", f"{row.name}, ORPHA {row.orpha}" if row.orpha else row.name),
            offered,
            "",
        )

    def dossiers(self, where: ColumnElement[bool], follows: Following = "", *, stays: str = "") -> None:
        """The open dossiers ``where``: they block, unless ``stays`` says why they go on."""
        columns = (DOSSIER.c.id, DOSSIER.c.number, DOSSIER.c.opened_on, DOSSIER.c.site_id, DOSSIER.c.ccmr_id)
        query = select(*columns).where(where, DOSSIER.c.state == OPEN).order_by(DOSSIER.c.number)
        for row in self.session.execute(query):
            self._add_line(
                "dossier", row.id, "Dossier ouvert", _followed(follows, row), start=row.opened_on, why=stays,
                blocked="" if stays else "À clore ou à abandonner d’abord", leads_to=("dossier", row.id),
            )  # fmt: skip

    def candidacies(self, where: ColumnElement[bool], follows: Following = "") -> None:
        """The structures ``where`` of applications to a label that are open: they block."""
        query = (
            select(CANDIDACY.c.id, CANDIDACY.c.dossier_id, CANDIDACY.c.site_id, CANDIDACY.c.ccmr_id)
            .join(DOSSIER, DOSSIER.c.id == CANDIDACY.c.dossier_id)
            .where(where, DOSSIER.c.state == OPEN)
        )
        for row in self.session.execute(query):
            self._add_line(
                "candidacy", row.id, "Candidature au label", _followed(follows, row),
                blocked="À retirer de la candidature d’abord", leads_to=("dossier", row.dossier_id),
            )  # fmt: skip

    def notes(self, where: ColumnElement[bool]) -> None:
        """The notes ``where``: they stay with what they tell of."""
        query = select(NOTE.c.id, NOTE.c.text, NOTE.c.written_on).where(where).order_by(NOTE.c.written_on, NOTE.c.id)
        for row in self.session.execute(query):
            why = "Reste sur la fiche de ce qu’elle concerne"
            self._add_line("note", row.id, "Note", start=row.written_on, why=why, what=_shortened(row.text), refs=())

    def formers(self, *rows: tuple[str, Iterable[int]]) -> None:
        """The former values of ``rows`` (table, ids): they tell of days gone by and stay."""
        where = or_(*((FORMER.c.table_name == table) & FORMER.c.row_id.in_(list(ids)) for table, ids in rows))
        query = select(FORMER.c.id, FORMER.c.field, FORMER.c.until).where(where).order_by(FORMER.c.until, FORMER.c.id)
        for row in self.session.execute(query):
            field = FIELDS.get(row.field, row.field)
            why = "Reste lue à ses dates"
            self._add_line("former_value", row.id, "Valeur antérieure", end=row.until, why=why, what=field, refs=())

    def drafts(self, centres: Iterable[tuple[str, int]]) -> None:
        """The lines of imports still in hand that were matched with one of ``centres`` (kind, id)."""
        wanted = {(kind, row_id) for kind, row_id in centres}
        query = (
            select(CHOICE.c.id, CHOICE.c.value, CHOICE.c.sheet, CHOICE.c.place, IMPORT.c.id.label("import_id"))
            .add_columns(IMPORT.c.name)
            .join(IMPORT, IMPORT.c.id == CHOICE.c.import_id)
            .where(IMPORT.c.state == _DRAFT, CHOICE.c.kind == "centre")
        )
        for row in self.session.execute(query):
            if isinstance(row.value, list) and tuple(row.value) in wanted:
                self._add_line(
                    "import_choice", row.id, "Import en cours", what=f"{row.name}, {row.sheet} ligne {row.place}",
                    why="Le contrôle de l’import le redira à son application", refs=(),
                    leads_to=("import", row.import_id),
                )  # fmt: skip

    def parts(self, crmr_ids: Iterable[int]) -> None:
        """The centres that were split from these."""
        query = select(CRMR.c.id).where(CRMR.c.split_from_id.in_(list(crmr_ids)))
        for row_id in self.session.scalars(query):
            self._add_line("crmr", row_id, "Centre issu d’une scission", why="Garde le souvenir de son origine")

    def say(self, table: str, row_id: int, nature: str, offer: Offer, **values: Any) -> None:
        """A line of its own."""
        self._add_line(
            table, row_id, nature, options=offer.options, proposed=offer.proposed, targets=offer.targets,
            but=offer.but, within=offer.within, **{"why": offer.why, **values},
        )  # fmt: skip

    def _read(self, table: FromClause, where: ColumnElement[bool], *columns: Any) -> list[AnyRow]:
        query = select(table.c.id, table.c.start, table.c.end, *columns).where(where)
        return list(self.session.execute(query.where(beyond(table, self.planned.last_day)).order_by(table.c.id)))

    def _add(
        self, table: str, rows: Iterable[AnyRow], words_of: Callable[[AnyRow], tuple[str, str]], offered: Offered,
        follows: Following, blocked: Callable[[AnyRow], str] = lambda _row: "",
    ) -> None:  # fmt: skip
        for row in rows:
            nature, detail = words_of(row)
            offer = offered(row) if callable(offered) else offered
            self._add_line(
                table, row.id, nature, _followed(follows, row), start=row.start, end=row.end, options=offer.options,
                proposed=offer.proposed, why=offer.why, targets=offer.targets, but=offer.but, what=detail,
                blocked=blocked(row), refs=_refs(table, row, self.planned.kind),
            )  # fmt: skip

    def _unopened(self, row: AnyRow) -> str:
        late = row.start > self.planned.last_day
        return "Commence après le dernier jour\u00a0: annulez d’abord cette ouverture" if late else ""

    def _granted(self, row: AnyRow) -> str:
        """A mandate to come that a dossier has granted is not taken out of the register."""
        if row.number is None or row.start <= self.planned.last_day:
            return ""
        return f"Mandat à venir, accordé par le dossier {row.number}\u00a0: choisissez un jour qui le suit"

    def _add_line(
        self, table: str, row_id: int, nature: str, follows: str = "", *, refs: tuple[Row, ...] | None = None,
        **values: Any,
    ) -> None:  # fmt: skip
        """``refs`` name the line; its own row does unless told."""
        self._refs.append(((table, row_id),) if refs is None else refs)
        self._lines.append(
            Touching(table=table, row_id=row_id, nature=nature, follows=follows, **{"what": "", **values})
        )


def _refs(table: str, row: AnyRow, kind: str) -> tuple[Row, ...]:
    """What names a row: who and where, or the centre at the other end of an attachment."""
    seats = [
        (name.removesuffix("_id"), getattr(row, name, None)) for name in ("crmr_id", "site_id", "ccmr_id", "fsmr_id")
    ]
    centres = tuple((table, row_id) for table, row_id in seats if row_id is not None)
    match table:
        case "site" | "ccmr":
            return ((table, row.id),)
        case "mandate" | "team_member":
            return (("person", row.person_id), *centres)
        case "attachment":
            return tuple(ref for ref in centres if ref[0] != kind)
    return centres


def _followed(follows: Following, row: AnyRow) -> str:
    return follows(row) if callable(follows) else follows


def _function(row: AnyRow) -> str:
    return {
        Function.COORDONNATEUR: "coordination",
        Function.RESPONSABLE_SITE: "responsable de site",
        Function.RESPONSABLE_CCMR: "responsable",
        Function.ANIMATEUR: "animation",
    }[Function(row.function)]


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
