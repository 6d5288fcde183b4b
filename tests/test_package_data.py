"""Every data file beside the code is declared, so that an installed Alinéa has what a checkout has."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DECLARED: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "setuptools"
]["package-data"]
NOT_DATA = {".py", ".pyc", ".gitattributes"}


@pytest.mark.parametrize("package", DECLARED)
def test_every_data_file_is_declared(package: str) -> None:
    folder = ROOT / package
    held = {path for path in folder.rglob("*") if path.is_file() and path.suffix not in NOT_DATA}
    declared = {path for pattern in DECLARED[package] for path in folder.glob(pattern)}
    missing = [path.relative_to(ROOT).as_posix() for path in held - declared if path.name != ".gitattributes"]
    assert missing == []
