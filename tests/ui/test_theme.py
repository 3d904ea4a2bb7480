"""The tokens keep the contrasts that the visual language promises, in both shades."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmr_desk.ui import theme

PROMISED = [
    ("text", "surface", 16.0, 13.2), ("text2", "surface", 7.6, 8.2), ("text3", "surface", 5.8, 6.4),
    ("text3", "soft", 4.8, 4.6), ("ctl", "surface", 3.5, 4.1), ("accent", "surface", 6.7, 7.9),
    ("onaccent", "accent", 6.7, 7.7), ("softtx", "soft", 8.0, 8.4), ("ok", "ok_soft", 5.2, 6.8),
    ("warn", "warn_soft", 5.4, 6.9), ("stop", "stop_soft", 5.4, 6.4), ("info", "info_soft", 5.6, 6.6),
    ("mute", "mute_soft", 5.2, 6.2),
]  # fmt: skip


def luminance(colour: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[place : place + 2]) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground", "light", "dark"), PROMISED)
def test_each_pair_is_as_legible_as_promised(ink: str, ground: str, light: float, dark: float) -> None:
    assert contrast(theme.LIGHT[ink], theme.LIGHT[ground]) >= light - 0.05
    assert contrast(theme.DARK[ink], theme.DARK[ground]) >= dark - 0.05


def test_both_shades_have_the_same_tokens() -> None:
    assert theme.LIGHT.keys() == theme.DARK.keys()


def test_dark_changes_palette_and_sheet_and_says_so(qapp: QApplication, qtbot: QtBot) -> None:
    heard: list[bool] = []
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    assert qapp.styleSheet() == ""
    theme.signals.changed.connect(lambda: heard.append(theme.is_dark()))
    theme.apply(qapp, "dark")
    try:
        assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == theme.DARK["window"]
        assert qapp.palette().color(QPalette.ColorRole.Highlight).name().upper() == theme.DARK["soft"]
        assert theme.DARK["accent"] in window.styleSheet()
        assert heard == [True]
    finally:
        theme.apply(qapp, "light")
    assert theme.LIGHT["accent"] in window.styleSheet()


def test_the_style_sheet_leaves_no_token_unfilled() -> None:
    assert "$" not in theme.style_sheet()


def test_the_house_type_is_loaded_with_figures_of_one_width(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontInfo, QFontMetrics

    assert QFontInfo(qapp.font()).family() == theme.FAMILY
    metrics = QFontMetrics(theme.font(14, figures=True))
    assert metrics.horizontalAdvance("11/11/2011") == metrics.horizontalAdvance("20/08/2026")


def test_a_setting_never_made_follows_the_system() -> None:
    assert theme.mode_named("None") == "system"
    assert theme.mode_named("dark") == "dark"
