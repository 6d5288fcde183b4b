from collections import Counter
from itertools import pairwise

import pytest

from corpus import AnticipatedQuestion, Corpus, sentence_spans
from embeddings.views import View, ViewKind, make_views, with_context


@pytest.fixture(scope="module")
def views(corpus: Corpus, bank: tuple[AnticipatedQuestion, ...]) -> tuple[View, ...]:
    return make_views(corpus, bank)


def test_every_paragraph_has_its_text_its_context_and_its_sentences(corpus: Corpus, views: tuple[View, ...]) -> None:
    seen = Counter((view.kind, view.paragraph_id) for view in views)
    for paragraph in corpus.paragraphs:
        assert seen[ViewKind.TEXT, paragraph.paragraph_id] == 1
        assert seen[ViewKind.CONTEXT, paragraph.paragraph_id] == 1
        assert seen[ViewKind.SENTENCE, paragraph.paragraph_id] == len(sentence_spans(paragraph.text)) >= 1


def test_every_question_of_the_bank_has_a_view(views: tuple[View, ...], bank: tuple[AnticipatedQuestion, ...]) -> None:
    asked = [view for view in views if view.kind is ViewKind.QUESTION]
    assert [(v.paragraph_id, v.text) for v in asked] == [(q.paragraph_id, q.question) for q in bank]
    assert len(asked) > 1000


def test_spans_are_slices_of_their_paragraph(corpus: Corpus, views: tuple[View, ...]) -> None:
    for view in views:
        text = corpus.by_id[view.paragraph_id].text
        assert 0 <= view.start < view.end <= len(text)
        if view.kind in (ViewKind.TEXT, ViewKind.SENTENCE):
            assert view.text == text[view.start : view.end]
        if view.kind is ViewKind.CONTEXT:
            assert view.text.endswith(text)
            assert (view.start, view.end) == (0, len(text))


def test_a_question_keyed_to_no_words_stands_for_the_whole_paragraph(corpus: Corpus) -> None:
    paragraph = corpus.by_id["A/76/135#norme-13-c"]
    questions = (
        AnticipatedQuestion("q1", paragraph.paragraph_id, "fact", "Et le territoire ?"),
        AnticipatedQuestion("q2", paragraph.paragraph_id, "fact", "Sciemment ?", 4, 30),
    )
    first, second = make_views(corpus, questions)[-2:]
    assert (first.start, first.end) == (0, len(paragraph.text))
    assert (second.start, second.end, second.text) == (4, 30, "Sciemment ?")


def test_the_context_names_the_document_the_headings_and_the_lead_in(corpus: Corpus) -> None:
    item = corpus.by_id["A/76/135#30-a"]
    context = with_context(corpus, item)
    assert item.parent_id == "A/76/135#30"
    parts = ["rapport de 2021", *item.section_path, corpus.by_id["A/76/135#30"].text, item.text]
    assert context == " — ".join(parts)


def test_kinds_come_in_order_and_paragraphs_in_reading_order(corpus: Corpus, views: tuple[View, ...]) -> None:
    kinds = [view.kind for view in views]
    assert list(dict.fromkeys(kinds)) == list(ViewKind)
    assert sum(before != after for before, after in pairwise(kinds)) == len(ViewKind) - 1
    texts = [view.paragraph_id for view in views if view.kind is ViewKind.TEXT]
    assert texts == [paragraph.paragraph_id for paragraph in corpus.paragraphs]
