"""What a child process used at most: its own memory, and that of the processes that it started. Imports nothing of the
program."""

from __future__ import annotations

import resource
from pathlib import Path


def tell_time_and_peak(seconds: float) -> None:
    """Give the parent two numbers: seconds, and MiB at the peak. The largest process that this one started is added, as
    if both had peaked at once."""
    print(repr(_own_mib() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024), repr(seconds), flush=True)


def _own_mib() -> float:
    """VmHWM of a fresh process is its own, where ``ru_maxrss`` may be that of its parent (Linux; elsewhere 0)."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
