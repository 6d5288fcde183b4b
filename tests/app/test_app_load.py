"""Sixteen people at once, on a real server, over loopback."""

from __future__ import annotations

from eval.bench import PEOPLE
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
