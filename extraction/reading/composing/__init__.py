"""From a scene to drafts: by item, by money, by lists, packages, references, whole and part; each in its own room."""
