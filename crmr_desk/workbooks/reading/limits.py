"""How much of a file is read before it is refused: generous for a list that somebody keeps, small for an attack."""

from __future__ import annotations

MIB = 1024 * 1024

LARGEST_FILE = 20 * MIB
"""Bytes of the file as received."""
LARGEST_UNPACKED = 300 * MIB
"""Bytes of all that a packed file (.xlsx, .ods) unpacks to: as it declares them, and as they are counted."""
MOST_ENTRIES = 2_000
"""Files inside a packed file."""
MOST_LINES = 200_000
"""Lines of one sheet that hold something."""
MOST_COLUMNS = 16_384
"""Columns of one sheet: as many as a spreadsheet program has (XFD)."""
LAST_LINE = 1_048_576
"""The last line that a spreadsheet program has; no line can bear a higher number."""
MOST_CELLS = 5_000_000
"""Cells of one book that hold something."""
MOST_PLACES = 10_000_000
"""Places of one book, empty ones before a filled one of their line included: what the lines take in memory."""
MOST_COPIES = 200_000
"""Cells of one sheet that are filled from the merged range they belong to."""
MOST_SHEETS = 1_000
"""Sheets of one book."""
LONGEST_TEXT = 32_767
"""Characters of one cell: as many as Excel holds."""
LONGEST_NAME = 120
"""Characters of the name of a file or sheet that a sentence shows."""

MEMORY = 2_048 * MIB
"""Address space of the child process that reads, where the system can limit it (POSIX)."""
PROCESSOR_SECONDS = 50
"""Processor time of that child, where the system can limit it (POSIX)."""
PATIENCE_SECONDS = 60.0
"""How long the parent waits, everywhere, before it ends the child."""
