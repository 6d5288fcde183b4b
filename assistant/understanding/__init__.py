"""Understanding a question: references, documents, lists, follow-ups, small talk. Pure rules, no model.

`understand` reads one question; `advance` carries the conversation from one question to the next.
"""

from assistant.understanding.model import (
    Expected,
    Intent,
    MissingReference,
    OutsideDocument,
    Topic,
    Understanding,
)
from assistant.understanding.state import State, advance
from assistant.understanding.understand import understand

__all__ = [
    "Expected",
    "Intent",
    "MissingReference",
    "OutsideDocument",
    "State",
    "Topic",
    "Understanding",
    "advance",
    "understand",
]
