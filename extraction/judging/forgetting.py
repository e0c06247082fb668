"""A judge is taught by articles read with some words of giving forgotten, since an unseen article brings unknown ones.

What the rules of a whole lexicon leave to the judge is little and odd; with a part of it forgotten, plain gifts fall to
the judge too, under verbs that it does not know. Nothing else of the reader changes.
"""

import random
from collections.abc import Iterator
from dataclasses import replace

from extraction.reading.lexicon import Lexicon
from extraction.reading.reader import Reader

SHARES = (1 / 3, 0.6)  # how much of the lexicon each reading forgets; one reading for each
WEIGHT = 0.5  # of an example that was read so, beside one that was not
_NEEDED = frozenset({"arrive", "include", "leave", "train", "learn"})  # rows that rules ask for by name


def forgetful(reader: Reader) -> Iterator[Reader]:
    """The reader with other parts of its lexicon forgotten, the same in every process."""
    for seed, share in enumerate(SHARES, 11):
        yield replace(reader, table=_without(reader.table, share, random.Random(seed)))


def _without(table: Lexicon, share: float, chance: random.Random) -> Lexicon:
    """A lexicon without some of its verbs and nouns of giving; every form of a word goes with it."""
    words = {row.word for rows in table.verbs.values() for row in rows} | {row.word for row in table.nouns.values()}
    gone = {word for word in sorted(words) if chance.random() < share} - _NEEDED
    verbs = {form: tuple(row for row in rows if row.word not in gone) for form, rows in table.verbs.items()}
    return Lexicon(
        verbs={form: rows for form, rows in verbs.items() if rows},
        nouns={form: row for form, row in table.nouns.items() if row.word not in gone},
        governors=table.governors,
    )
