"""The few numbers by which the assistant decides that no model learns from features."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.quoting import QuotePolicy


@dataclass(frozen=True, slots=True)
class Tuning:
    """Tried one at a time, a mass with its budget, by `alinea eval tuning`; `docs/retrieval.md` has the table.

    Shares are of the confidence under which a question is not answered.
    """

    context_boost: float = 1.5  # added to the score of the paragraphs of a section that the question names
    mention_boost: float = 0.7  # added to the paragraphs of a document that the question names in passing
    cited_threshold: float = 0.1  # confidence under which what is asked of a paragraph that is cited is not answered
    side_share: float = 0.3  # above which one document of a comparison is quoted
    still_relevant: float = 0.3  # above which further passages are still shown
    foreign_share: float = 0.9  # above which a question in English, whose words no French text has, is answered
    fact: QuotePolicy = QuotePolicy(mass=0.9, budget=1050)  # what a question is answered with
    listing: QuotePolicy = QuotePolicy(mass=0.9, budget=2450)  # what a list or a follow-up is
    part: QuotePolicy = QuotePolicy(mass=0.8, budget=600, max_quotes=2)  # what one of several questions is
    side: QuotePolicy = QuotePolicy(mass=0.85, budget=800, max_quotes=3)  # one document of a comparison
    more: QuotePolicy = QuotePolicy(mass=0.95, budget=1200, max_quotes=4)  # further passages


TUNED = Tuning()
