"""An answerer small enough to read: BM25 over the real corpus, whole sentences as quotes."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from assistant.model import Answer, AnswerKind, PassageHit, Quote
from assistant.scope import Scope
from corpus import Corpus, load_corpus, sentence_spans
from corpus.model import Paragraph, ParagraphKind, Run
from embeddings.lexical_index import LexicalIndex

SLOW, BROKEN = "lentissime", "pannissime"  # in a question that is answered late, or never
REFUSAL = "Les textes du corpus ne répondent pas à cette question."
FRAMING = "Voici ce que disent les textes."


def _shifted(paragraph: Paragraph, at: int, by: int) -> Paragraph:
    runs = tuple(replace(run, source_start=run.source_start + by * (run.source_start >= at)) for run in paragraph.runs)
    return replace(paragraph, runs=runs)


@dataclass(frozen=True)
class StandInTurn:
    answer: Answer
    state: tuple[str, ...]


@dataclass(frozen=True)
class StandIn:
    corpus: Corpus

    @classmethod
    def load(cls, payload: str = "") -> StandIn:
        """Load the shipped corpus; `payload` takes the place of the words of « A/76/135, par. 53 »."""
        corpus = load_corpus()
        if not payload:
            return cls(corpus)
        victim = corpus.by_id["A/76/135#53"]
        source = corpus.source(victim.symbol)
        at = victim.source_start
        tampered = source[:at] + payload + source[at:]  # in the source too: this text would be proven
        shifted = tuple(_shifted(item, at, len(payload)) if item.symbol == victim.symbol else item
                        for item in corpus.paragraphs)  # fmt: skip
        runs = (Run(0, at, len(payload)),)
        shifted = tuple(
            replace(item, text=payload, runs=runs, source_end=at + len(payload), note_calls=())
            if item.paragraph_id == victim.paragraph_id else item
            for item in shifted
        )  # fmt: skip
        documents = tuple(
            replace(document, sha256=sha256(tampered.encode()).hexdigest())
            if document.symbol == victim.symbol else document
            for document in corpus.documents
        )  # fmt: skip
        sources = tuple(tampered if text == source else text for text in corpus.sources)
        return cls(Corpus(documents, sources, shifted, ()))

    @cached_property
    def _quotable(self):
        left_out = (ParagraphKind.FOOTNOTE, ParagraphKind.TITLE, ParagraphKind.ANNEX)
        return [paragraph for paragraph in self.corpus.paragraphs if paragraph.kind not in left_out]

    @cached_property
    def _index(self) -> LexicalIndex:
        return LexicalIndex.build([paragraph.text for paragraph in self._quotable])

    def ask(self, question: str, state: tuple[str, ...] | None = None, scope: Scope | None = None) -> StandInTurn:
        scope = scope or Scope()
        if SLOW in question:
            time.sleep(1.5)
        if BROKEN in question:
            raise RuntimeError("a secret detail")
        scores = self._index.scores(question)
        order = [row for row in (-scores).argsort(kind="stable") if scope.admits(self.corpus, self._quotable[row])]
        hits = tuple(
            PassageHit(self._quotable[row], rank, float(scores[row])) for rank, row in enumerate(order[:20], start=1)
        )
        asked = (*(state or ()), question)
        abstained = not hits or hits[0].score < 3
        quotes = () if abstained else tuple(self._quote(hit) for hit in hits[:4])
        return StandInTurn(
            Answer(
                question=question,
                kind=AnswerKind.REFUSAL if abstained else AnswerKind.SEARCH,
                quotes=quotes,
                hits=hits,
                confidence=0.1 if abstained else 0.9,
                abstained=abstained,
                framing=REFUSAL if abstained else FRAMING,
                understood_as=f"{state[-1]} {question}" if state and question.startswith("Et ") else None,
                filters=tuple(sorted(scope.symbols)),
            ),
            asked,
        )

    def _quote(self, hit: PassageHit) -> Quote:
        spans = list(sentence_spans(hit.paragraph.text))
        start, end = spans[0] if len(spans) < 3 else spans[1]
        return Quote(hit.paragraph, start, end, score=hit.score)
