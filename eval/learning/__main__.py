"""`python -m eval.learning`: learn the assistant's linear models from the bank and the asked questions (`make learn`).

Nothing here reads the development set, but for the three numbers that calibrate the confidence
(`eval.learning.calibration`).
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from rich.progress import track

from assistant.answerer import Answerer
from assistant.linear import LinearModel
from corpus import load_bank, load_corpus
from embeddings.encoder import Encoder, load_encoder
from embeddings.index import open_index
from eval.learning.asked import asked_choices, asked_questions
from eval.learning.calibration import (
    CrossValidated,
    asked_outcomes,
    broad_outcomes,
    calibrate,
    cross_validated,
    development_outcomes,
)
from eval.learning.confidence import confidence_lessons, learn_confidence
from eval.learning.continuity import learn_continuity
from eval.learning.follow_up_confidence import (
    cross_validated_follow_ups,
    follow_up_outcomes,
    learn_follow_up_confidence,
)
from eval.learning.held_out import HeldOutQuestion, held_out_questions
from eval.learning.models import Workshop, learn_quoting, open_workshop
from eval.learning.ranking import learn_ranking, ranking_lessons
from eval.remembering_encoder import RememberingEncoder

WEIGHTS = Path(__file__).parents[2] / "assistant" / "weights"
CALIBRATED_ON = (
    "searched development questions",
    "broad questions, each author kept out",
    "asked questions, each author kept out",
)


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
    asked = asked_choices(workshop, ranking, encoder, asked_questions())
    quoting = learn_quoting(workshop, ranking, held_out(seed=2), [*asked])
    quoting.save(WEIGHTS / "quoting.json", **made)
    save_confidence(workshop, (ranking, quoting), encoder, held_out(seed=3), made)


def save_confidence(
    workshop: Workshop,
    models: tuple[LinearModel, LinearModel],
    encoder: Encoder,
    anticipated: Sequence[HeldOutQuestion],
    made: dict[str, str | None],
) -> None:
    """Learn the confidence over what `models` find, calibrate it, and say how it does on questions kept out."""
    lessons = confidence_lessons(workshop, models, encoder, track(anticipated, description="confidence"))
    probe, signals = learn_confidence(lessons)
    probe.save(WEIGHTS / "probe.npz", **made)
    signals.save(WEIGHTS / "confidence.json", threshold=0.0, **made)  # until it is calibrated
    answerer = Answerer(workshop.corpus, workshop.index, encoder)
    sources = (development_outcomes(answerer), broad_outcomes(answerer, lessons), asked_outcomes(answerer, lessons))
    calibration = calibrate(sources)
    calibration.applied(signals).save(WEIGHTS / "confidence.json", threshold=round(calibration.threshold, 3), **made)
    follow_ups = follow_up_outcomes(Answerer(workshop.corpus, workshop.index, encoder))
    learn_follow_up_confidence(follow_ups).save(WEIGHTS / "follow_up_confidence.json", **made)
    for place, name in enumerate(CALIBRATED_ON):
        print(_told(f"{len(sources[place])} {name}", cross_validated(sources, place)))
    print(_told(f"{len(follow_ups)} follow-ups", cross_validated_follow_ups(follow_ups, calibration.threshold)))


def _told(asked: str, found: CrossValidated) -> str:
    """What a person reads once the confidence is calibrated: figures of questions kept out, not those read off."""
    rows = {
        "expected calibration error": found.error,
        "answerable refused": found.answerable_refused,
        "unanswerable refused": found.unanswerable_refused,
    }
    lines = (f"  {name}: {mean:.3f} (s.d. {deviation:.3f})" for name, (mean, deviation) in rows.items())
    return "\n".join([f"Confidence, cross-validated over {asked}:", *lines])


if __name__ == "__main__":
    main()
