"""The commands that Ctrl+K finds: pages, exports, appearance, verbs of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from crmr_desk.model.finding.asked import Asked, words_of
from crmr_desk.model.kinds import CentreKind
from crmr_desk.ui import exports
from crmr_desk.ui.pages import PAGES

if TYPE_CHECKING:
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.main_window import MainWindow

_NOT_BY_ITSELF = ("dossier", "settings")
"""The wizard has nothing to show without a dossier; the settings have a command with words of their own."""
_MODES = (("light", "claire"), ("dark", "sombre"), ("system", "du système"))


@dataclass(frozen=True, slots=True)
class Command:
    """``also`` are words by which it is found beside its title."""

    title: str
    icon: str
    run: Callable[[], object]
    also: str = ""
    detail: str = ""


def commands(desk: Desk, window: MainWindow) -> tuple[Command, ...]:
    """Every command of a window with an open register."""
    of_pages = (*_pages(desk), *_radar(desk), *_new(desk), *_letters(desk))
    return (*of_pages, *_exports(desk), *_verbs(desk, window), *_modes(window))


def answering(offered: Sequence[Command], asked: Asked) -> list[Command]:
    """Those of which every word typed begins a word, the titles that begin with what is typed first."""
    found = [each for each in offered if _answers(each, asked)]
    whole = " ".join(asked.words)
    return sorted(found, key=lambda each: not " ".join(words_of(each.title)).startswith(whole))


def _answers(command: Command, asked: Asked) -> bool:
    words = words_of(f"{command.title} {command.also}")
    return all(any(word.startswith(typed) for word in words) for typed in asked.telling)


def _pages(desk: Desk) -> Iterator[Command]:
    for kind in PAGES:
        if kind.key not in _NOT_BY_ITSELF:
            yield Command(kind.title, kind.icon, partial(desk.page_wanted.emit, kind.key, ""), "aller page")


def _new(desk: Desk) -> Iterator[Command]:
    yield Command("Créer une filière…", "plus", partial(_create_fsmr, desk), "nouvelle ajouter")
    yield Command(
        "Nouvelle personne…", "user-plus", partial(desk.page_wanted.emit, "directory", "person/new"), "ajouter"
    )
    yield Command(
        "Nouvel établissement…", "plus", partial(desk.page_wanted.emit, "directory", "hospital/new"), "ajouter hôpital"
    )


def _letters(desk: Desk) -> Iterator[Command]:
    for title, icon, tab, also in (
        ("Courriers à signer", "writing-sign", "to_sign", "signature bordereau"),
        ("Courriers à la signature", "rubber-stamp", "at_signature", "bordereau retour"),
        ("Courriers à envoyer", "send", "to_send", "envoi départ"),
        ("Relances…", "mail-forward", "reminders/", "courriers envoi groupé rappel"),
    ):
        yield Command(title, icon, partial(desk.page_wanted.emit, "correspondence", tab), also)


def _radar(desk: Desk) -> Iterator[Command]:
    yield Command(
        "Radar des successions", "radar-2", partial(desk.page_wanted.emit, "deadlines", "radar"), "départs échéances"
    )


def _create_fsmr(desk: Desk) -> None:
    """From anywhere: in an empty register no sheet offers it."""
    from crmr_desk.ui.network.acts import menu  # the guides come with it: nobody who only looks waits for them
    from crmr_desk.ui.network.acts.form import Subject

    if desk.why_no_write:
        desk.toast.emit(desk.why_no_write)
        return
    menu.guide(desk, menu.NEW_FSMR, Subject(CentreKind.FSMR.value, 0, ""), desk.window).open()


def _exports(desk: Desk) -> Iterator[Command]:
    yield Command("Exporter un tableau…", "table-export", lambda: exports.choose_export(desk), "classeur excel")
    yield Command(
        "Exporter tout le registre…", "file-export", lambda: exports.export_register(desk), "classeur excel échange"
    )
    yield Command(
        "Modèle pour une agence…", "file-spreadsheet", lambda: exports.choose_template(desk), "classeur ars excel"
    )


def _verbs(desk: Desk, window: MainWindow) -> Iterator[Command]:
    navigation = window.navigation
    yield Command("Annuler la dernière opération", "arrow-back-up", window.status.undo_wanted.emit, "ctrl z")
    yield Command("Relire le registre", "refresh", desk.reload_everything, "rafraîchir actualiser f5")
    yield Command("Réglages", "settings", navigation.settings_wanted.emit, "bureau signataires en-tête formules")
    yield Command("Répéter une procédure…", "rotate-clockwise", navigation.rehearsal_wanted.emit, "répétition essai")
    yield Command("Ouvrir un autre registre", "database", window.base_wanted.emit, "base fichier partagé")
    yield Command("Aide et raccourcis", "help-circle", navigation.help_wanted.emit, "clavier touches")


def _modes(window: MainWindow) -> Iterator[Command]:
    for mode, word in _MODES:
        yield Command(f"Apparence {word}", "moon", partial(window.navigation.mode_wanted.emit, mode), "thème couleurs")
