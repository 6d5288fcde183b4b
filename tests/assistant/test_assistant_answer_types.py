import pytest

from assistant.answer_types import holds, satisfaction
from assistant.understanding import Expected

E = Expected


@pytest.mark.parametrize(
    ("text", "expected", "verdict"),
    [
        ("Le Groupe compte quinze experts.", E.NUMBER, True),
        ("Il a tenu 4 sessions.", E.NUMBER, True),
        ("La résolution 73/266 et A/68/98.", E.NUMBER, False),  # a symbol counts nothing
        ("Les États devraient coopérer.", E.NUMBER, False),
        ("Adoptée le 12 décembre 2019.", E.DATE, True),
        ("À sa soixante-quatorzième session.", E.DATE, True),
        ("Les États devraient coopérer.", E.DATE, False),
        ("Pendant deux ans.", E.DURATION, True),
        ("Répondre en temps utile.", E.DURATION, True),
        ("Depuis 2013.", E.DURATION, False),
        ("Financées au moyen du budget.", E.MONEY, True),
        ("Les États devraient coopérer.", E.MONEY, False),
        ("Les experts de l’Égypte et du Brésil", E.COUNTRY, True),
        ("FÉDÉRATION DE RUSSIE", E.COUNTRY, True),
        ("Les États devraient coopérer.", E.COUNTRY, False),
        ("Réuni à Genève.", E.PLACE, True),
        ("Les États devraient coopérer.", E.PLACE, False),
        ("Sur www.un.org/disarmament", E.ADDRESS, True),
        ("Sur le site de l'Organisation", E.ADDRESS, False),
        ("Dans sa résolution", E.DOCUMENT, True),
        ("Voir A/68/98", E.DOCUMENT, True),
        ("Les États devraient coopérer.", E.DOCUMENT, False),
        ("M. Guilherme de Aguiar Patriota préside.", E.PERSON, True),
        ("Les équipes devraient coopérer.", E.PERSON, False),
        ("Ligue des États arabes", E.ORGANISATION, True),
        ("l’OSCE", E.ORGANISATION, True),
        ("les États", E.ORGANISATION, False),
        ("n'importe quoi", E.YES_NO, None),
        ("n'importe quoi", E.REASON, None),
        ("n'importe quoi", E.DEFINITION, None),
        ("n'importe quoi", E.MANNER, None),
        ("", E.NUMBER, False),
    ],
)
def test_holds(text: str, expected: Expected, verdict: bool | None) -> None:
    assert holds(text, expected) is verdict


def test_two_words_with_a_capital_are_not_yet_a_person() -> None:
    assert holds("Les États devraient coopérer.", E.PERSON) is False


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        (set(), 0.0),
        ({E.YES_NO, E.REASON}, 0.0),
        ({E.NUMBER}, 1.0),
        ({E.NUMBER, E.YES_NO}, 1.0),
        ({E.NUMBER, E.PERSON}, 1.0),
        ({E.PERSON}, -1.0),
        ({E.PERSON, E.YES_NO}, -1.0),
    ],
)
def test_satisfaction(expected: set[Expected], value: float) -> None:
    assert satisfaction("Le groupe compte quinze experts.", frozenset(expected)) == value


@pytest.mark.parametrize("kind", list(Expected))
def test_every_kind_is_judged_on_any_text(kind: Expected) -> None:
    for text in ("", "?", "\n", "Un État.", "ŒUVRE 12", "\ud800"):
        assert holds(text, kind) in (True, False, None)
