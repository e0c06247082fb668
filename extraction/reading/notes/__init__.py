"""An analyst's note is about gifts by its nature: what it counts and does not bar is a claim of low confidence."""
