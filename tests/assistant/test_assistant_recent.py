"""The last values computed."""

from assistant.recent import Recent


def test_what_is_kept_is_found_until_others_take_its_place() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.keep("a", 1)
    recent.keep("b", 2)
    assert recent.get("a") == 1  # asked for: now the newest
    recent.keep("c", 3)
    assert [recent.get(key) for key in "abc"] == [1, None, 3]


def test_a_value_kept_again_replaces_the_first() -> None:
    recent: Recent[str, int] = Recent(2)
    for value in (1, 2, 3):
        recent.keep("a", value)
    recent.keep("b", 4)
    assert (recent.get("a"), recent.get("b")) == (3, 4)
