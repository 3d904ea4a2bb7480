"""What a decision changes in the register, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from crmr_desk.model.dossiers import life
from crmr_desk.model.dossiers.effects import PLANNERS
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function, Ground
from crmr_desk.model.law import packs
from crmr_desk.model.law.vocabulary import EFFECTS
from crmr_desk.model.network.centres_on import site_on
from crmr_desk.model.network.snapshot import CrmrOn, crmr_on
from crmr_desk.model.store import journal
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier, Mandate, Site
from tests.model.dossiers.playing import Play, read
from tests.model.store.dumps import dump

MAY, EVE = dt.date(2027, 5, 1), dt.date(2027, 4, 30)


def ready(db: Database, name: str, **changes: dict[str, Any]) -> Play:
    """The case ``name``, played to the eve of its decision; ``changes`` are further answers, by table."""
    case = read(name)
    for table, values in changes.items():
        case[table] = {**case[table], **values}
    play = Play(db, case)
    play.open()
    play.answer("answers")
    play.receive_everything()
    play.lift()
    play.answer("decision")
    play.bring_to_decision()
    return play


def crmr(play: Play, on: dt.date) -> CrmrOn:
    with play.db.reading() as session:
        return crmr_on(session, play.centres["CERVCO"][1], on)


def effects(play: Play) -> list[str]:
    return [f"{line.sign} {line.title}" for line in play.view().effects if line.group != "dossier"]


def test_every_effect_that_a_rule_pack_may_name_is_done() -> None:
    assert set(PLANNERS) == set(EFFECTS)


def test_the_seat_moves_with_its_new_coordonnateur(sqlite_db: Database) -> None:
    play = ready(sqlite_db, "succession_new_hospital")
    play.decide()

    before, after = crmr(play, EVE), crmr(play, MAY)
    assert before.coordinating is not None
    assert after.coordinating is not None
    assert (before.coordinating.hospital.name, after.coordinating.hospital.name) == (
        "Lariboisière, AP-HP",
        "Necker, AP-HP",
    )
    assert after.coordinating.unit == "Service de neurologie pédiatrique"
    assert before.holder is not None
    assert after.holder is not None
    assert (before.holder.person_id, after.holder.person_id) == (play.people["Aubrac"], play.people["Rouvière"])
    assert len(after.constitutive) == 2


def test_a_decided_move_is_shown_as_it_was_decided_even_after_its_day(sqlite_db: Database) -> None:
    play = ready(sqlite_db, "relocation_coordinating", decision={"start": dt.date(2027, 1, 20)})
    shown = effects(play)
    play.decide()
    later = dossier_view(sqlite_db, play.dossier, dt.date(2027, 12, 1))
    assert later.scenario == "relocation"
    assert len(shown) == 2
    assert [f"{line.sign} {line.title}" for line in later.effects] == shown


def test_the_responsable_goes_along_with_his_site_and_no_open_dossier_is_left_behind(sqlite_db: Database) -> None:
    play = ready(sqlite_db, "relocation_constitutive")
    site_id = play.centres["Lille"][1]
    other, _changes = life.open_dossier(
        sqlite_db,
        packs.load_named("2016"),
        request="succession",
        function=Function.RESPONSABLE_SITE,
        target_id=site_id,
        today=play.today,
    )
    play.decide()

    moved = next(site for site in crmr(play, MAY).constitutive if site.hospital.name == "CHU de Nantes")
    assert moved.holder is not None
    assert (moved.holder.person_id, moved.holder.start, moved.holder.end) == (
        play.people["Vandamme"],
        MAY,
        dt.date(2028, 12, 31),
    )
    with sqlite_db.reading() as session:
        assert site_on(session, site_id, EVE).holder is not None
        assert session.get_one(Dossier, other).site_id == moved.id
        assert session.get_one(Dossier, play.dossier).site_id == site_id
        orphans = select(Mandate).join(Site, Site.id == Mandate.site_id).where(Mandate.end > Site.end)
        assert session.scalars(orphans).all() == []


def test_the_site_that_the_successor_leaves_is_vacant(sqlite_db: Database) -> None:
    play = ready(sqlite_db, "succession_multi_site")
    play.decide()
    heads = {site.hospital.name: site.holder for site in crmr(play, MAY).constitutive}
    assert heads["CHU de Lille"] is None
    assert heads["CHU de Rouen"] is not None


def test_a_created_site_has_an_empty_seat_and_the_next_code(sqlite_db: Database) -> None:
    play = ready(sqlite_db, "site_creation")
    play.decide()
    (site,) = crmr(play, MAY).constitutive
    assert (site.hospital.name, site.unit, site.ground, site.holder) == (
        "CHU de Nantes",
        "Service de neuropédiatrie",
        Ground.PEDIATRIE_ADULTE.value,
        None,
    )
    assert site.code.endswith("-S2")


def test_a_single_site_does_not_move_by_the_succession(sqlite_db: Database) -> None:
    away = {"changes_hospital": True, "new_hospital": "CHU de Lille", "same_person": False}
    play = ready(sqlite_db, "succession_disagreement", answers=away)
    assert play.view().scenario == "succession_disagreement"
    assert not [line for line in effects(play) if "Site coordonnateur" in line]


def test_a_filiere_is_suppressed_only_where_the_follow_up_concludes_so(sqlite_db: Database) -> None:
    play = ready(sqlite_db, "fsmr_suppression", decision={"follow_up.fsmr_conclusion": "reminder"})
    assert effects(play) == []
    assert play.view().blockers == ()
    assert "est conclu par un rappel des obligations" in play.view().summary
    before = dump(sqlite_db)["fsmr_designation"]
    play.decide()
    assert dump(sqlite_db)["fsmr_designation"] == before


def test_the_day_of_effect_is_proposed_from_what_the_procedure_knows(sqlite_db: Database) -> None:
    play = ready(sqlite_db, "site_creation")
    start = next(each for _step, asked in play.view().questions for each in asked if each.id == "start")
    assert start.help.endswith("au plus tôt après la décision.")


@pytest.mark.parametrize(
    ("name", "path", "title"),
    [
        ("succession_single_site", "candidate", "Personne à désigner"),
        ("relocation_coordinating", "new_hospital", "Établissement d’accueil à choisir"),
        ("site_creation", "site.hospital", "Établissement du site à choisir"),
        ("site_creation", "site.ground", "Motif du site à choisir"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_done_by_halves(
    sqlite_db: Database, name: str, path: str, title: str
) -> None:
    play = ready(sqlite_db, name)
    life.answer(sqlite_db, play.dossier, {path: None}, today=play.today)

    view = play.view()
    if view.scenario is not None:
        assert title in [line.title for line in view.blockers]
    assert not [line for line in view.effects if line.group != "dossier"]
    with pytest.raises(UserError, match="ne peut pas être appliquée"):
        play.decide()


def test_a_site_that_closed_meanwhile_is_refused_and_nothing_is_written(sqlite_db: Database) -> None:
    play = ready(sqlite_db, "constitutive_site_designation")
    with sqlite_db.writing("Un collègue") as session:
        session.get_one(Site, play.centres["Lille"][1]).end = dt.date(2027, 1, 31)
    before, operations = dump(sqlite_db), len(journal.operations(sqlite_db))

    with pytest.raises(UserError, match="doit y tenir en entier"):
        play.decide()

    assert dump(sqlite_db) == before
    assert len(journal.operations(sqlite_db)) == operations


def test_a_recorded_decision_is_named_so_in_the_journal(sqlite_db: Database) -> None:
    play = ready(sqlite_db, "ccmr_succession")
    play.decide()
    assert journal.operations(sqlite_db)[0].label == "Décision du directeur enregistrée, dossier 2027-0001"
    assert play.view().recorded


def test_the_mandate_of_a_candidate_named_by_the_dgos_is_offered_the_end_of_the_label(sqlite_db: Database) -> None:
    play = ready(sqlite_db, "dgos_instruction")
    play.decide()
    holder = crmr(play, MAY).holder
    assert holder is not None
    assert (holder.person_id, holder.end) == (play.people["Rouvière"], dt.date(2028, 12, 31))


def test_a_suppression_that_took_effect_already_still_shows_who_was_written_to(sqlite_db: Database) -> None:
    play = ready(sqlite_db, "fsmr_suppression", decision={"start": dt.date(2027, 1, 20)})
    told = [line.name for line in play.view().recipients if line.included]
    play.decide()
    assert "Pr Amaury Teyssier" in told
    assert [line.name for line in play.view().recipients if line.included] == told
