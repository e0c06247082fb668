"""Sentences that show the worth of what turns a kind and few others meet: a row each, found by the mutation run."""

import pytest

from tests.extraction.reading.conftest import Read

KINDS = {
    "presents a package": ("Norway presented its 14th package of aid to Ukraine, with ten tanks.", ["pledge"]),
    "did not order": ("Norway did not order ten howitzers for Ukraine.", []),
    "is shipping": ("Norway is shipping ten tanks to Ukraine.", ["dispatch"]),
    "has not announced": ("Norway has not announced ten tanks for Ukraine.", []),
    "will not announce": ("Norway will not announce ten tanks for Ukraine.", ["cancellation"]),
    "confirmed the delivery": ("Norway confirmed the delivery of ten tanks to Ukraine.", ["delivery"]),
    "may announce": ("Norway may announce ten tanks for Ukraine.", ["intent"]),
    "is finalizing": ("Norway is finalizing a package of ten tanks for Ukraine.", ["intent"]),
    "have not arrived": ("Norway's ten tanks have not arrived in Ukraine.", []),
    "are arriving": ("Ten tanks from Norway are arriving in Ukraine.", ["dispatch"]),
    "has yet to send": ("Norway has yet to send ten tanks to Ukraine.", ["intent"]),
    "did not manage to": ("Norway did not manage to send ten tanks to Ukraine.", []),
    "might manage to": ("Norway might manage to send ten tanks to Ukraine.", ["intent"]),
    "is not considering": ("Norway is not considering sending ten tanks to Ukraine.", []),
    "was not ready": ("Norway was not ready to send ten tanks to Ukraine.", ["cancellation"]),
    "asks its own parliament": (
        "The administration asked Congress to approve ten tanks for Ukraine.",
        ["intent"],
    ),
    "did not ask": ("Kyiv did not ask Norway to send ten tanks.", []),
    "has no plans": ("Norway has no plans to send tanks to Ukraine.", ["cancellation"]),
    "could decide": ("Norway could decide to send ten tanks to Ukraine.", ["intent"]),
    "has not begun": ("Norway has not begun sending ten tanks to Ukraine.", []),
    "does not want to": ("Norway does not want to give ten tanks to Ukraine.", ["cancellation"]),
    "have not left": ("Ten tanks have not left Norway for Ukraine.", []),
    "may buy and send": ("Norway may buy and send ten tanks to Ukraine.", ["intent"]),
    "denied what came after it": (
        "The minister denied that the war had changed after Norway sent ten tanks to Ukraine.",
        ["delivery"],
    ),
    "by announcing": ("Norway followed suit by announcing the delivery of ten tanks to Ukraine.", ["pledge"]),
}


@pytest.mark.parametrize(("text", "kinds"), KINDS.values(), ids=KINDS.keys())
def test_reads_a_rare_turn_of_kind(read: Read, text: str, kinds: list[str]) -> None:
    assert [claim.kind.value for claim in read(text)] == kinds
