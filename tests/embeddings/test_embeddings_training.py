"""The query adapter: its data, and a training of two steps on eight questions with the real model."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from corpus import AnticipatedQuestion, Corpus
from embeddings.encoder import SentenceEncoder, adapter_hash, with_adapter
from embeddings.training import train
from embeddings.training.adapter import teaches_adapter
from embeddings.training.data import general_questions, training_set
from embeddings.training.losses import late_interaction
from embeddings.training.misspelling import as_typed
from embeddings.training.recipe import Recipe, TrainingSet
from embeddings.training.train import save_adapter, train_adapter

Questions = tuple[AnticipatedQuestion, ...]
Weights = dict[str, torch.Tensor]
TINY = Recipe(rank=4, learning_rate=1e-2, epochs=2, batch_size=8, general_batch=3, strength=0.5)


def copy_of(encoder: SentenceEncoder, adapter: Path | None = None) -> SentenceEncoder:
    """An encoder with layers of its own: training puts its own into them."""
    word_vectors = encoder.parts()[0].embeddings
    model = copy.deepcopy(encoder.documents, memo={id(word_vectors): word_vectors})
    return SentenceEncoder(model, name=encoder.name, revision=encoder.revision, adapter=adapter)


@pytest.fixture(scope="module")
def data() -> TrainingSet:
    return TrainingSet(
        questions=(
            "Un pays peut-il laisser faire les pirates chez lui ?",
            "Que faire si mon territoire sert à une attaque ?",
            "Quels secteurs faut-il protéger ?",
            "Les hôpitaux sont-ils des cibles permises ?",
            "Peut-on attaquer une équipe de secours informatique ?",
            "À quoi sert un CERT ?",
            "Qui doit-on prévenir d'une faille ?",
            "Comment signaler une vulnérabilité ?",
        ),
        positives=np.array([0, 0, 1, 1, 2, 2, 3, 3], np.int64),
        sentence_positives=((0,), (0,), (1,), (), (2,), (), (3,), (3,)),
        passages=(
            "Les États ne devraient pas permettre sciemment que leur territoire soit utilisé.",
            "Les États devraient protéger leurs infrastructures critiques.",
            "Les équipes d'intervention ne devraient pas être prises pour cible.",
            "Les États devraient encourager le signalement des vulnérabilités.",
        ),
        contexts=("territoire", "infrastructures critiques", "équipes d'intervention", "signalement"),
        sentences=("pas sciemment", "protéger les infrastructures", "équipes visées", "signaler"),
        general=general_questions()[:6],
    )


@pytest.fixture(scope="module")
def trained(base_encoder: SentenceEncoder, data: TrainingSet, tmp_path_factory: pytest.TempPathFactory) -> Weights:
    return train_adapter(copy_of(base_encoder), data, TINY, tmp_path_factory.mktemp("run") / "checkpoint.pt")


def test_training_moves_every_layer(trained: Weights) -> None:
    learnt = {name: weight for name, weight in trained.items() if "lora_B" in name}
    assert len(learnt) == 12 * 6
    assert all(torch.isfinite(weight).all() and weight.abs().max() > 0 for weight in learnt.values())
    assert not any("pooler" in name for name in trained)


def test_an_interrupted_training_resumes_to_the_same_weights(
    base_encoder: SentenceEncoder,
    data: TrainingSet,
    trained: Weights,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checkpoint = tmp_path / "kept" / "checkpoint.pt"
    batches = train._batches

    def interrupted(data: TrainingSet, recipe: Recipe, epoch: int):
        if epoch == 1:
            raise KeyboardInterrupt
        return batches(data, recipe, epoch)

    monkeypatch.setattr(train, "_batches", interrupted)
    with pytest.raises(KeyboardInterrupt):
        train_adapter(copy_of(base_encoder), data, TINY, checkpoint)
    assert [path.name for path in checkpoint.parent.iterdir()] == ["checkpoint.pt"]
    epochs: list[int] = []

    def watched(data: TrainingSet, recipe: Recipe, epoch: int):
        epochs.append(epoch)
        return batches(data, recipe, epoch)

    monkeypatch.setattr(train, "_batches", watched)
    resumed = train_adapter(copy_of(base_encoder), data, TINY, checkpoint)
    assert epochs == [1]
    assert resumed.keys() == trained.keys()
    for name, weight in trained.items():
        torch.testing.assert_close(resumed[name], weight, rtol=1e-3, atol=1e-5)


def test_a_saved_adapter_brings_questions_nearer_and_leaves_passages(
    data: TrainingSet, trained: Weights, base_encoder: SentenceEncoder, tmp_path: Path
) -> None:
    save_adapter(trained, TINY, tmp_path, "# Card")
    adapted = copy_of(base_encoder, adapter=tmp_path)
    passages = base_encoder.encode_document(data.passages)
    np.testing.assert_array_equal(adapted.encode_document(data.passages), passages)
    before, after = (encoder.encode_query(data.questions) for encoder in (base_encoder, adapted))
    assert (before * after).sum(axis=1).max() < 0.999999

    def margin(queries: np.ndarray) -> float:
        cosines = queries @ passages.T
        own = cosines[np.arange(8), data.positives]
        return float((own - (cosines.sum(axis=1) - own) / 3).mean())

    assert margin(after) > margin(before)


@pytest.mark.parametrize("strength", [0.0, 1.0])
def test_the_strength_is_the_share_of_the_learnt_change(
    trained: Weights, base_encoder: SentenceEncoder, tmp_path: Path, strength: float
) -> None:
    recipe = replace(TINY, strength=strength)
    save_adapter(trained, recipe, tmp_path, "# Card")
    merged = with_adapter(base_encoder.documents, tmp_path)[0].auto_model
    layer = "encoder.layer.3.attention.self.query"
    change = merged.get_submodule(layer).weight - base_encoder.parts()[0].get_submodule(layer).weight
    a, b = (trained[f"base_model.model.{layer}.lora_{part}.weight"].half().float() for part in "AB")
    torch.testing.assert_close(change.detach(), strength * (b @ a), rtol=0.02, atol=1e-6)


def test_what_is_saved_says_how_it_was_made(trained: Weights, tmp_path: Path) -> None:
    save_adapter(trained, TINY, tmp_path / "new" / "query", "# Card\n")
    directory = tmp_path / "new" / "query"
    assert Recipe(**json.loads((directory / "recipe.json").read_text())) == TINY
    assert (directory / "README.md").read_text() == "# Card\n"
    saved = load_file(directory / "adapter_model.safetensors")
    assert saved.keys() == trained.keys()
    assert {weight.dtype for weight in saved.values()} == {torch.float16}
    assert json.loads((directory / "adapter_config.json").read_text())["lora_alpha"] == 2.0


def test_the_training_set_keys_questions_to_passages_and_sentences(corpus: Corpus, bank: Questions) -> None:
    data = training_set(corpus, bank)
    assert len(data.questions) == len(data.positives) == len(data.sentence_positives) == len(bank)
    assert len(data.passages) == len(data.contexts) == len(corpus.paragraphs)
    for place, question in enumerate(bank):
        text = corpus.by_id[question.paragraph_id].text
        assert data.passages[data.positives[place]] == text
        sentences = [data.sentences[row] for row in data.sentence_positives[place]]
        assert all(sentence in text for sentence in sentences)
        assert bool(sentences) == (question.start is not None)


def test_another_strength_is_another_adapter(trained: Weights, tmp_path: Path) -> None:
    """Or an index made with one would be used with the other."""
    for strength in (0.5, 0.6):
        save_adapter(trained, replace(TINY, strength=strength), tmp_path / str(strength), "# Card")
    assert adapter_hash(tmp_path / "0.5") != adapter_hash(tmp_path / "0.6")


def test_half_of_the_questions_by_sentence_are_left_to_learn_weights_from(bank: Questions) -> None:
    left = [question for question in bank if question.teaches and not teaches_adapter(question)]
    by_sentence = [question for question in bank if question.teaches and question.start is not None]
    assert set(left) < set(by_sentence)
    assert len(left) == pytest.approx(len(by_sentence) / 2, rel=0.05)


def test_a_question_that_teaches_nothing_is_not_trained_on(bank: Questions) -> None:
    silent = [question for question in bank if not question.teaches]
    assert len(silent) > 1000
    assert not any(teaches_adapter(question) for question in silent)


@pytest.mark.parametrize("symbol", ["A/76/135", "A/RES/74/28"])
def test_a_held_out_document_is_not_in_training(corpus: Corpus, bank: Questions, symbol: str) -> None:
    data = training_set(corpus, bank, held_out=frozenset({symbol}))
    left = [paragraph for paragraph in corpus.paragraphs if paragraph.symbol != symbol]
    assert list(data.passages) == [paragraph.text for paragraph in left]
    assert {left[row].symbol for row in data.positives.tolist()} == {paragraph.symbol for paragraph in left}
    assert data.digest() != training_set(corpus, bank).digest()


def test_general_questions_are_french_questions_and_no_comment() -> None:
    questions = general_questions()
    assert len(questions) > 1000
    assert not [question for question in questions if question.startswith("#") or not question.strip()]


def test_hurried_questions_keep_their_words_but_for_a_letter() -> None:
    rng = np.random.default_rng(3)
    question = "Quels États ont participé à l'élaboration du rapport ?"
    typed = as_typed([question] * 200, 0.5, rng)
    changed = [text for text in typed if text != question]
    assert 60 <= len(changed) <= 110
    assert {len(text.rstrip(" ?").split()) for text in changed} == {8}
    assert any("é" not in text and "?" not in text for text in changed)


def test_nothing_is_misspelt_at_share_zero() -> None:
    assert as_typed(["à l'État"], 0.0, np.random.default_rng(0)) == ["à l'État"]


def test_late_interaction_is_the_mean_of_the_best_cosines() -> None:
    generator = torch.Generator().manual_seed(1)
    queries = [torch.nn.functional.normalize(torch.randn(n, 6, generator=generator), dim=1) for n in (3, 1)]
    passages = [torch.nn.functional.normalize(torch.randn(n, 6, generator=generator), dim=1) for n in (2, 5, 1)]
    expected = torch.tensor([[float((q @ p.T).amax(1).mean()) for p in passages] for q in queries])
    torch.testing.assert_close(late_interaction(queries, passages), expected)
