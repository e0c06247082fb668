import pytest

from extraction.judging.calibrating import Bend, bend_of


def test_bends_chances_to_the_share_that_was_right() -> None:
    judged = [(0.95, number % 10 < 8) for number in range(400)] + [(0.5, number % 10 < 3) for number in range(400)]
    bend = bend_of(judged)
    assert bend(0.95) == pytest.approx(0.8, abs=0.02)
    assert bend(0.5) == pytest.approx(0.3, abs=0.02)


def test_keeps_the_order_of_chances() -> None:
    bend = bend_of([(0.9, True), (0.8, True), (0.4, False), (0.3, True), (0.2, False)] * 20)
    assert bend(0.2) < bend(0.4) < bend(0.9)


@pytest.mark.parametrize("judged", [[], [(0.7, True)] * 5], ids=["nothing", "all right"])
def test_bends_nothing_where_nothing_can_be_told(judged: list[tuple[float, bool]]) -> None:
    assert bend_of(judged) == Bend()


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_takes_no_chance_for_certain(chance: float) -> None:
    assert 0 < Bend()(chance) < 1
