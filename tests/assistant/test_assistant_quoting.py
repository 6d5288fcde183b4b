"""Choosing quotes: properties over drawn sentences, and small cases by hand."""

from __future__ import annotations

import numpy as np
import pytest
from assistant_builders import corpus_of
from hypothesis import given
from hypothesis import strategies as st
from paragraph_builder import paragraph

from assistant.model import Quote
from assistant.quoting import QuotePolicy, ScoredSentences, choose_quotes, merged, score_sentences
from assistant.sentence_features import Candidate
from corpus import Corpus, sentence_spans

TEXTS = {
    "A#1": "Un État aide. Un autre, non ! Un troisième hésite longuement avant de se décider enfin.",
    "A#2": "Une seule phrase.",
    "B#1": "France\nHenri Verdier\nAmbassadeur",
    "B#2": "Premier. Deuxième. Troisième. Quatrième. Cinquième. Sixième. Septième.",
    "C#1": "Encore une phrase, plus longue que les autres, pour que le budget serve à quelque chose ici.",
    "C#2": "Et une autre.",
}
CORPUS = corpus_of(TEXTS)
CANDIDATES = [
    Candidate(row, start, end)
    for row, paragraph in enumerate(CORPUS.paragraphs)
    for start, end in sentence_spans(paragraph.text)
]
N = len(CANDIDATES)
SCORES = st.lists(st.floats(-20, 20, width=32), min_size=N, max_size=N).map(lambda v: np.array(v, np.float32))
POLICIES = st.builds(QuotePolicy, st.floats(0.05, 1.0), st.integers(1, 250), st.integers(1, 6))


def sentences(*likely: tuple[str, int]) -> ScoredSentences:
    """Sentences likely in the order given, as (paragraph, place); the others hardly at all."""
    scores = np.full(N, -50.0, np.float32)
    for rank, (paragraph_id, place) in enumerate(likely):
        row = list(TEXTS).index(paragraph_id)
        scores[[n for n, c in enumerate(CANDIDATES) if c.row == row][place]] = 5.0 - rank
    return score_sentences(CANDIDATES, scores)


def texts(quotes: tuple[Quote, ...]) -> list[str]:
    return [quote.text for quote in quotes]


@given(SCORES, POLICIES)
def test_quotes_are_slices_of_whole_sentences_best_first(scores: np.ndarray, policy: QuotePolicy) -> None:
    scored = score_sentences(CANDIDATES, scores)
    quotes = choose_quotes(CORPUS, scored, policy)
    assert 1 <= len(quotes) <= policy.max_quotes
    assert [quote.score for quote in quotes] == sorted((quote.score for quote in quotes), reverse=True)
    best = CANDIDATES[int(np.argsort(-scored.probabilities, kind="stable")[0])]
    assert quotes[0].score == pytest.approx(float(scored.probabilities.max()))
    assert any(q.paragraph is CORPUS.paragraphs[best.row] and q.start <= best.start < q.end for q in quotes)
    for quote in quotes:
        assert quote.text == TEXTS[quote.paragraph.paragraph_id][quote.start : quote.end]
        spans = sentence_spans(quote.paragraph.text)
        assert quote.start in {start for start, _ in spans}
        assert quote.end in {end for _, end in spans}


@given(SCORES, POLICIES)
def test_quotes_keep_within_the_budget(scores: np.ndarray, policy: QuotePolicy) -> None:
    quotes = choose_quotes(CORPUS, score_sentences(CANDIDATES, scores), policy)
    sizes = [end - start for q in quotes for start, end in sentence_spans(q.text)]
    assert sum(sizes) <= policy.budget or len(sizes) == 1


@given(SCORES, POLICIES)
def test_quotes_neither_overlap_nor_touch(scores: np.ndarray, policy: QuotePolicy) -> None:
    quotes = choose_quotes(CORPUS, score_sentences(CANDIDATES, scores), policy)
    assert_apart(quotes)


def assert_apart(quotes: tuple[Quote, ...]) -> None:
    for one in quotes:
        for other in quotes:
            if one is not other and one.paragraph is other.paragraph and one.start <= other.start:
                assert one.paragraph.text[one.end : other.start].strip(), (one, other)


def test_neighbours_make_one_quote_and_others_do_not() -> None:
    policy = QuotePolicy(mass=0.99, budget=700)
    assert texts(choose_quotes(CORPUS, sentences(("A#1", 1), ("A#1", 0)), policy)) == ["Un État aide. Un autre, non !"]
    apart = choose_quotes(CORPUS, sentences(("A#1", 0), ("A#1", 2)), policy)
    assert texts(apart) == ["Un État aide.", TEXTS["A#1"][30:]]
    lines = choose_quotes(CORPUS, sentences(("B#1", 0), ("B#1", 1)), policy)
    assert texts(lines) == ["France\nHenri Verdier"]


def test_sentences_are_taken_until_they_hold_the_mass() -> None:
    """Scores 5, 4 and 3 are probabilities 0.67, 0.24 and 0.09."""
    likely = sentences(("A#2", 0), ("C#2", 0), ("A#1", 0))
    assert texts(choose_quotes(CORPUS, likely, QuotePolicy(mass=0.6))) == ["Une seule phrase."]
    assert len(choose_quotes(CORPUS, likely, QuotePolicy(mass=0.8))) == 2
    assert len(choose_quotes(CORPUS, likely, QuotePolicy(mass=0.95))) == 3


def test_a_sentence_over_the_budget_is_passed_over_unless_it_is_the_first() -> None:
    long_first = sentences(("C#1", 0), ("A#2", 0))
    assert texts(choose_quotes(CORPUS, long_first, QuotePolicy(mass=0.99, budget=20))) == [TEXTS["C#1"]]
    long_second = sentences(("A#2", 0), ("C#1", 0), ("C#2", 0))
    policy = QuotePolicy(mass=0.999, budget=30)
    assert texts(choose_quotes(CORPUS, long_second, policy)) == ["Une seule phrase.", "Et une autre."]


def test_no_more_paragraphs_than_allowed() -> None:
    many = sentences(("A#1", 0), ("A#2", 0), ("B#2", 0), ("C#2", 0))
    assert len(choose_quotes(CORPUS, many, QuotePolicy(mass=0.9999, max_quotes=2))) == 2


@given(st.lists(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 4)), max_size=3), max_size=4))
def test_merging_loses_no_words_and_adds_none(drawn: list[list[tuple[int, int]]]) -> None:
    groups = [tuple(spanning(place, size) for place, size in group) for group in drawn]
    kept = merged(groups)
    assert characters(kept) == characters(quote for group in groups for quote in group)


def test_merged_quotes_do_not_meet() -> None:
    kept = merged(((spanning(0, 1), spanning(2, 1)), (spanning(1, 1),)))
    assert_apart(kept)
    assert texts(kept) == ["Premier. Deuxième. Troisième."]


def spanning(place: int, size: int) -> Quote:
    spans = sentence_spans(TEXTS["B#2"])[place : place + size]
    return Quote(CORPUS.by_id["B#2"], spans[0][0], spans[-1][1])


def characters(quotes) -> set[int]:
    return {n for quote in quotes for n in range(quote.start, quote.end) if not TEXTS["B#2"][n].isspace()}


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 3), (2, 99), (5, 3), (17, 18)])
def test_a_quote_can_be_nothing_but_a_slice(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="is not a slice of the 17 characters of A#2"):
        Quote(paragraph("A#2", TEXTS["A#2"]), start, end)


@pytest.mark.parametrize("text", ["Une phrase.", "Deux. Phrases."])
def test_one_candidate_alone_is_quoted(text: str) -> None:
    small: Corpus = corpus_of({"A#1": text})
    start, end = sentence_spans(text)[0]
    scored = score_sentences([Candidate(0, start, end)], np.zeros(1, np.float32))
    assert texts(choose_quotes(small, scored, QuotePolicy())) == [text[start:end]]
