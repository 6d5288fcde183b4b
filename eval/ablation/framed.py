"""Topics asked of the texts in everyday words, and what leaving these words aside is worth."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import NamedTuple
from unittest.mock import patch

from assistant.answerer import Answerer
from eval.question_sets import FOLDER

TOPICS = FOLDER / "held_out_topics.jsonl"
FRAMES = (  # {topic} with its article, {of} with « de » before it
    "que disent les textes sur {topic} ?",
    "Que dit le rapport au sujet {of} ?",
    "Le rapport parle-t-il {of} ?",
    "est-ce que les textes évoquent {topic} ?",
    "{topic} : est-ce mentionné dans le corpus ?",
    "{topic}, comment ça marche ?",
    "{topic}, qu'en disent les textes ?",
    "Y a-t-il quelque chose sur {topic} ?",
    "quid {of}",
    "Quelle est la position du groupe sur {topic} ?",
    "où est-il question {of}",
    "quelle place pour {topic} ?",
    "explique-moi {topic}",
    "que prévoient les textes concernant {topic}",
    "je cherche des infos sur {topic}",
    "Comment est traitée la question {of} ?",
)


class Topic(NamedTuple):
    """A topic with its article, and whether the corpus treats it."""

    text: str
    answerable: bool


class Framed(NamedTuple):
    """What becomes of each topic, as shares of the ways of asking it: answered, and found as the topic alone is."""

    name: str
    answered: dict[Topic, float]
    found: dict[Topic, float]


def load_topics() -> list[Topic]:
    """The topics to ask; no weight is learnt from them."""
    entries = map(json.loads, TOPICS.read_text(encoding="utf-8").splitlines())
    return [Topic(entry["question"], entry["answerable"]) for entry in entries]


def framed_topics(answerer: Answerer, topics: Sequence[Topic]) -> Iterator[Framed]:
    """Ask each topic alone, then in every frame, left aside or not."""
    alone = {topic: first_and_answered(answerer, topic.text) for topic in topics}
    yield Framed(
        "the topic alone", {t: float(answered) for t, (_, answered) in alone.items()}, dict.fromkeys(topics, 1)
    )
    first = {topic: found for topic, (found, _) in alone.items()}
    yield _asked("in a frame, which is left aside", answerer, first)
    with frames_searched():
        yield _asked("in a frame, searched with the rest", answerer, first)


def _asked(name: str, answerer: Answerer, first: dict[Topic, str | None]) -> Framed:
    answered: dict[Topic, float] = {}
    found: dict[Topic, float] = {}
    for topic, alone in first.items():
        results = [first_and_answered(answerer, frame.format(topic=topic.text, of=of(topic.text))) for frame in FRAMES]
        answered[topic] = sum(given for _, given in results) / len(FRAMES)
        found[topic] = sum(passage == alone for passage, _ in results) / len(FRAMES)
    return Framed(name, answered, found)


def first_and_answered(answerer: Answerer, question: str) -> tuple[str | None, bool]:
    """The first paragraph found, and whether anything is quoted."""
    answer = answerer.ask(question).answer
    return (answer.hits[0].paragraph.paragraph_id if answer.hits else None), not answer.abstained


@contextmanager
def frames_searched() -> Iterator[None]:
    """For a block, no word of a question is taken for a frame."""
    with patch.object(import_module("assistant.understanding.understand"), "unframed", lambda text: text):
        yield


def of(topic: str) -> str:
    """The topic after « de »."""
    for article, contracted in (("le ", "du "), ("les ", "des ")):
        if topic.startswith(article):
            return contracted + topic.removeprefix(article)
    return f"de {topic}"
