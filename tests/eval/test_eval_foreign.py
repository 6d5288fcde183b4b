from embeddings.views import ViewKind
from eval.foreign import views_of
from eval.systems import Passage, build_system

PASSAGES = (
    Passage("d1", "Le chat dort toute la journée. Il chasse la nuit.", "Chats"),
    Passage("d2", "Le chien aboie quand un inconnu approche de la maison.", "Chiens"),
    Passage("d3", "La Loire est le plus long fleuve de France.", ""),
)


def test_views_hold_the_title_apart():
    texts = {(view.kind, view.text) for view in views_of(PASSAGES)}
    assert (ViewKind.TEXT, PASSAGES[0].text) in texts
    assert (ViewKind.CONTEXT, f"Chats — {PASSAGES[0].text}") in texts
    assert (ViewKind.SENTENCE, "Il chasse la nuit.") in texts
    assert not any(view.kind is ViewKind.QUESTION for view in views_of(PASSAGES))


def test_the_learnt_fusion_ranks_any_passages():
    system = build_system("full", PASSAGES)
    run = system.search({"q1": "quel animal chasse la nuit ?", "q2": "fleuve le plus long de France"}, 2)
    assert [next(iter(docs)) for docs in run.values()] == ["d1", "d3"]
    assert all(len(docs) == 2 and min(docs.values()) > 0 for docs in run.values())
    assert system.description.adapter_sha256
