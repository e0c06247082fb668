"""Which kinds tell that something is given: wishes, requests and cancellations do not."""

from pledges.domain.values import Kind

MOVED = frozenset({Kind.PLEDGE, Kind.DELIVERY, Kind.DISPATCH})
GIVEN = MOVED | {Kind.CONTRACT}
