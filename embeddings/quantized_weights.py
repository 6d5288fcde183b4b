"""Reads the 4-bit weight file of multilingual-e5-small (magic `E5S1`) into arrays and a vocabulary.

Layout (little endian): magic, u32 version; i32 hidden, layers, heads, ffn, vocab, max positions,
type vocab; f32 eps; i32 block; i32 pieces, bos, eos, pad, unk; u64 blob length; u32 offsets (n+1);
f32 scores (n); blob of UTF-8 pieces; i32 n_norm, u32 n bytes, normalisation map; i32 n tensors;
each: u16 name length, name, u8 type (0 f32, 1 Q4_0), u32 count, u64 offset, u64 bytes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32
FloatArray = NDArray[np.float32]


class WeightFileError(ValueError):
    """The bytes are not a weight file of the layout this module reads."""


@dataclass(frozen=True, slots=True)
class Dimensions:
    """The shape of the transformer."""

    hidden: int
    layers: int
    heads: int
    ffn: int
    vocab: int
    positions: int
    types: int
    eps: float


@dataclass(frozen=True, slots=True)
class QuantizedModel:
    """What the file holds: dimensions, unigram vocabulary with log-probabilities, tensors by name."""

    dimensions: Dimensions
    vocabulary: tuple[tuple[str, float], ...]
    unk_id: int
    tensors: dict[str, FloatArray]  # flat, dequantised, float32


class _Cursor:
    """A position in the bytes that moves as values are read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, fmt: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + fmt, self.data, self.at)
        self.at += struct.calcsize("<" + fmt)
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        values: NDArray[Any] = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def skip(self, n_bytes: int) -> bytes:
        chunk = self.data[self.at : self.at + n_bytes]
        self.at += n_bytes
        return chunk


def parse(data: bytes) -> QuantizedModel:
    """Return the model that `data` holds. Raises WeightFileError where it is of another layout."""
    if data[:4] != MAGIC:
        raise WeightFileError(f"the weight file begins with {data[:4]!r}, expected {MAGIC!r}")
    cursor = _Cursor(data)
    cursor.skip(8)
    hidden, layers, heads, ffn, vocab, positions, types, eps, block = cursor.take("7ifi")
    if block != BLOCK:
        raise WeightFileError(f"the weight file has blocks of {block} weights, expected {BLOCK}")
    vocabulary, unk_id = _read_vocabulary(cursor)
    _, n_bytes = cursor.take("iI")
    cursor.skip(n_bytes)
    dimensions = Dimensions(hidden, layers, heads, ffn, vocab, positions, types, eps)
    return QuantizedModel(dimensions, vocabulary, unk_id, _read_tensors(cursor))


def _read_vocabulary(cursor: _Cursor) -> tuple[tuple[tuple[str, float], ...], int]:
    n_pieces, _, _, _, unk_id = cursor.take("5i")
    (blob_length,) = cursor.take("Q")
    offsets = cursor.array("<u4", n_pieces + 1)
    scores = cursor.array("<f4", n_pieces)
    blob = cursor.skip(blob_length)
    pieces = (blob[start:end].decode() for start, end in pairwise(offsets))
    return tuple(zip(pieces, scores.tolist(), strict=True)), unk_id


def _read_tensors(cursor: _Cursor) -> dict[str, FloatArray]:
    (n_tensors,) = cursor.take("i")
    tensors = {}
    for _ in range(n_tensors):
        (name_length,) = cursor.take("H")
        name = cursor.skip(name_length).decode()
        kind, count, offset, n_bytes = cursor.take("BIQQ")
        raw = np.frombuffer(cursor.data, np.uint8, n_bytes, offset)
        tensors[name] = raw.view("<f4").copy() if kind == 0 else dequantize_q4_0(raw, count)
    return tensors


def dequantize_q4_0(raw: NDArray[np.uint8], count: int) -> FloatArray:
    """Return the `count` float32 weights of Q4_0 blocks.

    A block is an fp16 scale and 16 bytes: weight j is (low nibble of byte j - 8) * scale, weight
    j + 16 (high nibble - 8) * scale.
    """
    blocks = raw.reshape(-1, 18)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1)
    weights: FloatArray = ((nibbles.astype(np.float32) - 8.0) * scale).reshape(-1)
    return weights[:count]
