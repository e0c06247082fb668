"""Every system is found in its own example, and no guarded alias is found where it means something else."""

import pytest

from extraction.mentions import Gazetteer
from pledges.seed_files import CounterSentence, load_catalogue, load_counter_sentences

CATALOGUE = load_catalogue()
GAZETTEER = Gazetteer.build(CATALOGUE)
COUNTER_SENTENCES = load_counter_sentences()


def found(text: str) -> set[str]:
    """The slugs of the systems that the gazetteer reads in a text, with the families that they belong to."""
    refs = {mention.ref for mention in GAZETTEER.find(text) if mention.kind == "system"}
    return {slug for ref in refs for slug in CATALOGUE.ancestry(ref)}


@pytest.mark.parametrize("slug", sorted(CATALOGUE.systems))
def test_finds_each_system_in_its_example(slug: str) -> None:
    assert slug in found(CATALOGUE.systems[slug].example)


@pytest.mark.parametrize("case", COUNTER_SENTENCES, ids=lambda case: f"{case.slug}:{case.alias}")
def test_leaves_a_guarded_alias_alone_where_it_means_something_else(case: CounterSentence) -> None:
    assert case.slug not in found(case.sentence)


def test_every_guarded_alias_has_a_counter_sentence() -> None:
    guarded = {(slug, alias) for slug, system in CATALOGUE.systems.items() for alias in system.guarded}
    assert guarded == {(case.slug, case.alias) for case in COUNTER_SENTENCES}
