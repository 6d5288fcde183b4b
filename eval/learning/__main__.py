"""`python -m eval.learning`: learn the assistant's linear models from the bank (what `make learn` runs).

Nothing here reads the development set, but for the threshold of confidence, which is set so that at
most `REFUSED_SHARE` of its answerable questions are refused; its cross-validated effect is printed.
"""

from __future__ import annotations

import json
import logging
from importlib.resources import files
from pathlib import Path

import numpy as np
from rich.progress import track

from assistant.confidence import ConfidenceModel, probability
from assistant.linear import LinearModel
from corpus import load_bank, load_corpus
from embeddings.encoder import Encoder, load_encoder
from embeddings.index import open_index
from eval.learning.follow_ups import learn_continuity
from eval.learning.held_out import held_out_questions
from eval.learning.models import (
    Case,
    Workshop,
    confidence_signals,
    learn_confidence,
    learn_quoting,
    learn_ranking,
    make_case,
    open_workshop,
)
from eval.question_sets import load_set

WEIGHTS = Path(__file__).parents[2] / "assistant" / "weights"
UNANSWERABLE = ("unanswerable.jsonl", "unanswerable_more.jsonl")
RANKING_SHARE, QUOTING_SHARE, CONFIDENCE_SHARE = 0.6, 0.5, 0.5
REFUSED_SHARE = 0.04


def main() -> None:
    """Learn ranking, quoting and confidence in turn, and write their weights."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    corpus = load_corpus()
    bank = load_bank(corpus)
    encoder = load_encoder()
    index = open_index(corpus, bank, encoder)
    workshop = open_workshop(corpus, index)
    made = {"adapter": encoder.adapter_sha256, "corpus": corpus.content_hash, "views": index.sources.views_sha256}
    ranking = learn_ranking(workshop, held_out_questions(corpus, index, bank, share=RANKING_SHARE, seed=1))
    ranking.save(WEIGHTS / "ranking.json", **made)
    learn_continuity(workshop, ranking, encoder).save(WEIGHTS / "continuity.json", **made)
    quoting = learn_quoting(workshop, ranking, held_out_questions(corpus, index, bank, share=QUOTING_SHARE, seed=2))
    quoting.save(WEIGHTS / "quoting.json", **made)
    answered = [
        make_case(workshop, (ranking, quoting), q.question, q.vector, q.hidden)
        for q in track(held_out_questions(corpus, index, bank, share=CONFIDENCE_SHARE, seed=3), description="answered")
    ]
    unanswered = cases_of(workshop, (ranking, quoting), encoder, unanswerable_questions())
    probe, signals = learn_confidence(workshop, answered, unanswered)
    probe.save(WEIGHTS / "probe.json", **made)
    threshold = development_threshold(workshop, (ranking, quoting), encoder, ConfidenceModel(probe, signals, 0.0))
    signals.save(WEIGHTS / "confidence.json", threshold=threshold, **made)


def cases_of(
    workshop: Workshop, models: tuple[LinearModel, LinearModel], encoder: Encoder, questions: list[str]
) -> list[Case]:
    """Return what the models find for `questions`, asked as they are."""
    vectors = encoder.encode_query(questions)
    pairs = zip(questions, vectors, strict=True)
    return [make_case(workshop, models, q, v) for q, v in track(pairs, description="asked", total=len(questions))]


def unanswerable_questions() -> list[str]:
    """Return the questions to learn refusing from."""
    lines = [
        line
        for name in UNANSWERABLE
        for line in files("eval").joinpath("questions", name).read_text(encoding="utf-8").splitlines()
    ]
    return [json.loads(line)["question"] for line in lines]


def development_threshold(
    workshop: Workshop, models: tuple[LinearModel, LinearModel], encoder: Encoder, model: ConfidenceModel
) -> float:
    """Return the probability under which `REFUSED_SHARE` of the answerable development questions fall."""
    asked = [q for q in load_set("dev") if q.kind not in ("reference", "unanswerable")]
    cases = cases_of(workshop, models, encoder, [question.text for question in asked])
    chances = [
        probability(model, confidence_signals(workshop, case, float(model.probe.score(case.vector[None, :])[0])))
        for case in cases
    ]
    return round(float(np.quantile(chances, REFUSED_SHARE)), 4)


if __name__ == "__main__":
    main()
