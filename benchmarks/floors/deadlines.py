"""Floor: the rows of the same deadlines with all that their sentences say, joined and asked of sqlite3. What no row of
these registers makes due (plans, replies, holds, batches, campaigns) is not asked. Arguments: file, what, round.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from contextlib import closing

from benchmarks import DAY
from benchmarks.deadline_window import window

_REGION = """(SELECT wh.region FROM site w JOIN hospital wh ON wh.id = w.hospital_id WHERE w.crmr_id = {}
    AND w.role = 'coordonnateur' ORDER BY w.start DESC LIMIT 1)"""
_SEAT = f"""coalesce(nullif(r.acronym, ''), r.title), coalesce(nullif(sr.acronym, ''), sr.title), sh.name, ch.name,
    c.specialty, coalesce(f.sigle, rf.sigle, sf.sigle), coalesce(sh.region, ch.region, fh.region,
    {_REGION.format("t.crmr_id")})"""
_JOINED = """LEFT JOIN crmr r ON r.id = t.crmr_id LEFT JOIN fsmr rf ON rf.id = r.fsmr_id
    LEFT JOIN site s ON s.id = t.site_id LEFT JOIN crmr sr ON sr.id = s.crmr_id
    LEFT JOIN fsmr sf ON sf.id = sr.fsmr_id LEFT JOIN hospital sh ON sh.id = s.hospital_id
    LEFT JOIN ccmr c ON c.id = t.ccmr_id LEFT JOIN hospital ch ON ch.id = c.hospital_id
    LEFT JOIN fsmr f ON f.id = t.fsmr_id LEFT JOIN hospital fh ON fh.id = f.seat_id"""
_FOLLOWED = """EXISTS (SELECT 1 FROM mandate n WHERE (n.crmr_id = t.crmr_id OR n.site_id = t.site_id
    OR n.ccmr_id = t.ccmr_id OR n.fsmr_id = t.fsmr_id) AND n.start > t.start)"""
_GOES_ON = """t.crmr_id IS NULL OR EXISTS (SELECT 1 FROM site o WHERE o.crmr_id = t.crmr_id
    AND (o."end" IS NULL OR o."end" > t."end"))"""
_WROTE = """EXISTS (SELECT 1 FROM dossier d WHERE d.crmr_id = t.crmr_id AND d.function = t.function AND d.state = 'open'
    AND coalesce(json_extract(d.answers, '$."cessation_letter.effective"'), '') != '')"""
_YEARS = """WITH RECURSIVE year(n) AS (SELECT CAST(strftime('%Y', :first) AS INTEGER) UNION ALL SELECT n + 1 FROM year
    WHERE n < CAST(strftime('%Y', :last) AS INTEGER)),
    ending AS (SELECT n, n || '-12-31' AS "on", n || '-01-01' AS begun FROM year
    WHERE n || '-12-31' BETWEEN :first AND :last)"""
_SITES = """FROM ending JOIN label l ON l.start <= ending."on" AND l."end" >= ending.begun
    JOIN site s ON s.crmr_id = l.crmr_id AND s.start <= ending."on" AND (s."end" IS NULL OR s."end" >= ending.begun)
    JOIN crmr r ON r.id = s.crmr_id LEFT JOIN fsmr f ON f.id = r.fsmr_id LEFT JOIN hospital h ON h.id = s.hospital_id"""
_UNMARKED = """NOT EXISTS (SELECT 1 FROM deadline_mark m WHERE m.key = 'annual_report:site:' || s.id || ':' || ending.n
    AND m.due_on = ending."on")"""

STATEMENTS = (
    f"""SELECT t.id, t.function, t.start, t."end", p.title, p.first_name, p.last_name, p.birth_date, p.status, {_SEAT},
    s."end", c."end", {_FOLLOWED}, {_GOES_ON}, {_WROTE},
    (SELECT max(l."end") FROM label l WHERE l.crmr_id = coalesce(t.crmr_id, s.crmr_id))
    FROM mandate t JOIN person p ON p.id = t.person_id {_JOINED} WHERE t."end" BETWEEN :first AND :last
    OR (t.function = 'coordonnateur' AND t."end" BETWEEN date(:first, '+6 months') AND date(:last, '+6 months'))
    OR (t.function != 'animateur' AND t.start <= :last AND (t."end" IS NULL OR t."end" >= :first)
    AND (p.birth_date BETWEEN date(:first, '-65 years') AND date(:last, '-65 years')
    OR p.birth_date BETWEEN date(:first, '-68 years') AND date(:last, '-68 years')))""",
    """SELECT DISTINCT a.ccmr_id, a.crmr_id, f.sigle, (SELECT max(l."end") FROM label l WHERE l.crmr_id = a.crmr_id)
    FROM attachment a JOIN crmr r ON r.id = a.crmr_id JOIN fsmr f ON f.id = r.fsmr_id
    WHERE a.ccmr_id IN (SELECT ccmr_id FROM mandate WHERE "end" BETWEEN :first AND :last)
    AND (a."end" IS NULL OR a."end" >= :first)""",
    f"""SELECT l.id, l.start, l."end", l.act, r.acronym, r.title, f.sigle, {_REGION.format("l.crmr_id")}
    FROM label l JOIN crmr r ON r.id = l.crmr_id
    LEFT JOIN fsmr f ON f.id = r.fsmr_id WHERE l."end" BETWEEN :first AND :last
    AND NOT EXISTS (SELECT 1 FROM label n WHERE n.crmr_id = l.crmr_id AND n.start > l.start)""",
    """SELECT d.id, d.start, d."end", f.sigle, h.region FROM fsmr_designation d JOIN fsmr f ON f.id = d.fsmr_id
    LEFT JOIN hospital h ON h.id = f.seat_id WHERE d."end" BETWEEN :first AND :last""",
    f"""SELECT t.id, t.number, t.instructor, json_extract(t.answers, '$."cessation_letter.effective"'), {_SEAT}
    FROM dossier t {_JOINED} WHERE t.state = 'open'
    AND json_extract(t.answers, '$."cessation_letter.effective"') BETWEEN :first AND :last""",
    f"""SELECT o.id, o.body, o.asked_on, o.due_on, o.reminded_on, t.number, t.instructor, {_SEAT} FROM opinion o
    JOIN dossier t ON t.id = o.dossier_id {_JOINED} WHERE t.state = 'open' AND o.due_on BETWEEN :first AND :last
    AND o.unanswered_on IS NULL AND NOT EXISTS (SELECT 1 FROM piece p WHERE p.dossier_id = o.dossier_id
    AND p.kind = o.kind AND p.of = o.of AND p.state IN ('received', 'to_check', 'compliant'))""",
    f"""SELECT x.state, x.dated, x.sent_on, x.addressee, t.number, t.instructor, {_SEAT} FROM letter x
    JOIN dossier t ON t.id = x.dossier_id {_JOINED}
    WHERE x.state IN ('final', 'to_sign', 'signed') AND x.dated BETWEEN :first AND :last""",
    f"""SELECT x.id, x.sent_on, x.addressee, t.number, t.instructor, {_SEAT} FROM dossier t
    JOIN letter x ON x.dossier_id = t.id {_JOINED} WHERE t.state IN ('open', 'decided') AND +x.state = 'sent'
    AND x.channel IN ('recommande', 'remise')
    AND x.sent_on BETWEEN date(:first, '-15 days') AND date(:last, '-15 days')""",
    f"""SELECT t.id, t."on", t.kind, t.title, t.detail, t.place, t.instructor, {_SEAT} FROM deadline_entry t {_JOINED}
    WHERE t."on" BETWEEN :first AND :last""",
    f"""{_YEARS} SELECT 'annual_report:site:' || s.id || ':' || ending.n, ending."on", coalesce(nullif(r.acronym, ''),
    r.title), h.name, f.sigle, h.region, s.role, s.start, l.start {_SITES} WHERE {_UNMARKED}""",
    f"""{_YEARS} SELECT 'bndmr:site:' || s.id || ':' || ending.n, ending."on", coalesce(nullif(r.acronym, ''),
    r.title), h.name, f.sigle, h.region, s.start, l.start {_SITES}
    WHERE ending."on" >= :today AND l."end" >= ending."on\"""",
    f"""{_YEARS}, labelled AS (SELECT a.ccmr_id, max(l."end") AS until, min(f.sigle) AS sigle FROM attachment a
    JOIN label l ON l.crmr_id = a.crmr_id JOIN crmr r ON r.id = a.crmr_id JOIN fsmr f ON f.id = r.fsmr_id
    WHERE EXISTS (SELECT 1 FROM ending) GROUP BY a.ccmr_id)
    SELECT 'bndmr:ccmr:' || c.id || ':' || ending.n, ending."on", h.name, c.specialty, h.region, c.start, b.sigle
    FROM ending JOIN labelled b ON b.until >= ending."on" JOIN ccmr c ON c.id = b.ccmr_id AND c.start <= ending."on"
    LEFT JOIN hospital h ON h.id = c.hospital_id WHERE ending."on" >= :today""",
    """SELECT key, due_on, state, until, reason, by, marked_on FROM deadline_mark
    WHERE due_on BETWEEN :first AND :last""",
    """SELECT key, due_on, state, until, reason, by, marked_on FROM deadline_mark
    WHERE until BETWEEN :first AND :last""",
    f"""{_YEARS} SELECT 'fsmr_report:fsmr:' || f.id || ':' || ending.n, ending."on", f.sigle, d.start FROM ending
    JOIN fsmr_designation d ON d.start <= ending."on" AND d."end" >= ending.begun JOIN fsmr f ON f.id = d.fsmr_id""",
)


def read(file: sqlite3.Connection, what: str, number: int) -> list[list[tuple[object, ...]]]:
    """All rows of the window of a round."""
    first, last = window(what, number)
    days = {"first": first.isoformat(), "last": last.isoformat(), "today": DAY.isoformat()}
    return [file.execute(statement, days).fetchall() for statement in STATEMENTS]


with closing(sqlite3.connect(sys.argv[1])) as connection:
    read(connection, sys.argv[2], int(sys.argv[3]) + 1)
    began = time.monotonic()
    rows = read(connection, sys.argv[2], int(sys.argv[3]))
    print(repr(time.monotonic() - began))
