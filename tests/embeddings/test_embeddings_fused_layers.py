from __future__ import annotations

import copy

import pytest
import torch
from transformers import BertConfig, BertModel

from embeddings.fused_layers import can_be_fused, fuse_layers

SHAPE = {"vocab_size": 50, "hidden_size": 32, "num_hidden_layers": 3, "num_attention_heads": 4, "intermediate_size": 64}


@pytest.fixture(scope="module")
def bert() -> BertModel:
    torch.manual_seed(0)
    model = BertModel(BertConfig(**SHAPE), add_pooling_layer=False)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.3)  # as they are made, biases are zero and norms are one
    return model.eval()


@pytest.fixture(scope="module")
def fused(bert: BertModel) -> BertModel:
    model = copy.deepcopy(bert)
    fuse_layers(model)
    return model.eval()


@torch.inference_mode()
@pytest.mark.parametrize("lengths", [[7], [7, 7], [2, 9, 5]])
def test_fused_layers_give_the_same_vectors(bert: BertModel, fused: BertModel, lengths: list[int]) -> None:
    """With and without tokens that fill a short text up to the length of its batch."""
    mask = (torch.arange(max(lengths)) < torch.tensor(lengths)[:, None]).long()
    ids = torch.randint(1, 50, mask.shape, generator=torch.Generator().manual_seed(1)) * mask
    expected, found = (model(input_ids=ids, attention_mask=mask).last_hidden_state for model in (bert, fused))
    assert expected[mask.bool()].std() > 0.1
    torch.testing.assert_close(found[mask.bool()], expected[mask.bool()], atol=1e-4, rtol=1e-4)
    assert not found[~mask.bool()].any()


def test_fused_layers_take_pytorch_s_fast_path(fused: BertModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a condition of it not met, each layer would be many calls again."""
    calls = []
    fast = torch._transformer_encoder_layer_fwd
    monkeypatch.setattr(torch, "_transformer_encoder_layer_fwd", lambda *given: calls.append(1) or fast(*given))
    ids, mask = torch.ones(2, 5, dtype=torch.long), torch.tensor([[1, 1, 1, 1, 1], [1, 1, 0, 0, 0]])
    with torch.inference_mode():
        fused(input_ids=ids, attention_mask=mask)
    assert len(calls) == SHAPE["num_hidden_layers"]


def test_other_models_keep_their_layers(bert: BertModel) -> None:
    assert can_be_fused(bert)
    others = ({"hidden_act": "gelu_new"}, {"attn_implementation": "eager"}, {"is_decoder": True})
    assert not any(can_be_fused(BertModel(BertConfig(**SHAPE, **other))) for other in others)
    assert not can_be_fused(torch.nn.Linear(2, 2))
