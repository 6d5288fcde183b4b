"""A real server process on a free loopback port: what a person starts, without its model."""

from __future__ import annotations

import gc
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx

from assistant.app.security import Limits

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    judgements: Path, *, port: int | None = None, auth: tuple[str, str] | None = None, limits: Limits | None = None,
    payload: str = "", real: bool = False, abruptly: bool = False,
) -> Iterator[str]:  # fmt: skip
    """Serve for the time of a block; give the base URL.

    `payload` is put in a paragraph of the stand-in's corpus; `real` takes the real answerer instead;
    `abruptly` ends the server as a power cut would, whatever it is doing.
    """
    port = port or free_port()
    options = {"judgements": str(judgements), "port": port, "auth": auth, "payload": payload, "real": real}
    options["limits"] = asdict(limits) if limits else None
    own_data = {"XDG_DATA_HOME": str(judgements.parent / "data")}
    process = subprocess.Popen([sys.executable, __file__, json.dumps(options)], cwd=ROOT, env=os.environ | own_data)
    try:
        _wait(f"http://127.0.0.1:{port}/app/favicon.svg", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill() if abruptly else process.terminate()
        process.wait(15)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server stopped"
        try:
            httpx.get(address)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def main(options: dict[str, Any]) -> None:
    import uvicorn
    from stand_in import StandIn

    from assistant.app import build_app

    if options["real"]:
        from assistant.answerer import Answerer

        answerer: Any = Answerer.load()
    else:
        answerer = StandIn.load(options["payload"])
    app = build_app(
        answerer,
        judgements=Path(options["judgements"]),
        auth=tuple(options["auth"]) if options["auth"] else None,
        limits=Limits(**options["limits"]) if options["limits"] else None,
    )
    gc.freeze()
    uvicorn.run(app, host="127.0.0.1", port=options["port"], log_level="warning")


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
    main(json.loads(sys.argv[1]))
