"""Letters of every kind that is set, with invented people and real hospitals."""

from __future__ import annotations

from dataclasses import replace

from crmr_desk.letters.compose import compose, compose_fiche
from crmr_desk.letters.content import (
    Contact,
    Fiche,
    Form,
    Frame,
    Letter,
    Letterhead,
    Section,
    Signatory,
    Words,
)

LETTERHEAD = Letterhead(
    direction="Direction générale de l'offre de soins",
    sub_direction="Sous-direction de la régulation de l'offre de soins",
    bureau="Bureau PF4, prises en charge post-aiguës et maladies chroniques",
    address=("10 rue des Exemples", "75000 Paris"),
    phone="01 00 00 00 00",
    email="bureau@exemple.fr",
)
FRAME = Frame(
    letterhead=LETTERHEAD,
    contact=Contact("Nadia Belkacem", "01 00 00 00 01", "nadia.belkacem@exemple.fr"),
    reference="2026-0143/N3",
    their_reference="DIR/2026/118",
    dateline="Paris, le 22 janvier 2027",
    sender="Le directeur général de l'offre de soins",
    addressee=("Monsieur le directeur", "de l'hôpital Lariboisière, AP-HP", "2 rue Ambroise-Paré", "75010 Paris"),
    signatory=Signatory(
        quality="Pour la ministre et par délégation,",
        capacity="le directeur général de l'offre de soins",
        name="Étienne Vasseur",
        delegation="Décision du 4 janvier 2027 portant délégation de signature",
    ),
)
NOTIFICATION = Words(
    form=Form.ADMINISTRATIVE,
    subject="succession du coordonnateur du centre de référence {centre}",
    body=(
        "J'ai l'honneur de vous faire connaître que la désignation {successor_article} {successor} comme "
        "coordonnateur du centre de référence {centre_title} ({centre}), dont le site est situé dans votre "
        "établissement, a reçu un avis favorable le {visa_date}.",
        "Il succède à {former} à compter du {start}. Sa désignation vaut pour la durée de labellisation restante "
        "du centre, soit jusqu'au {end}.",
        "L'agence régionale de santé d'Île-de-France et Orphanet en sont informés.",
    ),
    places=("instruction n° DGOS/PF4/2016/11 du 11 janvier 2016, annexe 3, §2 b",),
    enclosures=("copie du visa du {visa_date}",),
    copies=("agence régionale de santé d'Île-de-France", "filière BRAIN-TEAM"),
)
PERSONAL = replace(
    NOTIFICATION,
    form=Form.PERSONAL,
    salutation="Monsieur le Professeur,",
    closing="Je vous prie d'agréer, Monsieur le Professeur, l'expression de ma considération distinguée.",
    copies=(),
)
REMEDIES = (
    "Cette décision peut faire l'objet d'un recours gracieux auprès de son auteur dans les deux mois de sa "
    "notification (droit général : code des relations entre le public et l'administration, article L. 411-2).",
    "Elle peut être contestée devant le tribunal administratif compétent dans le même délai de deux mois, augmenté "
    "d'un mois pour les personnes qui demeurent outre-mer (code de justice administrative, articles R. 421-1 et "
    "R. 421-7).",
)
REFUSAL = replace(
    PERSONAL,
    subject="refus de la désignation comme coordonnateur du centre de référence {centre}",
    body=(
        "La désignation proposée pour le centre de référence {centre} n'a pas reçu d'avis favorable.",
        "Motif : {reason}",
    ),
    remedies=REMEDIES,
)
FACTS = {
    "centre": "CERVCO",
    "centre_title": "des maladies vasculaires rares du cerveau et de l'œil",
    "successor_article": "du",
    "successor": "Pr Clément Rouvière",
    "former": "la Pr Solène Aubrac",
    "visa_date": "18 janvier 2027",
    "start": "1er mai 2027",
    "end": "31 décembre 2028",
    "reason": "l'avis du directoire manque ; le dossier peut être présenté de nouveau.",
}
PROFESSOR = replace(
    FRAME,
    sender="",
    addressee=("Monsieur le Pr Clément Rouvière", "Service de neurologie", "Hôpital Lariboisière, AP-HP"),
)
LONG_HOSPITAL = (
    "Groupement hospitalier universitaire et interdépartemental de recherche, de soins de suite et de réadaptation "
    "Saint-Maurice-et-Notre-Dame-du-Perpétuel-Secours de la vallée de la Haute-Meurthe et des Vosges du Nord"
)
LONG_NAME = (
    "Pr Marie-Joséphine-Éléonore-Apolline de La Tour-d'Auvergne Montmorency-Rochebrune-Vaudreuil-Lamballe-Penthièvre "
    "d'Hauteville"
)
RUNNING = (
    "Le dossier transmis comprend la lettre de motivation du candidat, son curriculum vitæ avec les titres et travaux "
    "dans le champ de la maladie, l'avis du directoire et l'avis consultatif de la filière de santé maladies rares ; "
    "chacune de ces pièces a été examinée au regard des cinq missions du centre de référence."
)


def letters() -> dict[str, Letter | Fiche]:
    """Every sample by the name of its golden text."""
    long_words = replace(NOTIFICATION, body=(*(NOTIFICATION.body[:2]), *[RUNNING] * 22, NOTIFICATION.body[2]))
    crowded = replace(FRAME, addressee=("Madame la directrice générale", LONG_HOSPITAL, "88000 Épinal"))
    long_name = replace(PROFESSOR, addressee=(LONG_NAME,))
    hostile = {**FACTS, "successor": 'Pr <b>Clément</b> <img src="/etc/passwd"/> & Fils'}
    return {
        "notification": compose(NOTIFICATION, FRAME, FACTS).letter,
        "personnelle": compose(PERSONAL, PROFESSOR, FACTS).letter,
        "refus": compose(REFUSAL, PROFESSOR, FACTS).letter,
        "longue": compose(replace(long_words, remedies=REMEDIES), FRAME, FACTS).letter,
        "nom_long": compose(PERSONAL, long_name, {**FACTS, "former": LONG_NAME}).letter,
        "hopital_long": compose(NOTIFICATION, crowded, {**FACTS, "centre": LONG_HOSPITAL}).letter,
        "balises": compose(NOTIFICATION, FRAME, hostile).letter,
        "vide": compose(NOTIFICATION, FRAME, {**FACTS, "former": "", "visa_date": ""}).letter,
        "fiche": compose_fiche(ORPHANET)[0],
    }


ORPHANET = Fiche(
    letterhead=LETTERHEAD,
    reference="2026-0143/N5",
    dateline="Paris, le 22 janvier 2027",
    title="Changement de coordonnateur",
    subtitle="Centre de référence des maladies vasculaires rares du cerveau et de l'œil (CERVCO)",
    sections=(
        Section(
            "Centre",
            (
                ("Filière", "BRAIN-TEAM"),
                ("Établissement", "Hôpital Lariboisière, AP-HP"),
                ("FINESS géographique", "750100042"),
                ("Code ORPHA", ""),
            ),
        ),
        Section(
            "Coordonnateur à compter du 1er mai 2027",
            (
                ("Nom", "Pr Clément Rouvière"),
                ("Mandat", "du 1er mai 2027 au 31 décembre 2028"),
                ("Prédécesseur", "Pr Solène Aubrac, jusqu'au 30 avril 2027"),
            ),
        ),
    ),
    note="Instruction n° DGOS/PF4/2016/11 du 11 janvier 2016, annexe 3, §2 b : information d'Orphanet.",
)
