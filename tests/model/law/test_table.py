"""The table of the procedures is the one that the packs write today."""

from __future__ import annotations

from pathlib import Path

from crmr_desk.model.law import packs, table

PAGE = Path(__file__).parents[3] / "docs" / "procedures.md"


def test_the_page_is_what_the_packs_say_today() -> None:
    fresh = PAGE.read_text("utf-8") == table.document()
    assert fresh, f"docs/procedures.md is older than resources/rules: run « {table.COMMAND} »"


def test_every_scenario_of_every_pack_has_its_row() -> None:
    page = table.document()
    for name in packs.shipped():
        part = page.partition(f"\n## {packs.load_named(name).title}\n")[2].partition("\n## ")[0]
        for rule in packs.load_named(name).scenarios:
            (row,) = [line for line in part.splitlines() if f"`{rule.id}`" in line]
            assert row.count(" | ") == len(table.COLUMNS) - 1


def test_rules_that_nobody_confirmed_say_so() -> None:
    part = table.document().partition("\n## Règles suivies depuis 2018\n")[2]
    assert "**à vérifier**" in part
    assert "Source secondaire" in part
    assert "`patients_opinion`\N{NO-BREAK SPACE}: Avis des associations de malades" in part
