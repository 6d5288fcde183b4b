"""What a run was made with: configuration, model, corpus, code, versions, time."""

from __future__ import annotations

import json
import platform
import subprocess
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eval.errors import EvalError

PACKAGES = ("alinea", "sentence-transformers", "torch", "faiss-cpu", "bm25s", "ir-measures", "numpy")


@dataclass(frozen=True, slots=True)
class RunManifest:
    """Kept beside a run, as `<run>.manifest.json`. Hashes are SHA-256; `seconds` of search, loading left out."""

    configuration: str
    question_set: str
    queries: int
    seconds: float
    model: str | None = None
    revision: str | None = None
    adapter_sha256: str | None = None
    corpus_sha256: str | None = None
    commit: str | None = None
    created: str = ""
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def milliseconds_per_query(self) -> float:
        """Mean time of one query."""
        return 1000 * self.seconds / self.queries if self.queries else 0.0


def manifest_path(run: Path) -> Path:
    """Where the manifest of a run is kept."""
    return run.with_name(f"{run.name}.manifest.json")


def write_manifest(run: Path, manifest: RunManifest) -> None:
    """Writes the manifest beside its run."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2)
    manifest_path(run).write_text(f"{text}\n", encoding="utf-8")


def read_manifest(run: Path) -> RunManifest | None:
    """Reads the manifest beside a run; None where there is none. Raises EvalError on another format."""
    path = manifest_path(run)
    if not path.is_file():
        return None
    try:
        return RunManifest(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise EvalError(f"{path}: not a manifest of this version ({error}); make the run again") from error


def now() -> str:
    """The time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def current_commit() -> str | None:
    """The commit of the code, with « +changes » where files differ from it; None outside a repository."""
    revision = _git("rev-parse", "--short=12", "HEAD")
    return revision and revision + ("+changes" if _git("status", "--porcelain", "--untracked-files=no") else "")


def installed_versions() -> dict[str, str]:
    """The versions of Python and of the packages that a result depends on."""
    versions = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    return versions


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=Path(__file__).parent, capture_output=True, text=True, check=True, timeout=10
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
