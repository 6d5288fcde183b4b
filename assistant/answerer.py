"""Answers questions: understands them, searches or looks up, quotes, or says that the corpus is silent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant import phrases
from assistant.citation import reference
from assistant.completion import is_heading, referred, whole, with_items_after
from assistant.model import Answer, AnswerKind, PassageHit, Quote
from assistant.question_parts import question_parts
from assistant.quoter import Quoter
from assistant.scope import Scope
from assistant.search import Findings, Searcher
from assistant.tuning import TUNED, Tuning
from assistant.understanding import Intent, State, Topic, Understanding, advance, understand
from corpus import Corpus, Paragraph, load_bank, load_corpus
from embeddings.encoder import Encoder, load_encoder
from embeddings.index import SearchIndex, open_index
from embeddings.threads import share_cores

HITS = 20
FEW = 3  # paragraphs that are named one by one
SURE, NOT_SURE = 0.99, 0.01  # confidence where nothing was searched
UNLIKELY = 0.1  # confidence above which a refusal says « ne semble pas »: the nearest paragraphs may answer
ANYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer, and the state of the conversation after it."""

    answer: Answer
    state: State


class Answerer:
    """The assistant: `ask` it questions, one after another."""

    def __init__(self, corpus: Corpus, index: SearchIndex, encoder: Encoder, tuning: Tuning = TUNED) -> None:
        self.corpus = corpus
        self.encoder = encoder
        self.index = index
        self.searcher = Searcher(corpus, index, encoder, tuning)
        self._tuning = tuning
        self._quoter = Quoter(corpus, tuning)

    @classmethod
    def load(cls, model: str | None = None) -> Answerer:
        """Load the corpus, the encoder and the index (built first where there is none); see `share_cores`."""
        share_cores()
        corpus = load_corpus()
        encoder = load_encoder(model)
        return cls(corpus, open_index(corpus, load_bank(corpus), encoder), encoder)

    def ask(self, question: str, state: State | None = None, scope: Scope = ANYWHERE) -> Turn:
        """Answer `question`, asked after what made `state`, within `scope`."""
        question = question.encode("utf-8", "replace").decode()  # a lone surrogate is no text
        understanding = understand(question, self.corpus, state)
        answer = self._answer(understanding, state or State(), scope)
        shown = [quote.paragraph.paragraph_id for quote in answer.quotes if quote.same_as is None]
        return Turn(answer, advance(state or State(), understanding, shown))

    def _answer(self, understanding: Understanding, state: State, scope: Scope) -> Answer:
        without_search = {
            Intent.SMALL_TALK: self._fixed,
            Intent.UNREADABLE: self._fixed,
            Intent.MISSING_REFERENCE: self._missing,
            Intent.OUTSIDE_CORPUS: self._outside,
        }
        if reply := without_search.get(understanding.intent):
            return reply(understanding)
        if understanding.paragraph_ids:
            return self._looked_up(understanding, scope)
        if understanding.continued:
            return self._continued(understanding, understanding.continued, scope, state.seen)
        if understanding.intent is Intent.COMPARISON and len(understanding.filters) > 1:
            return self._compared(understanding, scope)
        return self._searched(understanding, scope.narrowed(understanding.filters))

    def _fixed(self, understanding: Understanding) -> Answer:
        topic = understanding.topic
        framing = phrases.SMALL_TALK[topic.value] if topic else phrases.UNREADABLE
        if topic is Topic.TEXTS:
            texts = sorted(self.corpus.documents, key=lambda document: document.date)
            framing = framing.format(texts=", ".join(f"{text.symbol} ({text.date.year})" for text in texts))
        kind = AnswerKind(understanding.intent.value)
        return Answer(understanding.question, kind, (), (), NOT_SURE, abstained=True, framing=framing)

    def _missing(self, understanding: Understanding) -> Answer:
        framing = " ".join(phrases.missing(m.symbol, m.label, m.exists) for m in understanding.missing)
        return self._unanswered(understanding, AnswerKind.MISSING_REFERENCE, framing)

    def _outside(self, understanding: Understanding) -> Answer:
        mentions = [self.corpus.by_id[i] for each in understanding.outside for i in each.mentioned_in]
        framing = " ".join(
            phrases.outside(each.name, [reference(self.corpus.by_id[i]) for i in each.mentioned_in])
            for each in understanding.outside
        )
        answer = self._unanswered(understanding, AnswerKind.OUTSIDE_CORPUS, framing)
        return replace(answer, also_see=tuple(dict.fromkeys(mentions)))

    def _unanswered(self, understanding: Understanding, kind: AnswerKind, framing: str) -> Answer:
        ranking = self.searcher.retriever.rank(understanding.search_text or understanding.question)
        hits = self.searcher.retriever.hits(ranking, HITS)
        return Answer(understanding.question, kind, (), hits, NOT_SURE, abstained=True, framing=framing)

    def _looked_up(self, understanding: Understanding, scope: Scope) -> Answer:
        """Show whole the paragraphs asked for; where something is asked about them, only if they seem to say it.

        A paragraph asked for by its number is shown even outside the scope, as that was set for searching; the
        framing says so. A number that several documents have is that of the documents within the scope.
        """
        asked, beyond = self._within(understanding, scope)
        found = self.searcher.find(understanding.search_text or understanding.question, understanding, scope)
        hits = self._hits_with_first(asked, found)
        is_list = understanding.intent is Intent.LIST
        confidence = SURE
        if understanding.asks_more and found is not None:
            confidence = found.confidence
            if confidence < self._tuning.cited_threshold:
                return self._refused(understanding, found, hits)
        quotes = tuple(map(whole, asked))
        if understanding.asks_more and found is not None:
            quotes += self._quoter.around(found, understanding, quotes)
        framing = [phrases.missing(m.symbol, m.label, m.exists) for m in understanding.missing]
        if beyond:
            few = len(beyond) <= FEW
            names = (reference(paragraph) if few else paragraph.symbol for paragraph in beyond)
            framing.append(phrases.out_of_scope(list(dict.fromkeys(names))))
        kind = AnswerKind.LIST if is_list else AnswerKind.REFERENCE
        framing.append(phrases.LIST if is_list else phrases.REFERENCE)
        return self._answered(understanding, kind, quotes, hits, confidence=confidence, framing=" ".join(framing))

    def _within(self, understanding: Understanding, scope: Scope) -> tuple[list[Paragraph], list[Paragraph]]:
        """The paragraphs asked for, and those of them that are outside the scope."""
        asked = [self.corpus.by_id[paragraph_id] for paragraph_id in understanding.paragraph_ids]
        within = [paragraph for paragraph in asked if scope.holds_document(self.corpus, paragraph)]
        if within and not (understanding.filters or understanding.mentions):
            asked = within
        return asked, [paragraph for paragraph in asked if not scope.admits(self.corpus, paragraph)]

    def _hits_with_first(self, asked: list[Paragraph], found: Findings | None) -> tuple[PassageHit, ...]:
        """The paragraphs asked for, in order, then those a search finds."""
        others = self.searcher.retriever.hits(found.ranking, HITS + len(asked)) if found else ()
        top = max((hit.score for hit in others), default=0.0)
        first = [PassageHit(p, rank, top + len(asked) - rank + 1.0) for rank, p in enumerate(asked, start=1)]
        rest = [hit for hit in others if hit.paragraph not in asked]
        return tuple(replace(hit, rank=rank) for rank, hit in enumerate([*first, *rest][:HITS], start=1))

    def _compared(self, understanding: Understanding, scope: Scope) -> Answer:
        """Quote each document side by side; say which have nothing to say."""
        core = understanding.search_core or understanding.search_text
        self.searcher.retriever.prepare(core, understanding.search_text)
        sides: list[Quote] = []
        silent: list[str] = []
        best = NOT_SURE
        for symbol in understanding.filters:
            found = self.searcher.find(core, understanding, scope.narrowed((symbol,)))
            if found is None or found.confidence < self._tuning.side_share * self._threshold(understanding):
                silent.append(symbol)
                continue
            best = max(best, found.confidence)
            sides.extend(self._quoter.compared(found))
        whole = self.searcher.find(understanding.search_text, understanding, scope.narrowed(understanding.filters))
        hits = self.searcher.retriever.hits(whole.ranking, HITS) if whole else ()
        best = max(best, whole.confidence) if whole else best
        if not sides or best < self._threshold(understanding):
            return self._refused(understanding, whole, hits)
        framing = " ".join([phrases.found(len(sides)), *([phrases.nothing_in(silent)] if silent else [])])
        kind, limits = AnswerKind.COMPARISON, understanding.filters
        return self._answered(understanding, kind, tuple(sides), hits, confidence=best, framing=framing, limits=limits)

    def _searched(self, understanding: Understanding, scope: Scope) -> Answer:
        parts = question_parts(understanding.search_text)
        self.searcher.retriever.prepare(understanding.search_text, *parts)
        found = self.searcher.find(understanding.search_text, understanding, scope)
        if found is None:
            return self._refused(understanding, None, ())
        hits = self.searcher.retriever.hits(found.ranking, HITS)
        if found.confidence < self._threshold(understanding):
            return self._refused(understanding, found, hits)
        chosen = self._quoter.answering(found, self._parts(parts, understanding, scope), understanding)
        quotes = self._quoter.folded(chosen, scope)
        kind = AnswerKind.LIST if understanding.is_list else AnswerKind.SEARCH
        framing = self._framed(understanding, phrases.found(sum(quote.same_as is None for quote in quotes)))
        hits, limits = with_items_after(hits, quotes), tuple(sorted(scope.symbols))
        sure = found.confidence
        return self._answered(understanding, kind, quotes, hits, confidence=sure, framing=framing, limits=limits)

    def _parts(self, parts: tuple[str, ...], understanding: Understanding, scope: Scope) -> list[Findings]:
        """What was found for each of the questions that one sentence joins; nothing where it is one question."""
        if len(parts) < 2 or understanding.is_list:
            return []
        whole = understanding.search_text
        found = (self.searcher.find_part(part, whole, understanding, scope) for part in parts)
        return [each for each in found if each]

    def _continued(
        self, understanding: Understanding, search: Understanding, scope: Scope, seen: tuple[str, ...]
    ) -> Answer:
        """The next best passages of a search, as long as they have something to do with what was asked."""
        headings = (item.paragraph_id for item in self.corpus.paragraphs if is_heading(item))
        scope = scope.narrowed(search.filters)
        found = self.searcher.find(
            search.search_text, search, scope, left_out={*seen, *self._quoter.twins(seen), *headings}
        )
        if found is None:
            return replace(self._refused(understanding, None, ()), framing=phrases.NOTHING_MORE)
        hits = self.searcher.retriever.hits(found.ranking, HITS)
        if found.confidence < self._tuning.still_relevant * self._threshold(search):
            return replace(self._refused(understanding, found, hits), framing=phrases.NOTHING_MORE)
        quotes = self._quoter.folded(self._quoter.continuing(found), scope)
        kind, sure, limits = AnswerKind.SEARCH, found.confidence, tuple(sorted(scope.symbols))
        return self._answered(understanding, kind, quotes, hits, confidence=sure, framing=phrases.MORE, limits=limits)

    def _answered(
        self,
        understanding: Understanding,
        kind: AnswerKind,
        quotes: tuple[Quote, ...],
        hits: tuple[PassageHit, ...],
        *,
        confidence: float,
        framing: str,
        limits: tuple[str, ...] = (),
    ) -> Answer:
        """An answer that quotes; `limits` are the symbols of the documents that were searched, where not all were."""
        return Answer(
            understanding.question,
            kind,
            quotes,
            hits,
            confidence,
            abstained=False,
            framing=framing,
            understood_as=understanding.understood_as,
            filters=limits,
            also_see=referred(self.corpus, quotes),
        )

    def _threshold(self, understanding: Understanding) -> float:
        """The confidence under which a question is not answered; the words of another language cover no text's."""
        share = self._tuning.foreign_share if understanding.language != "fr" else 1.0
        return share * self.searcher.confidence.threshold

    def _framed(self, understanding: Understanding, framing: str) -> str:
        """Say also that the texts a question is about are not in the corpus, where it is limited to none that is."""
        if understanding.filters or not understanding.outside:
            return framing
        return " ".join((phrases.absent([each.name for each in understanding.outside]), framing))

    def _refused(self, understanding: Understanding, found: Findings | None, hits: tuple[PassageHit, ...]) -> Answer:
        confidence = found.confidence if found else NOT_SURE
        silent = phrases.refusal(sure=confidence < UNLIKELY, in_french=understanding.language == "fr")
        return Answer(
            understanding.question,
            AnswerKind.REFUSAL,
            (),
            hits,
            confidence,
            abstained=True,
            framing=self._framed(understanding, silent),
            understood_as=understanding.understood_as,
            filters=understanding.filters,
        )
