"""Why an item or a clause of giving is no claim: ordered tables of reasons, each with its sentences."""
