from __future__ import annotations

from crmr_desk.workbooks.imports.choices import Choices
from crmr_desk.workbooks.incoming.fields import IGNORED, Target
from crmr_desk.workbooks.incoming.mapping import fold_header
from crmr_desk.workbooks.incoming.recipes import Correction, Recipe, RecipeMatch, best_recipe, corrections_of
from crmr_desk.workbooks.incoming.recognise import tables
from tests.workbooks.incoming.sheets import HEADER, LINE, book


def recipe(*headers: str, region: str | None = "84", fingerprint: str = "", number: int = 1) -> Recipe:
    known = dict(zip(HEADER, ("finess", "hospital", "centre", "person", "start"), strict=True))
    columns = {fold_header(header): known.get(header, IGNORED) for header in headers}
    return Recipe(number, f"Recette {number}", region, fingerprint, columns)


def match(*recipes: Recipe, headers: tuple[str, ...] = HEADER, region: str | None = "84") -> RecipeMatch | None:
    return best_recipe(recipes, region, tables(book([headers, LINE]), Choices()))


def test_the_same_headers_in_any_order_are_known_again() -> None:
    print_of = tables(book([HEADER, LINE]), Choices())[0].fingerprint
    found = match(recipe(*HEADER[:2]), recipe(*HEADER, fingerprint=print_of, number=2))
    assert found is not None
    assert (found.recipe.id, found.exact, found.share, found.drifted) == (2, True, 1, {})


def test_most_of_the_headers_are_enough_and_fewer_are_not() -> None:
    found = match(recipe(*HEADER[:3], "Ville", "Pôle"))
    assert found is not None
    assert (found.exact, found.share, len(found.columns)) == (False, 0.6, 3)
    assert match(recipe(*HEADER[:2], "Ville", "Pôle")) is None


def test_the_recipes_of_another_agency_do_not_count() -> None:
    assert match(recipe(*HEADER), region="53") is None
    assert match(recipe(*HEADER, region=None), region=None) is not None


def test_a_header_that_drifted_is_proposed_and_not_taken() -> None:
    found = match(
        recipe(*HEADER), headers=("N° FINESS", "Établissement de santé", "Centre", "Responsable", "Prise de poste")
    )
    assert found is not None
    assert found.drifted == {"etablissement de sante": "etablissement", "prise de poste": "debut du mandat"}
    assert "etablissement de sante" not in found.columns


def test_a_header_that_names_another_field_has_not_drifted() -> None:
    found = match(recipe(*HEADER), headers=("N° FINESS", "Établissement", "Centre", "Responsable", "Fin du mandat"))
    assert found is not None
    assert found.drifted == {}


def test_corrections_are_kept_by_field_and_text() -> None:
    kept = Recipe(1, "AURA", "84", "", {}, (Correction(Target.CENTRE, "CERVCO  Lyon", "CERVCO"),))
    assert corrections_of(kept) == {(Target.CENTRE, "CERVCO Lyon"): "CERVCO"}
