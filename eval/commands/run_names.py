"""Runs given on the command line as « name=path »."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.errors import EvalError


def named_runs(texts: Sequence[str]) -> list[tuple[str, Path]]:
    """Splits each « name=path »; raises EvalError where two runs bear one name, or there is none."""
    runs = [named_run(text) for text in texts]
    if not runs or len({name for name, _ in runs}) < len(runs):
        raise EvalError("expected runs under names that differ, at least one: --run name=path")
    return runs


def named_run(text: str) -> tuple[str, Path]:
    """Splits « name=path »; a path alone is named after its file. Raises EvalError where nothing is left of « = »."""
    name, separator, path = text.rpartition("=")
    if separator and not name:
        raise EvalError(f"run {text!r}: expected « name=path » or a path")
    return name or Path(path).name.split(".")[0], Path(path)
