READING_OPTION = "--read-workbook"
"""Starts the program as the process that reads one file; named in no help."""
LAYOUT_OPTION = "--read-layout"
"""The same, for the look of a file."""
