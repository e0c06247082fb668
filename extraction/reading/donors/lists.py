"""A list of donors is read whole, also where the parser took only a part of it; a place before it is no part."""

from itertools import pairwise

from extraction.mentions import NameMention
from extraction.reading.donors.giver import RECIPIENT
from extraction.reading.scene import Scene

_JOINING = frozenset({",", "and", "the", "&", "as", "well"})


def whole_list(scene: Scene, names: list[NameMention]) -> list[NameMention]:
    """A list of donors whole, where the parser took only a part: "Germany, the Netherlands and Denmark"."""
    everyone = [name for name in scene.donors() if name.ref != RECIPIENT]
    run = _onward(scene, names, everyone)
    mixed = any(name.how != names[0].how for name in run)
    if _holds_joint(scene, run[len(names) - 1 :]) and (mixed or after_preposition(scene, run[0])):
        run = list(names)
    run = _backward(scene, run, everyone)
    return run if _holds_joint(scene, run) else names


def _onward(scene: Scene, names: list[NameMention], everyone: list[NameMention]) -> list[NameMention]:
    """The names with those that go on behind them."""
    run = list(names)
    for name in everyone:
        if name not in run and name.start >= run[-1].end:
            if _joint(scene, run[-1], name) is None:
                break
            run.append(name)
    return run


def _backward(scene: Scene, names: list[NameMention], everyone: list[NameMention]) -> list[NameMention]:
    """The names with those of their manner before them, up to a place."""
    run = list(names)
    for name in reversed(everyone):
        if name not in run and name.end <= run[0].start:
            joint = _joint(scene, name, run[0])
            if joint is None or after_preposition(scene, name) or name.how != run[0].how:
                break
            run.insert(0, name)
    return run


def _holds_joint(scene: Scene, run: list[NameMention]) -> bool:
    return any(_joint(scene, one, other) for one, other in pairwise(run))


def _joint(scene: Scene, one: NameMention, other: NameMention) -> bool | None:
    """Whether "and" stands between two names of one list; None where something else does."""
    between = scene.doc[scene.tokens(one.start, one.end)[1] + 1 : scene.at[other.start]]
    if not between or len(between) > 3 or any(token.lower_ not in _JOINING for token in between):
        return None
    return any(token.lower_ in ("and", "&") for token in between)


def after_preposition(scene: Scene, name: NameMention) -> bool:
    """ "In Poland, Germany and France": Poland is a place and no part of the list."""
    first = scene.at[name.start]
    before = scene.doc[first - 1] if first else None
    if before is not None and before.lower_ == "the" and first > 1:
        before = scene.doc[first - 2]
    return before is not None and before.tag_ == "IN"
