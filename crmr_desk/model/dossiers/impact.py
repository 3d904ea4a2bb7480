"""What another rule pack would make of the open dossiers: seen before it is activated, written nowhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.around import Around
from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.correspondence import draft_lines
from crmr_desk.model.dossiers.titles import title_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.packs import Pack
from crmr_desk.model.law.pieces import PieceAnswer
from crmr_desk.model.law.qualify import qualify
from crmr_desk.model.network.seat_words import centre_words, with_seat
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import DOSSIER
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier


@dataclass(frozen=True, slots=True)
class LackingLetter:
    """A letter that would be printed with holes: its title, and the French names of what it lacks."""

    title: str
    blanks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossierImpact:
    """One open dossier, judged under the pack that it keeps and under the other one. ``follows``: it was opened under
    the very pack, whose text changes with the activation; the others stay as they are. ``problem`` is a sentence where
    the dossier cannot be judged, and then the rest is empty."""

    dossier_id: int
    number: str
    title: str
    kept_pack: str
    follows: bool
    scenario_before: str = ""
    scenario_after: str = ""
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    lacking: tuple[LackingLetter, ...] = ()
    problem: str = ""

    @property
    def changes(self) -> bool:
        """Whether anything would be different."""
        moved = self.scenario_before != self.scenario_after
        return bool(moved or self.gained or self.lost or self.lacking or self.problem)


def impact(db: Database, pack: Pack, today: dt.date) -> tuple[DossierImpact, ...]:
    """Each open dossier on ``today`` as it would stand had it been opened under ``pack``, the oldest first."""
    open_ones = select(Dossier).where(Dossier.state == OPEN).order_by(Dossier.number)
    named = with_seat(DOSSIER, DOSSIER.c.candidate_id).add_columns(DOSSIER.c.id).where(DOSSIER.c.state == OPEN)
    with db.reading() as session:
        centres = {row.id: centre_words(row) for row in session.execute(named)}
        dossiers = session.scalars(open_ones).all()
        around = Around(session, [dossier.id for dossier in dossiers])
        return tuple(_of_dossier(session, dossier, centres[dossier.id], pack, today, around) for dossier in dossiers)


def _of_dossier(
    session: Session, dossier: Dossier, centre: str, pack: Pack, today: dt.date, around: Around
) -> DossierImpact:
    title = title_of(dossier.request, centre)
    row = DossierImpact(dossier.id, dossier.number, title, dossier.pack, dossier.pack == pack.id)
    try:
        before = assess(session, dossier, today, around=around)
        return _compared(replace(row, kept_pack=before.pack.marked_title), before, _under(before, pack))
    except UserError as error:
        return replace(row, problem=str(error))


def _under(before: Assessment, pack: Pack) -> Assessment:
    """The same dossier and the same facts under another pack."""
    pack.journey(before.dossier.request, before.dossier.function)
    return replace(before, pack=pack, answer=qualify(before.situation, pack))


def _compared(row: DossierImpact, before: Assessment, after: Assessment) -> DossierImpact:
    old, new = _required(before), _required(after)
    return replace(
        row,
        scenario_before=_scenario(before),
        scenario_after=_scenario(after),
        gained=tuple(label for key, label in new.items() if key not in old),
        lost=tuple(label for key, label in old.items() if key not in new),
        lacking=_lacking(before, after),
    )


def _required(a: Assessment) -> dict[tuple[str, str], str]:
    return {(piece.id, piece.of): _label(a.pack, piece) for piece in a.answer.pieces if piece.required}


def _label(pack: Pack, piece: PieceAnswer) -> str:
    words = pack.pieces[piece.id]
    return words.of_label.format(of=piece.of) if piece.of and words.of_label else words.label


def _scenario(a: Assessment) -> str:
    return a.rule.title if a.rule else "Procédure à déterminer"


def _lacking(before: Assessment, after: Assessment) -> tuple[LackingLetter, ...]:
    """Holes that the other pack adds: those which the dossier has today come from answers still to be given."""
    today = {blank for line in draft_lines(before) for blank in line.blanks}
    holes = ((line.title, tuple(blank for blank in line.blanks if blank not in today)) for line in draft_lines(after))
    return tuple(LackingLetter(title, blanks) for title, blanks in holes if blanks)
