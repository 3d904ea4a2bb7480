"""The stages of a dossier on one line, each with its day: how far it is, at a glance."""

from __future__ import annotations

from crmr_desk.model.dossiers.rows import DossierView, StageLine
from crmr_desk.model.kinds import Stage
from crmr_desk.model.terms import short_date
from crmr_desk.ui.dossier.track import stage_said
from crmr_desk.ui.parts.dots_track import DotsTrack, TrackStep


class StageTrack(DotsTrack):
    """Hidden while the view knows no stages."""

    def show_view(self, view: DossierView) -> None:
        """Show the stages of ``view``."""
        at = next((place for place, each in enumerate(view.stages) if each.stage == view.stage), 0)
        self.show_steps([_step(each) for each in view.stages], at)


def _step(stage: StageLine) -> TrackStep:
    day = short_date(stage.on) if stage.on else ""
    tone = "mute" if stage.stage == Stage.ABANDONED else "accent"
    return TrackStep(stage.label, day, stage.reached, stage_said(stage), tone)
