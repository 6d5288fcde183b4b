"""The numbers of `assistant.tuning` under other values: each one chosen without the questions that judge it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.answerer import Answerer
from assistant.batch import answer_json
from assistant.quoting import QuotePolicy
from assistant.tuning import TUNED, Tuning
from eval.answers import parse_answer
from eval.labelled_sets import load_labelled_set
from eval.learning.continuity import DIALOGUES
from eval.measures.quotes import evidence_quoted, quoted_characters
from eval.model import Question, QuestionKind
from eval.question_sets import FOLDER
from eval.remembering_encoder import RememberingEncoder

Value: TypeAlias = tuple[float, ...]
"""A number alone, or the mass and the budget of a `QuotePolicy`, which are chosen together."""


def _alone(*numbers: float) -> tuple[Value, ...]:
    return tuple((number,) for number in numbers)


SETS = ("dev", "dialogues", str(DIALOGUES), str(FOLDER / "english.jsonl"))
GRIDS: Mapping[str, tuple[Value, ...]] = {
    "context_boost": _alone(0.0, 0.75, 1.5, 2.25, 3.0),
    "mention_boost": _alone(0.0, 0.35, 0.7, 1.05, 1.4),
    "cited_threshold": _alone(0.0, 0.05, 0.1, 0.2, 0.3),
    "side_share": _alone(0.0, 0.15, 0.3, 0.5, 0.7),
    "still_relevant": _alone(0.0, 0.15, 0.3, 0.5, 0.7),
    "foreign_share": _alone(0.5, 0.7, 0.8, 0.9, 1.0),
    "fact": tuple(product((0.85, 0.9, 0.95), (900, 1050, 1200))),
    "listing": tuple(product((0.85, 0.9, 0.95), (2100, 2450, 2800))),
    "part": tuple(product((0.65, 0.8, 0.9), (450, 600, 800))),
    "side": tuple(product((0.7, 0.85, 0.95), (600, 800, 1000))),
    "more": tuple(product((0.85, 0.95, 0.99), (900, 1200, 1500))),
}
FOLDS, REPEATS = 5, 20
MOST_CHARACTERS = 700  # quoted, on average, where one passage answers: more evidence is to be had by quoting more


@dataclass(frozen=True, slots=True)
class Tuned:
    """One number: what each value of its grid is worth, and what choosing among them is.

    `worth` is of shape (n_values, n_conversations); a lone question is a conversation of one turn. `characters`, of
    the same shape, counts what answers quote where one passage answers, NaN in other conversations and in refusals.
    """

    name: str
    values: tuple[Value, ...]
    worth: NDArray[np.float64]
    characters: NDArray[np.float64]

    @property
    def current(self) -> Value:
        """The value that the product has."""
        return value_of(TUNED, self.name)

    @property
    def decided(self) -> int:
        """How many conversations are worth more with one value than with another."""
        return int((np.ptp(self.worth, axis=0) > 0).sum())

    def chosen(self) -> tuple[Counter[Value], float, float]:
        """Choose the value on all folds but one, and judge it on that one, for each fold of each repeat.

        Gives how often each value is chosen, and the mean and the deviation, over the repeats, of what it is worth.
        Values that quote more than `MOST_CHARACTERS` are left aside, unless all do; of values that are worth the
        same the current one is taken, or the first.
        """
        n, counts, means = self.worth.shape[1], Counter[Value](), []
        for seed in range(REPEATS):
            fold = np.random.default_rng(seed).permutation(n) % FOLDS
            held_out = np.zeros(n)
            for held in range(FOLDS):
                place = self._best(fold != held)
                counts[self.values[place]] += 1
                held_out[fold == held] = self.worth[place, fold == held]
            means.append(held_out.mean())
        return counts, float(np.mean(means)), float(np.std(means))

    def _best(self, known: NDArray[np.bool_]) -> int:
        means = self.worth[:, known].mean(axis=1)
        short = mean_characters(self.characters[:, known]) <= MOST_CHARACTERS
        means[~short & short.any()] = -np.inf
        best = np.flatnonzero(means >= means.max() - 1e-12).tolist()
        current = self.values.index(self.current)
        return current if current in best else int(best[0])


def tuned_numbers(answerer: Answerer, advance: Callable[[int], object]) -> Iterator[Tuned]:
    """Ask every conversation with each value of each number, the others as they are; `advance` after each value."""
    encoder = RememberingEncoder(answerer.encoder)
    conversations = conversations_of(SETS)
    for name, values in GRIDS.items():
        measured = []
        for value in values:
            other = Answerer(answerer.corpus, answerer.index, encoder, varied(TUNED, name, value))
            measured.append([worth_of(other, conversation) for conversation in conversations])
            advance(1)
        worth, characters = np.moveaxis(np.array(measured), 2, 0)
        yield Tuned(name, values, worth, characters)


def value_of(tuning: Tuning, name: str) -> Value:
    """Return the value of the field `name`: its number, or the mass and the budget of a policy."""
    held = getattr(tuning, name)
    return (held.mass, held.budget) if isinstance(held, QuotePolicy) else (held,)


def varied(tuning: Tuning, name: str, value: Value) -> Tuning:
    """Return `tuning` with another value of the field `name`."""
    held = getattr(tuning, name)
    changed: Any = replace(held, mass=value[0], budget=int(value[1])) if isinstance(held, QuotePolicy) else value[0]
    return replace(tuning, **{name: changed})


def mean_characters(characters: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of each row of (n_values, n_conversations) without its NaN; 0 for a row that has nothing else."""
    counted = ~np.isnan(characters)
    return np.asarray(np.nansum(characters, axis=1) / np.maximum(counted.sum(axis=1), 1), np.float64)


def conversations_of(names: Sequence[str]) -> list[list[Question]]:
    """The questions of the sets, those of a dialogue together."""
    gathered: dict[str, list[Question]] = {}
    for name in names:
        for question in load_labelled_set(name).questions:
            gathered.setdefault(question.written.dialogue_id or question.query_id, []).append(question)
    return list(gathered.values())


def worth_of(answerer: Answerer, conversation: Sequence[Question]) -> tuple[float, float]:
    """The mean, over the turns, of the evidence quoted; 1 for a refusal, and 0 else, where nothing answers.

    Then the characters quoted, for a lone question that one passage answers; NaN for others, and for a refusal.
    """
    state, worth, characters = None, [], np.nan
    for question in conversation:
        turn = answerer.ask(question.written.text, state)
        state = turn.state
        answer = parse_answer(answer_json(turn.answer), question.query_id)
        worth.append(evidence_quoted(question, answer.quotes) if question.answerable else float(answer.abstained))
        if len(conversation) == 1 and question.written.kind is QuestionKind.FACT and not answer.abstained:
            characters = float(quoted_characters(answer.quotes))
    return float(np.mean(worth)), characters
