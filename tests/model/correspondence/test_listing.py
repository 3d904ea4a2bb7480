"""The Courriers page: every letter in a few statements, and one letter looked at."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.correspondence import signing
from crmr_desk.model.correspondence.details import letter_of
from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.correspondence.reopening import reopen
from crmr_desk.model.errors import UserError
from crmr_desk.model.store import documents
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import LetterBatch, LetterRow
from tests.letters.certificates import PASSWORD, pkcs12
from tests.model.correspondence.conftest import Decided, decided_in
from tests.model.dossiers.conftest import TODAY, Network
from tests.model.network.building import counted_statements

LETTER = {"who": "current_director", "addressee": "Direction", "channel": "courrier", "dated": TODAY}


def keep_reminder(db: Database, **centre: int) -> None:
    """A letter of a batch, outside any dossier."""
    with db.writing("Relance") as session:
        batch = LetterBatch(kind="label_end", name="Fins de label 2028", made_on=TODAY, by="Nadia Belkacem")
        session.add(batch)
        session.flush()
        file_id = documents.keep(session, name="relance.pdf", media_type="application/pdf", content=b"%PDF-1.7")
        session.add(
            LetterRow(
                **LETTER, **centre, batch_id=batch.id, number="R2027-0001", kind="label_end", state="final",
                facts={"title": "Fin du label"}, file_id=file_id, file_name="relance.pdf", purpose="reminder",
            )
        )  # fmt: skip


def test_letters_of_dossiers_and_of_batches_stand_in_one_list(network_on_both: Network) -> None:
    db, network = network_on_both.db, network_on_both
    decided_in(network)
    with counted_statements(db) as before:
        alone = letters(db, today=TODAY)
    keep_reminder(db, crmr_id=network.multi_site)
    with counted_statements(db) as after:
        first, *others = letters(db, today=TODAY)
    assert others == alone
    assert len(before) == len(after)
    assert (first.number, first.title, first.batch, first.purpose) == (
        "R2027-0001", "Fin du label", "Fins de label 2028", "reminder",
    )  # fmt: skip
    assert (first.centre_kind, first.centre_id, first.fsmr) == ("crmr", network.multi_site, "BRAIN-TEAM")
    assert (first.dossier_id, first.dossier_number, first.instructor) == (None, "", "Nadia Belkacem")
    of_dossier = others[-1]
    assert (of_dossier.number, of_dossier.dossier_number, of_dossier.state) == ("2027-0001/N1", "2027-0001", "final")
    assert (of_dossier.centre, of_dossier.centre_kind, of_dossier.fsmr) == ("CERVCO", "crmr", "BRAIN-TEAM")
    assert letters(db, today=TODAY - dt.timedelta(days=1)) == []


def test_a_letter_has_its_editions_its_history_and_its_signature(decided: Decided) -> None:
    first = decided.signable[0]
    again, _changes = reopen(decided.db, first, "", today=TODAY)
    signing.sign_with_certificate(decided.db, [again], pkcs12("Claire Montagnac"), PASSWORD, today=TODAY)

    detail = letter_of(decided.db, again, today=TODAY)

    assert [(each.letter_id, each.edition, each.state) for each in detail.editions] == [
        (first, 1, "replaced"), (again, 2, "signed"),
    ]  # fmt: skip
    assert [each.label for each in detail.history[:2]] == ["Courrier signé électroniquement", "Reprise d’un courrier"]
    assert detail.signature is not None
    assert (detail.signature.signer, detail.changed) == ("Claire Montagnac", ())
    assert letter_of(decided.db, first, today=TODAY).signature is None
    with pytest.raises(UserError, match="n’est plus dans la base"):
        letter_of(decided.db, 9_999, today=TODAY)
