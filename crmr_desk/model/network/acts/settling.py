"""Does what was decided for everything that touches a centre, inside the transaction of the act."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import ColumnElement, select

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, Ground, SiteRole
from crmr_desk.model.network.acts.lasting import earlier, require_lasting, require_open
from crmr_desk.model.network.acts.rows import Decisions, Fate, Planned, Touched, Touching
from crmr_desk.model.network.acts.touching import touched
from crmr_desk.model.network.moves import continue_site
from crmr_desk.model.network.periods import ENTITIES, beyond, carry_over, crmr_period, end_on
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import ATTACHMENT, MANDATE, TEAM
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import (
    Attachment,
    Ccmr,
    Disease,
    Dossier,
    ErnMembership,
    Mandate,
    Site,
    TeamMember,
    Versioned,
)
from crmr_desk.model.terms import short_date

_E = TypeVar("_E", bound=Versioned)
_C = TypeVar("_C", Site, Ccmr)
_CHANGED = "Ce qui touche ce centre a changé depuis\u00a0: reprenez la page « Tout ce qui y touche »."


class Settlement:
    """What was decided for one act. ``ground`` is that of the sites that become constitutive without having one."""

    def __init__(
        self, session: WriteSession, planned: Planned, decisions: Decisions, *, ground: Ground | None = None
    ) -> None:
        """Raises UserError for a centre that is not open then, a line that blocks, that waits for a decision, or that
        cannot be what was decided."""
        self.session = session
        self.touched = touched(session, planned)
        require_open(session, planned)
        self.planned = planned
        self.ground = ground
        self._decisions = decisions
        require_settled(self.touched, decisions)
        self.sites: dict[int, int] = {}
        """The new row of each site that went on elsewhere."""

    def end_what_ends(self) -> None:
        """End the lines that close, what follows them first."""
        for line in sorted(self._with(Fate.CLOSE), key=lambda line: not line.follows):
            if line.table in ENTITIES:
                end_on(self.session, self._row(ENTITIES[line.table], line.row_id), self.planned.last_day)
            if line.table == "ccmr":
                self.end_attachments(ATTACHMENT.c.ccmr_id == line.row_id)
        self.session.flush()

    def move_what_goes(self, into: int | None = None) -> None:
        """Take the lines that go elsewhere where they go: to ``into`` where the user had no target to choose."""
        movers: dict[str, Callable[[Touching, int], None]] = {
            "attachment": self._move_attachment,
            "ccmr": self._attach_again,
            "disease": self._move_disease,
            "ern_membership": self._move_ern,
            "team_member": self._move_member,
            "mandate": self._move_mandate,
        }
        for line in self._with(Fate.MOVE):
            target = self.target(line) or into
            if not line.follows and target is not None and line.table in movers:
                movers[line.table](line, target)
        self.session.flush()

    def moving(self, table: str) -> list[Touching]:
        """The lines of ``table`` that go elsewhere by themselves."""
        return [line for line in self._with(Fate.MOVE) if line.table == table and not line.follows]

    def target(self, line: Touching) -> int | None:
        """Where the user wants ``line`` to go, None where there was nothing to choose."""
        decided = self._decisions.get(line.key)
        return decided.target if decided is not None and line.targets else None

    def move_site(self, site_id: int, **changes: object) -> int:
        """Go on with a site under ``changes``; its open dossiers go along. Returns its new row."""
        former = self._row(Site, site_id)
        if changes.get("role", former.role) == SiteRole.CONSTITUTIF.value and former.ground is None:
            changes["ground"] = self._ground(site_id)
        follower = continue_site(self.session, former, self.planned.first_day, **changes)
        self.redirect_dossiers(site_id, follower.id)
        self.sites[site_id] = follower.id
        return follower.id

    def redirect_dossiers(self, site_id: int, new_id: int) -> None:
        """The open dossiers of a site go on with its new row."""
        for dossier in self.session.scalars(select(Dossier).where(Dossier.site_id == site_id, Dossier.state == OPEN)):
            dossier.site_id = new_id
        self.session.flush()

    def end_heads(self, site_id: int) -> None:
        """End the mandates of responsable of a site that will be led by the coordonnateur."""
        beyond_day = beyond(MANDATE, self.planned.last_day)
        for mandate in self.session.scalars(select(Mandate).where(Mandate.site_id == site_id, beyond_day)):
            end_on(self.session, mandate, self.planned.last_day)
        self.session.flush()

    def _with(self, fate: Fate) -> list[Touching]:
        return [line for line in self.touched.lines if self.touched.fate(line, self._decisions) is fate]

    def _row(self, entity: type[_E], row_id: int) -> _E:
        row = self.session.get(entity, row_id)
        if row is None:
            raise UserError(_CHANGED)
        return row

    def _ground(self, site_id: int) -> str:
        if self.ground is None:
            name = next(line.what for line in self.touched.lines if line.key == f"site/{site_id}")
            raise UserError(
                f"{name} devient un site constitutif\u00a0: choisissez l’un des trois motifs de l’annexe\u00a01."
            )
        return self.ground.value

    def end_attachments(self, where: ColumnElement[bool]) -> None:
        """End the attachments ``where`` that go on: those of a centre that closes, unless they went elsewhere."""
        query = select(Attachment).where(where, beyond(ATTACHMENT, self.planned.last_day))
        for attachment in self.session.scalars(query):
            end_on(self.session, attachment, self.planned.last_day)
        self.session.flush()

    def _move_attachment(self, line: Touching, target: int) -> None:
        attachment = self._row(Attachment, line.row_id)
        if line.targets:
            require_lasting(self.session, target, self.planned.first_day)
        changes = {"ccmr_id": target} if self.planned.kind == CentreKind.CCMR else {"crmr_id": target}
        self._carry_attachment(attachment, **changes)

    def _attach_again(self, line: Touching, target: int) -> None:
        """A competence centre that would be left alone goes to another reference centre."""
        require_lasting(self.session, target, self.planned.first_day)
        of_centre = (Attachment.ccmr_id == line.row_id, Attachment.crmr_id == self.planned.row_id)
        query = select(Attachment).where(*of_centre, beyond(ATTACHMENT, self.planned.last_day))
        for attachment in self.session.scalars(query):
            self._carry_attachment(attachment, crmr_id=target)

    def _carry_attachment(self, attachment: Attachment, **changes: int) -> None:
        """One attachment of two centres at a time: where they are attached already, it only ends."""
        ccmr_id, crmr_id = changes.get("ccmr_id", attachment.ccmr_id), changes.get("crmr_id", attachment.crmr_id)
        same = (Attachment.ccmr_id == ccmr_id, Attachment.crmr_id == crmr_id, beyond(ATTACHMENT, self.planned.last_day))
        if self.session.scalar(select(Attachment.id).where(*same).limit(1)) is not None:
            end_on(self.session, attachment, self.planned.last_day)
        else:
            carried = carry_over(self.session, attachment, self.planned.first_day, **changes)
            ccmr_end = self._row(Ccmr, carried.ccmr_id).end
            period = crmr_period(self.session, carried.crmr_id)
            carried.end = earlier(carried.end, earlier(ccmr_end, period[1] if period is not None else None))
        self.session.flush()

    def _move_disease(self, line: Touching, target: int) -> None:
        if line.targets:
            require_lasting(self.session, target, self.planned.first_day)
        carry_over(self.session, self._row(Disease, line.row_id), self.planned.first_day, crmr_id=target)

    def _move_ern(self, line: Touching, target: int) -> None:
        site = self._open(Site, target)
        carried = carry_over(
            self.session, self._row(ErnMembership, line.row_id), self.planned.first_day, site_id=target
        )
        carried.end = earlier(carried.end, site.end)

    def _move_member(self, line: Touching, target: int) -> None:
        member = self._row(TeamMember, line.row_id)
        column = "ccmr_id" if member.ccmr_id is not None else "site_id"
        centre = self._open(Ccmr, target) if member.ccmr_id is not None else self._open(Site, target)
        same = (TEAM.c[column] == target, TEAM.c.person_id == member.person_id, TEAM.c.role == member.role)
        if (
            self.session.scalar(select(TEAM.c.id).where(*same, beyond(TEAM, self.planned.last_day)).limit(1))
            is not None
        ):
            end_on(self.session, member, self.planned.last_day)
        else:
            carried = carry_over(self.session, member, self.planned.first_day, **{column: target})
            carried.end = earlier(carried.end, centre.end)

    def _move_mandate(self, line: Touching, target: int) -> None:
        """The responsable of a competence centre takes the vacant seat of the one that takes it over."""
        ccmr = self._open(Ccmr, target)
        carried = carry_over(self.session, self._row(Mandate, line.row_id), self.planned.first_day, ccmr_id=target)
        carried.end = earlier(carried.end, ccmr.end)

    def _open(self, entity: type[_C], row_id: int) -> _C:
        """The centre that takes something over. Raises UserError unless it is open on the first day."""
        centre = self._row(entity, row_id)
        day = self.planned.first_day
        if centre.start > day or (centre.end is not None and centre.end < day):
            raise UserError(f"Le centre choisi n’est pas ouvert le {short_date(day)}\u00a0: choisissez-en un autre.")
        return centre


def require_settled(found: Touched, decisions: Decisions) -> None:
    """Raises UserError unless every line has a decision that makes sense and nothing blocks."""
    for key, decision in decisions.items():
        line = found.line(key)
        if line is None or (line.options and decision.fate not in [option.fate for option in line.options]):
            raise UserError(_CHANGED)
        if decision.target is not None and decision.target in line.but:
            raise UserError(f"{line.what}\u00a0: choisissez un autre centre que celui qui ferme.")
    blocking = found.blocking(decisions)
    if blocking:
        first = blocking[0]
        raise UserError(f"{first.nature} {first.what}\u00a0: {first.blocked[:1].lower()}{first.blocked[1:]}.")
    waiting = found.to_decide(decisions)
    if waiting:
        raise UserError(f"{waiting[0].nature} {waiting[0].what}\u00a0: dites ce que cela devient.")
