"""A made-up web of sources on this machine, and what becomes of its articles in a year or under kills."""
