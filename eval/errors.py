"""The one error of this room."""

from __future__ import annotations


class EvalError(ValueError):
    """Tells that a file, an id or an option given by a person cannot be used, and what to do about it.

    The command line prints it as one line and ends with status 2.
    """
