import random

from extraction.judging.learning import Example, fit


def _examples(number: int = 300) -> list[Example]:
    """Readings of made-up articles: "good" is right in nine of ten, "bad" in one of ten, "noise" says nothing."""
    chance = random.Random(5)
    found = []
    for place in range(number):
        side = chance.random() < 0.5
        right = chance.random() < (0.9 if side else 0.1)
        names = {"good" if side else "bad"} | ({"noise"} if chance.random() < 0.5 else set())
        found.append(Example(article=f"a{place % 20}", features=frozenset(names), right=right, weight=1.0))
    return found


def test_learns_which_features_speak_for_a_reading() -> None:
    weights = fit(_examples()).features
    assert weights["good"] > 0.5
    assert weights["bad"] < -0.5
    assert abs(weights["noise"]) < 0.5


def test_the_order_of_examples_changes_nothing() -> None:
    examples = _examples()
    shuffled = random.Random(1).sample(examples, len(examples))
    one, other = fit(examples), fit(shuffled)
    assert abs(one.base - other.base) < 1e-5
    assert one.features == other.features


def test_a_feature_of_too_few_articles_is_not_learned() -> None:
    rare = Example(article="a1", features=frozenset({"rare"}), right=True, weight=1.0)
    assert "rare" not in fit([*_examples(), rare]).features


def test_an_example_without_weight_teaches_nothing() -> None:
    mute = [Example(article=f"m{n}", features=frozenset({"good"}), right=False, weight=0.0) for n in range(200)]
    assert fit([*_examples(), *mute]).features == fit(_examples()).features
