"""A table of gifts says in its heads what became of things, and in each row which and how many."""
