"""CRMR Desk: the desk of those who instruct the dossiers of the French rare-disease network."""

import os

__version__ = "0.1.0"

# openpyxl reads with lxml where it finds it (pyHanko brings it), and would then leave defusedxml aside, which refuses
# the XML bombs in a workbook that came by e-mail.
os.environ["OPENPYXL_LXML"] = "False"
