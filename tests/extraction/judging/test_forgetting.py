"""A reader that forgets a part of its lexicon leaves plain gifts to the judge, the same ones in every process."""

from extraction.judging.forgetting import SHARES, forgetful
from extraction.reading import Reader
from pledges.seed_files import load_catalogue


def test_forgets_words_of_giving_and_nothing_else() -> None:
    reader = Reader.build(catalogue=load_catalogue())
    others = list(forgetful(reader))
    assert len(others) == len(SHARES)
    for other in others:
        assert set(other.table.verbs) < set(reader.table.verbs)
        assert set(other.table.nouns) < set(reader.table.nouns)
        assert other.table.governors == reader.table.governors
        assert {"arrive", "include", "train", "learn"} <= set(other.table.verbs)


def test_forgets_the_same_each_time() -> None:
    reader = Reader.build(catalogue=load_catalogue())
    first, second = ([set(other.table.verbs) for other in forgetful(reader)] for _ in range(2))
    assert first == second
    assert first[0] != first[1]
