"""The words of the letter that floor and ours both set. Invented people. Imports nothing of the program."""

from __future__ import annotations

LETTERS = 100
"""Letters that a child sets after one to warm up; the mean is told."""

SENDER = "Le directeur général de l’offre de soins"
ADDRESSEE = ("Monsieur le directeur", "de l’hôpital Lariboisière, AP-HP", "2 rue Ambroise-Paré", "75010 Paris")
SUBJECT = "succession du coordonnateur du centre de référence CERVCO"
DATELINE = "Paris, le 22 janvier 2027"
CAPACITY = "le directeur général de l’offre de soins"
PLACE = "instruction n° DGOS/PF4/2016/11 du 11 janvier 2016, annexe 3, § 2 b"
COPIES = ("agence régionale de santé d’Île-de-France", "Orphanet")


def reference(number: int) -> str:
    """« Nos réf. », different for each letter."""
    return f"2026-{number:04}/N1"


def body(number: int) -> tuple[str, ...]:
    """Three paragraphs, different for each letter."""
    return (
        f"J’ai l’honneur de vous faire connaître que la désignation du Pr Clément Rouvière n° {number} comme "
        "coordonnateur du centre de référence des maladies vasculaires rares du cerveau et de l’œil (CERVCO), dont le "
        "site est situé dans votre établissement, a reçu un avis favorable le 18 janvier 2027.",
        "Il succède à la Pr Solène Aubrac à compter du 1er mai 2027. Sa désignation vaut pour la durée de "
        "labellisation restante du centre, soit jusqu’au 30 septembre 2028.",
        "L’agence régionale de santé d’Île-de-France et Orphanet en sont informés.",
    )
