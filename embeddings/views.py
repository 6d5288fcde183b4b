"""The views under which a paragraph is indexed: its text, its text with headings, sentences, questions.

Views are made from the corpus whenever an index is built or loaded and are never stored with the
vectors: an index holds ids and numbers only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus import AnticipatedQuestion, Corpus, Paragraph, sentence_spans


class ViewKind(StrEnum):
    """What part of a paragraph a view shows."""

    TEXT = "text"
    CONTEXT = "context"  # text under its document, headings and lead-in
    SENTENCE = "sentence"
    QUESTION = "question"  # an anticipated question: searched, never quoted


@dataclass(frozen=True, slots=True)
class View:
    """One text that stands for a paragraph, or for the characters `start` to `end` of it."""

    kind: ViewKind
    paragraph_id: str
    text: str
    start: int
    end: int


def make_views(corpus: Corpus, questions: tuple[AnticipatedQuestion, ...]) -> tuple[View, ...]:
    """Return every view of every paragraph, grouped by kind, in reading order within a kind."""
    texts = [View(ViewKind.TEXT, p.paragraph_id, p.text, 0, len(p.text)) for p in corpus.paragraphs]
    contexts = [
        View(ViewKind.CONTEXT, p.paragraph_id, with_context(corpus, p), 0, len(p.text)) for p in corpus.paragraphs
    ]
    sentences = [
        View(ViewKind.SENTENCE, p.paragraph_id, p.text[start:end], start, end)
        for p in corpus.paragraphs
        for start, end in sentence_spans(p.text)
    ]
    asked = [_question_view(corpus, question) for question in questions]
    return (*texts, *contexts, *sentences, *asked)


def with_context(corpus: Corpus, paragraph: Paragraph) -> str:
    """Return the paragraph's text after its document's short name, its headings and its lead-in."""
    document = corpus.document(paragraph.symbol)
    parent = corpus.by_id[paragraph.parent_id].text if paragraph.parent_id else ""
    heads = (document.short_name, *paragraph.section_path, parent)
    return " — ".join(part for part in (*heads, paragraph.text) if part)


def _question_view(corpus: Corpus, question: AnticipatedQuestion) -> View:
    length = len(corpus.by_id[question.paragraph_id].text)
    start = 0 if question.start is None else question.start
    end = length if question.end is None else question.end
    return View(ViewKind.QUESTION, question.paragraph_id, question.question, start, end)
