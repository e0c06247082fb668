"""Stories of a few articles each, told as a stranger would, with the lines that an analyst would sign."""
