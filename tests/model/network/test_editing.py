"""One field changed where it is shown: a correction, or a change from a day on."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.network import editing
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.tables import CRMR_COLUMNS
from crmr_desk.model.store import journal, undo
from crmr_desk.model.store.database import Database
from tests.model.network.building import TODAY, D, Register


def titles(db: Database, *days: D) -> list[str]:
    with db.reading() as session:
        row = session.execute(select(*CRMR_COLUMNS)).one()
        return [Formers(session, day).row("crmr", row).title for day in days]


def test_a_correction_never_was_and_a_change_keeps_what_was_until_its_eve(db: Database) -> None:
    crmr = Register(db).crmr("CERVCO", title="Maladies vasculaires")
    editing.change_fields(db, "crmr", crmr, {"title": "Maladies vasculaires rares"}, version=1, today=TODAY)
    assert titles(db, D(2020, 1, 1), TODAY) == ["Maladies vasculaires rares"] * 2

    day = D(2026, 7, 1)
    changes = editing.change_fields(
        db, "crmr", crmr, {"title": "Vaisseaux du cerveau et de l’œil"}, version=2, today=TODAY, start=day
    )
    assert titles(db, D(2026, 6, 30), day) == ["Maladies vasculaires rares", "Vaisseaux du cerveau et de l’œil"]
    assert journal.operations(db)[0].label == "CERVCO\u00a0: intitulé"
    undo.undo(db, changes.operation_id or 0)
    assert titles(db, D(2026, 6, 30), day) == ["Maladies vasculaires rares"] * 2


def test_a_field_says_what_it_is_and_who_changed_it_last(sqlite_db: Database) -> None:
    site = Register(sqlite_db).constitutive(Register(sqlite_db).crmr("CERVCO"), "CHU de Lille")
    editing.change_fields(sqlite_db, "site", site, {"population": "enfant"}, version=1, today=TODAY)
    field = editing.field_to_edit(sqlite_db, "site", site, "population")
    assert (field.name, field.label, field.value, field.shown) == (
        "CERVCO, CHU de Lille", "Public", "enfant", "Enfants",
    )  # fmt: skip
    assert ("adulte", "Adultes") in field.choices
    assert "Nadia Belkacem" in field.last_change
    assert (field.followed, field.version) == (False, 2)


def test_a_value_changed_by_a_colleague_meanwhile_is_not_overwritten(db: Database) -> None:
    crmr = Register(db).crmr("CERVCO")
    editing.change_fields(db, "crmr", crmr, {"acronym": "CERVCO-2"}, version=1, today=TODAY)
    with pytest.raises(Conflict, match="Nadia Belkacem"):
        editing.change_fields(db, "crmr", crmr, {"acronym": "CERVCO-3"}, version=1, today=TODAY)
    assert editing.field_to_edit(db, "crmr", crmr, "acronym").value == "CERVCO-2"


@pytest.mark.parametrize(
    ("table", "field", "value", "start", "sentence"),
    [
        ("crmr", "title", " ", None, "ne peut pas rester vide"),
        ("crmr", "fsmr_id", "987", None, "une filière de la liste"),
        ("crmr", "title", "Autre", D(2030, 1, 1), "est à venir"),
        ("crmr", "code", "R9", None, "classeurs échangés"),
        ("site", "hospital_id", 1, None, "dossier de délocalisation"),
        ("site", "ground", None, None, "ne peut pas rester vide"),
        ("site", "ground", "humeur", None, "n’est pas une valeur de la liste"),
        ("site", "population", "enfant", D(2026, 1, 1), "ne garde pas ses valeurs passées"),
        ("ccmr", "active_file", -1, None, "nombre de patients"),
        ("ccmr", "hospital_id", 987, None, "un établissement de la liste"),
        ("hospital", "finess_et", "750100043", None, "bonne clé"),
        ("hospital", "finess_et", "590000105", None, "déjà celui de «\u202fCHU de Lille"),
        ("hospital", "region", "99", None, "une région"),
        ("fsmr", "sigle", "SENSGENE", None, "porte déjà le sigle"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    sqlite_db: Database, table: str, field: str, value: object, start: D | None, sentence: str
) -> None:
    register = Register(sqlite_db)
    fsmr, _other = register.fsmr("BRAIN-TEAM"), register.fsmr("SENSGENE")
    crmr = register.crmr("CERVCO", fsmr)
    site = register.constitutive(crmr, "CHU de Lille")
    rows = {"crmr": crmr, "site": site, "ccmr": register.ccmr("CHU de Nantes", crmr), "hospital": 1, "fsmr": fsmr}
    with pytest.raises(UserError, match=sentence):
        editing.change_fields(sqlite_db, table, rows[table], {field: value}, version=1, today=TODAY, start=start)


def test_a_coordinating_site_needs_no_ground(sqlite_db: Database) -> None:
    Register(sqlite_db).crmr("CERVCO")
    with pytest.raises(UserError, match="sites constitutifs"):
        editing.change_fields(sqlite_db, "site", 1, {"ground": "pediatrie_adulte"}, version=1, today=TODAY)
    assert not editing.change_fields(sqlite_db, "site", 1, {"ground": None}, version=1, today=TODAY)
