"""CRMR Desk: the desk of those who instruct the dossiers of the French rare-disease network."""

__version__ = "0.1.0"
