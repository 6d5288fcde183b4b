"""French on the screen: no-break spaces where they belong, so that no line begins with « ? » or ends with « « »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from assistant.app import texts as app_texts
from eval.page import texts as evaluation_texts

PLAIN_SPACE = re.compile(r"\w [;:?!»%](?!\w)|« (?=\S)")
AS_TYPED = {"EXAMPLES"}  # questions as a person types them; the page writes their spaces


def said(value: object) -> Iterator[str]:
    """List the texts inside a constant."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in said(item))
    elif isinstance(value, tuple):
        yield from (text for item in value for text in said(item))


@pytest.mark.parametrize("module", [app_texts, evaluation_texts], ids=lambda module: module.__name__)
def test_no_plain_space_stands_where_french_wants_none_to_break(module: ModuleType):
    constants = {name: value for name, value in vars(module).items() if name.isupper() and name not in AS_TYPED}
    texts = [text for value in constants.values() for text in said(value)]
    assert len(texts) > 30
    assert [text for text in texts if PLAIN_SPACE.search(text)] == []
