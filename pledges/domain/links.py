"""What editors said of pairs of claims, by claim: it overrules every score."""

from collections.abc import Iterable

from pledges.domain.judgements import Link, LinkKind


class LinkBook:
    """Editors' decisions by claim: which claims are joined, which are parted."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.joined: dict[str, set[str]] = {}
        self.parted: dict[str, set[str]] = {}
        for link in links:
            book = self.joined if link.kind is LinkKind.SAME else self.parted
            book.setdefault(link.left, set()).add(link.right)
            book.setdefault(link.right, set()).add(link.left)

    def group_of(self, claim_ids: Iterable[str]) -> frozenset[str]:
        """Every claim that is joined with these, directly or by others; empty when none is."""
        todo, seen = [one for one in claim_ids if one in self.joined], set[str]()
        while todo:
            one = todo.pop()
            if one not in seen:
                seen.add(one)
                todo.extend(self.joined.get(one, ()))
        return frozenset(seen)

    def judges(self, claim_ids: Iterable[str]) -> bool:
        """Whether an editor said anything of these claims."""
        return any(one in self.joined or one in self.parted for one in claim_ids)

    def parts(self, left: Iterable[str], right: frozenset[str] | set[str]) -> bool:
        """Whether an editor told any of these apart from any of those."""
        return bool(self.parted) and any(not self.parted.get(one, set()).isdisjoint(right) for one in left)
