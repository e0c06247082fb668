import random

from extraction.judging.learning import Example, Fitted, fit
from extraction.judging.weights import Weights


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


def _weights(fitted: Fitted) -> Weights:
    return Weights(base=fitted.base, features=fitted.features, sure=fitted.sure, least=0.75, card={})


def _said(names: set[str], right: bool, number: int) -> list[Example]:
    return [
        Example(article=f"v{place % 5}", features=frozenset(names), right=right, weight=1.0) for place in range(number)
    ]


def test_learns_on_nothing_from_nothing() -> None:
    start = _weights(fit(_examples()))
    again = fit([], start=start)
    assert (again.base, again.features, again.sure) == (start.base, start.features, start.sure)


def test_keeps_to_what_many_examples_taught_and_gives_up_what_few_did() -> None:
    few, many = _weights(fit(_examples(30))), _weights(fit(_examples(3000)))
    verdicts = _said({"good"}, False, 20)
    moved = {
        number: start.features["good"] - fit(verdicts, start=start).features["good"]
        for number, start in ((30, few), (3000, many))
    }
    assert moved[30] > 3 * moved[3000] > 0


def test_learns_what_the_start_never_met_as_from_nothing() -> None:
    start = _weights(fit(_examples(3000)))
    found = fit(_said({"bad", "new"}, True, 40), start=start)
    assert found.features["new"] > 1
    assert abs(found.features["bad"] - start.features["bad"]) < 0.5
    assert found.sure["bad"] > start.sure["bad"], "whoever learned more is surer"


def test_a_start_that_does_not_say_how_sure_it_is_is_taken_for_rather_sure() -> None:
    start = Weights(base=0.0, features={"good": 2.0}, least=0.75, card={})
    found = fit(_said({"good"}, False, 20), start=start)
    assert 0.5 < found.features["good"] < 2.0


def test_learning_in_two_steps_comes_near_to_learning_at_once() -> None:
    examples = _examples(2000)
    once = fit(examples)
    twice = fit(examples[1000:], start=_weights(fit(examples[:1000])))
    for name, weight in once.features.items():
        assert abs(twice.features[name] - weight) < 0.25
