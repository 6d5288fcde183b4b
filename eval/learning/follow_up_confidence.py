"""Learns how sure to be of a follow-up: what it carries on from is in the corpus, whatever it goes on to ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from assistant.answerer import Answerer, Turn
from assistant.batch import answer_json
from assistant.confidence import FOLLOW_UP_FEATURES
from assistant.linear import LinearModel, sigmoid
from assistant.understanding import Intent, State, Understanding, understand
from eval.answers import parse_answer
from eval.corpus_passages import CorpusPassages
from eval.full_system import answer_always
from eval.labels import label_questions
from eval.learning.calibration import CrossValidated, held_out_figures, log_odds, summarised
from eval.learning.confidence import PRIOR
from eval.learning.continuity import DIALOGUES
from eval.learning.fitting import fit_logistic
from eval.measures.quotes import evidence_quoted
from eval.question_sets import FOLDER, load_set

UNANSWERABLE = FOLDER / "unanswerable_follow_ups.jsonl"
AS_ALONE = LinearModel(FOLLOW_UP_FEATURES, np.array([1.0, 0.0], np.float32))


class Outcome(NamedTuple):
    """A follow-up: how sure the question would be by itself, what is unknown in it, whether the quotes answered."""

    dialogue: str
    log_odds: float
    unknown_words: int
    answerable: bool
    right: bool


def learn_follow_up_confidence(outcomes: list[Outcome]) -> LinearModel:
    """Learn the confidence of a follow-up, classes weighted as if `PRIOR` of them were answerable."""
    right = np.array([outcome.right for outcome in outcomes])
    signals = np.array([(outcome.log_odds, outcome.unknown_words) for outcome in outcomes])
    prior = PRIOR * float(np.mean([outcome.right for outcome in outcomes if outcome.answerable]))
    found = fit_logistic(signals, right, inverse_penalty=10.0, prior=prior)
    return LinearModel(FOLLOW_UP_FEATURES, found.weights.astype(np.float32), found.bias)


def cross_validated_follow_ups(
    outcomes: list[Outcome], threshold: float, *, folds: int = 5, repeats: int = 20
) -> CrossValidated:
    """Learn from all dialogues but a fifth, and judge on that fifth; each repeat cuts anew.

    Follow-ups under the confidence `threshold` are refused.
    """
    names = sorted({outcome.dialogue for outcome in outcomes})
    answerable, right = (np.array([getattr(outcome, name) for outcome in outcomes]) for name in ("answerable", "right"))
    found = []
    for seed in range(repeats):
        fold_of = dict(zip(names, np.random.default_rng(seed).permutation(len(names)) % folds, strict=True))
        fold = np.array([fold_of[outcome.dialogue] for outcome in outcomes])
        chances = np.zeros(len(outcomes))
        for held in range(folds):
            model = learn_follow_up_confidence([o for o, own in zip(outcomes, fold, strict=True) if own != held])
            kept = [(o.log_odds, o.unknown_words) for o, own in zip(outcomes, fold, strict=True) if own == held]
            chances[fold == held] = [sigmoid(odds) for odds in model.score(np.array(kept, np.float32)).tolist()]
        found.append(held_out_figures(chances, chances < threshold, answerable, right))
    return summarised(found)


def follow_up_outcomes(answerer: Answerer) -> list[Outcome]:
    """Ask the follow-ups of the training dialogues, then others that the corpus does not answer, withholding nothing.

    The answerer is changed for good.
    """
    answer_always(answerer)
    answerer.searcher.confidence = replace(answerer.searcher.confidence, follow_ups=AS_ALONE)
    return [*_answerable(answerer), *_unanswerable(answerer)]


def _answerable(answerer: Answerer) -> Iterator[Outcome]:
    state = State()
    for question in label_questions(load_set(str(DIALOGUES)), CorpusPassages(answerer.corpus)):
        if question.written.turn == 1:
            state = State()
        turn, understanding = _asked(answerer, question.written.text, state)
        if question.answerable and _is_searched(understanding):
            quotes = parse_answer(answer_json(turn.answer), question.query_id).quotes
            right = evidence_quoted(question, quotes) == 1.0
            yield _outcome(answerer, str(question.written.dialogue_id), turn, understanding, right=right)
        state = turn.state


def _unanswerable(answerer: Answerer) -> Iterator[Outcome]:
    first = {q.dialogue_id: q.text for q in load_set(str(DIALOGUES)) if q.turn == 1}
    for line in UNANSWERABLE.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        turn, understanding = _asked(answerer, entry["question"], answerer.ask(first[entry["after"]]).state)
        if _is_searched(understanding):
            yield _outcome(answerer, entry["after"], turn, understanding)


def _asked(answerer: Answerer, question: str, state: State) -> tuple[Turn, Understanding]:
    return answerer.ask(question, state), understand(question, answerer.corpus, state)


def _is_searched(understanding: Understanding) -> bool:
    return understanding.follows and understanding.intent in (Intent.SEARCH, Intent.LIST)


def _outcome(
    answerer: Answerer, dialogue: str, turn: Turn, understanding: Understanding, *, right: bool | None = None
) -> Outcome:
    """Give the outcome of a turn; `right` is None where the corpus does not answer."""
    unknown = answerer.searcher.unknown_words(understanding) or 0
    odds = float(log_odds([turn.answer.confidence])[0])
    return Outcome(dialogue, odds, unknown, right is not None, bool(right))
