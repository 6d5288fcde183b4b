"""Sixteen people at once, on the real server, over loopback."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
from loading import ask_event, ask_through_the_queue

PEOPLE = 16
QUESTIONS = (
    "Que doit faire un État dont le territoire sert à une attaque ?",
    "Comment signaler une vulnérabilité informatique ?",
    "Le droit international s’applique-t-il au cyberespace ?",
)


def test_sixteen_people_at_once_get_their_answers(url):
    def person(number: int) -> list[float]:
        with httpx.Client(base_url=url, timeout=60) as client:
            event = ask_event(client.get("/config").json())
            return [ask_through_the_queue(client, event, f"{question} {number}")[0] for question in QUESTIONS]

    with ThreadPoolExecutor(PEOPLE) as people:
        seconds = sorted(taken for person_taken in people.map(person, range(PEOPLE)) for taken in person_taken)
    assert len(seconds) == PEOPLE * len(QUESTIONS)
    print(f"{len(seconds)} answers, median {seconds[len(seconds) // 2]:.3f} s, most {seconds[-1]:.3f} s")
