"""The objectives of the query adapter, over vectors that are L2-normalised."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional


def contrastive_loss(queries: Tensor, keys: Tensor, positives: Tensor, ignored: Tensor, temperature: float) -> Tensor:
    """InfoNCE between `queries` (b, d) and `keys` (n, d), by cosine; see `listwise_loss`."""
    return listwise_loss(queries @ keys.T, positives, ignored, temperature)


def listwise_loss(similarity: Tensor, positives: Tensor, ignored: Tensor, temperature: float) -> Tensor:
    """InfoNCE with several positives (van den Oord et al. 2018; the mean of the positives' log-probabilities).

    `similarity`, and the boolean `positives` and `ignored`, are of shape (b, n). Rows without a
    positive count for nothing; ignored keys are not negatives.
    """
    kept = positives.any(1)
    if not bool(kept.any()):
        return similarity.sum() * 0.0
    positives, ignored = positives[kept], ignored[kept]
    logits = similarity[kept] / temperature
    logits = logits.masked_fill(ignored & ~positives, float("-inf"))
    log_probability = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    picked = torch.where(positives, log_probability, torch.zeros_like(log_probability)).sum(1)
    return -(picked / positives.sum(1)).mean()


def question_pair_loss(queries: Tensor, passages: Tensor, ignored: Tensor, temperature: float) -> Tensor:
    """InfoNCE between the questions of a batch: those of the same passage are each other's positives.

    `passages` (b,) are passage indices, `ignored` (b, b) pairs whose passages are near-identical.
    """
    same = passages[:, None] == passages[None, :]
    itself = torch.eye(len(passages), dtype=torch.bool)
    positives = same & ~itself
    return contrastive_loss(queries, queries, positives, ignored | itself, temperature)


def late_interaction(queries: Sequence[Tensor], passages: Sequence[Tensor]) -> Tensor:
    """Return the MaxSim of each query with each passage (Khattab & Zaharia 2020, as a mean), shape (b, n).

    A query, like a passage, is the vectors of its tokens, (n_tokens, d).
    """
    similarity = torch.cat(list(queries)) @ torch.cat(list(passages)).T
    by_passage = torch.split(similarity, [len(passage) for passage in passages], dim=1)
    best = torch.stack([part.amax(dim=1) for part in by_passage], dim=1)
    return torch.stack([part.mean(dim=0) for part in torch.split(best, [len(query) for query in queries])])


def distillation_loss(adapted: Tensor, base: Tensor) -> Tensor:
    """Mean of one minus the cosine between adapted and base vectors of general questions."""
    return (1.0 - functional.cosine_similarity(adapted, base)).mean()
