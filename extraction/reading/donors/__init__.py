"""A donor is who the clause says gives; where it only points (it, the country, we), one candidate must remain."""
