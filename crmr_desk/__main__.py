"""``python -m crmr_desk``, the ``crmr-desk`` command and the built program all start here."""

from __future__ import annotations

import sys

from crmr_desk.workbooks.reading import LAYOUT_OPTION, READING_OPTION


def main() -> int:
    """Read one workbook, or its look, for the program that started this one, or run the command line."""
    if sys.argv[1:] == [READING_OPTION]:
        from crmr_desk.workbooks.reading import child

        return child.main()
    if sys.argv[1:] == [LAYOUT_OPTION]:
        from crmr_desk.workbooks.returning import layout_child

        return layout_child.main()
    from crmr_desk import cli

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
