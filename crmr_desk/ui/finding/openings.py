"""« Ouvrir une succession pour … »: a request typed before the name of a centre."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crmr_desk.model.errors import UserError
from crmr_desk.model.finding.asked import Asked

if TYPE_CHECKING:
    from crmr_desk.model.dossiers.procedures import Procedure
    from crmr_desk.model.finding.found import Found
    from crmr_desk.ui.desk import Desk

_FEWEST = 4
"""Letters of the request that have to be typed."""
_OPENING: Final = ("ouvrir", "nouveau", "nouvelle", "une", "un", "pour")
"""Words that may stand around the request."""


class Request(NamedTuple):
    """A request of ``procedures`` in the words of the user."""

    key: str
    words: str
    typed: str


REQUESTS: Final = (
    Request("succession", "une succession", "succession"),
    Request("designation", "une désignation", "designation"),
    Request("relocation", "une délocalisation", "delocalisation"),
    Request("site_creation", "une création de site", "creation"),
    Request("labelling", "une candidature au label", "candidature"),
    Request("follow_up", "un suivi", "suivi"),
)


def request_in(asked: Asked) -> tuple[Request, str] | None:
    """The request that is typed, and what else is: the centre."""
    words = [word for word in asked.telling if word not in _OPENING]
    for word in words:
        for request in REQUESTS:
            if len(word) >= _FEWEST and request.typed.startswith(word):
                return request, " ".join(each for each in words if each != word)
    return None


def open_dossier(desk: Desk, request: Request, centre: Found) -> None:
    """Open the dossier where the text lets it be opened on the day; else say why not."""
    db, today, kind, row_id = desk.db, desk.today, *centre.leads

    def fitting() -> tuple[Procedure, ...]:
        from crmr_desk.model.dossiers import procedures

        return procedures.offered(db, kind, row_id, today)

    desk.read(fitting, lambda offered: _start(desk, request, centre, offered), owner=desk)


def _start(desk: Desk, request: Request, centre: Found, offered: tuple[Procedure, ...]) -> None:
    procedure = next((each for each in offered if each.request == request.key), None)
    if procedure is None:
        desk.show_problem(
            UserError(
                f"On ne peut pas ouvrir {request.words} pour {centre.title} aujourd’hui\u00a0: un dossier y est déjà "
                "ouvert, ou la procédure n’existe pas pour ce genre de centre\u202f; sa fiche montre ce qui l’est."
            )
        )
    else:
        desk.start_wanted.emit(procedure.request, procedure.function, centre.leads[1])
