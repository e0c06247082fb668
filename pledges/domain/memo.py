"""What a pure step made of some values is kept for the next fold, which meets most of them again."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, cast


class Memo:
    """Results of pure steps, by the identity of the values that they were made from.

    A result keeps what it was made from alive, so that no other value can take its identity: a wrong result is never
    found, whatever happened meanwhile. `next` has what this fold used, and nothing else: it does not grow with time.
    What a step gives is shared by the folds that follow, so nobody may change it. One fold at a time may use it; one
    that was broken off leaves it unfit.
    """

    def __init__(self, then: "Memo | None" = None) -> None:
        self._then: dict[Hashable, tuple[object, object]] = then._now if then is not None else {}
        self._now: dict[Hashable, tuple[object, object]] = {}
        self._kept: dict[Hashable, Any] = then._kept if then is not None else {}

    def next(self) -> "Memo":
        """The memo for the next fold of the same account."""
        return Memo(self)

    def kept[Kept](self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What follows the folds by itself, and stays with them."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast(Kept, self._kept[key])

    def carried[Kept](self, step: str, beside: Hashable, make: Callable[[], Kept]) -> Kept:
        """What follows the folds by itself, as long as each of them asks for it."""
        key = (step, beside)
        found = self._now[key] = self._now.get(key) or self._then.get(key) or ((), make())
        return cast(Kept, found[1])

    def once[Made](
        self, step: str, parts: Iterable[object], make: Callable[[], Made], *, beside: Hashable = ()
    ) -> Made:
        """What a step makes of these very values, made now or before; `beside` are those that are told by content."""
        values = tuple(parts)
        key = (step, beside, tuple(map(id, values)))
        found = self._now.get(key) or self._then.get(key)
        if found is None:
            found = (values, make())
        self._now[key] = found
        return cast(Made, found[1])
