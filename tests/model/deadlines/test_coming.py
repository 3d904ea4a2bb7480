"""What the days between two dates bring."""

from __future__ import annotations

from crmr_desk.model.deadlines.coming import what_comes
from crmr_desk.model.kinds import Function
from crmr_desk.model.store.database import Database
from tests.model.network.building import D, Register

TODAY = D(2026, 11, 20)
LATER = D(2028, 6, 1)


def test_the_time_to_come_brings_its_alerts_and_its_deadlines(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"), label=(D(2024, 1, 1), D(2028, 12, 31)))
    register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"), end=D(2028, 3, 31))
    coming = what_comes(sqlite_db, TODAY, LATER)
    assert {(alert.state, alert.title) for alert in coming.alerts if alert.kind == "crmr"} == {
        ("vacant", "CERVCO"),
        ("label_expiring", "CERVCO"),
    }
    ends = [(row.kind, row.on) for row in coming.deadlines if row.kind == "mandate_end"]
    assert ends == [("mandate_end", D(2028, 3, 31))]
    assert {row.title for row in coming.deadlines} >= {"Rapport annuel d’activité 2026", "Rapport de la filière 2027"}
    assert what_comes(sqlite_db, TODAY, TODAY).deadlines == ()
