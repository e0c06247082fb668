"""A list of donors is read whole, also where the parser took only a part of it; a place before it is no part."""

from itertools import pairwise

from extraction.mentions import NameMention
from extraction.reading.donors.giver import RECIPIENT
from extraction.reading.scene import Scene

_JOINING = frozenset({",", "and", "the", "&", "as", "well"})


def whole_list(scene: Scene, names: list[NameMention]) -> list[NameMention]:
    """A list of donors whole, where the parser took only a part: "Germany, the Netherlands and Denmark"."""
    everyone = [name for name in scene.donors() if name.ref != RECIPIENT]
    run, joined = list(names), False
    for name in everyone:
        if name not in run and name.start >= run[-1].end:
            if (joint := _joint(scene, run[-1], name)) is None:
                break
            joined = joined or joint
            run.append(name)
    if joined and (after_preposition(scene, run[0]) or any(name.how != names[0].how for name in run)):
        run, joined = list(names), False
    for name in reversed(everyone):
        if name not in run and name.end <= run[0].start:
            joint = _joint(scene, name, run[0])
            if joint is None or after_preposition(scene, name) or name.how != run[0].how:
                break
            joined = joined or joint
            run.insert(0, name)
    inner = any(_joint(scene, one, other) for one, other in pairwise(run))
    return run if joined or inner else names


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
