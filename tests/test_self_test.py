from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from crmr_desk import self_test

LINES = 10
"""Nine checks and the verdict."""


@pytest.mark.slow
def test_a_whole_program_passes_its_own_test() -> None:
    command = [sys.executable, "-m", "crmr_desk", "--self-test"]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert told.returncode == 0, told.stderr
    assert len(told.stdout.splitlines()) == LINES
    assert told.stdout.endswith("Tout fonctionne.\n")


def test_a_program_without_its_resources_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("crmr_desk.resources.path", lambda *_parts: tmp_path)
    assert self_test.run() == 1
    assert "ÉCHEC" in capsys.readouterr().out
