from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CODE = re.compile(r'(?:[rR]eason\(\s*"|^    ")([a-z_]+)"(?:,|: Doubt\.)', re.MULTILINE)


def test_every_reason_that_reading_gives_is_listed_for_those_who_rely_on_it() -> None:
    listed = set(re.findall(r"`([a-z_]+)`", (ROOT / "docs" / "import.md").read_text("utf-8")))
    given = {
        code
        for source in (ROOT / "crmr_desk" / "workbooks" / "incoming").rglob("*.py")
        for code in CODE.findall(source.read_text("utf-8"))
    }
    assert len(given) > 30
    assert given - listed == set()
