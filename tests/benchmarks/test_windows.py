"""What is measured on the screen is dressed as the program dresses it: a measure that is not waits for ever."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import benchmarks

OURS = sorted((Path(benchmarks.__file__).parent / "ours").glob("*.py"))


@pytest.mark.parametrize("script", OURS, ids=lambda script: script.stem)
def test_a_window_that_is_shown_was_made_to_be_measured(script: Path) -> None:
    nodes = list(ast.walk(ast.parse(script.read_text(encoding="utf-8"))))
    shown = {
        ast.unparse(node.func.value)
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "show"
    }
    made = {
        ast.unparse(node.targets[0])
        for node in nodes
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("measured(")
    }
    assert shown <= made
