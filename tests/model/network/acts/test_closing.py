"""Everything that touches a centre, and the closing that leaves nothing behind."""

from __future__ import annotations

from collections import Counter

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.acts.closing import close_centre
from crmr_desk.model.network.acts.moving import move_centre
from crmr_desk.model.network.acts.reopening import correct_last_day, stays_elsewhere
from crmr_desk.model.network.acts.rows import Act, Decision, Fate
from crmr_desk.model.network.acts.touching import touched_by
from crmr_desk.model.network.centres_on import ccmr_on, fsmr_on
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.snapshot import crmr_on, network_on
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Crmr, Disease, Label, Mandate, Site, TeamMember
from tests.model.network.acts.network_of_one import LAST, NEXT, Everything, everything, hanging, take_back
from tests.model.network.building import END, START, TODAY, D, counted_statements
from tests.model.store.dumps import dump


def test_a_page_says_everything_that_touches_a_reference_centre(one: Everything) -> None:
    one.register.succession(one.crmr)
    with one.db.writing("Nom") as session:
        change_from(session, session.get_one(Crmr, one.crmr), TODAY, TODAY, acronym="CERVCO 2")

    with counted_statements(one.db) as sent:
        found = touched_by(one.db, "crmr", one.crmr, Act.CLOSE, LAST)

    assert Counter(line.table for line in found.lines) == {
        "site": 2, "mandate": 4, "label": 1, "attachment": 1, "ccmr": 1, "team_member": 2, "ern_membership": 1,
        "disease": 1, "dossier": 1, "note": 1, "former_value": 1, "import_choice": 1,
    }  # fmt: skip
    assert [line.what for line in found.to_decide({})] == ["CHU de Rouen, neurologie"]
    assert [line.leads_to for line in found.blocking({})] == [("dossier", 1)]
    assert all(line.why or line.options or line.blocked or line.follows for line in found.lines)
    one.register.ccmr("CHU de Bordeaux", one.crmr)
    with counted_statements(one.db) as more:
        touched_by(one.db, "crmr", one.crmr, Act.CLOSE, LAST)
    assert len(sent) == len(more)


def test_a_reference_centre_closes_with_all_that_depends_on_it(db: Database) -> None:
    one = everything(db)
    before = dump(db)

    close_centre(
        db,
        "crmr",
        one.crmr,
        LAST,
        {f"ccmr/{one.alone}": Decision(Fate.MOVE, one.other)},
        today=TODAY,
        reason="Fin du label",
    )

    assert hanging(db) == []
    with db.reading() as session:
        network = network_on(session, NEXT)
        assert [row.id for row in network.crmrs] == [one.other]
        assert sorted(network.attached[one.other]) == [one.alone, one.shared]
        assert network_on(session, LAST).holders[Function.COORDONNATEUR, one.crmr].mandate_id == one.head
        kept = ccmr_on(session, one.alone, NEXT)
        assert kept.holder is not None
        assert kept.holder.name == "Pr Solène Teyssier"
    take_back(db)
    assert dump(db) == before


def test_what_blocks_or_waits_keeps_a_centre_open(one: Everything) -> None:
    with pytest.raises(UserError, match=r"CHU de Rouen.*dites ce que cela devient"):
        close_centre(one.db, "crmr", one.crmr, LAST, today=TODAY)
    dossier = one.register.succession(one.crmr)
    also = {f"ccmr/{one.alone}": Decision(Fate.CLOSE)}
    with pytest.raises(UserError, match=r"Dossier ouvert 2026-.*à clore ou à abandonner d’abord"):
        close_centre(one.db, "crmr", one.crmr, LAST, also, today=TODAY)
    with pytest.raises(UserError, match="a changé depuis"):
        close_centre(one.db, "crmr", one.other, LAST, {f"dossier/{dossier}": Decision(Fate.CLOSE)}, today=TODAY)
    assert hanging(one.db) == []


def test_a_competence_centre_that_closes_too_takes_its_responsable_and_team_along(one: Everything) -> None:
    close_centre(one.db, "crmr", one.crmr, LAST, {f"ccmr/{one.alone}": Decision(Fate.CLOSE)}, today=TODAY)
    assert hanging(one.db) == []
    with one.db.reading() as session:
        assert list(network_on(session, NEXT).ccmrs) == [one.shared]


def test_a_competence_centre_may_be_left_without_any_attachment(one: Everything) -> None:
    close_centre(one.db, "crmr", one.crmr, LAST, {f"ccmr/{one.alone}": Decision(Fate.KEEP)}, today=TODAY)
    assert hanging(one.db) == []
    with one.db.reading() as session:
        assert ccmr_on(session, one.alone, NEXT).attachments == ()
        assert ccmr_on(session, one.alone, LAST).attachments != ()


def test_nothing_goes_to_a_centre_that_is_to_close_itself(one: Everything) -> None:
    close_centre(one.db, "crmr", one.other, D(2027, 12, 31), today=TODAY)
    goes = {f"ccmr/{one.alone}": Decision(Fate.MOVE, one.other)}
    with pytest.raises(UserError, match="prenez-en un qui ne ferme pas"):
        close_centre(one.db, "crmr", one.crmr, LAST, goes, today=TODAY)


def test_a_dossier_of_a_competence_centre_blocks_only_where_that_centre_closes(one: Everything) -> None:
    one.register.succession(None, ccmr_id=one.alone, function="responsable_ccmr")
    found = touched_by(one.db, "crmr", one.crmr, Act.CLOSE, LAST)
    assert found.blocking({f"ccmr/{one.alone}": Decision(Fate.KEEP)}) == ()
    assert len(found.blocking({f"ccmr/{one.alone}": Decision(Fate.CLOSE)})) == 1


def test_a_coordinating_site_closes_where_another_one_takes_over(one: Everything) -> None:
    before = dump(one.db)
    with pytest.raises(UserError, match="Coordination du centre CERVCO"):
        close_centre(one.db, "site", one.coordinating, LAST, today=TODAY)

    takes_over = {f"crmr/{one.crmr}": Decision(Fate.MOVE, one.site)}
    close_centre(one.db, "site", one.coordinating, LAST, takes_over, today=TODAY)

    assert hanging(one.db) == []
    with one.db.reading() as session:
        after = crmr_on(session, one.crmr, NEXT)
        assert after.coordinating is not None
        assert (after.coordinating.hospital.name, after.constitutive) == ("CHU de Lille", ())
        assert after.holder is not None
    take_back(one.db)
    assert dump(one.db) == before


def test_the_only_site_does_not_close_without_its_centre(one: Everything) -> None:
    with one.db.reading() as session:
        only = session.query(Site).filter_by(crmr_id=one.other).one().id
    with pytest.raises(UserError, match=r"seul site.*fermez le centre de référence"):
        close_centre(one.db, "site", only, LAST, today=TODAY)


def test_the_team_of_a_site_that_closes_may_pass_to_another_one(one: Everything) -> None:
    found = touched_by(one.db, "site", one.site, Act.CLOSE, LAST)
    team = next(line for line in found.lines if line.table == "team_member")
    close_centre(one.db, "site", one.site, LAST, {team.key: Decision(Fate.MOVE, one.coordinating)}, today=TODAY)
    assert hanging(one.db) == []
    with pytest.raises(UserError, match="ferme déjà le 31/12/2026"):
        close_centre(one.db, "site", one.site, LAST, today=TODAY)


def test_a_filiere_ends_and_its_centres_join_another_one(one: Everything) -> None:
    one.register.mandate(Function.ANIMATEUR, one.fsmr, one.register.person("Sarrazin"))
    other = one.register.fsmr("FILNEMUS")
    before = dump(one.db)
    joins = {f"crmr/{one.crmr}": Decision(Fate.MOVE, other), f"crmr/{one.other}": Decision(Fate.CLOSE)}
    with pytest.raises(UserError, match="est à venir"):
        close_centre(one.db, "fsmr", one.fsmr, LAST, joins, today=TODAY)

    close_centre(one.db, "fsmr", one.fsmr, D(2026, 10, 31), joins, today=TODAY)

    with one.db.reading() as session:
        assert fsmr_on(session, one.fsmr, TODAY).designation is None
        assert {row.id: row.fsmr_id for row in network_on(session, TODAY).crmrs} == {one.crmr: other, one.other: None}
        assert {row.fsmr_id for row in network_on(session, START).crmrs} == {one.fsmr}
    assert hanging(one.db) == []
    with pytest.raises(UserError, match="rien à fermer"):
        close_centre(one.db, "fsmr", one.fsmr, D(2026, 10, 31), today=TODAY)
    take_back(one.db)
    assert dump(one.db) == before


def test_a_competence_centre_closes_with_its_attachments(one: Everything) -> None:
    close_centre(one.db, "ccmr", one.alone, LAST, today=TODAY, reason="Regroupé à Lille")
    assert hanging(one.db) == []
    with one.db.reading() as session:
        assert one.alone not in network_on(session, NEXT).ccmrs
    with pytest.raises(UserError, match="ne peut fermer le 01/01/2030"):
        close_centre(one.db, "ccmr", one.alone, D(2030, 1, 1), today=TODAY)


def test_a_hospital_that_closes_asks_for_each_centre_that_it_houses(one: Everything) -> None:
    found = touched_by(one.db, "hospital", one.register.hospital("CHU de Rouen"), Act.CLOSE, LAST)
    assert [line.key for line in found.to_decide({})] == [f"ccmr/{one.alone}"]
    assert {line.table for line in found.lines} == {"ccmr", "mandate", "team_member", "attachment"}


def test_a_last_day_is_corrected_with_what_ended_on_it(one: Everything) -> None:
    close_centre(one.db, "ccmr", one.alone, LAST, today=TODAY)
    later = D(2027, 6, 30)
    with pytest.raises(UserError, match="pour l’avancer"):
        correct_last_day(one.db, "ccmr", one.alone, TODAY, today=TODAY)
    correct_last_day(one.db, "ccmr", one.alone, later, today=TODAY)
    with one.db.reading() as session:
        centre = ccmr_on(session, one.alone, later)
        assert centre.holder is not None
        assert (centre.end, centre.holder.end, [each.end for each in centre.attachments]) == (later, later, [later])
    assert hanging(one.db) == []
    correct_last_day(one.db, "ccmr", one.alone, None, today=TODAY)
    with pytest.raises(UserError, match="n’a pas de dernier jour"):
        correct_last_day(one.db, "crmr", one.crmr, later, today=TODAY)


def test_a_corrected_last_day_prolongs_neither_label_nor_mandate_beyond_their_terms(one: Everything) -> None:
    close_centre(one.db, "crmr", one.crmr, LAST, {f"ccmr/{one.alone}": Decision(Fate.KEEP)}, today=TODAY)
    for later, until in ((D(2027, 6, 30), D(2027, 6, 30)), (D(2030, 6, 30), END)):
        correct_last_day(one.db, "crmr", one.crmr, later, today=TODAY)
        with one.db.reading() as session:
            (label,) = session.query(Label).filter_by(crmr_id=one.crmr)
            assert (label.end, session.get_one(Mandate, one.head).end) == (until, until)
    assert hanging(one.db) == []


def test_a_corrected_last_day_leaves_elsewhere_what_the_closing_sent_there(one: Everything) -> None:
    with one.db.reading() as session:
        disease, member = session.query(Disease).one().id, session.query(TeamMember).filter_by(ccmr_id=None).one().id
    sent = {
        f"ccmr/{one.alone}": Decision(Fate.MOVE, one.other),
        f"disease/{disease}": Decision(Fate.MOVE, one.other),
    }
    close_centre(one.db, "crmr", one.crmr, LAST, sent, today=TODAY)
    assert stays_elsewhere(one.db, "crmr", one.crmr) == (
        "Maladie\u00a0: CADASIL, CERVCO",
        "Rattachement\u00a0: CHU de Rouen, neurologie",
    )
    later = D(2027, 6, 30)
    correct_last_day(one.db, "crmr", one.crmr, later, today=TODAY)
    with one.db.reading() as session:
        assert sorted(network_on(session, NEXT).attached[one.crmr]) == [one.shared]
        assert session.get_one(Disease, disease).end == LAST
        assert session.get_one(TeamMember, member).end == later
    assert hanging(one.db) == []
    assert stays_elsewhere(one.db, "crmr", one.other) == ()


def test_a_site_goes_on_no_longer_than_its_centre_and_not_where_it_has_left(one: Everything) -> None:
    close_centre(one.db, "crmr", one.crmr, LAST, {f"ccmr/{one.alone}": Decision(Fate.KEEP)}, today=TODAY)
    for last_day in (D(2027, 6, 30), None):
        with pytest.raises(UserError, match="Aucun site ne coordonne ce centre le 01/01/2027"):
            correct_last_day(one.db, "site", one.site, last_day, today=TODAY)
    take_back(one.db)
    bordeaux = one.register.hospital("CHU de Bordeaux")
    move_centre(one.db, "site", one.site, bordeaux, NEXT, today=TODAY, reason="Visa de la DGOS du 1er juin")
    with pytest.raises(UserError, match="a continué ailleurs le 01/01/2027"):
        correct_last_day(one.db, "site", one.site, D(2027, 6, 30), today=TODAY)
