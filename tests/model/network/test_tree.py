"""The network tree on a date: order, counts, states, and what the filter finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.arrangement import Arrangement, Extent, Traits
from crmr_desk.model.network.names import fold
from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.model.network.tree import tally, tree_on
from crmr_desk.model.store.database import Database
from tests.model.network.building import END, START, TODAY, D, Register, cervco, counted_statements

DAY = dt.timedelta(days=1)


def node(nodes: Iterable[Node], kind: str, row_id: int) -> Node:
    return next(node for node in nodes if (node.kind, node.row_id) == (kind, row_id))


def children(nodes: list[Node], parent: Node) -> list[str]:
    return [node.title for node in nodes if node.parent == parent.id]


def states_of(db: Database, kind: str, row_id: int, on: D = TODAY) -> tuple[NodeState, ...]:
    return node(tree_on(db, on), kind, row_id).states


def test_parents_come_before_children_and_places_are_ids(db: Database) -> None:
    cervco(Register(db))
    for by in Arrangement:
        nodes = tree_on(db, TODAY, by)
        assert [line.id for line in nodes] == list(range(len(nodes)))
        assert all(line.parent < line.id for line in nodes)


def test_the_cervco_stands_in_brain_team_with_its_site_and_its_24_centres(db: Database) -> None:
    fsmr_id, crmr_id = cervco(Register(db))
    nodes = tree_on(db, TODAY)
    fsmr, crmr = node(nodes, "fsmr", fsmr_id), node(nodes, "crmr", crmr_id)
    assert (fsmr.title, fsmr.parent, fsmr.count) == ("BRAIN-TEAM", -1, "1 / 0 / 24")
    assert (crmr.title, crmr.parent) == ("CERVCO", fsmr.id)
    assert crmr.detail == "Maladies vasculaires rares du cerveau et de l’œil"
    assert children(nodes, crmr) == ["Lariboisière, AP-HP", "Centres de compétences"]
    group = node(nodes, "group", crmr_id)
    assert (group.count, len(children(nodes, group))) == ("24", 24)


def test_centres_stand_in_french_order_whatever_their_accents(db: Database) -> None:
    register = Register(db)
    fsmr_id = register.fsmr("DéfiScience")
    for acronym in ("Zellweger", "Épilepsies rares", "enfance", "Etre"):
        register.crmr(acronym, fsmr_id)
    nodes = tree_on(db, TODAY)
    assert children(nodes, node(nodes, "fsmr", fsmr_id)) == ["enfance", "Épilepsies rares", "Etre", "Zellweger"]


def test_sites_come_coordinating_first_then_in_french_order(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO", at="San Salvadour, AP-HP")
    for name in ("Necker, AP-HP", "CHU de Rouen", "Hôpital marin, AP-HP"):
        register.constitutive(crmr_id, name)
    nodes = tree_on(db, TODAY)
    crmr = node(nodes, "crmr", crmr_id)
    assert children(nodes, crmr) == ["San Salvadour, AP-HP", "CHU de Rouen", "Hôpital marin, AP-HP", "Necker, AP-HP"]
    assert [line.detail for line in nodes if line.parent == crmr.id] == ["coordonnateur"] + ["constitutif"] * 3


def test_a_seat_is_vacant_from_the_day_after_the_end_of_its_mandate(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO", label=(START, D(2030, 12, 31)))
    register.mandate(Function.COORDONNATEUR, crmr_id, register.person("Aubrac"))
    assert NodeState.VACANT not in states_of(db, "crmr", crmr_id, END)
    assert NodeState.VACANT in states_of(db, "crmr", crmr_id, END + DAY)


def test_a_label_is_about_to_expire_for_twelve_months_and_then_expired(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    register.mandate(Function.COORDONNATEUR, crmr_id, register.person("Aubrac"), START, None)
    assert states_of(db, "crmr", crmr_id, D(2027, 12, 30)) == ()
    assert states_of(db, "crmr", crmr_id, D(2027, 12, 31)) == (NodeState.LABEL_EXPIRING,)
    assert states_of(db, "crmr", crmr_id, END) == (NodeState.LABEL_EXPIRING,)
    assert states_of(db, "crmr", crmr_id, END + DAY) == (NodeState.LABEL_EXPIRED,)


def test_a_label_that_is_already_renewed_does_not_expire(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    register.mandate(Function.COORDONNATEUR, crmr_id, register.person("Aubrac"), START, None)
    register.label(crmr_id, END + DAY, D(2033, 12, 31))
    assert states_of(db, "crmr", crmr_id, END) == ()
    assert states_of(db, "crmr", crmr_id, END + DAY) == ()


@pytest.mark.parametrize(
    ("status", "born", "flagged"),
    [
        ("PR-CONSULTANT", D(1959, 2, 3), True),  # 68 within the mandate
        ("PR-CONSULTANT", D(1958, 2, 3), True),  # 68 already
        ("PR-CONSULTANT", D(1961, 1, 1), False),  # 65 passed, 68 the day after the end
        ("PU-PH", D(1963, 12, 31), True),  # 65 on the last day
        ("PU-PH", D(1964, 1, 1), False),
        ("PH", D(1959, 2, 3), True),
        ("PH", D(1958, 2, 3), False),  # 68 already: the text binds only professeurs consultants
        (None, D(1963, 12, 31), True),
        ("PR-CONSULTANT", None, False),
    ],
)
def test_age_is_flagged_when_65_or_68_falls_before_the_end_of_the_mandate(
    db: Database, status: str | None, born: D | None, flagged: bool
) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    person_id = register.person("Aubrac", status=status, birth_date=born)
    register.mandate(Function.COORDONNATEUR, crmr_id, person_id)
    assert (NodeState.AGE in states_of(db, "crmr", crmr_id)) is flagged


def test_an_animateur_has_no_age(db: Database) -> None:
    register = Register(db)
    fsmr_id = register.fsmr("BRAIN-TEAM")
    person_id = register.person("Aubrac", status="PR-CONSULTANT", birth_date=D(1959, 2, 3))
    register.mandate(Function.ANIMATEUR, fsmr_id, person_id)
    assert states_of(db, "fsmr", fsmr_id) == (NodeState.BELOW_THREE,)


def test_an_open_dossier_shows_on_its_centre_and_its_filiere_from_the_day_it_was_opened(db: Database) -> None:
    register = Register(db)
    fsmr_id, crmr_id = cervco(register)
    register.succession(crmr_id)
    assert NodeState.DOSSIER in states_of(db, "crmr", crmr_id)
    assert NodeState.DOSSIER in states_of(db, "fsmr", fsmr_id)
    assert NodeState.DOSSIER not in states_of(db, "crmr", crmr_id, D(2026, 11, 11))


def test_a_filiere_is_below_three_from_the_day_on_which_it_happens(db: Database) -> None:
    register = Register(db)
    fsmr_id = register.fsmr("MHEMO", START, END)
    for acronym, end in (("A", None), ("B", None), ("C", D(2026, 6, 30))):
        register.crmr(acronym, fsmr_id, end=end)
    assert NodeState.BELOW_THREE not in states_of(db, "fsmr", fsmr_id, D(2026, 6, 30))
    assert NodeState.BELOW_THREE in states_of(db, "fsmr", fsmr_id, D(2026, 7, 1))
    line = node(tree_on(db, D(2026, 7, 1)), "fsmr", fsmr_id)
    assert "à apprécier" in line.notes[line.states.index(NodeState.BELOW_THREE)]


def test_a_centre_attached_to_two_filieres_is_seen_under_both_and_counted_once(db: Database) -> None:
    register = Register(db)
    brain, sens = register.fsmr("BRAIN-TEAM"), register.fsmr("SENSGENE")
    cervco_id, ophtara = register.crmr("CERVCO", brain), register.crmr("OPHTARA", sens)
    ccmr_id = register.ccmr("CHU de Nantes", cervco_id, ophtara, specialty="ophtalmologie")
    nodes = tree_on(db, TODAY)
    lines = [line for line in nodes if (line.kind, line.row_id) == ("ccmr", ccmr_id)]
    assert [nodes[line.parent].row_id for line in lines] == [cervco_id, ophtara]
    assert all(NodeState.SEVERAL in line.states for line in lines)
    assert lines[0].notes[lines[0].states.index(NodeState.SEVERAL)] == "Rattaché à CERVCO, OPHTARA"
    assert tally(nodes)[NodeState.SEVERAL] == 1


def test_lines_that_gather_show_the_states_below_without_counting_them_again(db: Database) -> None:
    register = Register(db)
    fsmr_id, crmr_id = cervco(register)
    register.mandate(Function.ANIMATEUR, fsmr_id, register.person("Teyssier"))
    nodes = tree_on(db, TODAY)
    group, fsmr = node(nodes, "group", crmr_id), node(nodes, "fsmr", fsmr_id)
    assert group.states == group.inherited == (NodeState.VACANT,)
    assert fsmr.inherited == (NodeState.VACANT,)
    assert fsmr.notes[0] == "Poste vacant\u00a0: CERVCO"
    assert tally(nodes)[NodeState.VACANT] == 1 + 24


def test_each_state_has_its_sentence(db: Database) -> None:
    cervco(Register(db))
    assert all(len(line.states) == len(line.notes) for line in tree_on(db, END + DAY))


def test_what_belongs_to_no_filiere_or_no_centre_is_still_seen(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    ccmr_id = register.ccmr("CHU de Lille")
    nodes = tree_on(db, TODAY)
    assert nodes[node(nodes, "crmr", crmr_id).parent].title == "Sans filière"
    assert nodes[node(nodes, "ccmr", ccmr_id).parent].title == "Centres de compétences sans rattachement"


def test_the_tree_turns_to_the_day_asked_for(db: Database) -> None:
    register = Register(db)
    fsmr_id, crmr_id = cervco(register)
    assert tree_on(db, START - DAY) == []
    kinds = {line.kind for line in tree_on(db, START)}
    assert kinds == {"fsmr", "crmr", "site", "group", "ccmr"}
    after = tree_on(db, END + DAY)
    assert {(line.kind, line.row_id) for line in after if line.kind != "site"} == {("fsmr", fsmr_id), ("crmr", crmr_id)}


def test_the_filter_finds_a_centre_by_holder_town_finess_and_title(db: Database) -> None:
    register = Register(db)
    _, crmr_id = cervco(register)
    register.mandate(Function.COORDONNATEUR, crmr_id, register.person("Élan"))
    line = node(tree_on(db, TODAY), "crmr", crmr_id)
    for typed in ("solene elan", "paris", "750100042", "maladies vasculaires", "l’œil"):
        assert fold(typed) in fold(line.search)
    assert line.finess == "750100042"


def test_the_tree_by_region_follows_the_geographic_finess(db: Database) -> None:
    register = Register(db)
    register.crmr("CERVCO", at="Lariboisière, AP-HP")
    register.crmr("MIRCEM", at="San Salvadour, AP-HP")
    register.constitutive(register.crmr("LEUKOFRANCE", at="Hôpital marin, AP-HP"), "CHU de Lille")
    nodes = tree_on(db, TODAY, Arrangement.REGION)
    regions = [line for line in nodes if line.parent == -1]
    assert [(line.title, line.detail) for line in regions] == [
        ("Hauts-de-France", "ARS Hauts-de-France"),
        ("Île-de-France", "ARS Île-de-France"),
        ("Nouvelle-Aquitaine", "ARS Nouvelle-Aquitaine"),
        ("Provence-Alpes-Côte d’Azur", "ARS Provence-Alpes-Côte d’Azur"),
    ]
    assert children(nodes, regions[1]) == ["Lariboisière, AP-HP"]
    assert children(nodes, nodes[regions[0].id + 1]) == ["LEUKOFRANCE"]


def test_by_specialty_spellings_are_one_and_what_has_none_stands_at_the_end(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id = register.crmr("CERVCO")
    for at, specialty in (("CHU de Lille", "Neurologie"), ("CHU de Rouen", "neurologie"), ("CHU de Nantes", "Œil")):
        register.ccmr(at, crmr_id, specialty=specialty)
    nodes = tree_on(sqlite_db, TODAY, Arrangement.SPECIALTY)
    roots = [line for line in nodes if line.parent == -1]
    assert [(line.title, line.count) for line in roots] == [
        ("Neurologie", "2"),
        ("Œil", "1"),
        ("Sans spécialité", "1"),
    ]
    assert children(nodes, roots[0]) == ["CHU de Lille", "CHU de Rouen"]
    assert children(nodes, roots[2]) == ["CERVCO"]


def test_by_public_a_centre_of_two_filieres_stands_under_each_and_counts_once(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    brain, sens = register.fsmr("BRAIN-TEAM"), register.fsmr("SENSGENE")
    cervco_id, ophtara = register.crmr("CERVCO", brain), register.crmr("OPHTARA", sens)
    register.ccmr("CHU de Nantes", cervco_id, ophtara)
    nodes = tree_on(sqlite_db, TODAY, Arrangement.POPULATION)
    roots = [line for line in nodes if line.parent == -1]
    assert [(line.title, line.count) for line in roots] == [("Adultes", "1"), ("Public non précisé", "2")]
    assert children(nodes, roots[0]) == ["BRAIN-TEAM", "SENSGENE"]


def test_a_centre_has_the_same_traits_in_every_arrangement(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr_id = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"))
    site_id = register.constitutive(crmr_id, "CHU de Lille")
    ccmr_id = register.ccmr("CHU de Rouen", crmr_id)
    for by in Arrangement:
        nodes = tree_on(sqlite_db, TODAY, by)
        of_crmr, of_site, of_ccmr = (
            node(nodes, kind, row_id).traits
            for kind, row_id in (("crmr", crmr_id), ("site", site_id), ("ccmr", ccmr_id))
        )
        assert of_crmr == Traits("coordonnateur", "", "11", ("BRAIN-TEAM",), Extent.MULTI, True, END)
        assert of_site == Traits("constitutif", "", "32", ("BRAIN-TEAM",))
        assert of_ccmr == Traits("CCMR", "adulte", "28", ("BRAIN-TEAM",))


@pytest.mark.parametrize("by", Arrangement)
def test_the_number_of_statements_does_not_grow_with_the_network(sqlite_db: Database, by: Arrangement) -> None:
    register = Register(sqlite_db)
    cervco(register)
    counts = []
    for sigle in ("SENSGENE", "MHEMO"):
        with counted_statements(sqlite_db) as sent:
            tree_on(sqlite_db, TODAY, by)
        counts.append(len(sent))
        fsmr_id = register.fsmr(sigle)
        for number in range(3):
            register.constitutive(register.crmr(f"CRMR {number}", fsmr_id), "CHU de Lille")
    assert counts[0] == counts[1] <= 11
