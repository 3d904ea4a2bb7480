"""The page on imports explains every code that a reason may bear."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import crmr_desk
from crmr_desk.workbooks.checking.verdicts import REFUSING, TO_CHOOSE
from crmr_desk.workbooks.imports.applying import NOT_APPLIED
from crmr_desk.workbooks.incoming.typed import LineKind

_SOURCES = Path(crmr_desk.__file__).parent / "workbooks"
_PAGE = Path(crmr_desk.__file__).parents[1] / "docs" / "import.md"
_MAKERS = frozenset(("Reason", "reason", "_reason", "doubt", "_doubt", "_refused", "_elsewhere", "_ignored"))
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")


def test_every_code_is_in_the_table() -> None:
    told = set(re.findall(r"`([a-z_]+)`", _PAGE.read_text(encoding="utf-8")))
    kinds = {kind.value for kind in LineKind} - {LineKind.DATA.value}
    assert {*_codes(), *kinds, *REFUSING, *TO_CHOOSE, NOT_APPLIED} - told == set()


def _codes() -> Iterator[str]:
    """The codes that the sources name: in the making of a reason, or as keys of their doubts."""
    for path in _SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for each in _constants(node):
                if isinstance(each.value, str) and _CODE.fullmatch(each.value):
                    yield each.value


def _constants(node: ast.AST) -> list[ast.Constant]:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return [each for each in node.args if isinstance(each, ast.Constant)] if name in _MAKERS else []
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        return [key for key, value in pairs if isinstance(key, ast.Constant) and _is_doubt(value)]
    return []


def _is_doubt(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Doubt"
