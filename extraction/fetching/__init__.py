"""A URL is hostile: one deadline, one size and one check of addresses hold for whatever is asked and answered."""

from extraction.fetching.addresses import Network, networks
from extraction.fetching.answers import Answer
from extraction.fetching.asking import AGENT_NAME, ask, user_agent
from extraction.fetching.canonical import canonical, same_site, to_ask
from extraction.fetching.failures import Cause, FetchFailed
from extraction.fetching.robots import Permission, allowed_by, robots_address
from extraction.fetching.urls import host_of

__all__ = [
    "AGENT_NAME",
    "Answer",
    "Cause",
    "FetchFailed",
    "Network",
    "Permission",
    "allowed_by",
    "ask",
    "canonical",
    "host_of",
    "networks",
    "robots_address",
    "same_site",
    "to_ask",
    "user_agent",
]
