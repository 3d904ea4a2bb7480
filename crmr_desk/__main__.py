"""``python -m crmr_desk``, the ``crmr-desk`` command and the built program all start here."""

from __future__ import annotations

import sys

from crmr_desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
