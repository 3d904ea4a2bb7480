"""A kept letter is never changed: it says what has changed since, and is written anew as a further edition."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.bureau.letterheads import lay_under
from crmr_desk.model.bureau.lines import save_bureau
from crmr_desk.model.correspondence import sending, signing_lists
from crmr_desk.model.correspondence.changed import changed_since
from crmr_desk.model.correspondence.frames import frame_in
from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.correspondence.reopening import reopen
from crmr_desk.model.correspondence.rows import ChangedFact, KeptLetter
from crmr_desk.model.dossiers import acts, exchanges, opinions, pieces
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.people import save_person
from crmr_desk.model.store import undo
from crmr_desk.model.store.schema import Crmr, Dossier, LetterRow
from tests.letters import letterheads
from tests.model.correspondence.conftest import Decided
from tests.model.dossiers.conftest import TODAY, Network, fill, words_of
from tests.model.network.building import D

LATER = TODAY + dt.timedelta(days=10)


def every(decided: Decided) -> list[int]:
    return [*decided.signable, *decided.enclosed]


def row_of(decided: Decided, letter_id: int) -> KeptLetter:
    return next(row for row in letters(decided.db, today=LATER) if row.id == letter_id)


def printed(decided: Decided, letter_id: int) -> str:
    return words_of(sending.letter_pdf(decided.db, letter_id).content)


def prints(decided: Decided, words: str) -> set[int]:
    found = {each for each in decided.signable if words in printed(decided, each)}
    for each in decided.enclosed:
        content = sending.letter_pdf(decided.db, each).content
        said = words_of(content) if content.startswith(b"%PDF") else content.decode("utf-8-sig")
        found |= {each} if words in said else set()
    return found


def test_a_letter_just_kept_has_not_changed_nor_has_it_days_later(decided: Decided) -> None:
    assert changed_since(decided.db, every(decided), TODAY) == {}
    assert changed_since(decided.db, every(decided), LATER) == {}


def test_a_person_named_otherwise_flags_exactly_the_letters_that_print_it(decided: Decided) -> None:
    save_person(decided.db, {"last_name": "Rouvière-Hamon"}, decided.network.successor)
    changed = changed_since(decided.db, every(decided), LATER)
    assert set(changed) == prints(decided, "Rouvière")
    assert ChangedFact("nom de la personne désignée", "Pr Clément Rouvière", "Pr Clément Rouvière-Hamon") in [
        fact for facts in changed.values() for fact in facts
    ]


def test_a_centre_called_otherwise_from_a_day_on_flags_the_letters_and_is_printed_in_their_next_edition(
    decided: Decided,
) -> None:
    with decided.db.writing("Nouveau sigle") as session:
        change_from(session, session.get_one(Crmr, decided.network.mono_site), LATER, LATER, acronym="CERVCO-NEXT")
    changed = changed_since(decided.db, every(decided), LATER)
    assert set(changed) == prints(decided, "CERVCO")

    first = decided.signable[0]
    again, _changes = reopen(decided.db, first, "", today=LATER)

    assert "CERVCO-NEXT" in printed(decided, again)
    assert "CERVCO-NEXT" not in printed(decided, first)
    assert set(changed_since(decided.db, [*every(decided), again], LATER)) == set(changed) - {first}


def test_who_writes_and_who_signs_and_on_which_paper_count_until_the_letter_leaves(decided: Decided) -> None:
    first, second = decided.signable[:2]
    lay_under(decided.db, "en-tete.pdf", letterheads.pdf(), start=D(2019, 1, 1), says_direction=False)
    save_bureau(decided.db, {"phone": "01 99 99 99 99", "place": "Nantes", "bureau": ""}, start=D(2019, 1, 1))
    decided.delegate("Claire Montagnac", until=TODAY)
    with decided.db.writing("Autre instructeur") as session:
        session.get_one(Dossier, decided.dossier).instructor = "Inès Vandamme"
    sending.mark_sent(decided.db, [second], sent_on=TODAY, channel="courrier", today=TODAY)

    changed = changed_since(decided.db, [first, second], LATER)

    assert set(changed) == {first}
    now = {fact.label: fact.now for fact in changed[first]}
    assert now.pop("signataire").startswith("La délégation donnée à Claire Montagnac ne couvre pas le 01/02/2027")
    assert now == {
        "bureau qui écrit": "",
        "téléphone du bureau": "01 99 99 99 99",
        "lieu de la date": "Nantes",
        "personne qui suit l’affaire": "Inès Vandamme",
        "en-tête de l’administration": "en-tete.pdf",
    }


def test_a_court_counts_where_the_remedies_name_it(decided: Decided) -> None:
    kept = LetterRow(state="final", facts={"court": "tribunal administratif de Paris"})
    with decided.db.reading() as session:
        frame = frame_in(session, LATER)
    now = {"court": "tribunal administratif de Nantes"}
    (fact,) = frame.changed(kept, now, remedies=True)
    assert fact.label == MERGE_FIELDS["court"]
    assert [*frame.changed(kept, now)] == []


def test_a_new_edition_has_its_number_its_day_and_replaces_the_former(decided: Decided) -> None:
    first = decided.signable[0]
    before = row_of(decided, first)
    content = sending.letter_pdf(decided.db, first)

    again, changes = reopen(decided.db, first, "", today=LATER)

    made, former = row_of(decided, again), row_of(decided, first)
    assert (made.number, made.edition, made.state, made.dated) == (f"{before.number}-v2", 2, "final", LATER)
    assert made.file_name == before.file_name.replace("2027-01-22", "2027-02-01").replace(".pdf", "-v2.pdf")
    assert f"{before.number}-v2" in printed(decided, again)
    assert "1ᵉʳ février 2027" in printed(decided, again)
    assert "annule et remplace" not in printed(decided, again)
    assert (former.state, sending.letter_pdf(decided.db, first)) == ("replaced", content)
    with pytest.raises(UserError, match="a été repris"):
        sending.mark_sent(decided.db, [first], sent_on=LATER, channel="courriel", today=LATER)
    with pytest.raises(UserError, match="reprenez sa dernière édition"):
        reopen(decided.db, first, "", today=LATER)
    third, _changes = reopen(decided.db, again, "", today=LATER)
    assert row_of(decided, third).number == f"{before.number}-v3"
    assert changes.operation_id is not None


def test_a_letter_that_left_is_written_anew_for_a_reason_and_says_what_it_replaces(decided: Decided) -> None:
    first = decided.signable[0]
    sending.mark_sent(decided.db, [first], sent_on=TODAY, channel="courrier", today=TODAY)
    with pytest.raises(UserError, match="est parti le 22/01/2027\u00a0: indiquez pourquoi"):
        reopen(decided.db, first, " ", today=LATER)
    again, _changes = reopen(decided.db, first, "Nom mal écrit.", today=LATER)
    number = row_of(decided, first).number
    assert f"Ce courrier annule et remplace celui du 22 janvier 2027 (réf. {number})." in printed(decided, again)
    assert (row_of(decided, first).reason, row_of(decided, again).channel) == ("Nom mal écrit.", "courrier")


def on_list(decided: Decided, list_id: int) -> list[int]:
    return sorted(row.id for row in letters(decided.db, today=LATER) if row.signing_list_id == list_id)


def test_a_letter_taken_back_from_a_bordereau_leaves_it_and_the_undo_puts_it_back(decided: Decided) -> None:
    first = decided.signable[0]
    list_id, _changes = signing_lists.make_signing_list(
        decided.db, decided.signable[:2], name="Claire Montagnac", today=TODAY
    )
    _again, changes = reopen(decided.db, first, "", today=TODAY)
    assert on_list(decided, list_id) == decided.signable[1:2]
    assert changes.operation_id is not None
    undo.undo(decided.db, changes.operation_id)
    assert on_list(decided, list_id) == decided.signable[:2]


def test_the_fiche_and_the_file_have_editions_too(decided: Decided) -> None:
    for each in decided.enclosed:
        number = row_of(decided, each).number
        again, _changes = reopen(decided.db, each, "", today=LATER)
        content = sending.letter_pdf(decided.db, again).content
        said = words_of(content) if content.startswith(b"%PDF") else content.decode("utf-8-sig")
        assert f"{number}-v2" in said


def test_a_request_for_pieces_says_that_a_paper_has_come_in_and_then_asks_for_the_rest(network: Network) -> None:
    dossier = network.open()
    fill(network, dossier)
    for paper in ("cv", "motivation_letter"):
        pieces.remove(network.db, dossier, paper, "")
    exchanges.request_pieces(network.db, dossier, reply_by=LATER, today=TODAY)
    (row,) = letters(network.db, today=TODAY)
    pieces.receive(network.db, dossier, "cv", "", received_on=TODAY)

    (fact,) = changed_since(network.db, [row.id], TODAY)[row.id]
    assert fact.label == "pièces attendues"
    assert set(fact.before.splitlines()) - set(fact.now.splitlines())

    again, _changes = reopen(network.db, row.id, "", today=TODAY)
    assert changed_since(network.db, [row.id, again], TODAY) == {}
    assert letters(network.db, today=TODAY)[0].number == f"{row.number}-v2"
    network.answer(dossier, received_on="2027-01-20")
    exchanges.acknowledge_receipt(network.db, dossier, today=TODAY)
    assert letters(network.db, today=TODAY)[0].number.endswith("/E2")
    with pytest.raises(UserError, match="qui est passé"):
        reopen(network.db, again, "", today=LATER)


def test_the_letters_of_opinions_and_of_an_adjournment_are_written_anew_as_they_were(network: Network) -> None:
    dossier = network.open()
    fill(network, dossier)
    pieces.remove(network.db, dossier, "fsmr_opinion", "")
    opinions.ask(
        network.db, dossier, "fsmr_opinion", "", body="Filière BRAIN-TEAM", asked_on=TODAY, due_on=LATER, today=TODAY
    )
    opinions.remind(network.db, dossier, "fsmr_opinion", "", due_on=LATER, today=TODAY)
    network.answer(dossier, decision__outcome="adjourned", decision__reasons="Le projet reste à préciser.", start=None)
    exchanges.adjourn(network.db, dossier, today=TODAY)
    kept = {row.id for row in letters(network.db, today=TODAY)}
    assert changed_since(network.db, list(kept), TODAY) == {}
    for each in kept:
        again, _changes = reopen(network.db, each, "", today=TODAY)
        old, new = (words_of(sending.letter_pdf(network.db, one).content) for one in (each, again))
        number = next(row.number for row in letters(network.db, today=TODAY) if row.id == each)
        assert new.replace(f"{number}-v2", number) == old


def test_nothing_is_written_anew_in_a_dossier_that_is_closed(decided: Decided) -> None:
    sending.lift(decided.db, every(decided)[1:], "Sans objet.")
    first = every(decided)[0]
    sending.mark_sent(decided.db, [first], sent_on=TODAY, channel="courrier", today=TODAY)
    acts.perform(decided.db, decided.dossier, "close", on=TODAY, today=TODAY)
    with pytest.raises(UserError, match="est terminé"):
        reopen(decided.db, first, "Nom mal écrit.", today=LATER)
    with pytest.raises(UserError, match="a été levé"):
        reopen(decided.db, every(decided)[1], "Nom mal écrit.", today=LATER)
