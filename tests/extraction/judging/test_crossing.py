"""The chance that is enough for what no rule accepted follows what was right on articles that were kept away."""

import pytest

from extraction.judging.crossing import FEW, LEAST, Chance, least_of, loss_of, taught
from extraction.judging.learning import Example
from extraction.judging.weights import Weights


def chances(*pairs: tuple[float, bool]) -> list[Chance]:
    return [Chance(article="a", chance=chance, right=right, weight=1.0) for chance, right in pairs]


@pytest.mark.parametrize(
    ("proposed", "least"),
    [
        pytest.param([(0.9, False)] * (FEW - 1), LEAST, id="too few prove nothing"),
        pytest.param([(0.95, True)] * 6 + [(0.85, False)] * 2, LEAST + 0.05, id="three of four from its chance on"),
        pytest.param([(0.9, True)] * 8 + [(0.8, False)] * 8, 0.9, id="only the likelier ones are good enough"),
        pytest.param([(0.9, True)] * 4 + [(0.8, False)] * 8, 1.0, id="none is good enough"),
        pytest.param([(0.7, True)] * 8, LEAST, id="never below what it was"),
        pytest.param([(0.7, False)] * 8, 1.0, id="the likeliest are wrong, if not so likely"),
    ],
)
def test_raises_what_is_enough_until_three_of_four_are_right(proposed: list[tuple[float, bool]], least: float) -> None:
    assert least_of(chances(*proposed), before=LEAST) == pytest.approx(least)


def test_the_loss_is_that_of_a_coin_where_nothing_is_known() -> None:
    assert loss_of(chances((0.5, True), (0.5, False))) == pytest.approx(0.693, abs=1e-3)
    assert loss_of(chances((1.0, True), (0.0, False))) == pytest.approx(0)
    assert loss_of([]) == 0


def test_verdicts_alone_change_what_is_enough() -> None:
    examples = [
        Example(article=f"a{n % 10}", features=frozenset({"odd"}), right=n % 3 == 0, weight=1.0, proposed=True)
        for n in range(40)
    ]
    start = Weights(base=3.0, features={}, least=0.8, card={})
    assert taught(examples, card={}, start=start).least == 1.0
    assert taught(examples, card={}).least == LEAST
    rules = [Example(article=one.article, features=one.features, right=one.right, weight=1.0) for one in examples]
    assert taught(rules, card={}, start=start).least == 0.8
