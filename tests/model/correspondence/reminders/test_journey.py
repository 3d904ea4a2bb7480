"""Labels end in six months: reminders in one pass, handed in on a bordereau, back signed, sent."""

from __future__ import annotations

import pytest

from crmr_desk.model.correspondence import sending, signing_lists
from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.correspondence.reminders.due import due
from crmr_desk.model.correspondence.reminders.rows import Standing
from crmr_desk.model.correspondence.reminders.writing import write
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function, SiteRole
from crmr_desk.model.network.centres import add_crmr, label_crmr, open_site
from crmr_desk.model.network.mandates import open_mandate
from crmr_desk.model.store import undo
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Hospital
from tests.model.correspondence.reminders.conftest import SOON
from tests.model.network.building import START, TODAY, Register


def ending_labels(db: Database, count: int) -> None:
    """So many reference centres whose label ends within six months, each with a coordonnateur."""
    register = Register(db)
    fsmr, house, holder = register.fsmr("BRAIN-TEAM"), register.hospital("CHU de Lille"), register.person("Aubrac")
    with db.writing("Essai") as session:
        session.get_one(Hospital, house).address = "2, avenue Oscar-Lambret\n59000 Lille"
        for number in range(count):
            crmr = add_crmr(session, code=f"R{number}", title=f"Maladies {number}", acronym=f"C{number}", fsmr_id=fsmr)
            open_site(
                session, code=f"S{number}", crmr_id=crmr, role=SiteRole.COORDONNATEUR, hospital_id=house, start=START
            )
            label_crmr(session, crmr, START, SOON)
            open_mandate(
                session, person_id=holder, function=Function.COORDONNATEUR, target_id=crmr, start=START, end=SOON
            )


@pytest.mark.parametrize("count", [15, pytest.param(75, marks=pytest.mark.slow)])
def test_labels_that_end_in_six_months_are_reminded_of_signed_and_sent(sqlite_db: Database, count: int) -> None:
    db = sqlite_db
    ending_labels(db, count)
    lines = due(db, "label_end", TODAY)
    assert [line.standing for line in lines] == [Standing.PROPOSED] * 2 * count
    result, changes = write(db, "label_end", lines, name="Fins de label", today=TODAY)
    list_id, _ = signing_lists.make_signing_list(db, result.letter_ids, name="Claire Montagnac", today=TODAY)
    signing_lists.note_returned(db, list_id, result.letter_ids, signed_on=TODAY, today=TODAY)
    sending.mark_sent(db, result.letter_ids, sent_on=TODAY, channel="courrier", today=TODAY)
    assert {(row.state, row.signed_by, row.batch) for row in letters(db, today=TODAY)} == {
        ("sent", "Claire Montagnac", "Fins de label")
    }
    assert {line.why_not for line in due(db, "label_end", TODAY)} == {"Déjà relancé le 20/11/2026."}
    with pytest.raises(UserError):
        undo.undo(db, changes.operation_id or 0)
