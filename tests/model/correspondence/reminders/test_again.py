"""A reminder that is kept says what has changed since, and is written anew with the words that were typed for it."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.bureau.lines import save_bureau
from crmr_desk.model.bureau.signatories import SignatoryLines, add_signatory
from crmr_desk.model.correspondence import sending
from crmr_desk.model.correspondence.changed import changed_since
from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.correspondence.reminders.again import NO_LONGER_DUE
from crmr_desk.model.correspondence.reminders.rows import Standing, Wording
from crmr_desk.model.correspondence.reminders.writing import write
from crmr_desk.model.correspondence.reopening import reopen
from crmr_desk.model.correspondence.rows import ChangedFact
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.people import save_person
from crmr_desk.model.store.schema import Hospital, Label, Person
from tests.letters.said import missing_from, text_of
from tests.model.correspondence.reminders.conftest import Owing
from tests.model.network.building import TODAY, counted_statements

WORDS = Wording(subject="rappel pour {centre_short}", paragraph="Merci d’avance.", signatory="Claire Montagnac")
LATER = TODAY + dt.timedelta(days=60)


def written(owing: Owing, kind: str) -> list[int]:
    lines = [line for line in owing.lines(kind).values() if line.standing is not Standing.NOT_WRITTEN]
    result, _changes = write(owing.db, kind, lines, name="Relances", today=TODAY, wording=WORDS)
    return list(result.letter_ids)


def prints(owing: Owing, ids: list[int], words: str) -> set[int]:
    return {each for each in ids if not missing_from(text_of(sending.letter_pdf(owing.db, each).content), [words])}


def test_what_is_written_today_has_not_changed_and_asks_few_questions(owing: Owing) -> None:
    reports, labels = written(owing, "annual_report"), written(owing, "label_end")
    with counted_statements(owing.db) as one:
        assert changed_since(owing.db, reports[:1], TODAY) == {}
    with counted_statements(owing.db) as several:
        assert changed_since(owing.db, reports, TODAY) == {}
    assert len(several) == len(one)
    assert changed_since(owing.db, [*reports, *labels], LATER) == {}


def test_a_person_or_a_street_that_is_another_flags_the_letters_that_print_it(owing: Owing) -> None:
    ids = written(owing, "annual_report")
    with owing.db.writing("Essai") as session:
        person = session.query(Person).filter_by(last_name="Aubrac").one()
        house = session.get_one(Hospital, owing.register.hospital("Lariboisière, AP-HP"))
        house.address = "4, rue Guy-Patin\n75010 Paris"
    save_person(owing.db, {"last_name": "Aubrac-Lenoir"}, person.id)
    changed = changed_since(owing.db, ids, TODAY)
    assert set(changed) == prints(owing, ids, "Aubrac")
    (facts,) = changed.values()
    assert facts == (
        ChangedFact("destinataire", "Pr Solène Aubrac", "Pr Solène Aubrac-Lenoir"),
        ChangedFact(
            "adresse du destinataire",
            "Pr Solène Aubrac, Lariboisière, AP-HP, 2, rue Ambroise-Paré, 75010 Paris",
            "Pr Solène Aubrac-Lenoir, Lariboisière, AP-HP, 4, rue Guy-Patin, 75010 Paris",
        ),
    )


def test_a_telephone_or_a_delegation_that_is_another_flags_what_has_not_left(owing: Owing) -> None:
    sent, *others = written(owing, "annual_report")
    sending.mark_sent(owing.db, [sent], sent_on=TODAY, channel="courriel", today=TODAY)
    save_bureau(owing.db, {"phone": "01 99 99 99 99"}, start=TODAY)
    add_signatory(owing.db, SignatoryLines("Claire Montagnac", "le directeur par intérim", TODAY))
    changed = changed_since(owing.db, [sent, *others], TODAY)
    assert set(changed) == set(others)
    assert {fact.label for facts in changed.values() for fact in facts} == {
        "téléphone du bureau", "qualité du signataire",
    }  # fmt: skip


def test_a_point_on_the_data_bank_has_no_object_once_its_year_is_over(owing: Owing) -> None:
    line = next(line for line in owing.lines("bndmr").values() if line.template)
    result, _changes = write(owing.db, "bndmr", [line], name="BNDMR", today=TODAY)
    (facts,) = changed_since(owing.db, result.letter_ids, TODAY.replace(year=TODAY.year + 1)).values()
    assert facts[0].now == NO_LONGER_DUE


def test_a_reminder_is_written_anew_with_what_was_typed_and_a_day_to_come(owing: Owing) -> None:
    first = written(owing, "label_end")[0]
    number = next(row.number for row in letters(owing.db, today=TODAY) if row.id == first)
    sending.mark_sent(owing.db, [first], sent_on=TODAY, channel="courriel", today=TODAY)

    again, _changes = reopen(owing.db, first, "Envoyé à une mauvaise adresse.", today=LATER)

    row = next(row for row in letters(owing.db, today=LATER) if row.id == again)
    assert (row.number, row.edition, row.batch, row.state) == (f"{number}-v2", 2, "Relances", "final")
    said = text_of(sending.letter_pdf(owing.db, again).content)
    wanted = (
        "Ce courrier annule et remplace celui du 20 novembre 2026",
        "Objet : rappel pour CERVCO",
        "Merci d’avance.",
        "Claire Montagnac",
        "19 février 2027",
    )
    assert missing_from(said, wanted) == ()


def test_a_reminder_of_which_nothing_is_due_any_more_says_so_and_is_not_written_anew(owing: Owing) -> None:
    first = written(owing, "label_end")[0]
    with owing.db.writing("Essai") as session:
        session.query(Label).filter_by(crmr_id=owing.cervco).one().end = dt.date(2040, 12, 31)
    (facts,) = changed_since(owing.db, [first], TODAY).values()
    assert [fact.now for fact in facts] == [NO_LONGER_DUE]
    with pytest.raises(UserError, match="n’a plus d’objet"):
        reopen(owing.db, first, "", today=TODAY)
