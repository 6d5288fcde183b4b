"""How many cores one computation may use."""

from __future__ import annotations


def share_cores() -> None:
    """Let NumPy use one thread for each product, where several questions are answered at the same time.

    Threads of several products that wait for the same cores take longer than one thread each (measured on
    2 cores, one question after another: 183 ms of processor time a question, 96 ms with one thread). PyTorch
    keeps all of the cores: one batch of questions is encoded at a time (`embeddings.batcher`).
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, user_api="blas")
