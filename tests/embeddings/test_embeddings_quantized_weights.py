import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.quantized_weights import WeightFileError, dequantize_q4_0, parse


def block(scale: float, weights: list[int]) -> bytes:
    """A Q4_0 block of 32 whole weights from -8 to 7, as its authors pack it."""
    low, high = weights[:16], weights[16:]
    return struct.pack("<e", scale) + bytes((a + 8) | ((b + 8) << 4) for a, b in zip(low, high, strict=True))


@given(
    st.lists(st.lists(st.integers(-8, 7), min_size=32, max_size=32), min_size=1, max_size=4),
    st.sampled_from([0.5, 0.25, -2.0, 0.0]),
)
def test_packed_weights_come_back(blocks: list[list[int]], scale: float) -> None:
    raw = np.frombuffer(b"".join(block(scale, weights) for weights in blocks), np.uint8)
    expected = np.array(blocks, np.float32).reshape(-1) * np.float32(scale)
    np.testing.assert_array_equal(dequantize_q4_0(raw, len(expected)), expected)
    np.testing.assert_array_equal(dequantize_q4_0(raw, 5), expected[:5])


def test_other_files_are_refused() -> None:
    with pytest.raises(WeightFileError, match=r"begins with b'GGUF', expected b'E5S1'"):
        parse(b"GGUF" + bytes(100))
    with pytest.raises(WeightFileError, match="blocks of 64 weights, expected 32"):
        parse(b"E5S1" + bytes(4) + struct.pack("<7ifi", 384, 12, 12, 1536, 250002, 512, 2, 1e-12, 64))
