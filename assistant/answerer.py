"""Answers questions: understands them, searches or looks up, quotes, or says that the corpus is silent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant import phrases
from assistant.citation import reference
from assistant.model import Answer, AnswerKind, PassageHit, Quote
from assistant.near_identical import NearIdentical
from assistant.question_parts import question_parts
from assistant.quoting import QuotePolicy, choose_quotes, merged
from assistant.scope import Scope
from assistant.search import Findings, Searcher
from assistant.understanding import Intent, State, Understanding, advance, understand
from corpus import Corpus, Paragraph, load_bank, load_corpus
from embeddings.encoder import Encoder, load_encoder
from embeddings.index import SearchIndex, open_index

HITS = 20
FACT_POLICY = QuotePolicy(mass=0.9, budget=900)
LIST_POLICY = QuotePolicy(mass=0.93, budget=1400)
PART_POLICY = QuotePolicy(mass=0.8, budget=600, max_quotes=2)  # one of several questions in a sentence
SIDE_POLICY = QuotePolicy(mass=0.85, budget=800, max_quotes=3)  # one document of a comparison
SURE, NOT_SURE = 0.99, 0.01  # confidence where nothing was searched
CITED_THRESHOLD = 0.3  # a question about a paragraph that it cites is answered below the usual threshold
ANYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer, and the state of the conversation after it."""

    answer: Answer
    state: State


class Answerer:
    """The assistant: `ask` it questions, one after another."""

    def __init__(self, corpus: Corpus, index: SearchIndex, encoder: Encoder) -> None:
        self.corpus = corpus
        self.encoder = encoder
        self.index = index
        self.searcher = Searcher(corpus, index, encoder)
        self._near_identical = NearIdentical(corpus)

    @classmethod
    def load(cls, model: str | None = None) -> Answerer:
        """Load the corpus, the encoder and the index (built first where there is none)."""
        corpus = load_corpus()
        encoder = load_encoder(model)
        return cls(corpus, open_index(corpus, load_bank(corpus), encoder), encoder)

    def ask(self, question: str, state: State | None = None, scope: Scope = ANYWHERE) -> Turn:
        """Answer `question`, asked after what made `state`, within `scope`."""
        question = question.encode("utf-8", "replace").decode()  # a lone surrogate is no text
        understanding = understand(question, self.corpus, state)
        answer = self._answer(understanding, scope)
        shown = [quote.paragraph.paragraph_id for quote in answer.quotes if quote.same_as is None]
        return Turn(answer, advance(state or State(), understanding, shown))

    def _answer(self, understanding: Understanding, scope: Scope) -> Answer:
        if understanding.intent in (Intent.SMALL_TALK, Intent.UNREADABLE):
            return self._fixed(understanding)
        if understanding.intent is Intent.MISSING_REFERENCE:
            return self._missing(understanding)
        if understanding.intent is Intent.OUTSIDE_CORPUS:
            return self._outside(understanding)
        if understanding.paragraph_ids:
            return self._looked_up(understanding, scope)
        if understanding.intent is Intent.COMPARISON and len(understanding.filters) > 1:
            return self._compared(understanding, scope)
        return self._searched(understanding, scope.narrowed(understanding.filters))

    def _fixed(self, understanding: Understanding) -> Answer:
        topic = understanding.topic
        framing = phrases.SMALL_TALK[topic.value] if topic else phrases.UNREADABLE
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
        """Show whole the paragraphs asked for; where something is asked about them, only if they seem to say it."""
        asked = [self.corpus.by_id[paragraph_id] for paragraph_id in understanding.paragraph_ids]
        found = self.searcher.find(understanding.search_text or understanding.question, understanding, scope)
        hits = self._hits_with_first(asked, found)
        is_list = understanding.intent is Intent.LIST
        confidence = SURE
        if understanding.asks_more and found is not None:
            confidence = found.confidence
            if confidence < CITED_THRESHOLD:
                return self._refused(understanding, found, hits)
        quotes = tuple(Quote(paragraph, 0, len(paragraph.text), score=1.0) for paragraph in asked)
        if understanding.asks_more and found is not None:
            quotes += self._about(found, understanding, quotes)
        missing = " ".join(phrases.missing(m.symbol, m.label, m.exists) for m in understanding.missing)
        return Answer(
            understanding.question,
            AnswerKind.LIST if is_list else AnswerKind.REFERENCE,
            quotes,
            hits,
            confidence,
            abstained=False,
            framing=" ".join(part for part in (missing, phrases.LIST if is_list else phrases.REFERENCE) if part),
            understood_as=understanding.understood_as,
            also_see=self._referred(quotes),
        )

    def _about(self, found: Findings, understanding: Understanding, shown: tuple[Quote, ...]) -> tuple[Quote, ...]:
        """What the paragraphs around the one cited say on what is asked of it."""
        taken = {quote.paragraph.paragraph_id for quote in shown}
        chosen = choose_quotes(self.corpus, found.sentences, FACT_POLICY)
        near = frozenset(understanding.context_ids) - taken
        return tuple(quote for quote in chosen if quote.paragraph.paragraph_id in near)

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
        sides: list[Quote] = []
        silent: list[str] = []
        best = NOT_SURE
        for symbol in understanding.filters:
            found = self.searcher.find(core, understanding, scope.narrowed((symbol,)))
            if found is None or found.confidence < self.searcher.confidence.threshold / 2:
                silent.append(symbol)
                continue
            best = max(best, found.confidence)
            sides.extend(choose_quotes(self.corpus, found.sentences, SIDE_POLICY))
        whole = self.searcher.find(understanding.search_text, understanding, scope.narrowed(understanding.filters))
        hits = self.searcher.retriever.hits(whole.ranking, HITS) if whole else ()
        best = max(best, whole.confidence) if whole else best
        if not sides or best < self.searcher.confidence.threshold:
            return self._refused(understanding, whole, hits)
        return Answer(
            understanding.question,
            AnswerKind.COMPARISON,
            tuple(sides),
            hits,
            best,
            abstained=False,
            framing=" ".join([phrases.found(len(sides)), *([phrases.nothing_in(silent)] if silent else [])]),
            understood_as=understanding.understood_as,
            filters=understanding.filters,
            also_see=self._referred(tuple(sides)),
        )

    def _searched(self, understanding: Understanding, scope: Scope) -> Answer:
        found = self.searcher.find(understanding.search_text, understanding, scope)
        if found is None:
            return self._refused(understanding, None, ())
        hits = self.searcher.retriever.hits(found.ranking, HITS)
        if found.confidence < self.searcher.confidence.threshold:
            return self._refused(understanding, found, hits)
        policy = LIST_POLICY if understanding.is_list or understanding.follows else FACT_POLICY
        chosen = choose_quotes(self.corpus, found.sentences, policy)
        if understanding.is_list:
            chosen = self._with_items(found, chosen)
        elif len(parts := question_parts(understanding.search_text)) > 1:
            chosen = merged((chosen, *self._of_parts(parts, understanding, scope)))[: FACT_POLICY.max_quotes]
        quotes = self._near_identical.fold_quotes(chosen)
        quotes = tuple(quote for quote in quotes if scope.admits(self.corpus, quote.paragraph))
        return Answer(
            understanding.question,
            AnswerKind.LIST if understanding.is_list else AnswerKind.SEARCH,
            quotes,
            hits,
            found.confidence,
            abstained=False,
            framing=phrases.found(sum(quote.same_as is None for quote in quotes)),
            understood_as=understanding.understood_as,
            filters=tuple(sorted(scope.symbols)),
            also_see=self._referred(quotes),
        )

    def _of_parts(self, parts: tuple[str, ...], understanding: Understanding, scope: Scope) -> list[tuple[Quote, ...]]:
        """What answers each of the questions that one sentence joins."""
        whole = understanding.search_text
        found = [self.searcher.find_part(part, whole, understanding, scope) for part in parts]
        return [choose_quotes(self.corpus, each.sentences, PART_POLICY) for each in found if each]

    def _with_items(self, found: Findings, chosen: tuple[Quote, ...]) -> tuple[Quote, ...]:
        """Where the best paragraph introduces items, or is one of several that were found, quote them all."""
        best = self.corpus.paragraphs[int(found.ranking.order[0])]
        head = best.parent_id or best.paragraph_id
        items = self.corpus.children(head)
        near = {self.corpus.paragraphs[row].paragraph_id for row in found.ranking.order[:8].tolist()}
        if not items or (best.parent_id and len(near & {item.paragraph_id for item in items}) < 3):
            return chosen
        family = (self.corpus.by_id[head], *items)
        whole = tuple(Quote(paragraph, 0, len(paragraph.text), score=1.0) for paragraph in family)
        shown = {paragraph.paragraph_id for paragraph in family}
        return whole + tuple(quote for quote in chosen[:2] if quote.paragraph.paragraph_id not in shown)

    def _refused(self, understanding: Understanding, found: Findings | None, hits: tuple[PassageHit, ...]) -> Answer:
        return Answer(
            understanding.question,
            AnswerKind.REFUSAL,
            (),
            hits,
            found.confidence if found else NOT_SURE,
            abstained=True,
            framing=phrases.REFUSAL,
            understood_as=understanding.understood_as,
            filters=understanding.filters,
        )

    def _referred(self, quotes: tuple[Quote, ...]) -> tuple[Paragraph, ...]:
        """The paragraphs that the quoted words refer to, other than those quoted, and the lead-ins of items."""
        shown = {quote.paragraph.paragraph_id for quote in quotes}
        targets = []
        for quote in quotes:
            if quote.paragraph.parent_id:
                targets.append(quote.paragraph.parent_id)
            for mention in self.corpus.references_from(quote.paragraph.paragraph_id):
                if mention.target_id and quote.start <= mention.start < max(quote.end, quote.start + 1):
                    targets.append(mention.target_id)
        return tuple(self.corpus.by_id[target] for target in dict.fromkeys(targets) if target not in shown)
