import time
from dataclasses import FrozenInstanceError, replace

import pytest

import corpus as package
from corpus import Corpus, CorpusError, load_corpus


def test_all_is_sorted_and_there() -> None:
    assert package.__all__ == sorted(package.__all__)
    assert all(hasattr(package, name) for name in package.__all__)


def test_loading_is_fast() -> None:
    def seconds() -> float:
        start = time.process_time()
        load_corpus()
        return time.process_time() - start

    assert min(seconds() for _ in range(3)) < 0.5


def test_the_corpus_is_frozen(corpus: Corpus) -> None:
    with pytest.raises(FrozenInstanceError):
        corpus.paragraphs = ()  # type: ignore[misc]


def test_identifiers_are_unique_and_positions_are_in_order(corpus: Corpus) -> None:
    assert len(corpus.by_id) == len(corpus.paragraphs)
    for document in corpus.documents:
        positions = [paragraph.position for paragraph in corpus.of_document(document.symbol)]
        assert positions == list(range(len(positions)))


@pytest.mark.parametrize(
    ("paragraph_id", "children"),
    [
        ("A/76/135#30", ["30 a)", "30 b)", "30 c)", "30 d)"]),
        ("A/76/135#53", []),
        ("A/RES/74/28#1", ["1 a)", "1 b)"]),
        ("A/RES/73/266#1", ["1 a)"]),
        ("dinard#alinea-5", ["engagement 1", "engagement 2", "engagement 3", "engagement 4"]),
    ],
)
def test_children_are_the_items_of_a_lead_in(corpus: Corpus, paragraph_id: str, children: list[str]) -> None:
    assert [child.label for child in corpus.children(paragraph_id)] == children


@pytest.mark.parametrize("label", ["norme 13 g)", "Norme 13 g)", "NORME 13 G)"])
def test_a_label_is_found_whatever_its_case(corpus: Corpus, label: str) -> None:
    paragraph = corpus.find("GGE 2021", label)
    assert paragraph is not None
    assert paragraph.paragraph_id == "A/76/135#norme-13-g"


def test_a_label_is_found_whatever_its_accents_and_apostrophe(corpus: Corpus) -> None:
    assert corpus.find("A/68/98", "Resume, al. 1") == corpus.by_id["A/68/98#resume-1"]
    assert corpus.find("A/68/98", "lettre d’envoi, al. 1") == corpus.by_id["A/68/98#lettre-1"]
    assert corpus.find("A/76/135", "99") is None


def test_neighbours_stay_in_the_document(corpus: Corpus) -> None:
    before, after = corpus.neighbours("A/76/135#2")
    assert before is not None
    assert after is not None
    assert (before.label, after.label) == ("1", "3")
    assert corpus.neighbours("A/68/98#resume-1")[0] is None
    assert corpus.neighbours("A/68/98#34")[1] is None


def test_unknown_names_are_errors(corpus: Corpus) -> None:
    with pytest.raises(KeyError):
        corpus.neighbours("A/76/135#99")
    with pytest.raises(KeyError):
        corpus.references_from("A/76/135#99")
    with pytest.raises(CorpusError):
        corpus.of_document("A/1/1")


def test_the_hash_follows_texts_and_identifiers(corpus: Corpus) -> None:
    first = corpus.paragraphs[0]
    other_text = replace(corpus, paragraphs=(replace(first, text="x"), *corpus.paragraphs[1:]))
    other_id = replace(corpus, paragraphs=(replace(first, paragraph_id="x"), *corpus.paragraphs[1:]))
    assert len({corpus.content_hash, other_text.content_hash, other_id.content_hash}) == 3
    assert load_corpus().content_hash == corpus.content_hash
