"""When Python looks for garbage: not while the program starts, and rarely afterwards.

What is imported and read at the start lasts. To look through it takes a tenth of the time until the network is shown,
and as long again each time that the window is at work.
"""

from __future__ import annotations

import gc


def wait() -> None:
    """Look for none until ``begin``."""
    gc.disable()


def begin() -> None:
    """Look for it from now on, among what is made from now on."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    gc.enable()


def waits() -> bool:
    """Whether ``begin`` is still to come."""
    return not gc.isenabled()
