"""Small scales for tests: what a few donors had and spend, and how many of a few systems exist."""

from dataclasses import replace

from pledges.domain.accounts import LedgerClaim
from pledges.domain.scales import Built, DonorScale, Scales, TypeScale


def _type(category: str, unit: str, usual: int, ceiling: int, beside: int) -> TypeScale:
    return TypeScale(category=category, unit=unit, usual=usual, ceiling=ceiling, beside=beside, source="a table")


def _donor(
    code: str, budget: int, given: int | None = None, *, largest: int | None = None, **pieces: int
) -> DonorScale:
    had = {name.replace("_", "-"): number for name, number in pieces.items()}
    return DonorScale(
        code=code,
        budget=budget * 10**9,
        given=given and given * 10**9,
        largest=largest and largest * 10**9,
        source="a table",
        pieces=had,
    )


_DONORS = [
    _donor("everybody", 1200, 150),
    _donor("a state", 10),
    _donor("US", 877, 67, largest=6),
    _donor("PL", 16, 5, main_battle_tank=800),
    _donor("PT", 4, main_battle_tank=40),
    _donor("DK", 6),
]
_TYPES = [
    _type("main-battle-tank", "item", 100, 800, 100),
    _type("howitzer", "item", 100, 800, 100),
    _type("air-defence-system", "item", 1000, 3000, 100),
    _type("rocket-artillery", "item", 50, 400, 50),
    _type("other", "item", 1000, 1_000_000, 1000),
    _type("other", "round", 10**6, 10**7, 10**6),
]
_BUILT = [("leopard-2", 3800), ("patriot", 2000), ("himars", 1000), ("zuzana-2", 120)]

SCALES = Scales(
    donors={one.code: one for one in _DONORS},
    types={(one.category, one.unit): one for one in _TYPES},
    built={slug: Built(system=slug, unit="item", number=number, source="its maker") for slug, number in _BUILT},
    dollars={"USD": 1.0, "EUR": 1.1, "DKK": 0.15},
    pieces_source="a register",
)


def by(publisher: str, claim: LedgerClaim) -> LedgerClaim:
    """The same claim, told by another publisher."""
    return replace(claim, source=publisher)
