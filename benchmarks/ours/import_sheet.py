"""Ours: a sheet received, checked and applied, as ``crmr-desk import --apply`` does it. Arguments: register, sheet,
folder for the copy of the register that is written, round.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

from benchmarks import DAY
from benchmarks.memory import tell_time_and_peak
from crmr_desk import clock
from crmr_desk.model.store.opening import open_database
from crmr_desk.workbooks.imports.applying import apply
from crmr_desk.workbooks.imports.drafts import receive

register, sheet = Path(sys.argv[1]), Path(sys.argv[2])
copy = Path(shutil.copyfile(register, Path(sys.argv[3]) / "ours.sqlite"))
db = open_database(copy, who="Nadia Belkacem", now=clock.now)
began = time.monotonic()
import_id, _ = receive(
    db, name=sheet.name, content=sheet.read_bytes(), region=None, sender="", received_on=DAY, today=DAY
)
applied, _ = apply(db, import_id, today=DAY, backup_folder=None)
seconds = time.monotonic() - began
db.dispose()
if applied.unchanged or applied.mandates_opened == 0:
    raise RuntimeError(applied.summary)
tell_time_and_peak(seconds)
