"""Each key of a TOML file is found on its line."""

from __future__ import annotations

import tomllib

from crmr_desk import resources
from crmr_desk.model.law.toml_lines import KeyPath, key_lines, line_of

TEXT = '''# a comment = not a key
title = "x [y] = z"
list = [
    "a = 1",
    { b = 2 },
]
long = """
c = 3
[d]
"""

[table."a.b"] # with a comment
"key one" = 1
x.y = 2

[[items]]
id = "first"
[[items]]
id = "second"
[items.inner]
deep = true
[[items.parts]]
id = "part"
'''


def test_every_key_has_its_line() -> None:
    lines = key_lines(TEXT)
    assert lines["title",] == 2
    assert lines["list",] == 3
    assert lines["long",] == 7
    assert lines["table", "a.b"] == 12
    assert lines["table", "a.b", "key one"] == 13
    assert lines["table", "a.b", "x", "y"] == 14
    assert lines["items", 0, "id"] == 17
    assert lines["items", 1, "id"] == 19
    assert lines["items", 1, "inner", "deep"] == 21
    assert lines["items", 1, "parts", 0, "id"] == 23


def test_what_stands_inside_a_value_is_no_key() -> None:
    lines = key_lines(TEXT)
    assert ("c",) not in lines
    assert ("d",) not in lines
    assert ("b",) not in lines


def test_a_key_inside_a_value_has_the_line_of_the_value() -> None:
    assert line_of(key_lines(TEXT), ("list", 1, "b")) == 3
    assert line_of(key_lines(TEXT), ("nowhere",)) == 1


def test_every_key_that_ships_is_found_where_it_is_written() -> None:
    for path in resources.path("rules").rglob("*.toml"):
        text = path.read_text("utf-8")
        written, lines = text.splitlines(), key_lines(text)
        for key in _keys(tomllib.loads(text), ()):
            last = next(part for part in reversed(key) if isinstance(part, str))
            assert last in written[line_of(lines, key) - 1] or key not in lines


def _keys(data: object, path: KeyPath) -> list[KeyPath]:
    if isinstance(data, dict):
        inner = [found for name, value in data.items() for found in _keys(value, (*path, name))]
    elif isinstance(data, list):
        inner = [found for rank, value in enumerate(data) for found in _keys(value, (*path, rank))]
    else:
        inner = []
    return [path, *inner] if path and isinstance(path[-1], str) else inner
