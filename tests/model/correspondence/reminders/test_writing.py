"""Letters of a pass: one operation, numbered, merged, read back; nothing half, nothing twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from crmr_desk.model.bureau.signatories import SignatoryLines, add_signatory
from crmr_desk.model.correspondence import saving, sending
from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.correspondence.reminders.rows import BatchResult, ReminderLine, Standing, Wording
from crmr_desk.model.correspondence.reminders.writing import preview, write
from crmr_desk.model.deadlines import marks
from crmr_desk.model.deadlines.upcoming import between
from crmr_desk.model.errors import UserError
from crmr_desk.model.store import undo
from tests.letters.said import missing_from, text_of
from tests.model.correspondence.reminders.conftest import Owing
from tests.model.network.building import TODAY

YEAR_END = dt.date(2025, 12, 31)


def free(owing: Owing, kind: str = "annual_report") -> list[ReminderLine]:
    return [line for line in owing.lines(kind).values() if line.standing is not Standing.NOT_WRITTEN]


def written(owing: Owing, lines: list[ReminderLine], **more: object) -> tuple[BatchResult, int]:
    result, changes = write(owing.db, lines[0].kind, lines, name="Rapports 2025", today=TODAY, **more)  # type: ignore[arg-type]
    assert changes.operation_id is not None
    return result, changes.operation_id


def test_a_pass_writes_numbered_letters_as_one_operation_that_is_taken_back_as_one(owing: Owing) -> None:
    lines = free(owing)
    result, operation = written(owing, lines)
    kept = sorted(letters(owing.db, today=TODAY), key=lambda row: row.id)
    assert [row.number for row in kept] == ["R2026-0001", "R2026-0002", "R2026-0003"]
    assert [(row.addressee, row.purpose, row.state, row.batch) for row in kept] == [
        (line.addressee, "reminder", "final", "Rapports 2025") for line in lines
    ]
    assert [row.channel for row in kept] == ["courriel" if line.email else "courrier" for line in lines]
    assert kept[0].file_name == "2026-11-20_CERVCO_relance_rapport_coordonnateur.pdf"
    assert (result.first, result.last, len(result.letter_ids)) == ("R2026-0001", "R2026-0003", 3)
    undo.undo(owing.db, operation)
    assert letters(owing.db, today=TODAY) == []
    assert written(owing, lines)[0].first == "R2026-0001"


def test_the_letter_says_what_is_owed_and_where_the_text_asks_for_it(owing: Owing) -> None:
    result, _ = written(owing, free(owing)[:1])
    content = sending.letter_pdf(owing.db, result.letter_ids[0]).content
    wanted = ("rapport annuel d’activité 2025", "le site coordonnateur du centre de référence",
              "l’annexe 1, A, c, de l’instruction", "2, rue Ambroise-Paré", "75010 Paris")  # fmt: skip
    assert missing_from(text_of(content), wanted) == ()


def test_a_free_paragraph_is_merged_into_each_letter_and_markup_stays_text(owing: Owing) -> None:
    wording = Wording(subject="rappel pour {centre_short}", paragraph="Voir <b>{hospital}</b> & suite.\nMerci.")
    (line, *_) = free(owing)
    said = text_of(preview(owing.db, "annual_report", line, TODAY, wording=wording))
    assert missing_from(said, ("Objet : rappel pour CERVCO", "Voir <b>Lariboisière, AP-HP</b> & suite.")) == ()
    assert letters(owing.db, today=TODAY) == []


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        (Wording(paragraph="Une { accolade"), "accolade"),
        (Wording(paragraph="Le {visa_date}"), "qu’une relance n’a pas"),
        (Wording(subject="Le {inconnu}"), "L’objet emploie"),
        (Wording(paragraph="Avant le {mandate_end}"), "n’a pas de valeur pour Pr Solène Aubrac, CERVCO et 2 autres"),
        (Wording(paragraph="a" * 6001), "6001 signes"),
        (Wording(reply_by=TODAY - dt.timedelta(days=1)), "déjà passé"),
        (Wording(reply_by=TODAY.replace(year=2206)), "vérifiez l’année"),
        (Wording(signatory="Claire Montagnac"), "La délégation donnée à Claire Montagnac"),
    ],
)
def test_words_that_do_not_fill_are_refused_and_nothing_is_written(owing: Owing, wording: Wording, said: str) -> None:
    over = SignatoryLines("Claire Montagnac", "la cheffe de bureau", dt.date(2020, 1, 1), dt.date(2025, 1, 1))
    add_signatory(owing.db, over)
    with pytest.raises(UserError, match=said):
        written(owing, free(owing), wording=wording)
    assert letters(owing.db, today=TODAY) == []


def test_a_long_paragraph_goes_on_over_the_page(owing: Owing) -> None:
    wording = Wording(paragraph="\n".join(["Une phrase assez longue pour une ligne. " * 10] * 14))
    assert preview(owing.db, "annual_report", free(owing)[0], TODAY, wording=wording).startswith(b"%PDF")


def test_a_pass_that_is_cancelled_writes_nothing(owing: Owing) -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(UserError, match="rien n’a été écrit"):
        written(owing, free(owing), progress=lambda *done: told.append(done), cancelled=lambda: len(told) == 2)
    assert told == [(1, 3), (2, 3)]
    assert letters(owing.db, today=TODAY) == []


def test_nobody_is_reminded_twice_unless_it_is_wanted(owing: Owing) -> None:
    lines = free(owing)
    result, _ = written(owing, lines)
    with pytest.raises(UserError, match="déjà relancé le 20/11/2026"):
        written(owing, lines)
    again = free(owing)
    assert {(line.standing, line.reminded_on) for line in again} == {(Standing.TO_CHOOSE, TODAY)}
    assert all("Déjà relancé le 20/11/2026." in line.why_not for line in again)
    sending.lift(owing.db, result.letter_ids, "Erreur")
    assert {line.reminded_on for line in free(owing)} == {None}
    assert written(owing, again)[0].first == "R2026-0004"


def test_a_report_received_while_the_list_was_read_is_not_asked_for_again(owing: Owing) -> None:
    lines = free(owing)
    report = next(row for row in between(owing.db, YEAR_END, YEAR_END, TODAY) if row.key == lines[0].deadline)
    marks.mark_done(owing.db, report, on=TODAY, today=TODAY)
    with pytest.raises(UserError, match=f"{lines[0].addressee}, CERVCO\u00a0: Faite par Nadia Belkacem"):
        written(owing, lines)
    assert len(written(owing, [lines[1], lines[1]])[0].letter_ids) == 1


def test_what_is_not_due_cannot_be_written_nor_a_pass_without_name(owing: Owing) -> None:
    line = free(owing)[0]
    with pytest.raises(UserError, match="aucun courrier n’est à écrire"):
        written(owing, [replace(line, standing=Standing.NOT_WRITTEN, why_not="Faite.")])
    with pytest.raises(UserError, match="Donnez un nom"):
        write(owing.db, "annual_report", [line], name="  ", today=TODAY)
    with pytest.raises(UserError, match="Aucun destinataire"):
        write(owing.db, "annual_report", [], name="Essai", today=TODAY)


def test_the_letters_of_a_pass_are_saved_in_one_file_or_one_each(owing: Owing, tmp_path: Path) -> None:
    result, _ = written(owing, free(owing))
    wanted = saving.to_save(owing.db, result.letter_ids)
    assert saving.save_bound(owing.db, wanted, tmp_path / "tout.pdf") == 3
    assert saving.save_each(owing.db, wanted, tmp_path / "un") == 3
    assert sorted(each.name for each in (tmp_path / "un").iterdir()) == [
        "2026-11-20_CERVCO-CHU-de-Lille_relance_rapport_responsable.pdf",
        "2026-11-20_CERVCO_relance_rapport_coordonnateur.pdf",
        "2026-11-20_MARIH_relance_rapport_directeur.pdf",
    ]


@pytest.mark.parametrize(
    "kind", ["plan", "bndmr", "fsmr_report", "fsmr_plan", "label_end", "mandate_end", "designation_end", "age"]
)
def test_every_kind_of_reminder_prints_whole(owing: Owing, kind: str) -> None:
    line = free(owing, kind)[-1]
    said = text_of(preview(owing.db, kind, line, TODAY))
    assert missing_from(said, line.address) == ()
    assert "1962" not in said
