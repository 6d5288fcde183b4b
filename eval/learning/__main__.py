"""`python -m eval.learning`: learn the assistant's linear models from the bank and the asked questions (`make learn`).

Nothing here reads the development set, but for the two numbers that calibrate the confidence
(`eval.learning.calibration`).
"""

from __future__ import annotations

import argparse
import json
import logging
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from rich.progress import track

from assistant.answerer import Answerer
from assistant.linear import LinearModel
from assistant.understanding import understand
from corpus import load_bank, load_corpus
from embeddings.encoder import Encoder, load_encoder
from embeddings.index import open_index
from eval.learning.asked import ASKED_WEIGHT, asked_choices, asked_outcomes, asked_questions
from eval.learning.calibration import (
    CrossValidated,
    calibrate,
    cross_validated,
    development_outcomes,
)
from eval.learning.continuity import learn_continuity
from eval.learning.follow_up_confidence import (
    cross_validated_follow_ups,
    follow_up_outcomes,
    learn_follow_up_confidence,
)
from eval.learning.held_out import held_out_questions
from eval.learning.models import (
    Case,
    Lesson,
    Workshop,
    learn_confidence,
    learn_quoting,
    make_case,
    open_workshop,
)
from eval.learning.ranking import learn_ranking, ranking_lessons
from eval.remembering_encoder import RememberingEncoder

WEIGHTS = Path(__file__).parents[2] / "assistant" / "weights"
UNANSWERABLE = ("unanswerable.jsonl", "unanswerable_more.jsonl")
BROAD = ("topics.jsonl", "broad_1.jsonl", "broad_2.jsonl", "broad_3.jsonl")  # topics, and questions as broad


def main() -> None:
    """Learn ranking, quoting and confidence in turn, and write their weights."""
    argparse.ArgumentParser(prog="python -m eval.learning", description=__doc__).parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    corpus = load_corpus()
    bank = load_bank(corpus)
    encoder = RememberingEncoder(load_encoder())
    index = open_index(corpus, bank, encoder)
    workshop = open_workshop(corpus, index)
    held_out = partial(held_out_questions, corpus, index, encoder, bank)
    made = {"adapter": encoder.adapter_sha256, "corpus": corpus.content_hash, "views": index.sources.views_sha256}
    lessons_of_ranking = ranking_lessons(corpus, index, encoder, bank, seed=1)
    ranking = learn_ranking(index, workshop.passages, lessons_of_ranking)
    ranking.save(WEIGHTS / "ranking.json", **made)
    learn_continuity(workshop, ranking, encoder).save(WEIGHTS / "continuity.json", **made)
    asked = asked_questions()
    quoting = learn_quoting(workshop, ranking, held_out(seed=2), [*asked_choices(workshop, ranking, encoder, asked)])
    quoting.save(WEIGHTS / "quoting.json", **made)
    answered = [
        make_case(workshop, (ranking, quoting), q.question, q.encoded, q.hidden)
        for q in track(held_out(seed=3), description="answered")
    ]
    unanswered = cases_of(workshop, (ranking, quoting), encoder, unanswerable_questions())
    lessons = [
        *(Lesson(case, answerable=True) for case in answered),
        *(Lesson(case, answerable=False) for case in unanswered),
    ]
    for answerable in (True, False):
        broad = cases_of(workshop, (ranking, quoting), encoder, broad_questions(answerable=answerable))
        lessons += (Lesson(case, answerable, ASKED_WEIGHT) for case in broad)
    cases = cases_of(workshop, (ranking, quoting), encoder, [question.written.text for question in asked])
    asked_lessons = [Lesson(case, q.answerable, ASKED_WEIGHT) for case, q in zip(cases, asked, strict=True)]
    probe, signals = learn_confidence(workshop, [*lessons, *asked_lessons])
    probe.save(WEIGHTS / "probe.json", **made)
    signals.save(WEIGHTS / "confidence.json", threshold=0.0, **made)  # until it is calibrated
    answerer = Answerer(corpus, index, encoder)
    sources = (
        development_outcomes(answerer),
        asked_outcomes(answerer, workshop, lessons, asked_lessons, asked),
    )
    calibration = calibrate(sources)
    calibration.applied(signals).save(WEIGHTS / "confidence.json", threshold=round(calibration.threshold, 3), **made)
    told = [
        _told(f"{len(sources[0])} searched development questions", cross_validated(sources, 0)),
        _told(f"{len(asked)} asked questions, each author kept out", cross_validated(sources, 1)),
    ]
    follow_ups = follow_up_outcomes(Answerer(corpus, index, encoder))
    learn_follow_up_confidence(follow_ups).save(WEIGHTS / "follow_up_confidence.json", **made)
    print(
        "\n".join(
            [
                *told,
                _told(f"{len(follow_ups)} follow-ups", cross_validated_follow_ups(follow_ups, calibration.threshold)),
            ]
        )
    )


def _told(asked: str, found: CrossValidated) -> str:
    """What a person reads once the confidence is calibrated: figures of questions kept out, not those read off."""
    rows = {
        "expected calibration error": found.error,
        "answerable refused": found.answerable_refused,
        "unanswerable refused": found.unanswerable_refused,
    }
    lines = (f"  {name}: {mean:.3f} (s.d. {deviation:.3f})" for name, (mean, deviation) in rows.items())
    return "\n".join([f"Confidence, cross-validated over {asked}:", *lines])


def cases_of(
    workshop: Workshop, models: tuple[LinearModel, LinearModel], encoder: Encoder, questions: list[str]
) -> list[Case]:
    """Return what the models find for `questions`, searched without their frames as the product searches them."""
    searched = [understand(question, workshop.corpus).search_text or question for question in questions]
    pairs = zip(searched, encoder.read_query(searched), strict=True)
    return [make_case(workshop, models, q, e) for q, e in track(pairs, description="asked", total=len(questions))]


def unanswerable_questions() -> list[str]:
    """Return the questions to learn refusing from."""
    return [entry["question"] for name in UNANSWERABLE for entry in entries(name)]


def broad_questions(*, answerable: bool) -> list[str]:
    """Return the topics and broad questions that the corpus speaks to, or those that it does not."""
    return [entry["question"] for name in BROAD for entry in entries(name) if entry["answerable"] is answerable]


def entries(name: str) -> list[dict[str, Any]]:
    """Read a file of questions to learn from."""
    lines = files("eval").joinpath("questions", name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


if __name__ == "__main__":
    main()
