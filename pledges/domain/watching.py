"""Some doubts show only beside other entries: one thing in two units, a gift that another source calls a sale."""

from collections.abc import Iterable, Mapping

from pledges.domain.accounts import LineKey
from pledges.domain.clusters import Cluster
from pledges.domain.entries import Entry, id_of
from pledges.domain.problems import Problem, ProblemType, culprits, problem, say
from pledges.domain.tellings import UNITS_OF_EQUIPMENT, Group


def doubts_of_clusters(clusters: Iterable[Cluster]) -> list[Problem]:
    """Tellings of one event with numbers that exclude each other, and an event that may be another told again."""
    found = []
    for cluster in clusters:
        if cluster.retells is not None:
            found.append(_doubt_of_retelling(cluster, cluster.retells))
        if cluster.sides or (cluster.low > cluster.high and not cluster.package):  # rounded worths differ
            told = sorted((one for one in cluster.tellings if one.known), key=lambda one: (one.stated, one.order))
            numbers: dict[str, str] = {}  # each, with its first telling
            for one in told:
                numbers.setdefault(say(one.low, one.high), one.id)
            found.append(
                problem(
                    ProblemType.CONFLICT,
                    numbers.values(),
                    culprits(told[-1].claim_ids, told[0].claim_ids, *(one.claim_ids for one in told[1:-1])),
                    f"Sources give one event different numbers: {', '.join(numbers)}.",
                    effect=told[-1].stated - told[0].stated,
                )
            )
    return found


def _doubt_of_retelling(cluster: Cluster, other: Cluster) -> Problem:
    number = say(cluster.founder.low, cluster.founder.high)
    return problem(
        ProblemType.POSSIBLE_DOUBLE,
        [id_of(cluster), id_of(other)],
        culprits(cluster.founder.claim_ids, other.founder.claim_ids),
        f"{number} told on {cluster.day.isoformat()} may be those of {other.day.isoformat()} again.",
        effect=cluster.founder.stated,
    )


def clashes(lines: Mapping[LineKey, Iterable[Entry]]) -> dict[LineKey, list[Problem]]:
    """Lines of one donor set and family, counted and numbered, in units that nothing converts."""
    by_thing: dict[tuple[tuple[str, ...], str], list[LineKey]] = {}
    for key, entries in lines.items():
        if key.family is not None and key.unit in UNITS_OF_EQUIPMENT and any(one.counted for one in entries):
            by_thing.setdefault((key.donors, key.family), []).append(key)
    found: dict[LineKey, list[Problem]] = {}
    for keys in by_thing.values():
        if len(keys) < 2:
            continue
        largest = {key: _largest(lines[key]) for key in keys}
        claims = culprits(*(one.claims for one in largest.values()))
        units = ", ".join(sorted(key.unit for key in keys))
        sentence = f"The same equipment is counted by {units}; none converts."
        for key in keys:  # each line has a doubt of its own: one may be settled by itself
            causes = [f"here {largest[key].id}", *(one.id for one in largest.values())]
            found.setdefault(key, []).append(problem(ProblemType.UNIT_CLASH, causes, claims, sentence))
    return found


def _largest(entries: Iterable[Entry]) -> Entry:
    return max(entries, key=lambda one: (one.counted.stated if one.counted else -1, one.order))


def scope_doubts(pledges: Iterable[Entry], listed: Iterable[Entry]) -> list[Problem]:
    """A sale that may be the very thing that another source calls a gift."""
    sales: dict[tuple[int | None, int | None], list[Entry]] = {}  # by number
    for one in listed:
        if one.group is Group.SALE and one.number.known:
            sales.setdefault((one.number.low, one.number.high), []).append(one)
    return [
        problem(
            ProblemType.SCOPE,
            [gift.id, sale.id],
            culprits(gift.claims, sale.claims),
            f"{say(gift.number.low, gift.number.high)} are a gift in one source and a sale in another.",
            effect=gift.counted.stated if gift.counted else None,
        )
        for gift in (pledges if sales else ())
        for sale in sales.get((gift.number.low, gift.number.high), ())
    ]
