"""Ours: situations read from JSON values and judged by the pack of 2016. Argument: the round."""

from __future__ import annotations

import time

from benchmarks.situations import situations
from benchmarks.stamp import number_argument, tell
from crmr_desk.model.law import packs
from crmr_desk.model.law.qualify import qualify
from crmr_desk.model.law.situation import from_json

pack = packs.load_named("2016")
told = situations(number_argument())
for one in told[:100]:
    qualify(from_json(one)[0], pack)
began = time.monotonic()
for one in told:
    qualify(from_json(one)[0], pack)
tell(time.monotonic() - began)
