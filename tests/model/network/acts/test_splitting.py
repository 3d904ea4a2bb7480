"""A centre split in two, two centres that become one, centres that move or change filière."""

from __future__ import annotations

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function, Ground
from crmr_desk.model.network.acts.creating import LabelGiven
from crmr_desk.model.network.acts.moving import change_fsmr, move_centre
from crmr_desk.model.network.acts.outcomes import outcomes
from crmr_desk.model.network.acts.rows import Act, Decision, Fate
from crmr_desk.model.network.acts.splitting import NewPart, merge_centres, split_crmr
from crmr_desk.model.network.acts.touching import touched_by
from crmr_desk.model.network.centres_on import site_on
from crmr_desk.model.network.snapshot import crmr_on, network_on
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Crmr
from tests.model.network.acts.network_of_one import LAST, NEXT, Everything, everything, hanging, take_back
from tests.model.network.building import TODAY, D
from tests.model.store.dumps import dump

WHY = "Arrêté du 15 décembre 2026"
MOVE = Decision(Fate.MOVE)


def test_a_centre_is_split_and_nothing_is_lost(db: Database) -> None:
    one = everything(db)
    before = dump(db)
    found = touched_by(db, "crmr", one.crmr, Act.SPLIT, NEXT, coordinating=one.site)
    goes = {line.key: MOVE for line in found.lines if line.table in ("disease", "attachment")}
    part = NewPart("Angiopathies de l’enfant", "ANGIO", coordinating_id=one.site, label=LabelGiven(NEXT, act=WHY))

    new_id, _changes = split_crmr(db, one.crmr, part, NEXT, goes, today=TODAY, reason=WHY)

    assert hanging(db) == []
    with db.reading() as session:
        old, new = crmr_on(session, one.crmr, NEXT), crmr_on(session, new_id, NEXT)
        assert (old.multi_site, old.ccmr_count, new.ccmr_count, new.holder) == (False, 0, 2, None)
        assert new.coordinating is not None
        assert (new.coordinating.hospital.name, new.coordinating.ground) == ("CHU de Lille", None)
        assert new.label is not None
        assert new.label.end == D(2031, 12, 31)
        assert session.get_one(Crmr, new_id).split_from_id == one.crmr
        assert crmr_on(session, one.crmr, LAST).multi_site
        assert site_on(session, one.site, LAST).holder is not None
        assert (Function.RESPONSABLE_SITE.value, new.coordinating.id) not in network_on(session, D(2027, 8, 1)).holders
    take_back(db)
    assert dump(db) == before


def test_a_part_may_begin_in_a_hospital_of_its_own(one: Everything) -> None:
    part = NewPart("Angiopathies", hospital_id=one.register.hospital("CHU de Bordeaux"))
    assert outcomes(touched_by(one.db, "crmr", one.crmr, Act.SPLIT, NEXT), {}, {}) == ()
    new_id, _changes = split_crmr(one.db, one.crmr, part, NEXT, {}, today=TODAY, reason=WHY)
    assert hanging(one.db) == []
    with one.db.reading() as session:
        assert crmr_on(session, new_id, NEXT).label is None
        assert crmr_on(session, one.crmr, NEXT).multi_site


@pytest.mark.parametrize(
    ("part", "reason", "sentence"),
    [
        (NewPart("Angiopathies"), WHY, "quel site coordonnera"),
        (NewPart(" ", hospital_id=1), WHY, "intitulé du nouveau centre manque"),
        (NewPart("Angiopathies", hospital_id=1), "oui", "ne décrit pas la scission"),
        (NewPart("Angiopathies", "LEUKO", hospital_id=1), WHY, "porte déjà le sigle LEUKO"),
    ],
)
def test_a_split_needs_a_name_a_place_and_a_reason(one: Everything, part: NewPart, reason: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        split_crmr(one.db, one.crmr, part, NEXT, {}, today=TODAY, reason=reason)


def test_one_centre_takes_over_another(one: Everything) -> None:
    before = dump(one.db)
    with pytest.raises(UserError, match="trois motifs"):
        merge_centres(one.db, "crmr", one.crmr, one.other, NEXT, today=TODAY, reason=WHY)

    merge_centres(one.db, "crmr", one.crmr, one.other, NEXT, today=TODAY, reason=WHY, ground=Ground.MEME_ACTIVITE)

    assert hanging(one.db) == []
    with one.db.reading() as session:
        after = crmr_on(session, one.other, NEXT)
        assert [row.id for row in network_on(session, NEXT).crmrs] == [one.other]
        assert [site.hospital.name for site in after.constitutive] == ["CHU de Lille", "Lariboisière, AP-HP"]
        assert (after.ccmr_count, after.constitutive[0].holder is not None) == (2, True)
    take_back(one.db)
    assert dump(one.db) == before


def test_a_dossier_of_the_centre_that_takes_over_goes_on_and_is_said(one: Everything) -> None:
    dossier = one.register.succession(one.other)
    line = touched_by(one.db, "crmr", one.crmr, Act.MERGE, NEXT, into=one.other).line(f"dossier/{dossier}")
    assert line is not None
    assert (line.blocked, line.leads_to) == ("", ("dossier", dossier))
    assert "sites qui le rejoignent" in line.why


def test_two_sites_of_a_merger_in_one_hospital_are_to_be_settled(one: Everything) -> None:
    one.register.constitutive(one.other, "CHU de Lille")
    found = touched_by(one.db, "crmr", one.crmr, Act.MERGE, NEXT, into=one.other)
    assert [line.key for line in found.to_decide({})] == [f"site/{one.site}"]
    decided = {f"site/{one.site}": Decision(Fate.CLOSE)}
    merge_centres(
        one.db, "crmr", one.crmr, one.other, NEXT, decided, today=TODAY, reason=WHY, ground=Ground.MEME_ACTIVITE
    )
    assert hanging(one.db) == []


def test_a_competence_centre_takes_over_another_one_its_responsable_too_where_the_seat_is_vacant(
    one: Everything,
) -> None:
    found = touched_by(one.db, "ccmr", one.alone, Act.MERGE, NEXT, into=one.shared)
    goes = {line.key: MOVE for line in found.lines if line.table == "mandate"}
    merge_centres(one.db, "ccmr", one.alone, one.shared, NEXT, goes, today=TODAY)
    assert hanging(one.db) == []
    with one.db.reading() as session:
        network = network_on(session, NEXT)
        assert list(network.ccmrs) == [one.shared]
        assert (Function.RESPONSABLE_CCMR.value, one.shared) in network.holders


def test_a_competence_centre_moves_from_a_day_and_its_responsable_stays_behind(one: Everything) -> None:
    hospital, before = one.register.hospital("CHU de Bordeaux"), dump(one.db)
    found = touched_by(one.db, "ccmr", one.alone, Act.MOVE, TODAY)
    leaves = {line.key: Decision(Fate.CLOSE) for line in found.lines if line.table == "mandate"}
    move_centre(one.db, "ccmr", one.alone, hospital, TODAY, leaves, today=TODAY)
    with one.db.reading() as session:
        now, earlier = network_on(session, TODAY), network_on(session, D(2026, 11, 19))
        assert (now.ccmrs[one.alone].hospital_id, earlier.ccmrs[one.alone].hospital_id) != (hospital, hospital)
        seat = (Function.RESPONSABLE_CCMR.value, one.alone)
        assert (seat in now.holders, seat in earlier.holders) == (False, True)
    take_back(one.db)
    assert dump(one.db) == before


def test_a_site_moves_without_a_dossier_only_by_the_reference_of_its_act(one: Everything) -> None:
    hospital = one.register.hospital("CHU de Bordeaux")
    with pytest.raises(UserError, match="dossier de délocalisation"):
        move_centre(one.db, "site", one.site, hospital, NEXT, today=TODAY)
    dossier = one.register.succession(None, site_id=one.site, function="responsable_site")
    moved, _changes = move_centre(one.db, "site", one.site, hospital, NEXT, today=TODAY, reason=WHY)
    assert hanging(one.db) == []
    assert touched_by(one.db, "site", moved, Act.CLOSE, D(2027, 12, 31)).blocking({})[0].leads_to == (
        "dossier",
        dossier,
    )
    with one.db.reading() as session:
        after = site_on(session, moved, NEXT)
        assert (after.hospital.name, after.holder is not None) == ("CHU de Bordeaux", True)


def test_a_centre_changes_filiere_from_a_day(one: Everything) -> None:
    other = one.register.fsmr("FILNEMUS")
    change_fsmr(one.db, one.crmr, other, TODAY, today=TODAY, reason="Révision du périmètre")
    with one.db.reading() as session:
        assert {row.id: row.fsmr_id for row in network_on(session, TODAY).crmrs}[one.crmr] == other
        assert {row.id: row.fsmr_id for row in network_on(session, D(2026, 11, 1)).crmrs}[one.crmr] == one.fsmr
    with pytest.raises(UserError, match="déjà de cette filière"):
        change_fsmr(one.db, one.crmr, other, TODAY, today=TODAY)
