"""The pages that exist, each made when it is first wanted: a page may import the database, this module may not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crmr_desk.ui.desk import Desk


class PageKind(NamedTuple):
    """``in_navigation``: has an entry at the left. ``folds``: the navigation makes room while it is shown. ``verb`` is
    the method of the page that is told what to show, ``always`` also when nothing in particular is asked for."""

    key: str
    title: str
    icon: str
    make: Callable[[Desk], QWidget]
    in_navigation: bool = True
    folds: bool = False
    verb: str = "go_to"
    always: bool = False


def _home(desk: Desk) -> QWidget:
    from crmr_desk.ui.home import HomePage

    return HomePage(desk)


def _network(desk: Desk) -> QWidget:
    from crmr_desk.ui.network.page import NetworkPage

    return NetworkPage(desk)


def _directory(desk: Desk) -> QWidget:
    from crmr_desk.ui.directory.page import DirectoryPage

    return DirectoryPage(desk)


def _dossiers(desk: Desk) -> QWidget:
    from crmr_desk.ui.dossiers.page import DossiersPage

    return DossiersPage(desk)


def _deadlines(desk: Desk) -> QWidget:
    from crmr_desk.ui.deadlines.page import DeadlinesPage

    return DeadlinesPage(desk)


def _correspondence(desk: Desk) -> QWidget:
    from crmr_desk.ui.correspondence.page import CorrespondencePage

    return CorrespondencePage(desk)


def _imports(desk: Desk) -> QWidget:
    from crmr_desk.ui.imports.page import ImportsPage

    return ImportsPage(desk)


def _rules(desk: Desk) -> QWidget:
    from crmr_desk.ui.rules.page import RulesPage

    return RulesPage(desk)


def _rules_seen(desk: Desk) -> QWidget:
    from crmr_desk.ui.rules_seen.page import RulesSeenPage

    return RulesSeenPage(desk)


def _statistics(desk: Desk) -> QWidget:
    from crmr_desk.ui.statistics.page import StatisticsPage

    return StatisticsPage(desk)


def _differences(desk: Desk) -> QWidget:
    from crmr_desk.ui.differences.page import DifferencesPage

    return DifferencesPage(desk)


def _journal(desk: Desk) -> QWidget:
    from crmr_desk.ui.journal.page import OperationsPage

    return OperationsPage(desk)


def _campaigns(desk: Desk) -> QWidget:
    from crmr_desk.ui.campaigns.page import CampaignsPage

    return CampaignsPage(desk)


def _settings(desk: Desk) -> QWidget:
    from crmr_desk.ui.settings.page import SettingsPage

    return SettingsPage(desk)


def _wizard(desk: Desk) -> QWidget:
    from crmr_desk.ui.dossier.wizard import WizardPage

    return WizardPage(desk)


PAGES = (
    PageKind("home", "Accueil", "home-2", _home),
    PageKind("network", "Réseau", "topology-star-3", _network),
    PageKind("directory", "Annuaire", "users", _directory),
    PageKind("dossiers", "Dossiers", "folders", _dossiers, always=True),
    PageKind("deadlines", "Échéances", "calendar-event", _deadlines),
    PageKind("correspondence", "Courriers", "mail", _correspondence),
    PageKind("imports", "Imports", "table-import", _imports, always=True),
    PageKind("statistics", "Statistiques", "chart-histogram", _statistics, verb="show_measure"),
    PageKind("journal", "Journal", "history", _journal),
    PageKind("rules", "Règles", "book-2", _rules, verb="show_place"),
    PageKind("dossier", "Dossier", "folders", _wizard, in_navigation=False, folds=True, verb="open_dossier"),
    PageKind("rules_seen", "Constats du réseau", "alert-triangle", _rules_seen, in_navigation=False),
    PageKind("differences", "Comparer deux dates", "switch-horizontal", _differences, in_navigation=False, always=True),
    PageKind("settings", "Réglages", "settings", _settings, in_navigation=False),
    PageKind("campaigns", "Campagnes de labellisation", "certificate", _campaigns, in_navigation=False),
)
