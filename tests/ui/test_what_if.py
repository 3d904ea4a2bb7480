"""« Et si… » over the demonstration network: tried on a seat, written only when a dossier is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers import procedures, view
from crmr_desk.model.network import tree
from crmr_desk.model.network.people import people_on
from crmr_desk.model.store import journal
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.what_if import WhatIfDialog


@pytest.fixture
def tried(demo_desk: Desk, qtbot: QtBot) -> Iterator[WhatIfDialog]:
    """The dialog on the CERVCO."""
    cervco = next(node for node in tree.tree_on(demo_desk.db, demo_desk.today) if node.title == "CERVCO")
    offered = procedures.offered(demo_desk.db, "crmr", cervco.row_id)
    over = QWidget()
    qtbot.addWidget(over)
    made = WhatIfDialog(demo_desk, offered, cervco.row_id, "CERVCO", over)
    made.show()
    yield made
    over.close()


def said(dialog: WhatIfDialog) -> str:
    return "\n".join(label.text() for label in dialog.outcome.findChildren(QLabel))


def person(desk: Desk, name: str) -> int:
    return next(row.id for row in people_on(desk.db, desk.today) if row.last_name == name)


def test_a_candidate_and_a_day_show_what_would_follow_and_write_nothing(tried: WhatIfDialog, demo_desk: Desk) -> None:
    before = journal.operations(demo_desk.db)
    tried.form.answered.emit("candidate", person(demo_desk, "Rouvière"))
    tried.form.answered.emit("start", "2027-05-01")
    shown = said(tried)
    for part in ("Succession du coordonnateur", "Éligible", "Mandat jusqu’au 31/12/2028", "Lettre de motivation"):
        assert part in shown
    assert journal.operations(demo_desk.db) == before


def test_what_was_tried_is_kept_when_the_dossier_is_opened(tried: WhatIfDialog, demo_desk: Desk, qtbot: QtBot) -> None:
    candidate = person(demo_desk, "Rouvière")
    tried.form.answered.emit("candidate", candidate)
    with qtbot.waitSignal(demo_desk.dossier_wanted) as wanted:
        tried.open_dossier.click()
    assert wanted.args is not None
    shown = view.dossier_view(demo_desk.db, wanted.args[0], demo_desk.today)
    assert {question.value for _step, questions in shown.questions for question in questions} >= {candidate}


def test_another_procedure_is_tried_on_the_same_seat(tried: WhatIfDialog) -> None:
    tried.form.answered.emit("procedure", "1")
    assert tried.procedure().request == "relocation"
    assert "Succession" not in said(tried).splitlines()[0]


def test_a_procedure_that_names_nobody_asks_for_no_candidate(tried: WhatIfDialog) -> None:
    names_nobody = next(
        place for place, each in enumerate(tried.form.field("procedure").question.choices) if "Suivi" in each.label
    )
    tried.form.answered.emit("procedure", str(names_nobody))
    assert [field.question.id for field in tried.form.fields()] == ["procedure"]


def test_a_centre_that_is_gone_is_said_in_the_dialog(demo_desk: Desk, qtbot: QtBot) -> None:
    offered = (procedures.Procedure("succession", "coordonnateur", "Succession du coordonnateur…", ""),)
    dialog = WhatIfDialog(demo_desk, offered, 987654, "Centre disparu")
    qtbot.addWidget(dialog)
    assert "n’est plus dans le registre" in dialog.problem.text()
    assert not dialog.open_dossier.isEnabled()
