"""How many cores one computation may use."""

from __future__ import annotations


def share_cores() -> None:
    """Let NumPy use one thread for each product, in this whole process, from now on.

    A question is a short text. PyTorch splits its encoding over the cores, and encodes one batch at a time
    (`embeddings.batcher`); NumPy's small products gain nothing from a second thread, and its threads get in the
    way of PyTorch's and of those of other questions (2 cores, one question after another: 183 ms of processor
    time a question with two threads everywhere, 96 ms with one).
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, user_api="blas")
