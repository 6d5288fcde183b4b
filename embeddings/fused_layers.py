"""The layers of a BERT as PyTorch's own: one call a layer, during which other threads run.

A layer of transformers is dozens of calls, and after each of them the thread waits for Python's lock: beside one
thread that computes in Python, a question is encoded in 3.7 s, and in 0.26 s with these layers (0.04 s alone).
"""

from __future__ import annotations

import warnings
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertModel
from transformers.modeling_outputs import BaseModelOutputWithPastAndCrossAttentions as Output


def can_be_fused(model: Any) -> bool:
    """Whether `model` is a BERT whose layers PyTorch's own can stand in for."""
    if not isinstance(model, BertModel):
        return False
    config: Any = model.config
    masks_are_boolean = config._attn_implementation == "sdpa"
    return config.hidden_act in ("gelu", "relu") and masks_are_boolean and not config.is_decoder


def fuse_layers(bert: Any) -> None:
    """Replace the layers of `bert`, in place, by equal ones that are for inference only."""
    bert.encoder = FusedLayers(bert.encoder.layer, bert.config)
    with warnings.catch_warnings():  # said once in a process, and not of `torch.nn`, which nests texts just so
        warnings.filterwarnings("ignore", message="The PyTorch API of nested tensors is in prototype stage")
        _nested(torch.zeros(1, 1, 1), torch.ones(1, 1, dtype=torch.bool))


class FusedLayers(nn.Module):
    """Stands in for `BertEncoder`; takes its weights from `layers`, those of a model configured by `config`.

    Calls what `nn.TransformerEncoderLayer` calls once it has made sure that it may: those checks, and the walks of
    sentence-transformers through all modules before each batch, are 5 ms of Python a batch. The weights are no
    parameters of this module: it can be neither trained, moved nor saved.
    """

    def __init__(self, layers: nn.ModuleList, config: Any) -> None:
        super().__init__()
        self._layers = [_arguments(layer, config) for layer in layers]

    @torch.inference_mode()
    def forward(self, hidden_states: Tensor, attention_mask: Tensor | None = None, **_: Any) -> Output:
        """Return the vectors of the last layer; `attention_mask`, (n, 1, any, n_tokens), is true of a text's own.

        A text's own tokens come first. Nothing is computed of those that fill it to the length of its batch; their
        vectors are zero.
        """
        if attention_mask is None:
            return Output(last_hidden_state=self._through(hidden_states))
        nested = _nested(hidden_states, attention_mask[:, 0, 0])
        return Output(last_hidden_state=self._through(nested).to_padded_tensor(0.0, hidden_states.size()))

    def _through(self, vectors: Tensor) -> Tensor:
        for arguments in self._layers:
            vectors = torch._transformer_encoder_layer_fwd(vectors, *arguments)
        return vectors


def _nested(vectors: Tensor, own: Tensor) -> Tensor:
    """Keep of `vectors`, (n, n_tokens, dim), those that are `own`, (n, n_tokens): texts of unequal length."""
    return torch._nested_tensor_from_mask(vectors, own)


def _arguments(layer: Any, config: Any) -> tuple[Any, ...]:
    """What PyTorch's layer is called with, between the vectors and the mask."""
    attention = layer.attention.self
    projections = (attention.query, attention.key, attention.value)
    norms_come_first = False
    return (
        config.hidden_size,
        config.num_attention_heads,
        torch.cat([projection.weight.detach() for projection in projections]),
        torch.cat([projection.bias.detach() for projection in projections]),
        *_weights(layer.attention.output.dense),
        config.hidden_act == "gelu",
        norms_come_first,
        config.layer_norm_eps,
        *_weights(layer.attention.output.LayerNorm),
        *_weights(layer.output.LayerNorm),
        *_weights(layer.intermediate.dense),
        *_weights(layer.output.dense),
    )


def _weights(part: Any) -> tuple[Tensor, Tensor]:
    return part.weight.detach(), part.bias.detach()
