"""An answerer small enough to read: BM25 over the real corpus, whole sentences as quotes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assistant.model import Answer, AnswerKind, PassageHit, Quote
from assistant.scope import Scope
from corpus import Corpus, load_corpus, sentence_spans
from corpus.model import ParagraphKind
from embeddings.lexical_index import LexicalIndex

REFUSAL = "Les textes du corpus ne répondent pas à cette question."
FRAMING = "Voici ce que disent les textes."


@dataclass(frozen=True)
class StandInTurn:
    answer: Answer
    state: tuple[str, ...]


@dataclass(frozen=True)
class StandIn:
    corpus: Corpus

    @classmethod
    def load(cls) -> StandIn:
        return cls(load_corpus())

    @cached_property
    def _quotable(self):
        left_out = (ParagraphKind.FOOTNOTE, ParagraphKind.TITLE, ParagraphKind.ANNEX)
        return [paragraph for paragraph in self.corpus.paragraphs if paragraph.kind not in left_out]

    @cached_property
    def _index(self) -> LexicalIndex:
        return LexicalIndex.build([paragraph.text for paragraph in self._quotable])

    def ask(self, question: str, state: tuple[str, ...] | None = None, scope: Scope = Scope()) -> StandInTurn:
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
                suggestions=("Que dit la norme 13 c) ?",),
            ),
            asked,
        )

    def _quote(self, hit: PassageHit) -> Quote:
        spans = list(sentence_spans(hit.paragraph.text))
        start, end = spans[0] if len(spans) < 3 else spans[1]
        return Quote(hit.paragraph, start, end, score=hit.score)
