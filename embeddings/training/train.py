"""Trains the query adapter: LoRA on the built-in encoder, queries only, on two cores."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from peft import LoraConfig, get_peft_model
from peft.utils import get_peft_model_state_dict, set_peft_model_state_dict
from rich.progress import track
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional
from torch.nn.attention import SDPBackend, sdpa_kernel

from embeddings.encoder import SentenceEncoder, without_peft_noise
from embeddings.training.losses import (
    contrastive_loss,
    distillation_loss,
    late_interaction,
    listwise_loss,
    question_pair_loss,
)
from embeddings.training.misspelling import as_typed
from embeddings.training.recipe import Recipe, TrainingSet, paired_batches

MAX_TOKENS = 96
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Targets:
    """Vectors of the base model that do not move: passages, contexts, sentences, general questions."""

    passages: Tensor
    contexts: Tensor
    sentences: Tensor
    general: Tensor
    tokens: tuple[Tensor, ...]  # of each passage, (n_tokens, dim)
    near_identical: Tensor  # boolean (n_passages, n_passages)
    near_sentences: Tensor  # boolean (n_sentences, n_sentences)


def train_adapter(encoder: SentenceEncoder, data: TrainingSet, recipe: Recipe, checkpoint: Path) -> dict[str, Tensor]:
    """Return the trained LoRA weights; progress is shown and an interrupted run resumes from `checkpoint`.

    The layers are put into `encoder` itself, which is afterwards good for nothing else.
    """
    torch.manual_seed(recipe.seed)
    targets = _targets(encoder, data, recipe)
    transformer, tokenizer = encoder.parts()
    with without_peft_noise():
        model: Any = get_peft_model(transformer, lora_config(recipe))
    embedder = partial(embed, model, tokenizer)
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=recipe.learning_rate)
    n_batches = len(paired_batches(data.positives, recipe.batch_size, np.random.default_rng(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.learning_rate, total_steps=n_batches * recipe.epochs
    )
    first = _resume(checkpoint, model, optimizer, schedule)
    for epoch in range(first, recipe.epochs):
        model.eval()  # no dropout: on a CPU it takes more time than the layers themselves
        losses = []
        for batch in _batches(data, recipe, epoch):
            loss = _loss(embedder, data, targets, recipe, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            losses.append(float(loss.detach()))
        log.warning("epoch %d of %d: mean loss %.4f", epoch + 1, recipe.epochs, float(np.mean(losses)))
        _save_checkpoint(checkpoint, model, optimizer, schedule, epoch + 1)
    return {name: weight.detach().clone() for name, weight in get_peft_model_state_dict(model).items()}


def lora_config(recipe: Recipe) -> LoraConfig:
    """Return the peft configuration in training: every linear layer of the encoder, scale 1."""
    return LoraConfig(
        r=recipe.rank,
        lora_alpha=recipe.rank,
        lora_dropout=0.0,
        target_modules=["query", "key", "value", "attention.output.dense", "intermediate.dense", "output.dense"],
        exclude_modules=r"pooler.*",
    )


def save_adapter(weights: dict[str, Tensor], recipe: Recipe, directory: Path, card: str) -> None:
    """Write the adapter in peft's layout, fp16, its strength folded into `lora_alpha`, with its card."""
    directory.mkdir(parents=True, exist_ok=True)
    half = {name: weight.to(torch.float16).contiguous() for name, weight in weights.items()}
    save_file(half, directory / "adapter_model.safetensors", metadata={"format": "pt"})
    config = lora_config(recipe)
    config.lora_alpha = recipe.rank * recipe.strength  # type: ignore[assignment]
    config.inference_mode = True
    config.save_pretrained(str(directory))
    (directory / "recipe.json").write_text(json.dumps(asdict(recipe), indent=2) + "\n", encoding="utf-8")
    (directory / "README.md").write_text(card, encoding="utf-8")


def _targets(encoder: SentenceEncoder, data: TrainingSet, recipe: Recipe) -> Targets:
    passages = torch.from_numpy(encoder.encode_document(data.passages, progress=True))
    sentences = torch.from_numpy(encoder.encode_document(data.sentences, progress=True))
    return Targets(
        passages=passages,
        contexts=torch.from_numpy(encoder.encode_document(data.contexts, progress=True)),
        sentences=sentences,
        general=torch.from_numpy(encoder.encode_query(data.general, progress=True)),
        tokens=tuple(torch.from_numpy(read.tokens) for read in encoder.read_document(data.passages, progress=True)),
        near_identical=passages @ passages.T > recipe.mask_above,
        near_sentences=sentences @ sentences.T > recipe.mask_above,
    )


def _batches(data: TrainingSet, recipe: Recipe, epoch: int) -> Iterator[np.ndarray[Any, Any]]:
    rng = np.random.default_rng((recipe.seed, epoch))
    yield from track(
        paired_batches(data.positives, recipe.batch_size, rng), description=f"epoch {epoch + 1}/{recipe.epochs}"
    )


def _loss(
    embedder: Callable[[list[str]], tuple[Tensor, list[Tensor]]],
    data: TrainingSet,
    targets: Targets,
    recipe: Recipe,
    batch: np.ndarray[Any, Any],
) -> Tensor:
    rng = np.random.default_rng((recipe.seed, *batch.tolist()))
    texts = [data.questions[i] for i in batch]
    general = rng.choice(len(data.general), min(recipe.general_batch, len(data.general)), replace=False)
    vectors, tokens = embedder(as_typed(texts + [data.general[i] for i in general], recipe.typed_share, rng))
    queries, adapted = vectors[: len(texts)], vectors[len(texts) :]
    rows = torch.from_numpy(data.positives[batch])
    positives = functional.one_hot(rows, len(data.passages)).bool()
    ignored = targets.near_identical[rows]
    loss = 0.5 * contrastive_loss(queries, targets.passages, positives, ignored, recipe.temperature)
    loss = loss + 0.5 * contrastive_loss(queries, targets.contexts, positives, ignored, recipe.temperature)
    pair_ignored = targets.near_identical[rows][:, rows]
    loss = loss + recipe.question_weight * question_pair_loss(queries, rows, pair_ignored, recipe.temperature)
    loss = loss + recipe.sentence_weight * _sentence_loss(queries, data, targets, recipe, batch)
    loss = loss + recipe.late_weight * _late_loss(tokens[: len(texts)], rows, targets, recipe, rng)
    if len(general):
        loss = loss + recipe.general_weight * distillation_loss(adapted, targets.general[torch.from_numpy(general)])
    return loss


def _sentence_loss(
    queries: Tensor, data: TrainingSet, targets: Targets, recipe: Recipe, batch: np.ndarray[Any, Any]
) -> Tensor:
    positives = torch.zeros((len(batch), len(data.sentences)), dtype=torch.bool)
    for row, question in enumerate(batch):
        positives[row, list(data.sentence_positives[question])] = True
    ignored = (positives.float() @ targets.near_sentences.float()) > 0
    return contrastive_loss(queries, targets.sentences, positives, ignored, recipe.temperature)


def _late_loss(
    queries: list[Tensor], rows: Tensor, targets: Targets, recipe: Recipe, rng: np.random.Generator
) -> Tensor:
    """Token against token, between the questions of a batch and their passages with others drawn at random."""
    own = torch.unique(rows)
    others = np.setdiff1d(np.arange(len(targets.tokens)), own.numpy())
    drawn = rng.choice(others, max(0, min(recipe.late_passages - len(own), len(others))), replace=False)
    compared = torch.cat([own, torch.from_numpy(drawn)])
    similarity = late_interaction(queries, [targets.tokens[row] for row in compared.tolist()])
    positives = rows[:, None] == compared[None, :]
    return listwise_loss(similarity, positives, targets.near_identical[rows][:, compared], recipe.temperature)


def embed(model: Any, tokenizer: Any, texts: list[str]) -> tuple[Tensor, list[Tensor]]:
    """Return the mean-pooled vectors of `texts` as queries, shape (n, dim), and those of their tokens.

    All of them are L2-normalised and carry gradients.
    """
    encoded = tokenizer(
        [f"query: {text}" for text in texts], padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt"
    )
    native = torch.cpu._is_avx512_bf16_supported()
    precision = torch.autocast("cpu", dtype=torch.bfloat16) if native else nullcontext()
    with precision, sdpa_kernel(SDPBackend.MATH):  # the fused kernel's backward pass is three times slower on a CPU
        hidden = model(input_ids=encoded["input_ids"], attention_mask=encoded["attention_mask"]).last_hidden_state
    mask = encoded["attention_mask"][:, :, None].float()
    pooled = (hidden.float() * mask).sum(1) / mask.sum(1)
    lengths = encoded["attention_mask"].sum(1).tolist()
    tokens = [functional.normalize(row[:length].float(), dim=1) for row, length in zip(hidden, lengths, strict=True)]
    return functional.normalize(pooled, dim=1), tokens


def _save_checkpoint(path: Path, model: Any, optimizer: Any, schedule: Any, epoch: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    state = {
        "epoch": epoch,
        "lora": get_peft_model_state_dict(model),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
    }
    torch.save(state, partial)
    shutil.move(partial, path)


def _resume(path: Path, model: Any, optimizer: Any, schedule: Any) -> int:
    """Load the checkpoint, if there is one, and return the first epoch to run."""
    if not path.is_file():
        return 0
    state = torch.load(path, weights_only=True)
    set_peft_model_state_dict(model, state["lora"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    log.warning("resuming after epoch %d from %s", state["epoch"], path)
    return int(state["epoch"])
