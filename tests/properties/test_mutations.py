"""Each mutation still changes something: what it breaks stands in its module, once."""

import pytest

from tests.properties.mutations import DOMAIN, MUTATIONS, ROOT, Mutation


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.name)
def test_what_a_mutation_breaks_stands_there_once(mutation: Mutation) -> None:
    text = (ROOT / DOMAIN / f"{mutation.module}.py").read_text(encoding="utf-8")
    assert text.count(mutation.old) == 1
    assert mutation.new != mutation.old
