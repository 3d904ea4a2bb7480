from __future__ import annotations

from crmr_desk import resources


def test_the_resources_are_found_in_a_checkout() -> None:
    assert resources.path("icons").is_dir()
    assert resources.path("fonts", "SourceSans3_400Regular.ttf").is_file()
