"""A clause on an item, and what a package is said to hold, tell of the gift over the verbs above the act."""

import pytest

from tests.extraction.reading.conftest import Read, told

OVER_VERBS = {
    "plans to send": (
        "Ten Leopard 2 tanks that Norway plans to send to Ukraine are old.",
        ["pledge NO 10 Leopard 2"],
    ),
    "is expected to send": (
        "Ten Leopard 2 tanks, which Norway is expected to send to Ukraine, are old.",
        ["intent NO 10 Leopard 2"],
    ),
    "due to be delivered": (
        "NASAMS, which is due to be delivered to Ukraine by the US, is modern.",
        ["pledge US ? NASAMS"],
    ),
    "has an object of its own": (
        "The M777 howitzers that allowed Norway to send 20 Leopard 2 tanks to Ukraine are old.",
        ["intent NO 20 Leopard 2"],
    ),
    "the aggressor plans to send": ("The missiles that Russia plans to send to Belarus threaten Ukraine.", []),
}
HELD = {
    "expected to include": (
        "The US package for Ukraine is expected to include ten HIMARS.",
        ["intent US 10 HIMARS"],
    ),
    "expected to be headlined by": (
        "The US package for Ukraine is expected to be headlined by two HIMARS.",
        ["intent US 2 HIMARS"],
    ),
    "it, of a package to be announced": (
        "Washington is expected to announce a package for Ukraine on Friday. It will include ten HIMARS.",
        ["intent US 10 HIMARS"],
    ),
    "are in the package": (
        "Ten Leopard 2 tanks are in the Norwegian package for Ukraine.",
        ["pledge NO 10 Leopard 2"],
    ),
    "are part of the package": (
        "Ten Leopard 2 tanks are part of the Norwegian package for Ukraine.",
        ["pledge NO 10 Leopard 2"],
    ),
    "are not in the package": ("F-16 jets are not in the Norwegian package for Ukraine.", []),
}


@pytest.mark.parametrize(("text", "expected"), OVER_VERBS.values(), ids=OVER_VERBS.keys())
def test_reads_the_act_below_the_verb_of_a_relative_clause(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), HELD.values(), ids=HELD.keys())
def test_reads_what_a_package_is_said_to_hold(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected


BROUGHT = {
    "to a summit": ("Norway brought ten Leopard 2 tanks for Ukraine to the summit.", ["pledge NO 10 Leopard 2"]),
    "back": ("Norway brought back 20 damaged M777 howitzers from Ukraine.", []),
    "down": ("The attack brought down two Mi-8 helicopters in Ukraine, which Norway arms.", []),
    "news": ("The Norwegian minister brought news to Ukraine.", []),
}


@pytest.mark.parametrize(("text", "expected"), BROUGHT.values(), ids=BROUGHT.keys())
def test_reads_what_is_brought(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text)] == expected
