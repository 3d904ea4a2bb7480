"""Floor: the rows of the list of dossiers, asked of sqlite3 in as few statements. Arguments: file, round."""

from __future__ import annotations

import sqlite3
import sys
import time
from contextlib import closing

_IN_HAND = "('to_check', 'received', 'compliant')"
_OPINIONS = "('directoire_opinion', 'director_opinion', 'fsmr_opinion', 'site_agreement', 'coordonnateur_agreement')"
STATEMENTS = (
    f"""SELECT dossier_id, body, due_on, unanswered_on FROM opinion o WHERE NOT EXISTS (SELECT 1 FROM piece p
        WHERE p.dossier_id = o.dossier_id AND p.kind = o.kind AND p.of = o.of AND p.state IN {_IN_HAND})""",
    f"""SELECT dossier_id, count(*), count(CASE WHEN kind IN {_OPINIONS} AND state IN {_IN_HAND} THEN 1 END)
        FROM piece WHERE state != 'missing' AND kind != 'cessation_letter' GROUP BY dossier_id""",
    """SELECT dossier_id, count(*), count(CASE WHEN purpose = 'decision' THEN 1 END), min(dated)
        FROM letter WHERE state = 'final' GROUP BY dossier_id""",
    """SELECT dossier_id, max(json_extract(facts, '$.reply_by_on')) FROM letter JOIN dossier d ON d.id = dossier_id
        WHERE kind = 'request_pieces' AND letter.state != 'lifted' AND d.state = 'open' GROUP BY dossier_id""",
    """SELECT DISTINCT ccmr_id, sigle FROM attachment JOIN crmr ON crmr.id = crmr_id JOIN fsmr ON fsmr.id = fsmr_id
        WHERE ccmr_id IN (SELECT ccmr_id FROM dossier)""",
    """SELECT d.id, d.number, d.pack, d.request, d.scenario, d.state, d.instructor, d.opened_on, d.closed_on,
        d.complete_on, d.examined_on, d.visa_on, d.decided_on, d.note, d.hold_until,
        json_extract(d.answers, '$."cessation_letter.effective"'),
        coalesce(nullif(r.acronym, ''), r.title), coalesce(nullif(sr.acronym, ''), sr.title), sh.name, ch.name,
        c.specialty, coalesce(f.sigle, rf.sigle, sf.sigle)
        FROM dossier d LEFT JOIN crmr r ON r.id = d.crmr_id LEFT JOIN fsmr rf ON rf.id = r.fsmr_id
        LEFT JOIN site s ON s.id = d.site_id LEFT JOIN crmr sr ON sr.id = s.crmr_id
        LEFT JOIN fsmr sf ON sf.id = sr.fsmr_id LEFT JOIN hospital sh ON sh.id = s.hospital_id
        LEFT JOIN ccmr c ON c.id = d.ccmr_id LEFT JOIN hospital ch ON ch.id = c.hospital_id
        LEFT JOIN fsmr f ON f.id = d.fsmr_id ORDER BY d.number DESC""",
)

with closing(sqlite3.connect(sys.argv[1])) as file:
    file.execute("SELECT count(*) FROM fsmr").fetchall()
    began = time.monotonic()
    read = [file.execute(statement).fetchall() for statement in STATEMENTS]
    print(repr(time.monotonic() - began))
