"""The kind of a claim is the verb of its clause seen through tense, modality, negation and all that governs it."""
