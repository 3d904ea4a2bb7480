"""What has changed since letters were written is found for many dossiers together."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from crmr_desk.model.correspondence.changed import changed_since
from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.dossiers import exchanges
from tests.model.dossiers.conftest import TODAY, Network
from tests.model.network.building import counted_statements

ALIKE = (
    "piece",
    "opinion",
    "lifting",
    "recipient",
    "letter",
    "dossier",
    "signatory",
    "setting",
    "letterhead",
    "former_value",
)
"""The tables read as often for one dossier as for many; those of the network are read around each centre."""


def asked(network: Network, centre: int) -> None:
    dossier = network.open(centre)
    network.answer(dossier, cessation_letter__exists=True, changes_hospital=False, candidate=network.successor)
    exchanges.request_pieces(network.db, dossier, reply_by=TODAY + dt.timedelta(days=30), today=TODAY)


def reads(network: Network) -> Counter[str]:
    """How often each table is read to compare every letter."""
    ids = [row.id for row in letters(network.db, today=TODAY)]
    with counted_statements(network.db) as sent:
        assert changed_since(network.db, ids, TODAY) == {}
    found = Counter(statement.split("FROM ")[1].split()[0] for statement in sent if "FROM " in statement)
    return Counter({table: found[table] for table in ALIKE})


def test_what_dossiers_have_noted_and_what_they_share_is_read_once_for_all(network: Network) -> None:
    asked(network, network.mono_site)
    one = reads(network)
    asked(network, network.multi_site)
    asked(network, network.new_centre)
    assert reads(network) == one
    assert set(one.elements()) == set(ALIKE)
