"""Names as people write, sort and search them."""

from __future__ import annotations

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.names import as_typed, collation, fold, full_name, role_word


def test_search_ignores_accents_case_ligatures_and_punctuation() -> None:
    assert fold("Saint-Étienne") == "saint etienne"
    assert fold("l’Œil") == fold("L'oeil") == "l oeil"
    assert fold("FAI²R") == "fai2r"
    assert fold("Necker, AP-HP") == "necker ap hp"
    assert fold("E\u0301mile") == "emile"


def test_names_sort_in_french_order() -> None:
    names = ["Zoé", "Élan", "eau", "Œuvre", "oeillet", "Etang", "Éa"]
    assert sorted(names, key=collation) == ["Éa", "eau", "Élan", "Etang", "oeillet", "Œuvre", "Zoé"]


def test_a_name_is_kept_as_typed_without_what_cannot_be_seen() -> None:
    assert as_typed("  <b>Solène</b> 🧬\n") == "<b>Solène</b> 🧬"
    assert as_typed("Au\x00brac\u202e") == "Aubrac"
    assert as_typed("Jean\tMarc") == "Jean Marc"
    assert as_typed("\u200b\ufeff") == ""
    assert as_typed("👩\u200d⚕") == "👩\u200d⚕"


def test_the_function_is_feminine_only_where_the_title_says_so() -> None:
    assert role_word(Function.COORDONNATEUR, "Mme") == "Coordonnatrice"
    assert role_word(Function.COORDONNATEUR, "M.") == "Coordonnateur"
    assert role_word(Function.COORDONNATEUR, "Pr") == "Coordination"
    assert full_name("", "Solène", "Aubrac") == "Solène Aubrac"
