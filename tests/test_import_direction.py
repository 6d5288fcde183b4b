"""Imports point one way: corpus → embeddings → assistant → eval; heavy packages stay in their rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("corpus", "embeddings", "assistant", "eval")  # each may import those to its left, and itself
CONFINED = {
    "gradio": ("assistant/app/",),
    "torch": ("embeddings/",),
    "sentence_transformers": ("embeddings/",),
    "transformers": ("embeddings/",),
    "peft": ("embeddings/",),
    "faiss": ("embeddings/",),
    "bm25s": ("embeddings/", "eval/baselines.py"),  # a baseline has an analysis of its own
    "ir_measures": ("eval/",),
    "matplotlib": ("eval/", "assistant/app/pdf.py"),  # the font that it ships
    "sklearn": ("eval/",),
}
HEAVY = {"torch", "sentence_transformers", "transformers", "gradio", "faiss", "sklearn", "matplotlib", "numpy"}
LIGHT = ("corpus", "assistant.cli.commands", "assistant.app", "eval.cli")  # imported before a command runs

SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


@cache
def imported(path: Path) -> tuple[tuple[str, int], ...]:
    """Return the top-level package of each import in a file, wherever it stands, with its line."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute here"
            yield (node.module or "").split(".")[0], node.lineno
        elif isinstance(node, ast.Call) and _name(node.func) in {"import_module", "__import__"}:
            match node.args:
                case [ast.Constant(value=str(name)), *_]:
                    yield name.split(".")[0], node.lineno


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_to_its_left(room: str) -> None:
    allowed = ROOMS[: ROOMS.index(room) + 1]
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {package}"
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] == room
        for package, line in imported(path)
        if package in ROOMS and package not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize("package", CONFINED)
def test_a_heavy_package_stays_where_it_belongs(package: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in SOURCES
        for name, line in imported(path)
        if name == package and not path.relative_to(ROOT).as_posix().startswith(CONFINED[package])
    ]
    assert wrong == []


@pytest.mark.parametrize("module", LIGHT)
def test_what_help_needs_imports_nothing_heavy(module: str) -> None:
    loaded: set[str] = set()
    _load(module, loaded)
    assert loaded & HEAVY == set()


def _load(module: str, loaded: set[str]) -> None:
    """Follow the imports at the top of `module`, and of every module of ours that they reach."""
    if module in loaded:
        return
    loaded.add(module)
    path = _file_of(module)
    if path is None:
        loaded.add(module.split(".", maxsplit=1)[0])
        return
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            for alias in node.names:
                _load(alias.name, loaded)
        elif isinstance(node, ast.ImportFrom) and node.module:
            _load(node.module, loaded)
            for alias in node.names:
                if _file_of(f"{node.module}.{alias.name}"):
                    _load(f"{node.module}.{alias.name}", loaded)


def _file_of(module: str) -> Path | None:
    base = ROOT.joinpath(*module.split("."))
    candidates = (base.with_suffix(".py"), base / "__init__.py")
    return next((path for path in candidates if path.is_file() and module.split(".", maxsplit=1)[0] in ROOMS), None)
