"""Sixteen people at once, on a real server, over loopback."""

from __future__ import annotations

import time

from eval.bench import PEOPLE
from eval.bench_page import clicked
from eval.bench_serving import Person, at_once

QUESTIONS = (
    "Que doit faire un État dont le territoire sert à une attaque ?",
    "Comment signaler une vulnérabilité informatique ?",
    "Le droit international s’applique-t-il au cyberespace ?",
)


def test_sixteen_people_at_once_get_their_answers(url):
    people = [Person(url) for _ in range(PEOPLE)]
    seconds = at_once(people, [f"{question} {n}" for n in range(PEOPLE) for question in QUESTIONS])
    assert len(seconds) == PEOPLE * len(QUESTIONS)
    assert min(seconds) > 0


def test_a_person_is_given_the_thread_with_the_answer(url):
    _, (thread,) = Person(url).ask(QUESTIONS[2])
    assert "droit international" in str(thread)
    assert "data-turn" in str(thread)


def test_what_a_person_waits_is_measured_on_the_page(context, url):
    page = context.new_page()
    begun = time.perf_counter()
    waited = clicked(page, url, ["Que dit la norme 13 c) ?", "attaque territoire État tiers"])
    assert len(waited) == 2
    assert all(seconds > 0 for seconds in waited) and sum(waited) < time.perf_counter() - begun
    assert page.locator("article[data-turn]").count() == 1
