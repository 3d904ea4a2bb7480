"""What the network of a day is made of, asked in the words of the database: the floor of reading it.

``{day}`` stands for the mark of the parameter. Imports nothing of the program.
"""

from __future__ import annotations

HOLDS = 'start <= {day} AND ("end" IS NULL OR "end" >= {day})'

STATEMENTS = (
    "SELECT table_name, row_id, field, value FROM former_value WHERE until >= {day} ORDER BY until DESC",
    'SELECT id, code, crmr_id, role, hospital_id, unit, ground, start, "end", specialty, population, activity'
    f" FROM site WHERE {HOLDS}",
    'SELECT id, code, title, kind, hospital_id, specialty, population, active_file, start, "end"'
    f" FROM ccmr WHERE {HOLDS}",
    "SELECT id, code, title, acronym, fsmr_id FROM crmr",
    "SELECT id, finess_et, finess_ej, name, town, region FROM hospital",
    "SELECT id, sigle, name, seat_id FROM fsmr",
    "SELECT fsmr_id, min(start) FROM fsmr_designation GROUP BY fsmr_id",
    'SELECT id, crmr_id, start, "end", act FROM label ORDER BY start',
    f"SELECT ccmr_id, crmr_id FROM attachment WHERE {HOLDS}",
    'SELECT m.id, m.person_id, m.function, m.crmr_id, m.site_id, m.ccmr_id, m.fsmr_id, m.start, m."end", p.title,'
    " p.first_name, p.last_name, p.status, p.birth_date FROM mandate m JOIN person p ON p.id = m.person_id"
    ' WHERE m.start <= {day} AND (m."end" IS NULL OR m."end" >= {day})',
    "SELECT function, crmr_id, site_id, ccmr_id, fsmr_id FROM dossier WHERE state = 'open' AND opened_on <= {day}",
)


def statements(mark: str) -> list[str]:
    """The statements, their parameter named ``day`` in the way of a driver: ":day" or "%(day)s"."""
    return [statement.format(day=mark) for statement in STATEMENTS]
