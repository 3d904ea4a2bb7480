"""What the law is told of a dossier, whatever the kind of its centre."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from crmr_desk.model.dossiers.around import Around
from crmr_desk.model.dossiers.facts import Facts, facts_of
from crmr_desk.model.dossiers.facts_answers import answered
from crmr_desk.model.dossiers.facts_centre import Centre, centre_on
from crmr_desk.model.dossiers.facts_situation import centre_facts, received
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.law.situation import from_json
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier, Label, Piece
from tests.model.network.building import END, START, TODAY, D, Register

SEAT = {
    Function.COORDONNATEUR: "crmr_id",
    Function.RESPONSABLE_SITE: "site_id",
    Function.RESPONSABLE_CCMR: "ccmr_id",
    Function.ANIMATEUR: "fsmr_id",
}


def facts(
    db: Database,
    function: Function,
    row_id: int,
    *,
    request: str = "succession",
    candidate: int | None = None,
    **answers: Any,
) -> Facts:
    """The facts of a dossier that is never written; answers take a double underscore for the dot."""
    dossier = Dossier(
        pack="2016",
        request=request,
        function=function.value,
        state="open",
        answers={path.replace("__", "."): value for path, value in answers.items()},
        candidate_id=candidate,
        **{SEAT[function]: row_id},
    )
    with db.reading() as session:
        return facts_of(session, dossier, TODAY, None, Around(session, []))


def centre(db: Database, kind: CentreKind, row_id: int, day: D = TODAY) -> Centre:
    with db.reading() as session:
        return centre_on(session, kind, row_id, day)


def paper(state: str = "received", opinion: str | None = None) -> Piece:
    return Piece(kind="", of="", state=state, opinion=opinion)


def test_answers_of_any_depth_are_nested_where_they_belong() -> None:
    assert answered(
        {"crmr.missions.expertise": True, "crmr.missions.recours": False, "crmr.fsmr": True, "sent_by": "crmr"}
    ) == {"crmr": {"missions": {"expertise": True, "recours": False}, "fsmr": True}, "sent_by": "crmr"}


def test_what_does_not_exist_is_told_as_none_and_what_exists_by_what_is_known_of_it() -> None:
    letter = {"cessation_letter.date": "2026-11-12"}
    assert answered(letter | {"cessation_letter.exists": True}) == {"cessation_letter": {"date": "2026-11-12"}}
    assert answered(letter | {"cessation_letter.exists": False}) == {"cessation_letter": None}
    assert answered({"director_candidate.exists": True}) == {"director_candidate": {}}


def test_answers_of_the_window_alone_are_not_told_to_the_law() -> None:
    assert (
        answered({"changes_hospital": True, "abandon.reason": "x", "decision.signatory": "y", "applied.effects": []})
        == {}
    )


def test_every_situation_that_is_made_is_one_that_the_law_can_read(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    fsmr_id = register.fsmr("BRAIN-TEAM")
    crmr_id = register.crmr("CERVCO", fsmr_id)
    site_id = register.constitutive(crmr_id, "CHU de Lille")
    ccmr_id = register.ccmr("CHU de Rouen", crmr_id)
    rows = (crmr_id, site_id, ccmr_id, fsmr_id)
    for function, row_id in zip(SEAT, rows, strict=True):
        situation, unknown = from_json(facts(sqlite_db, function, row_id).situation)
        assert unknown == []
        assert situation.unreadable == ()


def test_a_request_about_a_seat_names_its_function_and_one_about_the_centre_its_kind(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id = register.crmr("CERVCO")
    site_id = register.constitutive(crmr_id, "CHU de Lille")

    def about(function: Function, row_id: int, request: str) -> tuple[Any, Any]:
        situation = facts(sqlite_db, function, row_id, request=request).situation
        return situation.get("function"), situation["subject"]

    assert about(Function.COORDONNATEUR, crmr_id, "succession") == ("coordonnateur", "coordonnateur")
    assert about(Function.RESPONSABLE_SITE, site_id, "designation") == ("responsable_site", "site")
    assert about(Function.COORDONNATEUR, crmr_id, "relocation") == (None, "crmr")
    assert about(Function.RESPONSABLE_SITE, site_id, "relocation") == (None, "site")
    assert about(Function.COORDONNATEUR, crmr_id, "follow_up") == (None, "crmr")


def test_a_site_comes_with_its_centre_its_label_and_the_agreement_of_the_coordonnateur(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id = register.crmr("CERVCO")
    site_id = register.constitutive(crmr_id, "CHU de Lille")
    site = centre(sqlite_db, CentreKind.SITE, site_id)

    told = centre_facts(site, {("coordonnateur_agreement", ""): paper("to_check", "favourable")})

    assert told["crmr"]["label"] == [START.isoformat(), END.isoformat()]
    assert told["site"]["name"] == told["site"]["hospital"]["name"] == "CHU de Lille"
    assert told["site"]["ground"] == "pediatrie_adulte"
    assert told["site"]["coordonnateur_agreement"] == "given"
    refused = centre_facts(site, {("coordonnateur_agreement", "CERVCO"): paper("compliant", "unfavourable")})
    assert refused["site"]["coordonnateur_agreement"] == "refused"
    assert (site.name, site.hospital.town if site.hospital else "") == ("CERVCO, CHU de Lille", "Lille")


def test_a_ccmr_tells_each_attachment_with_its_own_agreement(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    first = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"))
    second = register.crmr("OSCAR-1", register.fsmr("OSCAR"), at="CHU de Lille")
    ccmr = centre(sqlite_db, CentreKind.CCMR, register.ccmr("CHU de Rouen", first, second))

    told = centre_facts(
        ccmr, {("coordonnateur_agreement", "CERVCO"): paper(), ("coordonnateur_agreement", ""): paper()}
    )

    agreed = [(one["crmr"], one["fsmr"], one["coordonnateur_agreement"]) for one in told["ccmr"]["attachments"]]
    assert agreed == [("CERVCO", "BRAIN-TEAM", "given"), ("OSCAR-1", "OSCAR", "missing")]
    assert told["ccmr"]["active_file"] == 40


def test_a_ccmr_without_attachment_is_told_so(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    ccmr_id = register.ccmr("CHU de Rouen", register.crmr("CERVCO"), end=D(2026, 6, 30))
    assert facts(sqlite_db, Function.RESPONSABLE_CCMR, ccmr_id).situation["ccmr"]["attachments"] == []


def test_a_filiere_tells_its_centres_and_its_last_designation(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    fsmr_id = register.fsmr("BRAIN-TEAM", D(2019, 1, 1), D(2023, 12, 31))
    register.crmr("CERVCO", fsmr_id)
    found = facts(sqlite_db, Function.ANIMATEUR, fsmr_id, fsmr__single_disease=True)
    assert found.situation["fsmr"] == {
        "name": "BRAIN-TEAM",
        "crmr_count": 1,
        "ccmr_count": 0,
        "designation": ["2019-01-01", "2023-12-31"],
        "single_disease": True,
    }
    assert (found.name, found.centre.hospital) == ("BRAIN-TEAM", None)


def test_a_label_without_a_printed_end_runs_for_five_years(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id = register.crmr("CERVCO", label=None)
    with sqlite_db.writing("Essai") as session:
        session.add(Label(crmr_id=crmr_id, start=START, act=""))
    ccmr = centre(sqlite_db, CentreKind.CCMR, register.ccmr("CHU de Rouen", crmr_id))
    assert centre_facts(ccmr, None)["ccmr"]["attachments"][0]["label"] == ["2024-01-01", "2028-12-31"]
    told = centre_facts(centre(sqlite_db, CentreKind.CRMR, crmr_id), None)["crmr"]
    assert (told["label"], told["label_years"]) == (["2024-01-01"], 5)


@pytest.mark.parametrize("state", ["received", "to_check", "compliant"])
def test_a_paper_in_hand_counts_whether_it_was_checked_or_not(state: str) -> None:
    assert list(received({("cv", ""): paper(state)})) == [{"piece": "cv"}]


def test_a_paper_to_be_redone_or_a_refused_agreement_is_not_in_hand() -> None:
    papers = {("cv", ""): paper("to_redo"), ("site_agreement", "CHU de Lille"): paper("received", "unfavourable")}
    assert list(received(papers)) == []


def test_of_a_dossier_that_is_not_written_nothing_is_known_of_the_papers(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id = register.crmr("CERVCO")
    register.constitutive(crmr_id, "CHU de Lille")
    situation = facts(sqlite_db, Function.COORDONNATEUR, crmr_id).situation
    assert "received" not in situation
    assert "agreement" not in situation["crmr"]["constitutive_sites"][0]


def test_the_former_holder_of_any_seat_is_the_last_one(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id = register.crmr("CERVCO")
    ccmr_id = register.ccmr("CHU de Rouen", crmr_id)
    gone = register.person("Élan", birth_date=D(1960, 1, 2))
    register.mandate(Function.RESPONSABLE_CCMR, ccmr_id, gone, START, D(2026, 6, 30))
    found = facts(sqlite_db, Function.RESPONSABLE_CCMR, ccmr_id)
    assert found.former is not None
    assert found.former.person_id == gone
    assert found.situation["incumbent"]["end"] == "2026-06-30"
    assert "new" not in found.situation.get("crmr", {})


def test_a_candidate_who_heads_a_site_of_the_centre_leaves_it(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id, elsewhere = register.crmr("CERVCO"), register.crmr("LEUKO")
    site_id, other = register.constitutive(crmr_id, "CHU de Lille"), register.constitutive(elsewhere, "CHU de Rouen")
    person = register.person("Vandamme")
    register.mandate(Function.RESPONSABLE_SITE, site_id, person)
    register.mandate(Function.RESPONSABLE_SITE, other, person)

    found = facts(sqlite_db, Function.COORDONNATEUR, crmr_id, candidate=person)

    assert found.situation["candidate"]["heads_site"] == "CHU de Lille"
    assert found.leaves is not None
    assert found.leaves.seat.centre_id == site_id
    assert len(found.held) == 2
    assert facts(sqlite_db, Function.RESPONSABLE_SITE, other, candidate=person).leaves is None


def test_a_hospital_chosen_for_a_move_or_a_site_is_told_with_its_finess(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id, lille = register.crmr("CERVCO"), register.hospital("CHU de Lille")
    moved = facts(sqlite_db, Function.COORDONNATEUR, crmr_id, request="relocation", new_hospital=lille, new_unit="B2")
    assert moved.situation["new_hospital"]["et"] == "590000105"
    assert moved.situation["new_unit"] == "B2"
    created = facts(
        sqlite_db, Function.COORDONNATEUR, crmr_id, request="site_creation", site__hospital=lille, site__kind="clinical"
    )
    assert created.situation["site"]["hospital"]["name"] == "CHU de Lille"
    assert created.situation["site"]["kind"] == "clinical"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, "absent"),
        ({"changes_hospital": False}, None),
        ({"changes_hospital": True}, {}),
    ],
)
def test_a_move_nobody_has_told_of_is_not_one(sqlite_db: Database, answers: dict[str, Any], told: object) -> None:
    crmr_id = Register(sqlite_db).crmr("CERVCO")
    situation = facts(sqlite_db, Function.COORDONNATEUR, crmr_id, **answers).situation
    assert situation.get("new_hospital", "absent") == told


def test_whether_the_same_person_follows_is_seen_from_the_persons_else_as_answered(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id = register.crmr("CERVCO")
    holder, other = register.person("Aubrac"), register.person("Rouvière")
    register.mandate(Function.COORDONNATEUR, crmr_id, holder)

    def same(candidate: int | None = None, **answers: Any) -> object:
        return facts(sqlite_db, Function.COORDONNATEUR, crmr_id, candidate=candidate, **answers).situation.get(
            "same_person"
        )

    assert same() is None
    assert same(same_person=True) is True
    assert same(holder) is True
    assert same(other, same_person=True) is False


def test_a_label_that_follows_another_is_a_renewed_one(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id = register.crmr("CERVCO", label=(D(2019, 1, 1), D(2023, 12, 31)))
    assert facts(sqlite_db, Function.COORDONNATEUR, crmr_id).situation["crmr"]["label_renewed"] is False
    register.label(crmr_id, START, END)
    told = facts(sqlite_db, Function.COORDONNATEUR, crmr_id).situation["crmr"]
    assert (told["label_renewed"], told["previous_label"]) == (True, ["2019-01-01", "2023-12-31"])
    assert dt.date.fromisoformat(told["label"][0]) == START
