"""A bordereau takes letters to the signature and back; each comes back signed, or goes back to be signed."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.correspondence import reopening, sending, signing_lists
from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.correspondence.listing import signing_lists as all_lists
from crmr_desk.model.correspondence.printed_signatory import printed_signatories
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.deadlines.upcoming import between
from crmr_desk.model.errors import UserError
from crmr_desk.model.store import undo
from crmr_desk.model.store.schema import LetterRow, Operation
from tests.model.correspondence.conftest import Decided
from tests.model.dossiers.conftest import TODAY, words_of

DAY = dt.timedelta(days=1)
SIGNATORY = "Claire Montagnac"


def kept(decided: Decided) -> list[KeptLetter]:
    return letters(decided.db, today=TODAY)


def made(decided: Decided, letter_ids: list[int]) -> int:
    return signing_lists.make_signing_list(decided.db, letter_ids, name=SIGNATORY, today=TODAY)[0]


def states(decided: Decided) -> dict[int, tuple[str, str]]:
    return {row.id: (row.state, row.signing_list) for row in kept(decided)}


def test_letters_go_to_the_signature_on_a_numbered_paper_that_names_each(decided: Decided) -> None:
    first, *others = decided.signable
    list_id = made(decided, [*reversed(others), first, *decided.enclosed])
    assert all(states(decided)[each] == ("to_sign", "B2027-001") for each in decided.signable)
    assert all(states(decided)[each] == ("final", "") for each in decided.enclosed)
    said = words_of(signing_lists.signing_list_pdf(decided.db, list_id).content)
    assert "Bordereau de signature B2027-001" in said
    assert f"{len(decided.signable)} courriers, 1 dossier" in said
    assert all(row.number in said and row.addressee in said for row in kept(decided) if row.id in decided.signable)
    assert sorted(numbers := [row.number for row in kept(decided) if row.id in decided.signable], key=said.index) == (
        sorted(numbers)
    )
    assert "Fiche pour Orphanet" not in said
    with pytest.raises(UserError, match="déjà sur le bordereau B2027-001"):
        made(decided, [first])


def test_a_fiche_is_due_to_leave_and_never_to_be_signed(decided: Decided) -> None:
    rows = between(decided.db, TODAY, TODAY, TODAY)
    titles = [row.title for row in rows if row.kind in ("letters_to_sign", "letters_due")]
    assert titles == [f"{len(decided.enclosed)} courriers à envoyer", f"{len(decided.signable)} courriers à signer"]


def test_what_came_back_signed_waits_to_leave_and_the_rest_is_to_be_signed_again(decided: Decided) -> None:
    signed, unsigned, *_others = decided.signable
    list_id = made(decided, [signed, unsigned])
    for day in (TODAY - DAY, TODAY + DAY):
        with pytest.raises(UserError, match="n’est pas entre le bordereau"):
            signing_lists.note_returned(decided.db, list_id, [signed], signed_on=day, today=TODAY)

    signing_lists.note_returned(
        decided.db, list_id, [signed], signed_on=TODAY, reason="Signature attendue du DG.", today=TODAY
    )

    assert states(decided)[signed] == ("signed", "B2027-001")
    assert states(decided)[unsigned] == ("final", "")
    back = next(row for row in kept(decided) if row.id == unsigned)
    assert back.reason == "Revenu sans signature du bordereau B2027-001\u00a0: Signature attendue du DG."
    (line,) = all_lists(decided.db)
    assert (line.number, line.letters, line.signed, line.returned_on) == ("B2027-001", 1, 1, TODAY)
    with pytest.raises(UserError, match="déjà revenu le 22/01/2027"):
        signing_lists.note_returned(decided.db, list_id, [], signed_on=TODAY, today=TODAY)
    with pytest.raises(UserError, match="déjà signé, du 22/01/2027"):
        made(decided, [signed])
    new_year = dt.date(2028, 1, 4)
    signing_lists.make_signing_list(decided.db, [unsigned], name=SIGNATORY, today=new_year)
    assert [row.number for row in all_lists(decided.db)] == ["B2028-001", "B2027-001"]
    with pytest.raises(UserError, match="avant sa signature"):
        sending.mark_sent(decided.db, [signed], sent_on=TODAY - DAY, channel="courriel", today=TODAY)


def test_several_letters_leave_at_once_or_none(decided: Decided) -> None:
    first, second, *_others = decided.signable
    sending.mark_sent(decided.db, [first], sent_on=TODAY, channel="recommande", today=TODAY)
    with pytest.raises(UserError, match="est déjà parti"):
        sending.mark_sent(decided.db, [second, first], sent_on=TODAY, channel="courriel", today=TODAY)
    assert states(decided)[second][0] == "final"
    changes = sending.mark_sent(decided.db, decided.signable[1:], sent_on=TODAY, channel="courriel", today=TODAY)
    assert len(changes.rows) == len(decided.signable) - 1
    sending.acknowledge(decided.db, decided.signable, on=TODAY, today=TODAY)
    assert {states(decided)[each][0] for each in decided.signable} == {"acknowledged"}
    with pytest.raises(UserError, match="Choisissez au moins un courrier"):
        sending.lift(decided.db, [], "Trop tard.")


def test_a_bordereau_is_out_while_a_letter_of_it_awaits_a_signature(decided: Decided) -> None:
    sent, lifted, replaced = decided.signable[:3]
    list_id = made(decided, [sent, lifted, replaced])
    sending.mark_sent(decided.db, [sent], sent_on=TODAY, channel="recommande", today=TODAY)
    changes = sending.lift(decided.db, [lifted], "Écrit deux fois.")
    assert waiting_on(decided, list_id) == 1
    reopening.reopen(decided.db, replaced, "", today=TODAY)
    assert waiting_on(decided, list_id) == 0
    with pytest.raises(UserError, match="Plus aucun courrier n’attend de signature sur le bordereau B2027-001"):
        signing_lists.note_returned(decided.db, list_id, [], signed_on=TODAY, today=TODAY)
    assert changes.operation_id is not None
    undo.undo(decided.db, changes.operation_id)
    assert waiting_on(decided, list_id) == 1


def test_a_letter_put_back_on_a_bordereau_that_came_back_may_come_back_with_it_again(decided: Decided) -> None:
    lifted, signed, *_others = decided.signable
    list_id = made(decided, [lifted, signed])
    changes = sending.lift(decided.db, [lifted], "Écrit deux fois.")
    signing_lists.note_returned(decided.db, list_id, [signed], signed_on=TODAY, today=TODAY)
    undo.undo(decided.db, changes.operation_id or 0)
    assert waiting_on(decided, list_id) == 1
    signing_lists.note_returned(decided.db, list_id, [lifted], signed_on=TODAY, today=TODAY)
    assert {states(decided)[each][0] for each in (lifted, signed)} == {"signed"}


def waiting_on(decided: Decided, list_id: int) -> int:
    line = next(row for row in all_lists(decided.db) if row.id == list_id)
    assert line.is_open == bool(line.waiting)
    return line.waiting


def test_the_journal_calls_a_bordereau_by_its_number(decided: Decided) -> None:
    list_id = made(decided, decided.signable[:1])
    signing_lists.note_returned(decided.db, list_id, decided.signable[:1], signed_on=TODAY, today=TODAY)
    with decided.db.reading() as session:
        labels = [row.label for row in session.query(Operation).order_by(Operation.id.desc()).limit(2)]
    assert labels == ["Bordereau B2027-001 revenu", "Bordereau B2027-001 mis à la signature"]


def test_a_bordereau_is_undone_with_what_it_did_to_its_letters(decided: Decided) -> None:
    before = states(decided)
    _list_id, changes = signing_lists.make_signing_list(decided.db, decided.signable, name=SIGNATORY, today=TODAY)
    assert changes.operation_id is not None
    undo.undo(decided.db, changes.operation_id)
    assert states(decided) == before
    assert all_lists(decided.db) == []


def test_only_somebody_whose_delegation_covers_the_day_signs(decided: Decided) -> None:
    with pytest.raises(UserError, match="Indiquez qui signe"):
        signing_lists.make_signing_list(decided.db, decided.signable, name=" ", today=TODAY)
    decided.delegate("Hector Valmy", until=TODAY - DAY)
    with pytest.raises(UserError, match="La délégation donnée à Hector Valmy ne couvre pas le 22/01/2027"):
        signing_lists.make_signing_list(decided.db, decided.signable, name="hector valmy", today=TODAY)
    with pytest.raises(UserError, match="Aucun de ces documents ne se signe"):
        made(decided, decided.enclosed)


def test_a_bordereau_is_for_whom_its_letters_name_or_whom_the_register_knows(decided: Decided) -> None:
    first = decided.signable[0]
    with pytest.raises(UserError, match=r"N1 porte comme signataire le nom de Claire Montagnac.* L\.\u00a0212-1"):
        signing_lists.make_signing_list(decided.db, [first], name="Hector Valmy", today=TODAY)
    assert printed_signatories(decided.db, decided.signable) == (SIGNATORY,)
    with decided.db.writing("Sans nom") as session:
        row = session.get_one(LetterRow, first)
        row.facts = {**row.facts, "signatory": ""}
    decided.delegate("Hector Valmy", until=TODAY)
    with pytest.raises(UserError, match="ne nomme aucun signataire"):
        made(decided, [first])
    signing_lists.make_signing_list(decided.db, [first], name="VALMY Hector", today=TODAY)
