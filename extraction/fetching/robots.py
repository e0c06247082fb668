"""A site's robots.txt is obeyed as RFC 9309 has it, and read in bounds: it is as hostile as any other answer."""

import re
from dataclasses import dataclass
from datetime import timedelta

from protego import Protego

from extraction.fetching.urls import netloc_of, parsed

LARGEST_RULES = 500 * 1024  # characters; the rest is not read (RFC 9309 asks for at least so many bytes)
LONGEST_DELAY = timedelta(hours=1)

AGENT_LINE = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*(?P<name>[^#]*)", re.IGNORECASE)
PRODUCT = re.compile(r"\*|[a-z_-]+", re.IGNORECASE)
SOMEBODY = "user-agent: another-robot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Whether an address may be asked; `temporary`: the rules could not be had, so ask for them again later.

    `delay` is the time that the site wants between two requests, at most an hour, None where it says nothing.
    """

    allowed: bool
    temporary: bool = False
    delay: timedelta | None = None
    reason: str = ""


def robots_address(url: str) -> str:
    """Where the rules for an address lie. Raises ValueError like `parsed`."""
    parts = parsed(url.strip())
    return f"{parts.scheme}://{netloc_of(parts)}/robots.txt"


def allowed_by(robots: str, status: int | None, url: str, agent_name: str) -> Permission:
    """What a robots.txt, answered with this status, lets a robot of this name do with an address.

    4xx: there are no rules, everything is allowed. 5xx, or no answer (None): nothing is, for now.
    """
    if status is None or status >= 500:
        answer = "no answer" if status is None else f"answer {status}"
        return Permission(allowed=False, temporary=True, reason=f"its robots.txt can't be had now ({answer})")
    if status >= 400:
        return Permission(allowed=True)
    rules = Protego.parse(for_agent(robots, agent_name))
    allowed = rules.can_fetch(url, agent_name)
    delay = rules.crawl_delay(agent_name)
    return Permission(
        allowed=allowed,
        delay=None if delay is None else timedelta(seconds=min(delay, LONGEST_DELAY.total_seconds())),
        reason="" if allowed else f"its robots.txt does not let {agent_name} ask for it",
    )


def for_agent(robots: str, agent_name: str) -> str:
    """The rules with all other robots under one name.

    Rules are kept once for each robot of their group: thousands of names over thousands of rules would fill memory.
    And a name is meant whole (RFC 9309): a group for `pledge` is not ours.
    """
    read = robots.removeprefix("\ufeff")[:LARGEST_RULES]
    if len(robots) > LARGEST_RULES:
        read = read.rpartition("\n")[0]
    return "\n".join(_line(line, agent_name.lower()) for line in read.splitlines())


def _line(line: str, agent_name: str) -> str:
    match = AGENT_LINE.match(line)
    if match is None:
        return line
    product = PRODUCT.match(match["name"].strip())
    name = product[0].lower() if product else ""
    return f"user-agent: {name}" if name in {"*", agent_name} else SOMEBODY
