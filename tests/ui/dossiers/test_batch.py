"""Why a batch action is grey."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.kinds import Stage
from crmr_desk.ui.dossiers import batch
from tests.ui.dossiers.rows import COLLEAGUE, ME, TODAY, row

OPEN, DECIDED, CLOSED = row(1), row(2, stage=Stage.DECIDED), row(3, stage=Stage.CLOSED)
HELD = row(4, hold_until=TODAY + dt.timedelta(days=9))


def test_without_a_choice_each_action_asks_for_one() -> None:
    for reason in (batch.no_assigning([]), batch.no_holding([]), batch.no_waking([], TODAY)):
        assert reason == "Choisissez d’abord un dossier"


def test_an_ended_dossier_keeps_its_instructor() -> None:
    assert batch.no_assigning([OPEN, DECIDED]) == ""
    assert batch.no_assigning([OPEN, CLOSED]) == "1\u00a0dossier choisi est terminé"


def test_a_decided_dossier_is_not_put_on_hold() -> None:
    assert batch.no_holding([OPEN, HELD]) == ""
    assert batch.no_holding([OPEN, DECIDED, CLOSED]) == "2\u00a0dossiers choisis sont décidés"


def test_only_what_is_on_hold_is_taken_up_again() -> None:
    assert batch.no_waking([OPEN], TODAY) == "Aucun dossier choisi n’est mis en attente"
    assert batch.no_waking([OPEN, HELD], TODAY) == ""
    assert batch.on_hold([OPEN, HELD], TODAY) == [HELD]


def test_who_can_hand_over_has_dossiers_that_go_on() -> None:
    rows = [row(1), row(2, instructor=COLLEAGUE, stage=Stage.CLOSED)]
    assert batch.givers(rows) == [ME]
    assert batch.instructors(rows, "Awa Diallo") == ["Awa Diallo", ME, COLLEAGUE]
    assert batch.no_handing_over([row(1, stage=Stage.ABANDONED)]) == "Personne n’a de dossier en cours"
