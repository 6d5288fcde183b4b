"""From the words of a question, and the conversation before it, to what it asks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from assistant.understanding.citations import Citation, find_citations, mask
from assistant.understanding.core import without_spans
from assistant.understanding.documents import DocumentMention, Naming, find_documents
from assistant.understanding.expected import expected_types
from assistant.understanding.filters import Scope, scope_of
from assistant.understanding.followups import carried_words, depends, switched_topic
from assistant.understanding.framing import unframed
from assistant.understanding.language import is_readable, language_of
from assistant.understanding.lists import is_list, structural_list
from assistant.understanding.model import Expected, Intent, Topic, Understanding
from assistant.understanding.more import asks_for_more
from assistant.understanding.moves import move, other_document
from assistant.understanding.outside import describe_outside
from assistant.understanding.outside_questions import asks_content_of_outside
from assistant.understanding.overview import overview
from assistant.understanding.reading import Reading, fold, read
from assistant.understanding.references import (
    asked_paragraphs,
    commentary_ids,
    is_whole,
    norms_asked_by_topic,
    section_ids,
)
from assistant.understanding.resolve import NOTHING, Resolved
from assistant.understanding.small_talk import asks_of_no_text, small_talk_topic, without_courtesy
from assistant.understanding.state import State
from assistant.understanding.word_sets import word_set
from assistant.understanding.wording import described_follow_up, described_more, described_places
from assistant.understanding.words import content_words, says_nothing
from corpus import Corpus, Paragraph

LONGEST_QUESTION = 1000
_COMPARING = word_set("compare comparer comparez comparaison difference differences")
_DEMANDING = word_set("demande demandent demander exige attend recommande etats membres pays")  # of a resolution
_DOING = word_set("""
    decide decident decida decidait decides decidee decidees adopte adoptent adopta adoptes adoptee adoptees
    convenu convient conviennent convenait arrete arretent acte actent conclu passe prend prennent pris
    but buts objectif objectifs finalite visee vise visent sert servent utilite
    """)  # what the authors of a document do by it, and what it is for: it says so as a whole
_ITEMS = word_set("""
    points elements items sous-points recommandations mesures principes domaines serie regle regles lettres
    volontaire volontaires designe designee designes designees
    gge groupe experts gouvernementaux onu nations unies
    """)  # by which a cited place is described: they ask nothing more of it


@dataclass(frozen=True, slots=True)
class _Parts:
    """A question taken apart, without its courtesies and « autre chose : »."""

    reading: Reading
    mentions: tuple[DocumentMention, ...]
    citations: tuple[Citation, ...]
    scope: Scope
    core: str  # without documents, references and frame words
    framed: bool  # by words that ask the texts to speak; what is searched then is the core
    switched: bool
    language: str

    @property
    def masked(self) -> str:
        """The read question without the names of its documents."""
        return mask(self.reading.text, self.mentions)

    @property
    def listed(self) -> str:
        """The same, with the groups of experts left as written, whose members can be listed."""
        return mask(self.reading.text, (mention for mention in self.mentions if mention.naming is not Naming.GROUP))

    @property
    def topic_words(self) -> tuple[str, ...]:
        """The content words of the question, names of documents left aside."""
        return content_words(without_spans(self.reading, self.mentions))


def understand(question: str, corpus: Corpus, state: State | None = None) -> Understanding:
    """Understand a question, after the conversation that `state` remembers; raises nothing, whatever the text.

    Only its first `LONGEST_QUESTION` characters are read.
    """
    reading = read(unicodedata.normalize("NFC", question).strip()[:LONGEST_QUESTION])
    language = language_of(reading.text)
    if topic := small_talk_topic(reading.text):
        return Understanding(question, Intent.SMALL_TALK, topic=topic, language=language)
    if state and state.search and asks_for_more(reading.text):
        return _continued(question, state.search)
    parts = _take_apart(reading, corpus, language)
    if state and state.length and not parts.switched and (followed := _follow(question, parts, corpus, state)):
        return followed
    if not (parts.citations or parts.mentions) and asks_of_no_text(reading.text):
        return Understanding(question, Intent.SMALL_TALK, topic=Topic.TEXTS, language=language)
    if not (parts.citations or parts.mentions) and (says_nothing(reading.text) or not is_readable(reading.text)):
        return Understanding(question, Intent.UNREADABLE, language=language)
    return _summed_up(_alone(question, parts, corpus), parts, corpus)


def _summed_up(understanding: Understanding, parts: _Parts, corpus: Corpus) -> Understanding:
    """Where a document is named and nothing is asked of it, ask for the part that sums it up."""
    compares = understanding.intent is Intent.COMPARISON
    searches = compares or (understanding.intent is Intent.SEARCH and not understanding.is_list)
    asked = {fold(word) for word in content_words(parts.core)} - _COMPARING
    expected = understanding.expected
    if expected <= {Expected.DEFINITION}:  # not when, by whom, why or whether they did it
        asked -= _DOING
    if all("RES" in mention.symbol for mention in parts.mentions):
        asked -= _DEMANDING
        expected -= {Expected.COUNTRY}  # « aux États Membres »
    if not searches or parts.citations or asked or not parts.mentions:
        return understanding
    found = overview(parts.mentions, expected, corpus)
    if not found:
        return understanding
    return replace(understanding, intent=Intent.REFERENCE, paragraph_ids=_ids(Resolved(found, ())))


def _continued(question: str, search: Understanding) -> Understanding:
    """Ask for the passages of the last search that it has not shown."""
    return Understanding(
        question,
        Intent.SEARCH,
        filters=search.filters,
        search_text=search.search_text,
        search_core=search.search_core,
        expected=search.expected,
        follows=True,
        continued=search,
        understood_as=described_more(search.understood_as or search.search_text),
        language=search.language,
    )


def _take_apart(reading: Reading, corpus: Corpus, language: str) -> _Parts:
    start, end = without_courtesy(reading.text)
    switch = switched_topic(reading.text[start:end])
    rest = read(reading.written(start + switch, end).strip()) if start + switch < end else reading
    mentions = find_documents(rest, corpus)
    citations = find_citations(rest, mentions)
    bare = without_spans(rest, (*mentions, *citations))
    core = unframed(bare)
    return _Parts(rest, mentions, citations, scope_of(rest, mentions), core, core != bare, switch > 0, language)


def _alone(question: str, parts: _Parts, corpus: Corpus) -> Understanding:
    """Understand a question by itself."""
    asked, tied_outside = _asked(parts, (), corpus)
    basis = _basis(question, parts, corpus)
    outside = tied_outside or asks_content_of_outside(parts.reading, parts.mentions)
    if outside and not asked.paragraphs:
        described = tuple(describe_outside(name, corpus) for name in outside)
        return replace(basis, intent=Intent.OUTSIDE_CORPUS, outside=described)
    if asked != NOTHING:
        return _with_places(basis, asked, parts, corpus)
    if listed := structural_list(parts.listed, parts.scope.filters, corpus):
        return replace(basis, intent=Intent.LIST, paragraph_ids=_ids(Resolved(listed, ())))
    return basis


def _basis(question: str, parts: _Parts, corpus: Corpus) -> Understanding:
    """Fill in what does not depend on the intent: a search, or a comparison where several documents are named."""
    text = parts.core if parts.framed else parts.reading.original
    whole = tuple(citation for citation in parts.citations if is_whole(citation))
    return Understanding(
        question,
        Intent.COMPARISON if parts.scope.compares else Intent.SEARCH,
        outside=tuple(describe_outside(name, corpus) for name in parts.scope.outside),
        filters=parts.scope.filters,
        mentions=parts.scope.mentions,
        search_text=text,
        search_core=parts.core if content_words(parts.core) else text,
        expected=expected_types(parts.reading.text),
        is_list=is_list(parts.reading.text),
        context_ids=section_ids(whole, parts.scope.filters, corpus),
        topic_switch=parts.switched,
        language=parts.language,
    )


def _asked(parts: _Parts, defaults: tuple[str, ...], corpus: Corpus) -> tuple[Resolved, tuple[str, ...]]:
    """Find the paragraphs cited. A whole section counts where nothing else is asked."""
    more = bool(content_words(parts.core))
    cited = tuple(citation for citation in parts.citations if not (more and is_whole(citation)))
    resolved, outside = asked_paragraphs(cited, parts.reading.text, parts.mentions, defaults, corpus)
    if not cited:
        resolved = norms_asked_by_topic(parts.masked, corpus)
    return resolved, outside


def _with_places(
    basis: Understanding, asked: Resolved, parts: _Parts, corpus: Corpus, kept: tuple[str, ...] = ()
) -> Understanding:
    """Ask for the paragraphs found; `kept` are the documents that the conversation was limited to.

    A norm with a question about it brings the paragraphs that comment on it, to be favoured.
    """
    more = bool({fold(word) for word in content_words(parts.core)} - _ITEMS)
    symbols = {item.symbol for item in asked.paragraphs} | {item.symbol for item in asked.missing}
    items = any(paragraph.parent_id for paragraph in asked.paragraphs) and len(asked.paragraphs) > 2
    found = Intent.LIST if basis.is_list and items else Intent.REFERENCE
    return replace(
        basis,
        intent=found if asked.paragraphs else Intent.MISSING_REFERENCE,
        paragraph_ids=_ids(asked),
        missing=asked.missing,
        filters=basis.filters or tuple(symbol for symbol in kept if symbol in symbols),
        asks_more=more,
        context_ids=commentary_ids(asked.paragraphs, corpus) if more else (),
    )


def _follow(question: str, parts: _Parts, corpus: Corpus, state: State) -> Understanding | None:
    """Understand a question as a follow-up; None where it stands by itself."""
    named = tuple(dict.fromkeys(mention.symbol for mention in parts.mentions if mention.inside))
    basis = _basis(question, parts, corpus)
    shifted = other_document(parts.reading.text, state, corpus)
    moved = None if parts.citations or shifted else move(parts.masked, named, state, corpus)
    if parts.citations and not parts.mentions:
        moved = _asked(parts, _documents_at_hand(state, corpus), corpus)[0]
        if moved == _asked(parts, (), corpus)[0]:
            return None  # the reference says enough by itself
    if moved and moved != NOTHING:
        place = described_places(moved.paragraphs, corpus) if moved.paragraphs else None
        found = _with_places(basis, moved, parts, corpus, state.documents)
        return replace(found, follows=True, understood_as=place, asks_more=bool(parts.citations) and found.asks_more)
    if shifted or depends(
        parts.masked, parts.topic_words, names_document=bool(parts.mentions), cites=bool(parts.citations)
    ):
        return _with_topic(basis, parts, corpus, state, shifted)
    return None


def _with_topic(
    basis: Understanding, parts: _Parts, corpus: Corpus, state: State, shifted: str | None
) -> Understanding:
    """Complete a follow-up with the words, documents and quotes of the last exchange."""
    before = read(state.standalone)
    named = find_documents(before, corpus)
    topic = without_spans(before, (*named, *find_citations(before, named)))
    carried = carried_words(topic, parts.topic_words)
    symbols = (shifted,) if shifted else basis.filters or state.documents
    alone = _alone(basis.question, parts, corpus)
    if alone.intent in (Intent.OUTSIDE_CORPUS, Intent.MISSING_REFERENCE):
        return replace(alone, follows=True)
    if alone.intent is Intent.REFERENCE:
        return alone
    listed = _listed(parts, symbols, state, corpus)
    if not parts.topic_words:  # « et en 2013 ? » asks for the same kind of thing
        expected = basis.expected or expected_types(before.text)
        basis = replace(basis, expected=expected, is_list=basis.is_list or is_list(before.text))
    return replace(
        basis,
        intent=Intent.LIST if listed else Intent.COMPARISON if len(symbols) > 1 else Intent.SEARCH,
        paragraph_ids=_ids(Resolved(listed, ())),
        filters=symbols,
        search_text=" ".join((basis.search_text, *carried)),
        carried=" ".join(carried),
        follows=True,
        understood_as=described_follow_up(basis.search_text, carried, symbols, corpus),
        context_ids=state.paragraph_ids,
    )


def _listed(parts: _Parts, symbols: tuple[str, ...], state: State, corpus: Corpus) -> tuple[Paragraph, ...]:
    """Find the series asked for, by the follow-up itself or, for « lesquelles ? », by the question before it."""
    listed = structural_list(parts.listed, symbols, corpus)
    if listed or parts.topic_words or not is_list(parts.reading.text):
        return listed
    before = read(state.standalone)
    return structural_list(f"liste {mask(before.text, find_documents(before, corpus))}", symbols, corpus)


def _documents_at_hand(state: State, corpus: Corpus) -> tuple[str, ...]:
    if len(state.documents) == 1:
        return state.documents
    return tuple(
        corpus.by_id[identifier].symbol for identifier in state.paragraph_ids[:1] if identifier in corpus.by_id
    )


def _ids(resolved: Resolved) -> tuple[str, ...]:
    return tuple(paragraph.paragraph_id for paragraph in resolved.paragraphs)
