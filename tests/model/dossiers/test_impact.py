"""What another pack would make of the open dossiers, before it is activated; nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmr_desk import places
from crmr_desk.model.dossiers import impact as impacts
from crmr_desk.model.dossiers import life
from crmr_desk.model.law import pack_copies, packs
from crmr_desk.model.law.packs import Pack
from crmr_desk.model.store.journal import operations
from crmr_desk.model.store.schema import Dossier
from tests.model.dossiers.conftest import TODAY, Network, ready_to_decide


@pytest.fixture
def essai(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack of the user."""
    monkeypatch.setattr(places, "rule_packs", lambda: tmp_path / "regles")
    return pack_copies.copy("2016", "essai", "Règles d’essai")


def _change(folder: Path, file: str, old: str, new: str) -> Pack:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return packs.load_named(folder.name)


def test_the_same_rules_change_nothing(network: Network) -> None:
    ready_to_decide(network)
    (row,) = impacts.impact(network.db, packs.load_named("2016"), TODAY)
    assert (row.title, row.follows, row.changes) == ("Succession, CERVCO", True, False)


def test_pieces_gained_and_lost_are_named(network: Network, essai: Path) -> None:
    ready_to_decide(network)
    pack = _change(essai, "succession_single_site.toml", 'id = "cv"', 'id = "set_up_report"')
    (row,) = impacts.impact(network.db, pack, TODAY)
    assert row.gained == ("Rapport de mise en place du centre",)
    assert row.lost == ("Curriculum vitae, titres et travaux",)
    assert (row.follows, row.kept_pack, row.changes) == (False, "Instruction du 11 janvier 2016", True)


def test_a_letter_that_would_lack_a_field_is_named_with_it(network: Network, essai: Path) -> None:
    ready_to_decide(network)
    added = "Votre numéro est {candidate_rpps}. Vous succédez"
    pack = _change(essai, "letters/succession_new.toml", "Vous succédez", added)
    letters = impacts.impact(network.db, pack, TODAY)[0].lacking
    assert [(letter.title, letter.blanks) for letter in letters] == [
        ("Notification au nouveau coordonnateur", ("numéro RPPS de la personne désignée",))
    ]


def test_another_scenario_is_said(network: Network, essai: Path) -> None:
    ready_to_decide(network)
    title = packs.load_named("2016").scenario("succession_single_site").title
    pack = _change(essai, "succession_single_site.toml", "multi_site = false", "multi_site = true")
    (row,) = impacts.impact(network.db, pack, TODAY)
    assert row.scenario_before == title
    assert row.scenario_after != title


def test_what_a_dossier_lacks_today_is_not_laid_at_the_door_of_the_pack(network: Network, essai: Path) -> None:
    network.answer(network.open(), changes_hospital=False, proposal="agreed")
    assert not impacts.impact(network.db, packs.load_named(essai.name), TODAY)[0].changes


def test_only_open_dossiers_are_looked_at_and_nothing_is_written(network: Network, essai: Path) -> None:
    dossier_id = ready_to_decide(network)
    written = len(operations(network.db))
    impacts.impact(network.db, packs.load_named(essai.name), TODAY)
    assert len(operations(network.db)) == written
    life.abandon(network.db, dossier_id, "Essai", today=TODAY)
    assert impacts.impact(network.db, packs.load_named("2016"), TODAY) == ()


def test_a_dossier_that_cannot_be_judged_says_why(network: Network, essai: Path) -> None:
    dossier_id = ready_to_decide(network)
    with network.db.writing("Un registre d’avant") as session:
        session.get_one(Dossier, dossier_id).pack = "perdu"
    (row,) = impacts.impact(network.db, packs.load_named(essai.name), TODAY)
    assert "perdu" in row.problem
    assert row.changes
