"""A small register on which a succession can be run: one mono-site centre, one with two constitutive sites."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select

from crmr_desk.model.dossiers import acts, findings, life, pieces
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.kinds import Function
from crmr_desk.model.law import packs
from crmr_desk.model.store import journal
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import JournalHead
from tests.conftest import Registers, fixed_clock
from tests.letters.regenerate import golden_text
from tests.model.dossiers.applying import Case, applied
from tests.model.network.building import D, Register
from tests.prepared import Prepared

TODAY = dt.date(2027, 1, 22)
RECEIVED = dt.date(2026, 11, 16)
SENT_TO_VISA = dt.date(2027, 1, 11)


@dataclass(frozen=True)
class Network:
    """Ids of the rows that the tests speak of."""

    db: Database
    mono_site: int
    multi_site: int
    new_centre: int
    leaver: int
    successor: int
    former_mandate: int
    new_hospital: int
    prepared: Prepared | None = None
    """Whoever has it copies the states that tests begin with; without it they are made by the verbs each time."""
    operations: int = 0
    """How many operations made it."""

    def open(self, target: int | None = None, request: str = "succession") -> int:
        """Open a dossier of coordonnateur on a centre (the mono-site one unless told)."""
        dossier_id, _changes = life.open_dossier(
            self.db,
            packs.load_named("2016"),
            request=request,
            function="coordonnateur",
            target_id=target or self.mono_site,
            today=TODAY,
        )
        return dossier_id

    def answer(self, dossier_id: int, **answers: object) -> None:
        """Answers by path, with a double underscore for the dot."""
        life.answer(self.db, dossier_id, {path.replace("__", "."): v for path, v in answers.items()}, today=TODAY)

    def lift(self, dossier_id: int, finding: str, piece: str = "", of: str = "") -> None:
        findings.lift(self.db, dossier_id, finding, piece, of, "Motif écrit par l’instructeur.", today=TODAY)

    def last_operation(self) -> str:
        """What the journal calls the last operation."""
        return journal.operations(self.db)[0].label


def words_of(pdf: bytes) -> str:
    """What the pages say, in one line with plain spaces and whole words."""
    return " ".join(golden_text(pdf).replace("-\n", "").split())


@pytest.fixture
def network(sqlite_db: Database, prepared: Prepared) -> Network:
    """On SQLite; a module whose verbs must hold on PostgreSQL too asks for ``network_on_both``."""
    return prepared_network(sqlite_db, prepared)


@pytest.fixture
def network_on_both(db: Database, prepared: Prepared) -> Network:
    """On both kinds of database."""
    return prepared_network(db, prepared)


def prepared_network(db: Database, prepared: Prepared) -> Network:
    made = prepared.lay(db, "network", lambda: make_network(db))
    return replace(made, db=db, prepared=prepared, operations=operations_in(db))


def operations_in(db: Database) -> int:
    """How many operations the register has seen."""
    with db.reading() as session:
        return session.scalars(select(JournalHead.operation_id)).one()


def make_network(db: Database) -> Network:
    """Three reference centres labelled to the end of 2028: the CERVCO, one with two constitutive sites, a new one."""
    register = Register(db)
    fsmr = register.fsmr("BRAIN-TEAM")
    leaver = register.person("Aubrac", status="PU-PH", birth_date=D(1962, 3, 4))
    successor = register.person("Rouvière", "Clément", status="PU-PH", birth_date=D(1975, 6, 14))
    mono = register.crmr("CERVCO", fsmr, title="Maladies vasculaires rares du cerveau et de l’œil", start=D(2005, 1, 1))
    multi = register.crmr("", fsmr, title="Leucodystrophies et leucoencéphalopathies rares", start=D(2005, 1, 1))
    new = register.crmr("MIRCEM", title="Maladies inflammatoires rares du cerveau", start=D(2024, 1, 1))
    former = register.mandate(Function.COORDONNATEUR, mono, leaver, D(2019, 1, 1))
    register.mandate(Function.COORDONNATEUR, multi, leaver, D(2019, 1, 1))
    for place in ("Necker, AP-HP", "CHU de Lille"):
        site = register.constitutive(multi, place)
        register.mandate(Function.RESPONSABLE_SITE, site, register.person(f"Vandamme {place}", "Inès", "Dr"))
    return Network(db, mono, multi, new, leaver, successor, former, register.hospital("Necker, AP-HP"))


def ready_to_decide(network: Network, target: int | None = None) -> int:
    """A succession with every answer and paper in hand, a short notice lifted, its acts done, and the visa given: the
    first dossier of the network."""

    def made() -> int:
        dossier_id = opened_and_filled(network, target)
        bring_to_visa(network, dossier_id)
        return dossier_id

    return begun(network, ("ready to decide", target), made)


def opened_and_filled(network: Network, target: int | None = None) -> int:
    """A succession with every answer and paper in hand: the first dossier of the network."""

    def made() -> int:
        dossier_id = network.open(target)
        fill(network, dossier_id)
        return dossier_id

    return begun(network, ("filled", target), made)


def begun(network: Network, state: Hashable, made: Callable[[], int]) -> int:
    """``made`` in a network where nothing was done yet."""
    if network.prepared is None or operations_in(network.db) != network.operations:
        return made()
    return network.prepared.lay(network.db, state, made)


def bring_to_visa(network: Network, dossier_id: int) -> None:
    """The acts that a favourable visa has behind it."""
    for act in ("declare_complete", "begin_examination", "send_to_visa"):
        acts.perform(network.db, dossier_id, act, on=SENT_TO_VISA, today=TODAY)


def fill(network: Network, dossier_id: int) -> None:
    """Answer and receive everything that a succession of the tests asks."""
    network.answer(
        dossier_id,
        cessation_letter__exists=True,
        cessation_letter__date="2026-11-12",
        cessation_letter__effective="2027-04-30",
        cessation_letter__addressed_to="director",
        cessation_letter__copy_to_dgos=True,
        changes_hospital=False,
        proposal="agreed",
        candidate=network.successor,
    )
    receive_everything(network, dossier_id)
    findings.lift(
        network.db, dossier_id, "notice_too_short", "cessation_letter", "",
        "Mutation notifiée par son établissement le 10/11/2026.", today=TODAY,
    )  # fmt: skip
    network.answer(
        dossier_id,
        decision__outcome="favourable",
        decision__date="2027-01-18",
        decision__signatory="Claire Montagnac",
        start="2027-05-01",
    )


def receive_everything(network: Network, dossier_id: int) -> None:
    """The five papers of a succession, and the agreement of each constitutive site."""
    for line in dossier_view(network.db, dossier_id, TODAY).pieces:
        pieces.receive(
            network.db,
            dossier_id,
            line.kind,
            line.of,
            received_on=RECEIVED,
            signed=True if line.signature_asked else None,
            vouches=True if line.vouches_asked else None,
            opinion="favourable" if line.opinion_asked else None,
        )


@pytest.fixture(scope="module")
def applied_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Case]:
    """The application just opened, to be copied."""
    path = tmp_path_factory.mktemp("candidature") / "deposee.crmr"
    shutil.copyfile(migrated_file, path)
    database = Database(Database.url_of(path), who="Nadia Belkacem", now=fixed_clock)
    made = applied(database)
    database.dispose()
    return path, made


@pytest.fixture
def case(applied_file: tuple[Path, Case], registers: Registers) -> Iterator[Case]:
    source, made = applied_file
    with registers.copy_of(source, "candidature") as database:
        yield replace(made, db=database)
