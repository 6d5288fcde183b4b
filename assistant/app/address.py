"""The address that the application is served at: checked before anything heavy is loaded."""

from __future__ import annotations

import socket

from assistant.app import texts

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class ServeError(Exception):
    """The application cannot be served as asked."""


def check_address(host: str, port: int, *, has_auth: bool, without_auth: bool) -> None:
    """Raise ServeError where the address is open to others without a password, or where the port is taken."""
    if host not in LOOPBACK and not has_auth and not without_auth:
        raise ServeError(texts.OPEN_WITHOUT_AUTH.format(host=host))
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ServeError(texts.PORT_TAKEN.format(host=host, port=port)) from error
