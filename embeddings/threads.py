"""How many cores one computation may use."""

from __future__ import annotations


def share_cores() -> None:
    """Let NumPy use one thread for each product, in this whole process, from now on.

    A question is a short text. PyTorch splits its encoding over the cores; NumPy's small products gain nothing from a
    second thread, and its threads get in the way of PyTorch's and of those of other questions (2 cores, one question
    after another: 183 ms of processor time a question with two threads everywhere, 96 ms with one).
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, user_api="blas")


def one_core_a_batch() -> None:
    """Let PyTorch, too, use one thread for each product from now on, where many people ask at the same time.

    Two threads of one product wait for each other. 16 people at once on 2 cores, two batches side by side, eight
    rounds each in turn: p95 1.39 -> 1.17 s. A question alone is encoded in 31 ms in place of 27.
    """
    import torch

    torch.set_num_threads(1)
