"""A register in which one succession was decided, with all its letters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from crmr_desk.model.bureau.signatories import SignatoryLines, add_signatory
from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.dossiers import decision
from crmr_desk.model.store.database import Database
from tests.model.dossiers.conftest import TODAY, Network, begun, ready_to_decide
from tests.model.dossiers.conftest import network as network
from tests.model.dossiers.conftest import network_on_both as network_on_both


@dataclass(frozen=True)
class Decided:
    """``signable`` are the ids of the letters, ``enclosed`` those of the fiche and the file that go with one."""

    db: Database
    network: Network
    dossier: int
    signable: list[int]
    enclosed: list[int]

    def delegate(self, name: str, until: dt.date) -> None:
        lines = SignatoryLines(name, "le directeur général de l’offre de soins", dt.date(2020, 1, 1), until)
        add_signatory(self.db, lines)


@pytest.fixture
def decided(network: Network) -> Decided:
    return decided_in(network)


def decided_in(network: Network) -> Decided:
    """The first dossier of the network, decided."""

    def made() -> int:
        dossier = ready_to_decide(network)
        decision.decide(network.db, dossier, today=TODAY)
        return dossier

    dossier = begun(network, "decided", made)
    rows = sorted(letters(network.db, today=TODAY), key=lambda row: row.id)
    signable = [row.id for row in rows if row.signable]
    return Decided(network.db, network, dossier, signable, [row.id for row in rows if not row.signable])
