"""How many cores one computation may use."""

from __future__ import annotations


def one_thread_a_question() -> None:
    """Let PyTorch use one thread for each question: the cores are shared between people, not within a question.

    A question is a short text; splitting its products over the cores that other questions use costs
    more than it gains (measured on 2 busy cores: 0.76 s of processor time with two threads, 0.07 s with one).
    """
    import torch

    torch.set_num_threads(1)
