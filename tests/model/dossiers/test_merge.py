"""What the letters of a dossier say of the centre, and of those who are informed."""

from __future__ import annotations

from crmr_desk.letters.content import Letter
from crmr_desk.model.dossiers import decision, recipients
from crmr_desk.model.dossiers.assessment import assess
from crmr_desk.model.dossiers.correspondence import drafts_of
from crmr_desk.model.dossiers.records import dossier_of
from tests.model.dossiers.conftest import TODAY, Network, ready_to_decide


def _texts(network: Network, dossier_id: int) -> dict[str, tuple[str, ...]]:
    """The subject and paragraphs of each letter, by recipient; none has a blank."""
    with network.db.reading() as session:
        drafts = drafts_of(assess(session, dossier_of(session, dossier_id), TODAY))
    assert not [draft.blanks for draft in drafts if draft.blanks]
    return {
        draft.recipient.who: (draft.document.words.subject, *draft.document.words.body)
        for draft in drafts
        if isinstance(draft.document, Letter)
    }


def _lift(network: Network, dossier_id: int, who: str) -> None:
    recipients.set_recipient(
        network.db, dossier_id, who, "", included=False, channel="courriel", ordered=True, reason="Déjà au courant."
    )


def test_the_director_is_told_who_is_informed(network: Network) -> None:
    told = _texts(network, ready_to_decide(network))["current_director"]
    assert "L’ARS Île-de-France et Orphanet en sont informés." in told


def test_a_lifted_agency_is_not_named_and_blocks_nothing(network: Network) -> None:
    dossier = ready_to_decide(network)
    _lift(network, dossier, "ars")
    assert "Orphanet en est informé." in _texts(network, dossier)["current_director"]
    _lift(network, dossier, "orphanet")
    assert "Aucun autre organisme n’en est informé à ce stade." in _texts(network, dossier)["current_director"]
    decision.decide(network.db, dossier, today=TODAY)


def test_a_centre_without_an_acronym_is_not_named_twice(network: Network) -> None:
    title = "Leucodystrophies et leucoencéphalopathies rares"
    for paragraphs in _texts(network, ready_to_decide(network, network.multi_site)).values():
        assert all(text.count(title) <= 1 for text in paragraphs)
        assert title in paragraphs[0]
