"""What changed since a letter was written is seen in a narrow column too."""

from __future__ import annotations

import pytest

from crmr_desk.ui.correspondence.way_tab import parting


@pytest.mark.parametrize(
    ("text", "other", "shown"),
    [
        ("Direction, hôpital Nord", "Direction, hôpital Sud", "… Nord"),
        ("Direction, hôpital Nord – Est", "Direction, hôpital Nord", "… Nord – Est"),
        ("Pr Anne Le Goff", "Pr Anne Le Gall", "Pr Anne Le Goff"),
        ("Nantes", "Rennes", "Nantes"),
        ("", "Rennes", "rien"),
    ],
)
def test_two_values_are_shown_from_where_they_part(text: str, other: str, shown: str) -> None:
    assert parting(text, other) == shown
