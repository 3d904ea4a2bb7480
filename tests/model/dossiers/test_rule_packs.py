"""Which pack new dossiers open under, and packs of users kept in the register for every colleague."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmr_desk import places
from crmr_desk.model.dossiers import life, rule_packs
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import UserError
from crmr_desk.model.law import pack_copies
from crmr_desk.model.law.packs import PackError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier
from crmr_desk.model.store.undo import last_undoable, undo
from tests.model.dossiers.conftest import TODAY, Network


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's packs."""
    monkeypatch.setattr(places, "rule_packs", lambda: tmp_path / "regles")
    return tmp_path / "regles"


@pytest.fixture
def essai(shelf: Path) -> Path:
    """A pack of the user, with a letter of his own words."""
    folder = pack_copies.copy("2016", "essai", "Règles d’essai")
    assert folder.parent == shelf
    return folder


def _active(db: Database) -> str:
    return rule_packs.active_pack(db).id


def _row(db: Database, name: str) -> rule_packs.PackRow:
    return {row.id: row for row in rule_packs.pack_rows(db)}[name]


def _open(network: Network) -> int:
    dossier_id, _changes = life.open_dossier(
        network.db, rule_packs.active_pack(network.db), request="succession", function="coordonnateur",
        target_id=network.mono_site, today=TODAY,
    )  # fmt: skip
    return dossier_id


def _label_of_the_cv(db: Database, dossier_id: int) -> str:
    life.answer(db, dossier_id, {"changes_hospital": False, "proposal": "agreed"}, today=TODAY)
    return next(line.label for line in dossier_view(db, dossier_id, TODAY).pieces if line.kind == "cv")


def _rename_the_cv(folder: Path, label: str) -> None:
    (folder / "pieces.toml").write_text(f'[cv]\nlabel = "{label}"\n', "utf-8")


def test_the_instruction_of_2016_is_active_until_another_is(db: Database) -> None:
    assert _active(db) == "2016"
    assert next((row.id, row.active, row.shipped) for row in rule_packs.pack_rows(db)) == ("2016", True, True)


def test_activating_is_one_line_of_the_journal_and_can_be_taken_back(db: Database, essai: Path) -> None:
    rule_packs.activate(db, essai.name)
    assert _active(db) == "essai"
    operation = last_undoable(db)
    assert operation
    assert operation.label == "Activation du jeu de règles «\u202fRègles d’essai\u202f»"
    undo(db, operation.id)
    assert _active(db) == "2016"


def test_a_dossier_keeps_its_pack(network: Network, essai: Path) -> None:
    before = _open(network)
    rule_packs.activate(network.db, essai.name)
    assert dossier_view(network.db, before, TODAY).pack_title == "Instruction du 11 janvier 2016"
    life.abandon(network.db, before, "Essai", today=TODAY)
    assert dossier_view(network.db, _open(network), TODAY).pack_title == "Règles d’essai, à vérifier"


def test_a_colleague_without_the_folder_judges_by_the_same_text(network: Network, essai: Path, shelf: Path) -> None:
    _rename_the_cv(essai, "Parcours")
    rule_packs.activate(network.db, "essai")
    dossier_id = _open(network)
    essai.rename(shelf / ".ailleurs")
    assert _label_of_the_cv(network.db, dossier_id) == "Parcours"
    row = _row(network.db, "essai")
    assert (row.folder, row.active, row.open_dossiers, row.title) == (None, True, 1, "Règles d’essai")


def test_a_pack_changed_after_its_activation_holds_once_it_is_activated_again(network: Network, essai: Path) -> None:
    rule_packs.activate(network.db, "essai")
    dossier_id = _open(network)
    assert not _row(network.db, "essai").changed
    _rename_the_cv(essai, "Parcours")
    assert _row(network.db, "essai").changed
    assert _label_of_the_cv(network.db, dossier_id) != "Parcours"
    rule_packs.activate(network.db, "essai")
    assert _label_of_the_cv(network.db, dossier_id) == "Parcours"


def test_activating_what_is_active_is_refused(db: Database, essai: Path) -> None:
    for name in (essai.name, "2016"):
        rule_packs.activate(db, name)
        with pytest.raises(UserError, match="est déjà actif"):
            rule_packs.activate(db, name)


def test_a_pack_with_mistakes_is_listed_with_them_and_not_activated(db: Database, essai: Path) -> None:
    (essai / "pieces.toml").write_text('[cv]\nlabl = "Parcours"\n', "utf-8")
    row = _row(db, "essai")
    assert (row.pack, row.title) == (None, "essai")
    assert [(one.file, one.line) for one in row.mistakes] == [("pieces.toml", 1), ("pieces.toml", 2)]
    with pytest.raises(PackError):
        rule_packs.activate(db, "essai")
    assert _active(db) == "2016"


def test_a_pack_that_is_nowhere_is_said_with_the_place_where_it_is_expected(network: Network, shelf: Path) -> None:
    dossier_id = _open(network)
    with network.db.writing("Un registre d’avant") as session:
        session.get_one(Dossier, dossier_id).pack = "perdu"
    with pytest.raises(UserError) as refused:
        dossier_view(network.db, dossier_id, TODAY)
    assert "«\u202fperdu\u202f»" in str(refused.value)
    assert str(shelf / "perdu") in str(refused.value)
