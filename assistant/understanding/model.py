"""What a question was understood to ask: the values that `understand` gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Intent(StrEnum):
    """What the person wants; the values are those of `AnswerKind` where both exist."""

    SEARCH = "search"
    REFERENCE = "reference"  # paragraphs asked for by their reference
    LIST = "list"  # the items of a paragraph or of a series, all of them
    COMPARISON = "comparison"  # what several documents say, side by side
    MISSING_REFERENCE = "missing_reference"  # a paragraph that its document does not hold
    OUTSIDE_CORPUS = "outside_corpus"  # the content of a text that the corpus does not hold
    SMALL_TALK = "small_talk"
    UNREADABLE = "unreadable"  # no letters, or nothing like words


class Expected(StrEnum):
    """The kind of thing that a sentence must hold to answer."""

    NUMBER = "number"
    DATE = "date"
    DURATION = "duration"
    MONEY = "money"
    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    PLACE = "place"
    ADDRESS = "address"  # of a web site, a mailbox, a telephone
    DOCUMENT = "document"  # « quelle résolution… »
    YES_NO = "yes_no"
    REASON = "reason"
    DEFINITION = "definition"
    MANNER = "manner"  # « comment… »


class Topic(StrEnum):
    """What small talk is about."""

    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    IDENTITY = "identity"
    GOODBYE = "goodbye"
    TEXTS = "texts"  # which ones the corpus holds


@dataclass(frozen=True, slots=True)
class MissingReference:
    """A place that a document of the corpus does not hold, and what it holds instead."""

    symbol: str
    label: str  # as asked, in canonical form: « 120 », « norme 13 l) »
    exists: str  # French: « paragraphes 1 à 98 »


@dataclass(frozen=True, slots=True)
class OutsideDocument:
    """A text that the corpus does not hold."""

    name: str  # « A/70/174 », « Convention de Budapest »
    mentioned_in: tuple[str, ...]  # paragraph_ids, in reading order; may be empty


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything that the words of a question, and the conversation before it, say about what to do.

    `search_core` is the question without the documents, references and frame words; `search_text` is
    what to search with: the question, followed by the words `carried` from the conversation.
    """

    question: str
    intent: Intent
    paragraph_ids: tuple[str, ...] = ()  # to show whole, in order
    missing: tuple[MissingReference, ...] = ()
    outside: tuple[OutsideDocument, ...] = ()
    filters: tuple[str, ...] = ()  # symbols that the answer is limited to
    mentions: tuple[str, ...] = ()  # symbols merely named: a soft signal
    search_text: str = ""
    search_core: str = ""
    carried: str = ""
    expected: frozenset[Expected] = field(default_factory=frozenset)
    is_list: bool = False  # asks for several things, whatever the intent
    asks_more: bool = False  # cites a paragraph and asks something about it
    follows: bool = False  # depends on the conversation
    understood_as: str | None = None  # French, for « Compris : … », when `follows`
    context_ids: tuple[str, ...] = ()  # paragraphs to favour: previous quotes, or the section named
    continued: Understanding | None = None  # the search of which more passages are asked
    topic_switch: bool = False  # the person said that the topic changes
    topic: Topic | None = None  # of small talk
    language: str = "fr"  # « fr », « en », « foreign » (in Latin letters), « other »
