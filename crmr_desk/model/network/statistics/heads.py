"""The ages of those who lead a centre, in the bands that a pyramid shows; 65 and 68 are the ages of A3 §1."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.ages import LIMITS
from crmr_desk.model.network.statistics.numerals import counted, number
from crmr_desk.model.network.statistics.tables import Heading, Holds, StatTable
from crmr_desk.model.network.tables import MANDATE, PERSON, covers
from crmr_desk.model.terms import age_on

BANDS: Final = (68, 65, 60, 55, 50, 45, 40, 0)
"""The first age of each band, the oldest at the top."""
SEXES: Final = {"Mme": "women", "M.": "men"}
"""The only titles that say a sex; most of the register says « Pr » or « Dr »."""


@dataclass(frozen=True, slots=True)
class Band:
    """The people between two ages, both included (``last`` is None for the oldest). Each counts once in ``people``;
    who leads both a site of a CRMR and a competence centre is in ``crmr`` and in ``ccmr``."""

    first: int
    last: int | None
    crmr: int
    ccmr: int
    people: int

    @property
    def words(self) -> str:
        """« 65 à 67 ans », « moins de 40 ans »."""
        if self.last is None:
            return f"{self.first} ans et plus"
        return f"{self.first} à {self.last} ans" if self.first else f"moins de {self.last + 1} ans"

    @property
    def limit(self) -> int | None:
        """The age of A3 §1 that everybody here has reached, if any."""
        return max((limit for limit in LIMITS if limit <= self.first), default=None)


@dataclass(frozen=True, slots=True)
class Heads:
    """``bands`` from the oldest down; ``people`` lead a centre, ``known`` of them with their day of birth.
    ``women`` and ``men`` are those whose title says it."""

    bands: tuple[Band, ...]
    known: int
    people: int
    women: int
    men: int

    def table(self) -> StatTable:
        """The bands as rows, those of no known age last."""
        headings = (
            Heading("Âge", Holds.TEXT), Heading("Sites de CRMR", short="Sites"),
            Heading("Centres de compétences", short="Comp."),
            Heading("Personnes"),
        )  # fmt: skip
        rows: list[tuple[str | int | None, ...]] = [
            (band.words, band.crmr, band.ccmr, band.people) for band in self.bands
        ]
        if self.people > self.known:
            rows.append(("âge non connu", None, None, self.people - self.known))
        return StatTable("heads", "Âge des responsables", headings, tuple(rows), self.method())

    def method(self) -> tuple[str, ...]:
        """How they were counted."""
        told = (
            f"{counted(self.women, 'personne est dite', 'personnes sont dites')} «\u202fMme\u202f», "
            f"{number(self.men)} «\u202fM.\u202f»\u202f; le titre des autres ne dit pas leur sexe"
            if self.women + self.men
            else "Le registre ne dit pas le sexe, et les titres «\u202fPr\u202f» et «\u202fDr\u202f» non plus"
        )
        return (
            f"{number(self.known)} âges connus sur {counted(self.people, 'personne', 'personnes')} à la tête d’un site "
            "de CRMR ou d’un centre de compétences\u202f; chacune compte une fois, et de chaque côté si elle mène des "
            "deux.",
            f"{told}. 65 et 68 ans sont les âges de l’annexe 3, §\u00a01.",
        )


def heads_on(session: Session, on: dt.date) -> Heads:
    """Who leads a site or a competence centre on ``on``, in one statement."""
    of_ccmr = case((MANDATE.c.function == Function.RESPONSABLE_CCMR.value, 1), else_=0)
    leading = (
        select(MANDATE.c.person_id, func.min(of_ccmr).label("least"), func.max(of_ccmr).label("most"))
        .where(covers(MANDATE, on), MANDATE.c.function != Function.ANIMATEUR.value)
        .group_by(MANDATE.c.person_id)
        .subquery()
    )
    columns = (PERSON.c.birth_date, PERSON.c.title, leading.c.least, leading.c.most)
    query = select(*columns, func.count()).join_from(leading, PERSON, PERSON.c.id == leading.c.person_id)
    rows = session.execute(query.group_by(*columns))
    return _gathered([_Group(*row) for row in rows], on)


@dataclass(frozen=True, slots=True)
class _Group:
    """People born on one day with one title: ``least`` is 0 where they lead a site, ``most`` 1 for a CCMR."""

    born: dt.date | None
    title: str
    least: int
    most: int
    people: int


def _gathered(groups: list[_Group], on: dt.date) -> Heads:
    known = [(age_on(group.born, on), group) for group in groups if group.born is not None]
    bands = tuple(
        _band(first, last, [group for age, group in known if first <= age and (last is None or age <= last)])
        for first, last in zip(BANDS, (None, *(first - 1 for first in BANDS[:-1])), strict=True)
    )
    return Heads(
        bands=bands,
        known=sum(group.people for _age, group in known),
        people=sum(group.people for group in groups),
        women=sum(group.people for group in groups if SEXES.get(group.title) == "women"),
        men=sum(group.people for group in groups if SEXES.get(group.title) == "men"),
    )


def _band(first: int, last: int | None, groups: list[_Group]) -> Band:
    return Band(
        first,
        last,
        crmr=sum(group.people for group in groups if group.least == 0),
        ccmr=sum(group.people for group in groups if group.most == 1),
        people=sum(group.people for group in groups),
    )
