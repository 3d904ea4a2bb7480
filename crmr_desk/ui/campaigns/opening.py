"""Opens the application of one centre, from its sheet or from the end of its label: in the campaign that takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmr_desk.model.dossiers import application_opening, applications, rule_packs
from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.problems import Sheet

if TYPE_CHECKING:
    from crmr_desk.ui.desk import Desk

_NONE = (
    "Aucune campagne ne peut recevoir la candidature de ce centre\u00a0: créez la campagne, ou vérifiez les dates de"
    " dépôt et la fin de son label."
)


def offer(desk: Desk, crmr_id: int) -> None:
    """Open the application at once where one campaign takes it; ask where several do; say why where none does."""
    db, today = desk.db, desk.today
    desk.read(
        lambda: applications.campaigns_for(db, crmr_id, today),
        lambda found: _choose(desk, crmr_id, found),
        owner=desk,
    )


def show(desk: Desk) -> None:
    """Go to the page of the campaigns."""
    desk.page_wanted.emit("campaigns", "")


def _choose(desk: Desk, crmr_id: int, found: Sequence[tuple[int, str]]) -> None:
    if len(found) == 1:
        _open(desk, crmr_id, found[0][0])
        return
    sheet = Sheet(desk.window, "Candidature au label", "" if found else _NONE, icon="certificate")
    sheet.add_verb("Annuler")
    if not found:
        sheet.add_verb("Voir les campagnes", lambda: show(desk), primary=True)
    else:
        options = Options([Choice(str(row_id), name) for row_id, name in found], "Campagne")
        options.set_value(str(found[0][0]))
        sheet.body.addWidget(options)
        sheet.add_verb("Ouvrir la candidature", lambda: _open(desk, crmr_id, int(options.value() or 0)), primary=True)
    sheet.open()


def _open(desk: Desk, crmr_id: int, campaign_id: int) -> None:
    db, today = desk.db, desk.today

    def verb() -> Any:
        pack = rule_packs.active_pack(db)
        return application_opening.open_application(db, pack, campaign_id=campaign_id, crmr_id=crmr_id, today=today)

    desk.run(verb, lambda result: desk.dossier_wanted.emit(result[0]))
